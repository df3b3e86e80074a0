package results

import (
	"context"
	"strings"

	"shiyun/corpus"
	"shiyun/indexer/query"
	"shiyun/indexer/search"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/reader/facets"
	"shiyun/server/request"
	"shiyun/server/typeset"
)

// Chosen lists the filters in force; each link takes its own away.
func (s *Server) Chosen(ctx context.Context, req search.Request) []page.Choice {
	req.Cursor = ""
	var list []page.Choice
	add := func(label string, drop func(*search.Request)) {
		wider := req
		drop(&wider)
		list = append(list, page.Choice{Label: typeset.Shorten(label, 20), URL: paths.Search(wider), On: true})
	}
	if req.Form != "" {
		add(s.words.Named(req.Form), func(r *search.Request) { r.Form = "" })
	}
	if req.Author != "" {
		add(s.authorLabel(ctx, req.Author), func(r *search.Request) { r.Author = "" })
	}
	if req.Place != "" {
		add(s.placeLabel(ctx, req.Place), func(r *search.Request) { r.Place = "" })
	}
	if req.Tag != "" {
		add(req.Tag, func(r *search.Request) { r.Tag = "" })
	}
	if req.Year != 0 {
		add(s.words.Say("year.heading", req.Year), func(r *search.Request) { r.Year = 0 })
	}
	return append(list, s.leftOut(req)...)
}

// leftOut lists what the query leaves out; each link takes its own back in.
func (s *Server) leftOut(req search.Request) []page.Choice {
	rest, out := facets.Exclusions(req.Query)
	var list []page.Choice
	for i, x := range out {
		wider := req
		wider.Query = rest
		for j, other := range out {
			if j != i {
				wider.Query += " " + other.Text
			}
		}
		wider.Query = strings.TrimSpace(wider.Query)
		label := x.Value
		switch x.Field {
		case "体":
			label = s.words.Named(label)
		case query.Rhyme.Prefix(), query.Skeleton.Prefix():
			label = s.words.Carry(label)
		}
		list = append(list, page.Choice{Label: typeset.Shorten(label, 20), URL: paths.Search(wider), On: true, Out: true})
	}
	return list
}

// authorLabel is the name behind a number. A name that cannot be read, or is
// not public, leaves the number: the page does not fail for a label.
func (s *Server) authorLabel(ctx context.Context, value string) string {
	if author, err := s.store.Author(ctx, corpus.AuthorID(request.ParseID(value))); err == nil && author.Poems > 0 {
		return author.Name
	}
	return value
}

func (s *Server) placeLabel(ctx context.Context, value string) string {
	if place, err := s.store.Place(ctx, corpus.PlaceID(request.ParseID(value))); err == nil && place.Poems > 0 {
		return place.Name
	}
	return value
}

// sorts offers the orders of the hits.
func (s *Server) sorts(req search.Request) []page.Choice {
	req.Cursor = ""
	labels := []struct {
		sort  search.Sort
		label string
	}{
		{search.SortRelevance, s.words.Say("sort.relevance")},
		{search.SortDate, s.words.Say("sort.date")},
		{search.SortNewest, s.words.Say("sort.newest")},
		{search.SortTitle, s.words.Say("sort.title")},
	}
	var list []page.Choice
	for _, l := range labels {
		other := req
		other.Sort = l.sort
		list = append(list, page.Choice{Label: l.label, URL: paths.Search(other), On: req.Sort == l.sort})
	}
	return list
}
