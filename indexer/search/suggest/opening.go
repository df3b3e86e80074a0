package suggest

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/corpus/pinyin"
	"shiyun/indexer/search/match"
	"shiyun/indexer/texts"
)

// opening is the beginning of a name, a title or a clause, as it is being
// typed.
type opening interface {
	beginning
	// lookUps find what may begin so, the likeliest way first. Those after it
	// are for where it finds nothing.
	lookUps(s *texts.Snapshot) []lookUp
}

// beginning is what names are compared with.
type beginning interface {
	// mayBegin reports whether a name with this first character may begin so.
	mayBegin(first rune) bool
	begins(folded string) bool
}

// lookUp calls fn for openings of the kind until fn returns false.
type lookUp func(kind texts.Kind, fn func(texts.Opening) bool)

// newOpening reads what has been typed so far; nil where it says nothing.
func newOpening(typed string, lexicon *match.Lexicon) opening {
	run := fold.String(typed)
	if run == "" {
		return nil
	}
	groups, ok := pinyin.Letters(typed)
	if !ok {
		return writtenOpening(run)
	}
	if cuts := cutsOf(groups, lexicon); cuts != nil {
		return newSoundOpening(cuts)
	}
	return newInitialsOpening(strings.Join(groups, ""))
}

// writtenOpening is typed in characters.
type writtenOpening string

func (o writtenOpening) begins(folded string) bool { return strings.HasPrefix(folded, string(o)) }

func (o writtenOpening) mayBegin(first rune) bool {
	typed, _ := utf8.DecodeRuneInString(string(o))
	return first == typed
}

func (o writtenOpening) lookUps(s *texts.Snapshot) []lookUp {
	return []lookUp{func(kind texts.Kind, fn func(texts.Opening) bool) { s.Written(kind, string(o), fn) }}
}

// soundOpening is typed in pinyin, its last syllable perhaps not to the end.
type soundOpening struct {
	cuts []initialsOpening // the ways to cut it into syllables
	tree match.SoundTree
}

func newSoundOpening(cuts []initialsOpening) soundOpening {
	sets := make([][]*match.RuneSet, len(cuts))
	for i, cut := range cuts {
		sets[i] = cut.sets
	}
	return soundOpening{cuts, match.NewSoundTree(sets)}
}

func (o soundOpening) begins(folded string) bool { return o.tree.Begins(folded) }

func (o soundOpening) mayBegin(first rune) bool {
	return slices.ContainsFunc(o.cuts, func(cut initialsOpening) bool { return cut.mayBegin(first) })
}

func (o soundOpening) lookUps(s *texts.Snapshot) []lookUp {
	var usual, any lookUps
	var heard [][]texts.Heard
	met := map[string]bool{}
	for _, cut := range o.cuts {
		if len(cut.heard) >= fewestSyllables {
			heard = append(heard, cut.heard)
		}
		if met[cut.letters] {
			continue // different cuts mostly have the same letters
		}
		met[cut.letters] = true
		both := cut.lookUps(s)
		if usual = append(usual, both[0]); len(cut.heard) < fewestSyllables {
			any = append(any, both[1])
		}
	}
	return []lookUp{usual.oneByOne, append(any, lookUpSounds(s, heard)).oneByOne}
}

// fewestSyllables is how many syllables, of which the last is unfinished, make
// the poems that have their sounds few enough to go through.
const fewestSyllables = 3

// lookUpSounds goes through the poems that have the sounds of one of the cuts
// by any reading.
func lookUpSounds(s *texts.Snapshot, heard [][]texts.Heard) lookUp {
	with := sync.OnceValue(func() []corpus.PoemID { return s.WithSounds(heard) })
	return func(kind texts.Kind, fn func(texts.Opening) bool) {
		for _, id := range with() {
			p := s.Poem(id)
			if kind == texts.Titles && !fn(texts.Opening{Poem: p, Clause: -1}) {
				return
			}
			for n := range p.Clauses {
				if kind == texts.Clauses && !fn(texts.Opening{Poem: p, Clause: n}) {
					return
				}
			}
		}
	}
}

type lookUps []lookUp

func (l lookUps) oneByOne(kind texts.Kind, fn func(texts.Opening) bool) {
	wanted := true
	for _, lookUp := range l {
		if wanted {
			lookUp(kind, func(found texts.Opening) bool {
				wanted = fn(found)
				return wanted
			})
		}
	}
}

// lookUpInitials finds openings by initials, or, where there is but one, by the
// characters it stands for.
func lookUpInitials(s *texts.Snapshot, kind texts.Kind, sets []*match.RuneSet, letters []texts.Letters, fn func(texts.Opening) bool) {
	if len(sets) == 1 {
		s.StartingWith(kind, func(r rune) bool { return sets[0].Has(r) && letters[0].Has(r) }, fn)
		return
	}
	s.Spelled(kind, letters, func(a, b rune) bool { return sets[0].Has(a) && sets[1].Has(b) }, fn)
}

// initialsOpening is typed as the letters of the syllables. sets are the
// characters for each.
type initialsOpening struct {
	letters string
	sets    []*match.RuneSet
	heard   []texts.Heard // of the whole syllables, where it is typed in syllables
}

func newInitialsOpening(letters string) initialsOpening {
	o := initialsOpening{letters: letters}
	for i := range letters {
		o.sets = append(o.sets, match.WithInitial(letters[i]))
	}
	return o
}

func (o initialsOpening) begins(folded string) bool { return beginsWithSets(folded, o.sets) }

func (o initialsOpening) mayBegin(first rune) bool { return o.sets[0].Has(first) }

// lookUps take each letter for that of the commonest reading first, then one
// of them for that of another: with all of them nearly everything would have
// to be looked at.
func (o initialsOpening) lookUps(s *texts.Snapshot) []lookUp {
	usual := letterSets(o.letters)
	return []lookUp{
		func(kind texts.Kind, fn func(texts.Opening) bool) { lookUpInitials(s, kind, o.sets, usual, fn) },
		func(kind texts.Kind, fn func(texts.Opening) bool) { o.otherReadings(s, usual).oneByOne(kind, fn) },
	}
}

// otherReadings take one letter after another for that of another reading.
func (o initialsOpening) otherReadings(s *texts.Snapshot, usual []texts.Letters) lookUps {
	var others lookUps
	for i, set := range o.sets[:min(len(o.sets), texts.SpelledMost)] {
		other := slices.Clone(usual)
		other[i] = texts.LettersOf(set.Runes()) &^ usual[i]
		others = append(others, func(kind texts.Kind, fn func(texts.Opening) bool) { lookUpInitials(s, kind, o.sets, other, fn) })
	}
	return others
}

func letterSets(letters string) []texts.Letters {
	sets := make([]texts.Letters, len(letters))
	for i := range sets {
		sets[i] = texts.LetterSet(letters[i])
	}
	return sets
}

func beginsWithSets(folded string, sets []*match.RuneSet) bool {
	for _, set := range sets {
		r, size := utf8.DecodeRuneInString(folded)
		if size == 0 || !set.Has(r) {
			return false
		}
		folded = folded[size:]
	}
	return true
}

// cutsOf cuts what was typed into syllables, of which the last may be
// unfinished. It returns nil where that leaves no whole syllable before it.
func cutsOf(groups []string, lexicon *match.Lexicon) []initialsOpening {
	before, last := groups[:len(groups)-1], groups[len(groups)-1]
	for end := len(last); end >= 0; end-- {
		var cuts []initialsOpening
		for _, whole := range pinyin.Parse(append(slices.Clone(before), last[:end])) {
			rest := last[end:]
			if rest == "" {
				rest, whole = string(whole[len(whole)-1]), whole[:len(whole)-1]
			} else if len(whole) == 0 {
				continue
			}
			begun := pinyin.Piece{Letters: rest, Kind: pinyin.Begun}
			if len(lexicon.Typed(begun, false).Set.Runes()) > 0 {
				cuts = append(cuts, newCut(append(pinyin.Pieces(whole), begun), lexicon))
			}
		}
		if cuts != nil {
			return cuts
		}
	}
	return nil
}

// newCut is what was typed as syllables.
func newCut(syllables []pinyin.Piece, lexicon *match.Lexicon) initialsOpening {
	var o initialsOpening
	for _, typed := range syllables {
		syllable := lexicon.Typed(typed, false)
		o.letters += typed.Letters[:1]
		o.sets, o.heard = append(o.sets, syllable.Set), append(o.heard, syllable.Heard)
	}
	return o
}
