package search

import (
	"cmp"
	"iter"
	"maps"
	"slices"
	"strconv"

	"shiyun/corpus"
	"shiyun/corpus/prosody"
	"shiyun/indexer/texts"
)

// maxFacetValues bounds the values shown of each facet.
const maxFacetValues = 20

// facetCounts count the hits by what they have.
type facetCounts struct {
	forms   []int // by place in corpus.Forms
	authors tally[corpus.AuthorID]
	places  tally[corpus.PlaceID]
	tags    tagTally
	years   tally[int]
	crafts  map[*prosody.Craft]int // poems of the same craft share it
}

// tally counts by number. A map would take most of the time of a search that
// finds a hundred thousand poems, and an array most of that of one that finds
// ten: it is an array once there are many.
type tally[K ~int | ~int64] struct {
	few  map[K]int
	many []int // of keys less than its length; nil for few
}

const (
	manyKeys   = 256     // of which an array is worth making
	highestKey = 1 << 15 // that is counted in the array
)

func newTally[K ~int | ~int64]() tally[K] { return tally[K]{few: map[K]int{}} }

// expectMany has keys below so many counted in an array from the start.
func (t *tally[K]) expectMany(keys int) { t.many = make([]int, keys) }

func (t *tally[K]) add(k K, n int) {
	if k >= 0 && int(k) < len(t.many) {
		t.many[k] += n
		return
	}
	if t.few[k] += n; t.many == nil && len(t.few) >= manyKeys {
		few := t.few
		t.few, t.many = map[K]int{}, make([]int, highestKey)
		for k, n := range few {
			t.add(k, n)
		}
	}
}

// each calls yield with every key that was counted, in no order.
func (t *tally[K]) each(yield func(K, int) bool) {
	for k, n := range t.few {
		if !yield(k, n) {
			return
		}
	}
	for k, n := range t.many {
		if n > 0 && !yield(K(k), n) {
			return
		}
	}
}

func (t *tally[K]) merge(other *tally[K]) {
	for k, n := range other.each {
		t.add(k, n)
	}
}

// tagTally counts poems by the list of their tags, which poems with the same
// tags share: to look each tag up in a map takes longer than all else.
type tagTally map[*string]*listCount

type listCount struct {
	tags  []string
	poems int
}

func (t tagTally) add(tags []string, n int) {
	if len(tags) == 0 {
		return
	}
	if list := t[&tags[0]]; list != nil {
		list.poems += n
	} else {
		t[&tags[0]] = &listCount{tags, n}
	}
}

func (t tagTally) byTag() map[string]int {
	counts := map[string]int{}
	for _, list := range t {
		for _, tag := range list.tags {
			counts[tag] += list.poems
		}
	}
	return counts
}

func newFacetCounts() *facetCounts {
	return &facetCounts{make([]int, len(corpus.Forms())), newTally[corpus.AuthorID](), newTally[corpus.PlaceID](), tagTally{}, newTally[int](), map[*prosody.Craft]int{}}
}

// The keys that most archives have.
const (
	manyPlaces = 1 << 10
	manyYears  = 2200
)

// expectMany prepares for counting thousands of poems.
func (c *facetCounts) expectMany() {
	c.authors.expectMany(highestKey)
	c.places.expectMany(manyPlaces)
	c.years.expectMany(manyYears)
}

func (c *facetCounts) add(p *texts.Poem) {
	if p.FormNo >= 0 {
		c.forms[p.FormNo]++
	}
	c.authors.add(p.Author, 1)
	if p.Place != 0 {
		c.places.add(p.Place, 1)
	}
	c.tags.add(p.Tags, 1)
	if p.Date.Year != 0 {
		c.years.add(p.Date.Year, 1)
	}
	c.crafts[p.Craft()]++
}

func (c *facetCounts) merge(other *facetCounts) {
	for i, n := range other.forms {
		c.forms[i] += n
	}
	c.authors.merge(&other.authors)
	c.places.merge(&other.places)
	c.years.merge(&other.years)
	for _, list := range other.tags {
		c.tags.add(list.tags, list.poems)
	}
	for craft, n := range other.crafts {
		c.crafts[craft] += n
	}
}

func (c *facetCounts) result(s *texts.Snapshot) Facets {
	rhymes, skeletons := c.countCrafts(s)
	return Facets{
		Form: values(c.eachForm, func(f corpus.Form) FacetValue { return FacetValue{Value: string(f)} }),
		Author: values(c.authors.each, func(id corpus.AuthorID) FacetValue {
			v := FacetValue{ID: int64(id)}
			if a := s.Author(id); a != nil {
				v.Value = a.Name
			}
			return v
		}),
		Place: values(c.places.each, func(id corpus.PlaceID) FacetValue {
			v := FacetValue{ID: int64(id)}
			if p := s.Place(id); p != nil {
				v.Value = p.Path
			}
			return v
		}),
		Tag:      values(maps.All(c.tags.byTag()), named),
		Year:     values(c.years.each, func(y int) FacetValue { return FacetValue{Value: strconv.Itoa(y)} }),
		Rhyme:    values(maps.All(rhymes), named),
		Skeleton: values(maps.All(skeletons), named),
	}
}

func named(name string) FacetValue { return FacetValue{Value: name} }

// countCrafts counts the hits by the names of their rhymes and by their
// skeletons. While the craft of some poems is still to be told there are none:
// numbers that are too small would mislead.
func (c *facetCounts) countCrafts(s *texts.Snapshot) (rhymes, skeletons map[string]int) {
	rhymes, skeletons = map[string]int{}, map[string]int{}
	if s == nil || s.LacksCrafts() {
		return rhymes, skeletons
	}
	for craft, n := range c.crafts {
		for _, name := range craft.RhymeNames() {
			rhymes[name] += n
		}
		if craft.Skeleton != "" {
			skeletons[craft.Skeleton] += n
		}
	}
	return rhymes, skeletons
}

func (c *facetCounts) eachForm(yield func(corpus.Form, int) bool) {
	for i, form := range corpus.Forms() {
		if c.forms[i] > 0 && !yield(form, c.forms[i]) {
			return
		}
	}
}

// values gives the commonest values, ties in order of value. There may be ten
// thousand authors, so only those that can be among the commonest are spelled
// out and sorted.
func values[K comparable](counts iter.Seq2[K, int], value func(K) FacetValue) []FacetValue {
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
func leastShown[K comparable](counts iter.Seq2[K, int]) int {
	most := make([]int, maxFacetValues) // in order, the least first
	for _, n := range counts {
		if n <= most[0] {
			continue
		}
		at, _ := slices.BinarySearch(most, n)
		copy(most, most[1:at])
		most[at-1] = n
	}
	return most[0]
}

func emptyFacets() Facets { return newFacetCounts().result(nil) }
