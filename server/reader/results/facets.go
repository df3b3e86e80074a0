package results

import (
	"context"
	"strconv"
	"strings"

	"shiyun/corpus"
	"shiyun/indexer/query"
	"shiyun/indexer/search"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/request"
	"shiyun/server/typeset"
)

// mostChoices is how many values of one kind are offered.
const mostChoices = 10

// facetKind is one thing hits are counted by.
type facetKind struct {
	label  string
	chosen bool
	values []search.FacetValue
	narrow func(*search.Request, string)
	field  query.Field
	name   string // of the field, in a query
}

func (s *Server) facetKinds(req search.Request, f search.Facets) []facetKind {
	return []facetKind{
		{s.words.Say("facet.form"), req.Form != "", f.Form, func(r *search.Request, v string) { r.Form = v }, query.Form, "体"},
		{s.words.Say("facet.author"), req.Author != "", f.Author, func(r *search.Request, v string) { r.Author = v }, query.Author, "作者"},
		{s.words.Say("facet.place"), false, f.Place, func(r *search.Request, v string) { r.Place = v }, query.Place, "地"},
		{s.words.Say("facet.tag"), req.Tag != "", f.Tag, func(r *search.Request, v string) { r.Tag = v }, query.Tag, "标签"},
		{s.words.Say("facet.year"), req.Year != 0, f.Year, func(r *search.Request, v string) { r.Year = request.ParseYear(v) }, query.Year, "年"},
	}
}

// facets offers filters that would narrow the search further.
func (s *Server) facets(req search.Request, f search.Facets) []facet {
	req.Cursor = ""
	var list []facet
	for _, kind := range s.facetKinds(req, f) {
		if kind.chosen || len(kind.values) < 2 {
			continue
		}
		one := facet{Label: kind.label}
		for _, value := range kind.values[:min(len(kind.values), mostChoices)] {
			one.Choices = append(one.Choices, s.choiceOf(req, kind, value))
		}
		list = append(list, one)
	}
	return list
}

// choiceOf offers a value to keep to or to leave out.
func (s *Server) choiceOf(req search.Request, kind facetKind, value search.FacetValue) page.Choice {
	narrower, without := req, req
	kind.narrow(&narrower, facetKey(value))
	name := corpus.PlaceRef{Path: value.Value}.Name()
	if kind.field != query.Place {
		name = value.Value
	}
	c := page.Choice{Label: s.facetLabel(kind.field, name), Count: value.Count, URL: paths.Search(narrower)}
	if without.Query = exclude(req.Query, kind.field, kind.name, name); without.Query != "" {
		c.Less = paths.Search(without)
	}
	return c
}

func (s *Server) facetLabel(field query.Field, value string) string {
	if year, err := strconv.Atoi(value); field == query.Year && err == nil {
		return s.words.Say("year.heading", year)
	}
	if field == query.Form {
		return s.words.Named(value)
	}
	return value
}

// facetKey returns what the address has of a value: its number where it has one,
// since two authors may share a name.
func facetKey(v search.FacetValue) string {
	if v.ID != 0 {
		return strconv.FormatInt(v.ID, 10)
	}
	return v.Value
}

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
	rest, out := exclusions(req.Query)
	var list []page.Choice
	for i, x := range out {
		wider := req
		wider.Query = rest
		for j, other := range out {
			if j != i {
				wider.Query += " " + other.text
			}
		}
		wider.Query = strings.TrimSpace(wider.Query)
		label := x.value
		if x.field == "体" {
			label = s.words.Named(label)
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
