package search

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"shiyun/corpus"
	"shiyun/indexer/texts"
)

// maxFacetValues bounds the values shown of each facet.
const maxFacetValues = 20

// facetCounts count the hits by what they have.
type facetCounts struct {
	forms   []int // by place in corpus.Forms
	authors map[corpus.AuthorID]int
	places  map[corpus.PlaceID]int
	tags    map[string]int
	years   map[int]int
}

func newFacetCounts() *facetCounts {
	return &facetCounts{make([]int, len(corpus.Forms())), map[corpus.AuthorID]int{}, map[corpus.PlaceID]int{}, map[string]int{}, map[int]int{}}
}

func (c *facetCounts) add(p *texts.Poem) {
	if p.FormNo >= 0 {
		c.forms[p.FormNo]++
	}
	c.authors[p.Author]++
	if p.Place != 0 {
		c.places[p.Place]++
	}
	for _, tag := range p.Tags {
		c.tags[tag]++
	}
	if p.Date.Year != 0 {
		c.years[p.Date.Year]++
	}
}

func (c *facetCounts) merge(other *facetCounts) {
	for i, n := range other.forms {
		c.forms[i] += n
	}
	addCounts(c.authors, other.authors)
	addCounts(c.places, other.places)
	addCounts(c.tags, other.tags)
	addCounts(c.years, other.years)
}

func addCounts[K comparable](to, from map[K]int) {
	for k, n := range from {
		to[k] += n
	}
}

func (c *facetCounts) result(s *texts.Snapshot) Facets {
	return Facets{
		Form: values(c.formCounts(), func(f corpus.Form) FacetValue { return FacetValue{Value: string(f)} }),
		Author: values(c.authors, func(id corpus.AuthorID) FacetValue {
			v := FacetValue{ID: int64(id)}
			if a := s.Author(id); a != nil {
				v.Value = a.Name
			}
			return v
		}),
		Place: values(c.places, func(id corpus.PlaceID) FacetValue {
			v := FacetValue{ID: int64(id)}
			if p := s.Place(id); p != nil {
				v.Value = p.Path
			}
			return v
		}),
		Tag:  values(c.tags, func(tag string) FacetValue { return FacetValue{Value: tag} }),
		Year: values(c.years, func(y int) FacetValue { return FacetValue{Value: strconv.Itoa(y)} }),
	}
}

func (c *facetCounts) formCounts() map[corpus.Form]int {
	counts := map[corpus.Form]int{}
	for i, form := range corpus.Forms() {
		if c.forms[i] > 0 {
			counts[form] = c.forms[i]
		}
	}
	return counts
}

// values gives the commonest values, ties in order of value. There may be ten
// thousand authors, so only those that can be among the commonest are spelled
// out and sorted.
func values[K comparable](counts map[K]int, value func(K) FacetValue) []FacetValue {
	least := leastShown(counts)
	list := []FacetValue{}
	for k, n := range counts {
		if n >= least {
			v := value(k)
			v.Count = n
			list = append(list, v)
		}
	}
	slices.SortFunc(list, func(a, b FacetValue) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value), cmp.Compare(a.ID, b.ID))
	})
	return list[:min(len(list), maxFacetValues)]
}

// leastShown is the count of the last value that is shown.
func leastShown[K comparable](counts map[K]int) int {
	if len(counts) <= maxFacetValues {
		return 0
	}
	all := slices.Sorted(maps.Values(counts))
	return all[len(all)-maxFacetValues]
}

func emptyFacets() Facets { return newFacetCounts().result(nil) }
