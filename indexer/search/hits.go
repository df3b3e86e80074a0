package search

import (
	"context"
	"unicode/utf8"

	"shiyun/corpus"
	"shiyun/corpus/verse"
	"shiyun/indexer/query"
	"shiyun/indexer/search/match"
	"shiyun/indexer/search/plan"
	"shiyun/indexer/texts"
	"shiyun/indexer/themes"
)

// MaxHitLines bounds the lines shown of one hit: a 赋 may have the word asked
// for in every other line.
const MaxHitLines = 8

// openingLines is how much of a poem is shown where no line matched.
const openingLines = 2

// readHits reads the poems of a page once more from the archive: what has been
// withdrawn since the texts were last brought up to date is left out.
func (s *Searcher) readHits(ctx context.Context, pl plan.Plan, page []ranked) ([]Hit, error) {
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

func newHit(p corpus.Poem, pl plan.Plan, found ranked) Hit {
	h := Hit{ID: p.ID, Ref: p.Ref, Title: p.Title, Author: p.Author.Name, AuthorID: p.Author.ID, Form: p.Form,
		Match: found.tier, Lines: []Line{}, TitleMarks: Marks{}, AuthorMarks: Marks{}, Tags: p.Tags}
	title, author, body := newMarker(p.Title), newMarker(p.Author.Name), newBodyMarker(p)
	for _, t := range match.WithSynonyms(pl.Terms) {
		if t.Run == "" {
			continue
		}
		if t.Theme != nil {
			if found.tier == match.Theme { // what has the word asked for is marked with it alone
				markTheme(t.Theme.Theme, title, body)
			}
			continue
		}
		if t.SoundsLike[p.Author.ID] {
			author.markAll()
		}
		if t.Finder != nil {
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
	lines := verse.Lines(p.Body)
	if h.Lines = body.lines(lines); len(h.Lines) == 0 {
		for _, line := range lines[:min(openingLines, len(lines))] {
			h.Opening = append(h.Opening, line.Text)
		}
	}
	return h
}

// markTheme marks the words that show a theme. Weak ones of one character, as
// cold or wind, would speckle the poem.
func markTheme(t *themes.Theme, title *marker, body *bodyMarker) {
	for _, w := range t.Words {
		if w.InTitle {
			title.mark(w.Text)
		}
		if w.Learnt == 0 && (w.Strength >= themes.Plain || w.Strength == themes.Weak && utf8.RuneCountInString(w.Text) > 1) {
			title.mark(w.Text)
			body.mark(w.Text)
		}
	}
}

// markFound marks what a finder found in the text it was found in. The poem
// read from the archive is the same, or was changed a moment ago.
func markFound(t *match.Term, p *texts.Poem, title *marker, body *bodyMarker) {
	start := t.Find(p)
	end := t.Span().End
	switch {
	case start < 0:
	case start >= p.Body:
		body.markRange(utf8.RuneCountInString(p.Text[p.Body:start]), utf8.RuneCountInString(p.Text[p.Body:end]))
	case end < p.Preface:
		title.markRange(utf8.RuneCountInString(p.Text[:start]), utf8.RuneCountInString(p.Text[:end]))
	}
}
