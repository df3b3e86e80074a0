package match

import (
	"shiyun/corpus/pinyin"
	"shiyun/indexer/texts"
)

// Syllable is one place of a run that is looked for by sound: the characters
// that may stand there, and what they sound like.
type Syllable struct {
	Set   *RuneSet
	Heard texts.Heard
}

// syllableKey is what a Syllable was made of.
type syllableKey struct {
	char   rune // 0 for one typed in letters
	typed  pinyin.Piece
	merged bool
}

// Typed returns what was typed in letters; where merged, with the sounds merged
// in Wuhan speech.
func (l *Lexicon) Typed(piece pinyin.Piece, merged bool) Syllable {
	return l.syllable(syllableKey{typed: piece, merged: merged})
}

// syllable makes each syllable once: variants that share one are one variant
// up to there.
func (l *Lexicon) syllable(key syllableKey) Syllable {
	if made, ok := l.syllables[key]; ok {
		return made
	}
	s := l.newSyllable(key)
	l.syllables[key] = s
	return s
}

func (l *Lexicon) newSyllable(key syllableKey) Syllable {
	switch {
	case key.char != 0:
		s := l.withReadings(pinyin.Readings(key.char), key.merged, key.char)
		s.Heard.Letters |= texts.EveryLetter(key.char)
		return s
	case key.typed.Kind == pinyin.Begun:
		s := Syllable{WithInitial(key.typed.Letters[0]), texts.Heard{Letters: texts.LetterSet(key.typed.Letters[0])}}
		if len(key.typed.Letters) > 1 {
			s.Set = l.withReadings(pinyin.BeginningWith(key.typed.Letters), false).Set
		}
		return s
	case key.typed.Kind == pinyin.Misspelt:
		return l.withReadings(pinyin.Near(key.typed.Letters), key.merged)
	case key.typed.Kind == pinyin.Lost:
		return Syllable{anyRune(), texts.Heard{Letters: texts.AllLetters}}
	}
	return l.withReadings([]pinyin.Syllable{pinyin.Syllable(key.typed.Letters)}, key.merged)
}

// withReadings returns the characters with one of the readings that the archive has
// ever held: asking the engine for the thousands it has not would take longer
// than the search.
func (l *Lexicon) withReadings(readings []pinyin.Syllable, merged bool, chars ...rune) Syllable {
	heard := texts.Heard{}
	for _, reading := range readings {
		heard.Sounds = append(heard.Sounds, texts.SoundOf(reading))
		taken := []pinyin.Syllable{reading}
		if merged {
			taken = pinyin.Alike(reading)
		}
		for _, sound := range taken {
			heard.Letters |= texts.LetterSet(sound.Letter())
			for _, r := range pinyin.Runes(sound) {
				if l.Knows(r) {
					chars = append(chars, r)
				}
			}
		}
	}
	return Syllable{NewRuneSet(chars...), heard}
}
