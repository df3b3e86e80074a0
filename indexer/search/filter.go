package search

import (
	"slices"
	"strconv"
	"strings"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/indexer/search/match"
	"shiyun/indexer/search/plan"
	"shiyun/indexer/texts"
)

// newFilter makes the matcher of what a request narrows to, and reports whether
// it narrows at all.
func newFilter(req Request, lexicon *match.Lexicon) (plan.Matcher, bool) {
	var all []plan.Matcher
	if req.Form != "" {
		form, ok := corpus.ParseForm(req.Form)
		all = append(all, func(p *texts.Poem) bool { return ok && p.Form == form })
	}
	if req.Author != "" {
		ids := authorsAsked(req.Author, lexicon)
		all = append(all, func(p *texts.Poem) bool { return ids[p.Author] })
	}
	if req.Place != "" {
		all = append(all, placeFilter(req.Place, lexicon))
	}
	if req.Tag != "" {
		tag := fold.String(req.Tag)
		all = append(all, func(p *texts.Poem) bool { return match.HasTag(p, tag) })
	}
	if req.Year != 0 {
		all = append(all, func(p *texts.Poem) bool { return p.Date.Year == req.Year })
	}
	return plan.AllOf(all), len(all) > 0
}

func authorsAsked(asked string, lexicon *match.Lexicon) map[corpus.AuthorID]bool {
	ids := map[corpus.AuthorID]bool{}
	if n, err := strconv.ParseInt(asked, 10, 64); err == nil {
		ids[corpus.AuthorID(n)] = true
		return ids
	}
	for id, how := range lexicon.Authors(fold.String(asked)) {
		if how == match.NameEquals {
			ids[id] = true
		}
	}
	return ids
}

// placeFilter keeps the poems of a place, by id, path or name, and of those
// below it.
func placeFilter(asked string, lexicon *match.Lexicon) plan.Matcher {
	n, err := strconv.ParseInt(asked, 10, 64)
	path := strings.Join(corpus.SplitPlacePath(asked), "/")
	wanted := map[corpus.PlaceID]bool{}
	for id, place := range lexicon.Places() {
		if err == nil && id == corpus.PlaceID(n) || err != nil && (place.Path == path || place.Name == path) {
			wanted[id] = true
		}
	}
	return func(p *texts.Poem) bool {
		place := lexicon.Place(p.Place)
		return place != nil && slices.ContainsFunc(place.Above, func(id corpus.PlaceID) bool { return wanted[id] })
	}
}
