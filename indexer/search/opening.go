package search

import (
	"slices"
	"strings"
	"unicode/utf8"

	"shiyun/corpus/fold"
	"shiyun/corpus/pinyin"
	"shiyun/indexer/engine"
)

// opening is the beginning of a name, a title or a clause, as it is being
// typed.
type opening interface {
	// propose wants at least every poem one of whose clauses begins so.
	propose() engine.Expr
	begins(folded string) bool
}

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
		return soundOpening{ways}
	}
	letters := strings.Join(groups, "")
	o := initialsOpening{}
	for i := range letters {
		o.sets = append(o.sets, byLetter()[letters[i]])
	}
	return o
}

// writtenOpening is typed in characters.
type writtenOpening string

func (o writtenOpening) propose() engine.Expr      { return runOf(string(o)) }
func (o writtenOpening) begins(folded string) bool { return strings.HasPrefix(folded, string(o)) }

// soundOpening is typed in pinyin, its last syllable perhaps not to the end.
type soundOpening struct{ ways [][]*charset }

// fewCharacters is how many characters a place may stand for and still be
// worth asking the engine about: each is a look-up of its own.
const fewCharacters = 120

// propose leaves out a syllable so unfinished that it could be hundreds of
// characters, which would narrow little.
func (o soundOpening) propose() engine.Expr {
	var narrowing [][]*charset
	for _, way := range o.ways {
		if len(way[len(way)-1].list) > fewCharacters {
			way = way[:len(way)-1]
		}
		if len(way) == 0 {
			return engine.All()
		}
		narrowing = append(narrowing, way)
	}
	return (&soundFinder{ways: narrowing}).propose()
}

func (o soundOpening) begins(folded string) bool {
	for _, way := range o.ways {
		if beginsWith(folded, way) {
			return true
		}
	}
	return false
}

// initialsOpening is typed as the letters of the syllables.
type initialsOpening struct{ sets []*charset }

func (o initialsOpening) propose() engine.Expr      { return engine.All() }
func (o initialsOpening) begins(folded string) bool { return beginsWith(folded, o.sets) }

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
func openingWays(groups []string, names *names) [][]*charset {
	before, last := groups[:len(groups)-1], groups[len(groups)-1]
	for cut := len(last); cut >= 0; cut-- {
		parsed := pinyin.Parse(append(slices.Clone(before), last[:cut]))
		var ways [][]*charset
		for _, way := range parsed {
			rest := last[cut:]
			if rest == "" {
				rest, way = string(way[len(way)-1]), way[:len(way)-1]
			} else if len(way) == 0 {
				continue
			}
			if unfinished := names.unfinished(rest); len(unfinished.list) > 0 {
				ways = append(ways, append(names.spelled(way), unfinished))
			}
		}
		if ways != nil {
			return ways
		}
	}
	return nil
}

// spelled are the characters of each syllable.
func (n *names) spelled(way []pinyin.Syllable) []*charset {
	if len(way) == 0 {
		return nil
	}
	return soundSpelled([][]pinyin.Syllable{way}, exactly, n.Snapshot).ways[0]
}

// unfinished are the characters with a reading that begins with the letters.
func (n *names) unfinished(letters string) *charset {
	var chars []rune
	for _, r := range byLetter()[letters[0]].list {
		for _, s := range pinyin.Readings(r) {
			if strings.HasPrefix(string(s), letters) && n.Knows(r) {
				chars = append(chars, r)
				break
			}
		}
	}
	return newCharset(chars...)
}
