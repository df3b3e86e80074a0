package match

import (
	"slices"
	"strings"

	"shiyun/corpus/pinyin"
)

// Typing is how carefully letters were typed.
type Typing int

// The kinds of typing.
const (
	InFull    Typing = iota // every syllable to its end
	Shortened               // some syllables only begun
	Mistyped                // a letter of one wrong
	Forgotten               // one or two not known at all
)

// phoneticKey is what a Phonetic was made of.
type phoneticKey struct {
	run    string
	typed  Typing
	merged bool
}

// Phonetic finds what sounds like a run; where merged, what may be taken for it
// in Wuhan speech. Latin letters in a run are pinyin.
func (l *Lexicon) Phonetic(run string, typed Typing, merged bool) *Phonetic {
	key := phoneticKey{run, typed, merged}
	if l.phonetic[key] == nil {
		f := newPhonetic(l.variantsOf(run, typed, merged))
		f.wide = typed != InFull
		if typed == Forgotten {
			f.tier = Near
		}
		l.phonetic[key] = f
	}
	return l.phonetic[key]
}

// OneInitialOff finds the initials of a run with one of them wrong.
func (l *Lexicon) OneInitialOff(letters string) *Phonetic {
	f := newPhonetic(l.typedVariants(pinyin.OneInitialOff(letters), false))
	f.tier, f.wide = Near, true
	return f
}

// variantsOf are the runs of syllables that a run may stand for.
func (l *Lexicon) variantsOf(run string, typed Typing, merged bool) [][]Syllable {
	groups, ok := pinyin.Letters(run)
	if !ok {
		return l.mixedVariants(run, typed, merged)
	}
	switch typed {
	case Shortened:
		return l.typedVariants(pinyin.Shortened(groups), merged)
	case Mistyped:
		return l.typedVariants(pinyin.Mistyped(groups), merged)
	case Forgotten:
		return l.typedVariants(pinyin.Forgotten(groups), merged)
	}
	parsed := pinyin.Parse(groups)
	pieces := make([][]pinyin.Piece, len(parsed))
	for i, syllables := range parsed {
		pieces[i] = pinyin.Pieces(syllables)
	}
	return l.typedVariants(pieces, merged)
}

// maxMixed bounds the variants of characters with several stretches of pinyin
// among them.
const maxMixed = 12

// mixedVariants are those of characters with pinyin among them, as a phone
// leaves them that was not waited for. Characters alone have one variant.
func (l *Lexicon) mixedVariants(run string, typed Typing, merged bool) [][]Syllable {
	variants := [][]Syllable{nil}
	for _, part := range SplitByScript(run) {
		tails := [][]Syllable{l.written(part, merged)}
		if _, spelt := pinyin.Letters(part); spelt {
			tails = l.variantsOf(part, typed, merged)
		}
		var next [][]Syllable
		for _, variant := range variants {
			for _, tail := range tails {
				if len(next) < maxMixed {
					next = append(next, slices.Concat(variant, tail))
				}
			}
		}
		variants = next
	}
	return variants
}

// typedVariants are those of letters cut in different ways.
func (l *Lexicon) typedVariants(cuts [][]pinyin.Piece, merged bool) [][]Syllable {
	variants := make([][]Syllable, len(cuts))
	for i, pieces := range cuts {
		for _, piece := range pieces {
			variants[i] = append(variants[i], l.Typed(piece, merged))
		}
	}
	return variants
}

// written are the syllables of a run of characters.
func (l *Lexicon) written(run string, merged bool) []Syllable {
	var syllables []Syllable
	for _, r := range run {
		syllables = append(syllables, l.syllable(syllableKey{char: r, merged: merged}))
	}
	return syllables
}

// SplitByScript cuts a run wherever Latin letters begin or end.
func SplitByScript(run string) []string {
	var parts []string
	start := 0
	for i, r := range run {
		if i > start && IsLatin(run[start:i]) != IsLatin(string(r)) {
			parts, start = append(parts, run[start:i]), i
		}
	}
	return append(parts, run[start:])
}

// IsLatin reports whether a run could be typed pinyin.
func IsLatin(run string) bool {
	return run != "" && !strings.ContainsFunc(run, func(r rune) bool { return r >= 0x2E80 })
}
