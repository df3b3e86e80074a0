package search

import (
	"slices"
	"strconv"
	"strings"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/indexer/texts"
)

// newFilter makes the matcher of what a request narrows to, and tells whether
// it narrows at all.
func newFilter(req Request, names *names) (matcher, bool) {
	var all []matcher
	if req.Form != "" {
		form, ok := corpus.ParseForm(req.Form)
		all = append(all, func(p *texts.Poem) bool { return ok && p.Form == form })
	}
	if req.Author != "" {
		ids := authorsAsked(req.Author, names)
		all = append(all, func(p *texts.Poem) bool { return ids[p.Author] })
	}
	if req.Place != "" {
		all = append(all, placeFilter(req.Place, names))
	}
	if req.Tag != "" {
		tag := fold.String(req.Tag)
		all = append(all, func(p *texts.Poem) bool { return hasTag(p, tag) })
	}
	if req.Year != 0 {
		all = append(all, func(p *texts.Poem) bool { return p.Date.Year == req.Year })
	}
	return allOf(all), len(all) > 0
}

func authorsAsked(asked string, names *names) map[corpus.AuthorID]bool {
	ids := map[corpus.AuthorID]bool{}
	if n, err := strconv.ParseInt(asked, 10, 64); err == nil {
		ids[corpus.AuthorID(n)] = true
		return ids
	}
	for id, how := range names.authors(fold.String(asked)) {
		if how == nameEquals {
			ids[id] = true
		}
	}
	return ids
}

// placeFilter keeps the poems of a place, by id, path or name, and of those
// below it.
func placeFilter(asked string, names *names) matcher {
	n, err := strconv.ParseInt(asked, 10, 64)
	path := strings.Join(corpus.SplitPlacePath(asked), "/")
	wanted := map[corpus.PlaceID]bool{}
	for id, place := range names.Places() {
		if err == nil && id == corpus.PlaceID(n) || err != nil && (place.Path == path || place.Name == path) {
			wanted[id] = true
		}
	}
	return func(p *texts.Poem) bool {
		place := names.Place(p.Place)
		return place != nil && slices.ContainsFunc(place.Above, func(id corpus.PlaceID) bool { return wanted[id] })
	}
}
