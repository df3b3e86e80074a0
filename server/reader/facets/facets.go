// Package facets narrows what is listed: what poems can be kept to, and what a
// query leaves out.
package facets

import (
	"strconv"

	"shiyun/corpus"
	"shiyun/indexer/query"
	"shiyun/indexer/search"
	"shiyun/server/catalogue"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/request"
)

// mostChoices is how many values of one kind are offered.
const mostChoices = 10

// kind is one thing hits are counted by.
type kind struct {
	label  string
	chosen bool
	values []search.FacetValue
	narrow func(*search.Request, string)
	field  query.Field
	name   string // of the field, in a query
}

func kindsOf(words *catalogue.Catalogue, req search.Request, f search.Facets) []kind {
	return []kind{
		{words.Say("facet.form"), req.Form != "", f.Form, func(r *search.Request, v string) { r.Form = v }, query.Form, "体"},
		{words.Say("facet.author"), req.Author != "", f.Author, func(r *search.Request, v string) { r.Author = v }, query.Author, "作者"},
		{words.Say("facet.place"), false, f.Place, func(r *search.Request, v string) { r.Place = v }, query.Place, "地"},
		{words.Say("facet.tag"), req.Tag != "", f.Tag, func(r *search.Request, v string) { r.Tag = v }, query.Tag, "标签"},
		{words.Say("facet.year"), req.Year != 0, f.Year, func(r *search.Request, v string) { r.Year = request.ParseYear(v) }, query.Year, "年"},
		{words.Say("facet.rhyme"), asks(req.Query, query.Rhyme), f.Rhyme, addTo(query.Rhyme), query.Rhyme, query.Rhyme.Prefix()},
		{words.Say("facet.skeleton"), asks(req.Query, query.Skeleton), f.Skeleton, addTo(query.Skeleton), query.Skeleton, query.Skeleton.Prefix()},
	}
}

// addTo returns what narrows a search by a field that only its query has.
func addTo(field query.Field) func(*search.Request, string) {
	return func(r *search.Request, value string) { r.Query = keepTo(r.Query, field, value) }
}

// Facet is one thing that poems can be kept to.
type Facet struct {
	Label   string
	Choices []page.Choice
}

// Of offers filters that would narrow a search further, by what it found.
func Of(words *catalogue.Catalogue, req search.Request, f search.Facets) []Facet {
	req.Cursor = ""
	var list []Facet
	for _, k := range kindsOf(words, req, f) {
		if k.chosen || len(k.values) < 2 {
			continue
		}
		one := Facet{Label: k.label}
		for _, value := range k.values[:min(len(k.values), mostChoices)] {
			if choice := choiceOf(words, req, k, value); choice.URL != "" {
				one.Choices = append(one.Choices, choice)
			}
		}
		if len(one.Choices) > 0 {
			list = append(list, one)
		}
	}
	return list
}

// choiceOf offers a value to keep to or to leave out.
func choiceOf(words *catalogue.Catalogue, req search.Request, k kind, value search.FacetValue) page.Choice {
	narrower, without := req, req
	k.narrow(&narrower, keyOf(value))
	name := corpus.PlaceRef{Path: value.Value}.Name()
	if k.field != query.Place {
		name = value.Value
	}
	c := page.Choice{Label: labelOf(words, k.field, name), Count: value.Count}
	if narrower != req {
		c.URL = paths.Search(narrower)
	}
	if without.Query = exclude(req.Query, k.field, k.name, name); without.Query != "" {
		c.Less = paths.Search(without)
	}
	return c
}

func labelOf(words *catalogue.Catalogue, field query.Field, value string) string {
	if year, err := strconv.Atoi(value); field == query.Year && err == nil {
		return words.Say("year.heading", year)
	}
	switch field {
	case query.Form:
		return words.Named(value)
	case query.Rhyme, query.Skeleton:
		return words.Carry(value)
	}
	return value
}

// keyOf returns what the address has of a value: its number where it has one,
// since two authors may share a name.
func keyOf(v search.FacetValue) string {
	if v.ID != 0 {
		return strconv.FormatInt(v.ID, 10)
	}
	return v.Value
}
