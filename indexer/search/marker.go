package search

import (
	"slices"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/corpus/verse"
)

// marker finds runs in one text and remembers which code points of the
// original they cover.
type marker struct {
	folded []rune
	at     []int // index in code points of the original, for every folded one
	hit    []bool
}

func newMarker(text string) *marker {
	folded, at := fold.Map(text)
	m := &marker{folded: []rune(folded), at: at}
	m.hit = make([]bool, len(m.folded))
	return m
}

func (m *marker) mark(run string) {
	want := []rune(run)
	for i := 0; i+len(want) <= len(m.folded); i++ {
		if slices.Equal(m.folded[i:i+len(want)], want) {
			for j := range want {
				m.hit[i+j] = true
			}
		}
	}
}

// markAll marks the whole text.
func (m *marker) markAll() { m.markRange(0, len(m.hit)) }

// markRange marks folded code points from up to to.
func (m *marker) markRange(from, to int) {
	for i := max(0, from); i < min(to, len(m.hit)); i++ {
		m.hit[i] = true
	}
}

// marks joins neighbouring code points. Punctuation inside a run is not
// marked: it did not take part in the match.
func (m *marker) marks() Marks { return joined(m.at, m.hit) }

func joined(at []int, hit []bool) Marks {
	marks := Marks{}
	for i, marked := range hit {
		if !marked {
			continue
		}
		if n := len(marks); n > 0 && marks[n-1][1] == at[i] {
			marks[n-1][1]++
		} else {
			marks = append(marks, [2]int{at[i], at[i] + 1})
		}
	}
	return marks
}

// bodyMarker marks the body as one text, so that a run across a line end is
// found, and hands the marks back line by line.
type bodyMarker struct {
	marker
	starts []int // index in folded at which each line starts, and the end
}

func newBodyMarker(p corpus.Poem) *bodyMarker {
	b := &bodyMarker{}
	for _, line := range verse.Lines(p.Body) {
		b.starts = append(b.starts, len(b.folded))
		folded, at := fold.Map(line.Text)
		b.folded = append(b.folded, []rune(folded)...)
		b.at = append(b.at, at...)
	}
	b.starts = append(b.starts, len(b.folded))
	b.hit = make([]bool, len(b.folded))
	return b
}

func (b *bodyMarker) lines(lines []verse.Line) []Line {
	shown := []Line{}
	for i, line := range lines {
		from, to := b.starts[i], b.starts[i+1]
		if marks := joined(b.at[from:to], b.hit[from:to]); len(marks) > 0 && len(shown) < MaxHitLines {
			shown = append(shown, Line{N: line.N, Text: line.Text, Marks: marks})
		}
	}
	return shown
}
