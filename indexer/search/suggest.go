package search

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"slices"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/corpus/verse"
	"shiyun/indexer/texts"
)

// maxSuggestQuery is the longest beginning worth completing, in bytes.
const maxSuggestQuery = 120

// maxOpenings bounds the titles, and the clauses, looked at for one
// suggestion: what the letters leave is some hundreds of them at most, but for
// sounds nobody types, and 20,000 take two or three milliseconds.
const maxOpenings = 20_000

// Suggest completes what is being typed, in characters, pinyin or initials:
// authors, then titles, then lines that begin with it.
func (s *Searcher) Suggest(ctx context.Context, typed string, limit int) ([]Suggestion, error) {
	if len(typed) > maxSuggestQuery {
		return []Suggestion{}, nil
	}
	names := newNames(s.index.Texts())
	o := newOpening(typed, names)
	if o == nil {
		return []Suggestion{}, nil
	}
	list := suggestAuthors(o, names, limit)
	poems, err := openings(ctx, o, names.Snapshot, limit)
	if err != nil {
		return nil, fmt.Errorf("suggest: %w", err)
	}
	list = append(list, s.spelled(ctx, poems)...)
	return list[:min(len(list), limit)], nil
}

func suggestAuthors(o opening, names *names, limit int) []Suggestion {
	list := []Suggestion{}
	met := map[corpus.AuthorID]bool{}
	for _, n := range names.Names() {
		if !met[n.Author] && o.begins(n.Name) {
			met[n.Author] = true
			list = append(list, Suggestion{Kind: "author", Text: names.Author(n.Author).Name, URL: fmt.Sprintf("/authors/%d", n.Author)})
		}
	}
	slices.SortFunc(list, func(a, b Suggestion) int {
		return cmp.Or(cmp.Compare(len(a.Text), len(b.Text)), cmp.Compare(a.Text, b.Text), cmp.Compare(a.URL, b.URL))
	})
	return list[:min(len(list), limit)]
}

// begins is a poem whose title or one of whose clauses begins with what was
// typed.
type begins struct {
	id     corpus.PoemID
	clause int // -1 for the title
}

// openings finds titles, then clauses, that begin as typed, at most limit of
// both and one of a poem.
func openings(ctx context.Context, o opening, snapshot *texts.Snapshot, limit int) ([]begins, error) {
	var found []begins
	met := map[corpus.PoemID]bool{}
	for _, lookUp := range o.lookUps(snapshot) {
		for _, kind := range []texts.Kind{texts.Titles, texts.Clauses} {
			looked := 0
			lookUp(kind, func(at texts.Opening) bool {
				if id := at.Poem.ID; o.begins(at.Text()) && !met[id] && len(found) < limit {
					met[id] = true
					found = append(found, begins{id, at.Clause})
				}
				looked++
				return len(found) < limit && looked < maxOpenings
			})
		}
		if len(found) > 0 {
			break
		}
	}
	return found, ctx.Err()
}

// spelled reads the poems' own spelling from the archive.
func (s *Searcher) spelled(ctx context.Context, found []begins) []Suggestion {
	ids := make([]corpus.PoemID, len(found))
	clauses := map[corpus.PoemID]int{}
	for i, b := range found {
		ids[i], clauses[b.id] = b.id, b.clause
	}
	poems, err := s.archive.Poems(ctx, ids)
	if err != nil {
		return nil // a suggestion is a courtesy
	}
	var list []Suggestion
	for _, p := range poems {
		if p.Status != corpus.StatusPublished {
			continue
		}
		if clauses[p.ID] < 0 {
			list = append(list, Suggestion{Kind: "title", Text: p.Title, URL: fmt.Sprintf("/poems/%d", p.ID)})
		} else if text := clauseText(p, clauses[p.ID]); text != "" {
			list = append(list, Suggestion{Kind: "line", Text: text, URL: "/search?q=" + url.QueryEscape(text)})
		}
	}
	return list
}

func clauseText(p corpus.Poem, n int) string {
	for _, line := range verse.Lines(p.Body) {
		clauses := fold.Clauses(line.Text)
		if n < len(clauses) {
			return clauses[n].Raw
		}
		n -= len(clauses)
	}
	return ""
}
