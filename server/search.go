package server

import (
	"context"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"shiyun/indexer/search"
)

// searchView is a page of results, or the search box alone.
type searchView struct {
	Asked   bool // whether anything was searched for
	Result  search.Result
	Hits    []hitView
	Chosen  []choice // filters in force; the link takes one away
	Facets  []facet
	Sorts   []choice
	Next    string // address of the next page; "" on the last
	Widened string // the same query without filters; "" where there are none
}

// choice is a link among several.
type choice struct {
	Label string
	Count int
	URL   string
	On    bool
}

type facet struct {
	Label   string
	Choices []choice
}

// hitView is a hit with its texts cut at the marks.
type hitView struct {
	search.Hit
	Title  []segment
	Author []segment
	Lines  []hitLine
	Tier   string // how it matched, where not by the very characters
	Sample bool
}

type hitLine struct {
	N    int
	Text []segment
}

func (s *Server) showSearch(c echo.Context) error {
	req := searchRequest(c, search.DefaultLimit)
	v := searchView{Asked: req.Query != "" || narrowed(req)}
	title := s.words.say("search.title")
	if v.Asked {
		if err := s.findInto(c.Request().Context(), req, &v); err != nil {
			return err
		}
	}
	if req.Query != "" {
		title = s.words.say("search.title_for", cut(req.Query, 20))
	}
	return s.page(c, http.StatusOK, "search", view{
		Title: title, Section: "search", Query: cut(req.Query, search.MaxQuery), NoIndex: true, Data: v})
}

func (s *Server) findInto(ctx context.Context, req search.Request, v *searchView) error {
	result, err := s.cfg.Search.Search(ctx, req)
	if err != nil {
		return err
	}
	v.Result = result
	for _, h := range result.Hits {
		v.Hits = append(v.Hits, s.viewHit(h))
	}
	v.Chosen, v.Facets, v.Sorts = s.chosen(ctx, req), s.facets(req, result.Facets), s.sorts(req)
	if result.Cursor != "" {
		next := req
		next.Cursor = result.Cursor
		v.Next = searchURL(next)
	}
	if narrowed(req) {
		v.Widened = searchURL(search.Request{Query: req.Query, Sort: req.Sort})
	}
	return nil
}

func (s *Server) viewHit(h search.Hit) hitView {
	v := hitView{Hit: h, Title: segments(h.Title, h.TitleMarks), Author: segments(h.Author, h.AuthorMarks),
		Tier: s.tier(h.Match), Sample: slices.Contains(h.Tags, sampleTag)}
	for _, line := range h.Lines {
		v.Lines = append(v.Lines, hitLine{N: line.N, Text: segments(excerpt(line.Text, line.Marks))})
	}
	return v
}

func (s *Server) tier(m search.Match) string {
	switch m {
	case search.MatchFolded:
		return s.words.say("search.tier.folded")
	case search.MatchSound:
		return s.words.say("search.tier.sound")
	case search.MatchNear:
		return s.words.say("search.tier.near")
	}
	return ""
}

// cut shortens text to n characters.
func cut(text string, n int) string {
	runes := []rune(text)
	if len(runes) <= n {
		return text
	}
	return string(runes[:n]) + "…"
}
