package search

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/corpus/pinyin"
	"shiyun/indexer/texts"
)

// opening is the beginning of a name, a title or a clause, as it is being
// typed.
type opening interface {
	begins(folded string) bool
	// lookUps find what may begin so, the likeliest way first. Those after it
	// are for where it finds nothing.
	lookUps(s *texts.Snapshot) []lookUp
}

// lookUp calls fn for openings of the kind until fn returns false.
type lookUp func(kind texts.Kind, fn func(texts.Opening) bool)

// newOpening reads what has been typed so far; nil where it says nothing.
func newOpening(typed string, names *names) opening {
	run := fold.String(typed)
	if run == "" {
		return nil
	}
	groups, ok := pinyin.Letters(typed)
	if !ok {
		return writtenOpening(run)
	}
	if ways := openingWays(groups, names); ways != nil {
		return newSoundOpening(ways)
	}
	return newInitialsOpening(strings.Join(groups, ""))
}

// writtenOpening is typed in characters.
type writtenOpening string

func (o writtenOpening) begins(folded string) bool { return strings.HasPrefix(folded, string(o)) }

func (o writtenOpening) lookUps(s *texts.Snapshot) []lookUp {
	return []lookUp{func(kind texts.Kind, fn func(texts.Opening) bool) { s.Written(kind, string(o), fn) }}
}

// soundOpening is typed in pinyin, its last syllable perhaps not to the end.
type soundOpening struct {
	ways  []initialsOpening
	begin []*soundNode
}

func newSoundOpening(ways []initialsOpening) soundOpening {
	sets := make([][]*charset, len(ways))
	for i, way := range ways {
		sets[i] = way.sets
	}
	return soundOpening{ways, wayTree(sets)}
}

func (o soundOpening) begins(folded string) bool { return match(folded, o.begin) >= 0 }

func (o soundOpening) lookUps(s *texts.Snapshot) []lookUp {
	var usual, any lookUps
	var heard [][]texts.Heard
	met := map[string]bool{}
	for _, way := range o.ways {
		if len(way.heard) >= enoughHeard {
			heard = append(heard, way.heard)
		}
		if met[way.letters] {
			continue // different ways mostly have the same letters
		}
		met[way.letters] = true
		both := way.lookUps(s)
		if usual = append(usual, both[0]); len(way.heard) < enoughHeard {
			any = append(any, both[1])
		}
	}
	return []lookUp{usual.oneByOne, append(any, heardIn(s, heard)).oneByOne}
}

// enoughHeard is how many syllables, of which the last is unfinished, make the poems that have their sounds
// few enough to go through.
const enoughHeard = 3

// heardIn goes through the poems that have the sounds of one of the ways by any
// reading.
func heardIn(s *texts.Snapshot, ways [][]texts.Heard) lookUp {
	with := sync.OnceValue(func() []corpus.PoemID { return s.WithSounds(ways) })
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

// openingsOf finds openings by initials, or, where there is but one, by the
// characters it stands for.
func openingsOf(s *texts.Snapshot, kind texts.Kind, sets []*charset, letters []texts.Letters, fn func(texts.Opening) bool) {
	if len(sets) == 1 {
		s.StartingWith(kind, func(r rune) bool { return sets[0].has(r) && letters[0].Has(r) }, fn)
		return
	}
	s.Spelled(kind, letters, func(a, b rune) bool { return sets[0].has(a) && sets[1].has(b) }, fn)
}

// initialsOpening is typed as the letters of the syllables. sets are the
// characters for each.
type initialsOpening struct {
	letters string
	sets    []*charset
	heard   []texts.Heard // of the whole syllables, where it is typed in syllables
}

func newInitialsOpening(letters string) initialsOpening {
	o := initialsOpening{letters: letters}
	for i := range letters {
		o.sets = append(o.sets, byLetter()[letters[i]])
	}
	return o
}

func (o initialsOpening) begins(folded string) bool { return beginsWith(folded, o.sets) }

// lookUps take each letter for that of the commonest reading first, then one
// of them for that of another: with all of them nearly everything would have
// to be looked at.
func (o initialsOpening) lookUps(s *texts.Snapshot) []lookUp {
	usual := letterSets(o.letters)
	return []lookUp{
		func(kind texts.Kind, fn func(texts.Opening) bool) { openingsOf(s, kind, o.sets, usual, fn) },
		func(kind texts.Kind, fn func(texts.Opening) bool) { o.others(s, usual).oneByOne(kind, fn) },
	}
}

func (o initialsOpening) others(s *texts.Snapshot, usual []texts.Letters) lookUps {
	var others lookUps
	for i, set := range o.sets[:min(len(o.sets), texts.SpelledMost)] {
		other := slices.Clone(usual)
		other[i] = texts.LettersOf(set.list) &^ usual[i]
		others = append(others, func(kind texts.Kind, fn func(texts.Opening) bool) { openingsOf(s, kind, o.sets, other, fn) })
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

func beginsWith(folded string, sets []*charset) bool {
	for _, set := range sets {
		r, size := utf8.DecodeRuneInString(folded)
		if size == 0 || !set.has(r) {
			return false
		}
		folded = folded[size:]
	}
	return true
}

// openingWays cuts what was typed into syllables, of which the last may be
// unfinished. It returns nil where that leaves no whole syllable before it.
func openingWays(groups []string, names *names) []initialsOpening {
	before, last := groups[:len(groups)-1], groups[len(groups)-1]
	for cut := len(last); cut >= 0; cut-- {
		parsed := pinyin.Parse(append(slices.Clone(before), last[:cut]))
		var whole [][]pinyin.Syllable
		var rests []string
		for _, way := range parsed {
			rest := last[cut:]
			if rest == "" {
				rest, way = string(way[len(way)-1]), way[:len(way)-1]
			} else if len(way) == 0 {
				continue
			}
			if len(names.said(begun(rest), false).set.list) > 0 {
				whole, rests = append(whole, way), append(rests, rest)
			}
		}
		if whole != nil {
			return names.spelled(whole, rests)
		}
	}
	return nil
}

func begun(letters string) pinyin.Piece { return pinyin.Piece{Letters: letters, Kind: pinyin.Begun} }

// spelled are ways of whole syllables, each with what follows it unfinished.
func (n *names) spelled(whole [][]pinyin.Syllable, rests []string) []initialsOpening {
	ways := make([]initialsOpening, len(whole))
	for i, way := range whole {
		for _, typed := range append(pinyin.Pieces(way), begun(rests[i])) {
			p := n.said(typed, false)
			ways[i].letters += typed.Letters[:1]
			ways[i].sets, ways[i].heard = append(ways[i].sets, p.set), append(ways[i].heard, p.heard)
		}
	}
	return ways
}
