package servertest

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"shiyun/corpus"
	"shiyun/corpus/borrowing"
	"shiyun/corpus/store"
	"shiyun/corpus/verse"
	"shiyun/indexer/search"
)

// PlainSearcher finds poems in which the query stands as it is written. It reads
// the archive for each query and knows nothing of the index.
type PlainSearcher struct{ Store *store.Store }

func (s PlainSearcher) Search(ctx context.Context, req search.Request) (search.Result, error) {
	hits := []search.Hit{}
	counts := map[string]map[search.FacetValue]int{}
	count := func(kind, value string, id int64) {
		if counts[kind] == nil {
			counts[kind] = map[search.FacetValue]int{}
		}
		counts[kind][search.FacetValue{Value: value, ID: id}]++
	}
	err := s.Store.EachPoem(ctx, 0, corpus.StatusPublished, func(p corpus.Poem) error {
		if hit, ok := match(p, req); ok {
			hits = append(hits, hit)
			count("form", string(p.Form), 0)
			count("author", p.Author.Name, int64(p.Author.ID))
			count("place", p.Place.Path, int64(p.Place.ID))
			count("year", strconv.Itoa(p.Date.Year), 0)
			for _, tag := range p.Tags {
				count("tag", tag, 0)
			}
		}
		return nil
	})
	result := search.Result{Query: req.Query, Total: len(hits)}
	start, _ := strconv.Atoi(req.Cursor)
	start = min(max(start, 0), len(hits))
	end := min(start+req.Limit, len(hits))
	result.Hits = hits[start:end]
	if end < len(hits) {
		result.Cursor = strconv.Itoa(end)
	}
	result.Facets = search.Facets{Form: values(counts["form"]), Author: values(counts["author"]),
		Place: values(counts["place"]), Tag: values(counts["tag"]), Year: values(counts["year"]),
		Rhyme: []search.FacetValue{}, Skeleton: []search.FacetValue{}}
	return result, err
}

func values(counts map[search.FacetValue]int) []search.FacetValue {
	list := []search.FacetValue{}
	for v, n := range counts {
		v.Count = n
		list = append(list, v)
	}
	slices.SortFunc(list, func(a, b search.FacetValue) int { return (b.Count-a.Count)*1000 + strings.Compare(a.Value, b.Value) })
	return list
}

func match(p corpus.Poem, req search.Request) (search.Hit, bool) {
	named := func(want string, id int64, name string) bool {
		return want == "" || want == name || want == strconv.FormatInt(id, 10)
	}
	if !named(req.Author, int64(p.Author.ID), p.Author.Name) || !named(req.Place, int64(p.Place.ID), p.Place.Path) ||
		!named(req.Form, 0, string(p.Form)) || req.Tag != "" && !slices.Contains(p.Tags, req.Tag) ||
		req.Year != 0 && req.Year != p.Date.Year {
		return search.Hit{}, false
	}
	hit := search.Hit{ID: p.ID, Ref: p.Ref, Title: p.Title, TitleMarks: marks(p.Title, req.Query), Author: p.Author.Name,
		AuthorID: p.Author.ID, AuthorMarks: marks(p.Author.Name, req.Query), Form: p.Form, Match: search.MatchExact, Lines: []search.Line{}, Tags: p.Tags}
	for _, line := range verse.Lines(p.Body) {
		if m := marks(line.Text, req.Query); len(m) > 0 {
			hit.Lines = append(hit.Lines, search.Line{N: line.N, Text: line.Text, Marks: m})
		} else if len(hit.Opening) < 2 {
			hit.Opening = append(hit.Opening, line.Text)
		}
	}
	return hit, req.Query == "" || len(hit.Lines)+len(hit.TitleMarks)+len(hit.AuthorMarks) > 0
}

func marks(text, query string) search.Marks {
	at := strings.Index(text, query)
	if at < 0 || query == "" {
		return search.Marks{}
	}
	from := utf8.RuneCountInString(text[:at])
	return search.Marks{{from, from + utf8.RuneCountInString(query)}}
}

func (s PlainSearcher) Suggest(ctx context.Context, q string, limit int) ([]search.Suggestion, error) {
	result, err := s.Search(ctx, search.Request{Query: q, Limit: limit})
	list := []search.Suggestion{}
	for _, h := range result.Hits {
		list = append(list, search.Suggestion{Kind: "title", Text: h.Title, Poem: h.ID})
	}
	return list, err
}

// Similar finds poems of the same form by others.
func (s PlainSearcher) Similar(ctx context.Context, id corpus.PoemID, limit int) ([]search.Related, error) {
	list := []search.Related{}
	to, err := s.Store.Published(ctx, id)
	if err != nil {
		return list, err
	}
	err = s.Store.EachPoem(ctx, 0, corpus.StatusPublished, func(p corpus.Poem) error {
		if p.Form == to.Form && p.Author != to.Author && len(list) < limit {
			list = append(list, search.Related{ID: p.ID, Title: p.Title, Author: p.Author.Name, AuthorID: p.Author.ID, Form: p.Form,
				Relation: search.RelatedTune, Shared: []string{string(p.Form)}})
		}
		return nil
	})
	return list, err
}

// Borrowed finds nothing: only an index knows the clauses of the archive.
func (s PlainSearcher) Borrowed(_ context.Context, asked []search.LinesAsked) ([][]borrowing.Found, error) {
	return make([][]borrowing.Found, len(asked)), nil
}

// Uses finds nothing, as Borrowed.
func (s PlainSearcher) Uses(_ context.Context, chars []rune, _ bool, _ int) ([]search.CharUse, error) {
	return make([]search.CharUse, len(chars)), nil
}

// Answers takes a title that ends with another for an answer to it.
func (s PlainSearcher) Answers(ctx context.Context) ([]search.Answer, error) {
	var poems []corpus.Poem
	err := s.Store.EachPoem(ctx, 0, corpus.StatusPublished, func(p corpus.Poem) error {
		poems = append(poems, p)
		return nil
	})
	var list []search.Answer
	for _, a := range poems {
		for _, b := range poems {
			if strings.Contains(a.Title, "次韵") && a.ID != b.ID && strings.HasSuffix(a.Title, b.Title) {
				list = append(list, search.Answer{Poem: a.ID, To: b.ID})
				break
			}
		}
	}
	return list, err
}
