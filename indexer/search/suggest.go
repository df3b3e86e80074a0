package search

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/indexer/texts"
)

// maxSuggestQuery is the longest beginning worth completing, in bytes.
const maxSuggestQuery = 120

// Suggest completes what is being typed: authors, then titles, then lines
// that begin with it.
func (s *Searcher) Suggest(ctx context.Context, typed string, limit int) ([]Suggestion, error) {
	if len(typed) > maxSuggestQuery {
		return []Suggestion{}, nil
	}
	run := fold.String(typed)
	if run == "" {
		return []Suggestion{}, nil
	}
	snapshot := s.index.Texts()
	list := suggestAuthors(run, snapshot, limit)
	poems, err := suggestPoems(ctx, run, snapshot, limit)
	if err != nil {
		return nil, fmt.Errorf("suggest: %w", err)
	}
	list = append(list, s.spelled(ctx, poems)...)
	return list[:min(len(list), limit)], nil
}

func suggestAuthors(run string, s *texts.Snapshot, limit int) []Suggestion {
	list := []Suggestion{}
	for id, a := range s.Authors() {
		if slices.ContainsFunc(a.Names, func(name string) bool { return strings.HasPrefix(name, run) }) {
			list = append(list, Suggestion{Kind: "author", Text: a.Name, URL: fmt.Sprintf("/authors/%d", id)})
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

func suggestPoems(ctx context.Context, run string, s *texts.Snapshot, limit int) (list []begins, err error) {
	var lines []begins
	n := 0
	s.Each(func(p *texts.Poem) bool {
		if n++; n%checkEvery == 0 {
			err = ctx.Err()
		}
		if strings.HasPrefix(p.Text, run) && len(run) <= len(p.Title()) {
			list = append(list, begins{p.ID, -1})
		} else if i := clauseBeginning(p, run); i >= 0 && len(lines) < limit {
			lines = append(lines, begins{p.ID, i})
		}
		return err == nil && len(list) < limit
	})
	return append(list, lines...), err
}

func clauseBeginning(p *texts.Poem, run string) int {
	if !strings.Contains(p.BodyText(), run) {
		return -1
	}
	for i, c := range p.Clauses {
		if strings.HasPrefix(p.Text[c.At():], run) {
			return i
		}
	}
	return -1
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
	for _, line := range p.Lines() {
		clauses := fold.Clauses(line.Text)
		if n < len(clauses) {
			return clauses[n].Raw
		}
		n -= len(clauses)
	}
	return ""
}
