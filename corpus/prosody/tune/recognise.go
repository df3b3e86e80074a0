package tune

import (
	"math"
	"math/bits"

	"shiyun/corpus/prosody/clause"
	"shiyun/corpus/prosody/rhyme"
)

// text is verse laid out for comparison: bits of its tones and of the ends of
// its clauses, by places from 0.
type text struct {
	clauses []clause.Clause
	chars   []clause.Char
	stops   places
	level   places // places that may be level
	oblique places
	book    rhyme.Book
}

// Match is a form that a text may be to.
type Match struct {
	Form *Form
	// Score is 1 where nothing differs; what tunes are told by.
	Score float64
	// Exact reports whether the text has as many characters as the form.
	Exact bool
}

// leastScore is what a text must score to be called by the name of a tune, and
// leastMargin by how much it must lead the next one. Both were set on songs
// that the tables were not learnt from.
const leastScore = 0.70

// Recognise returns the form that a text is to, the zero Match where there is
// none that it fits.
func Recognise(clauses []clause.Clause, book rhyme.Book) Match {
	t := layOut(clauses, book)
	if t == nil {
		return Match{}
	}
	best := t.bestAsLong()
	if best.Score < leastScore {
		if near := t.bestNear(nil); near.Score > best.Score {
			best = near
		}
	}
	if best.Score < leastScore {
		return Match{}
	}
	return best
}

// RecogniseExact is Recognise for a text that must have as many characters as
// its form, which is told far sooner.
func RecogniseExact(clauses []clause.Clause, book rhyme.Book) Match {
	t := layOut(clauses, book)
	if t == nil {
		return Match{}
	}
	if best := t.bestAsLong(); best.Score >= leastScore {
		return best
	}
	return Match{}
}

func (t *text) bestAsLong() Match { return t.best(load().byLength[len(t.chars)]) }

// Nearest returns the form of a tune that a text differs least from; it always
// has one where the tune has forms and the text any clause.
func Nearest(clauses []clause.Clause, of *Tune, book rhyme.Book) Match {
	t := layOut(clauses, book)
	if t == nil {
		return Match{}
	}
	var same []*Form
	for _, f := range of.Forms {
		if f.Length == len(t.chars) {
			same = append(same, f)
		}
	}
	best := t.best(same)
	if best.Score < leastScore {
		if near := t.bestNear(of); best.Form == nil || near.Score > best.Score {
			best = near
		}
	}
	return best
}

func layOut(clauses []clause.Clause, book rhyme.Book) *text {
	t := &text{clauses: clauses, book: book}
	for _, c := range clauses {
		if len(t.chars)+len(c.Chars) >= longest {
			return nil
		}
		for _, char := range c.Chars {
			at := len(t.chars)
			tones := tonesOf(char, book)
			if tones&rhyme.Level != 0 {
				t.level.set(at)
			}
			if tones&rhyme.Oblique != 0 {
				t.oblique.set(at)
			}
			t.chars = append(t.chars, char)
		}
		t.stops.set(len(t.chars) - 1)
	}
	if len(t.chars) == 0 {
		return nil
	}
	return t
}

// tonesOf returns the tones a character may have; either where it is unknown.
func tonesOf(char clause.Char, book rhyme.Book) rhyme.Tone {
	if char.Sound == nil {
		return rhyme.Either
	}
	sure, doubtful := char.Sound.By(book)
	if tones := book.Tones(sure.Or(doubtful)); tones != 0 {
		return tones
	}
	return rhyme.Either
}

// best returns the form that differs least from a text of its length.
func (t *text) best(forms []*Form) (best Match) {
	for _, f := range forms {
		score := t.score(f)
		if score <= best.Score && best.Form != nil {
			continue
		}
		if score -= t.rhymeless(f) * rhymeWeight; score > best.Score || best.Form == nil {
			best = Match{f, score, true}
		}
	}
	return best
}

// The weights of what differs, each a share of what there is.
const (
	toneWeight  = 1.6
	stopWeight  = 0.6
	rhymeWeight = 0.35
	fame        = 0.012 // per power of e that a tune was sung more often
	manyRhymes  = 0.01  // per rhyme beside the first: of two forms the plainer
)

// score compares tones and the ends of clauses with a form of the text's
// length.
func (t *text) score(f *Form) float64 {
	tones, missing, added, stops := 0, 0, 0, 0
	for i := range t.level {
		tones += bits.OnesCount64(f.level[i]&^t.level[i]) + bits.OnesCount64(f.oblique[i]&^t.oblique[i])
		missing += bits.OnesCount64(f.stops[i] &^ t.stops[i])
		added += bits.OnesCount64(t.stops[i] &^ (f.stops[i] | f.halts[i]))
		stops += bits.OnesCount64(f.stops[i] | t.stops[i])
	}
	return 1 - toneWeight*float64(tones)/float64(len(t.chars)) - stopWeight*float64(missing+added)/float64(stops) +
		fame*math.Log1p(float64(f.Sung)) - fame*7 - manyRhymes*float64(len(f.rhymes))
}

// rhymeless returns the share of the rhymes of a form that do not rhyme.
func (t *text) rhymeless(f *Form) float64 {
	all, off := 0, 0
	for _, places := range f.rhymes {
		var votes [19]int
		best := 0
		for _, at := range places {
			for _, part := range parts(t.chars[at]) {
				votes[part]++
				best = max(best, votes[part])
			}
		}
		all, off = all+len(places), off+len(places)-best
	}
	if all == 0 {
		return 0
	}
	return float64(off) / float64(all)
}

// parts are the parts of 词林正韵 that a character stands in, from 0.
func parts(c clause.Char) []int {
	if c.Sound == nil {
		return nil
	}
	sure, _ := c.Sound.By(rhyme.Cilin)
	var all []int
	for _, one := range sure.All() {
		if len(all) == 0 || all[len(all)-1] != one/2 {
			all = append(all, one/2)
		}
	}
	return all
}
