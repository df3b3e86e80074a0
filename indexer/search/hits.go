package search

import (
	"context"
	"slices"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/corpus/verse"
	"shiyun/indexer/query"
	"shiyun/indexer/texts"
)

// MaxHitLines bounds the lines shown of one hit: a 赋 may have the word asked
// for in every other line.
const MaxHitLines = 8

// openingLines is how much of a poem is shown where no line matched.
const openingLines = 2

// hits reads the poems of a page once more from the archive: what has been
// withdrawn since the texts were last brought up to date is left out.
func (s *Searcher) hits(ctx context.Context, pl plan, page []ranked) ([]Hit, error) {
	hits := make([]Hit, 0, len(page))
	ids := make([]corpus.PoemID, len(page))
	found := map[corpus.PoemID]ranked{}
	for i, r := range page {
		ids[i], found[r.poem.ID] = r.poem.ID, r
	}
	poems, err := s.archive.Poems(ctx, ids)
	if err != nil {
		return nil, err
	}
	for _, p := range poems {
		if p.Status == corpus.StatusPublished {
			hits = append(hits, newHit(p, pl, found[p.ID]))
		}
	}
	return hits, nil
}

func newHit(p corpus.Poem, pl plan, found ranked) Hit {
	h := Hit{ID: p.ID, Ref: p.Ref, Title: p.Title, Author: p.Author.Name, AuthorID: p.Author.ID, Form: p.Form,
		Match: found.tier, Lines: []Line{}, TitleMarks: Marks{}, AuthorMarks: Marks{}, Tags: p.Tags}
	title, author, body := newMarker(p.Title), newMarker(p.Author.Name), newBodyMarker(p)
	for _, t := range spread(pl.terms) {
		if t.Run == "" {
			continue
		}
		if t.soundsLike[p.Author.ID] {
			author.markAll()
		}
		if t.finder != nil {
			markFound(t, found.poem, title, body)
			continue
		}
		if t.Field == query.Any || t.Field == query.Title {
			title.mark(t.Run)
		}
		if t.Field == query.Any || t.Field == query.Author {
			author.mark(t.Run)
		}
		if t.Field == query.Any || t.Field == query.Body {
			body.mark(t.Run)
		}
	}
	h.TitleMarks, h.AuthorMarks = title.marks(), author.marks()
	h.Lines = body.lines(verse.Lines(p.Body))
	if len(h.Lines) == 0 {
		for _, line := range verse.Lines(p.Body)[:min(openingLines, len(verse.Lines(p.Body)))] {
			h.Opening = append(h.Opening, line.Text)
		}
	}
	return h
}

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

// markFound marks what a finder found in the text it was found in. The poem
// read from the archive is the same, or was changed a moment ago.
func markFound(t *term, p *texts.Poem, title *marker, body *bodyMarker) {
	start := t.find(p)
	switch {
	case start < 0:
	case start >= p.Body:
		body.markRange(runeIndex(p.BodyText(), start-p.Body), runeIndex(p.BodyText(), t.place.end-p.Body))
	case t.place.end < p.Preface:
		title.markRange(runeIndex(p.Text, start), runeIndex(p.Text, t.place.end))
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
