package stats

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/corpus/store/poems"
	"shiyun/indexer/search"
)

// tally counts the poems of one share.
type tally struct {
	poems   int
	years   map[int]int
	forms   map[corpus.Form]int
	places  map[corpus.PlaceID]int
	authors map[corpus.AuthorID]bool
	named   once // by occasion
	written [24]int
	images  once
	replies []replyTitle
	terms   map[int][]termDay // of the years met

	title, body []rune // room that poems use in turn
}

// replyTitle is a title of a poem that answers another.
type replyTitle struct {
	by    corpus.AuthorID
	title string // folded
}

func newTally() *tally {
	return &tally{years: map[int]int{}, forms: map[corpus.Form]int{}, places: map[corpus.PlaceID]int{}, authors: map[corpus.AuthorID]bool{},
		named: newOnce(len(occasions().list)), images: newOnce(len(Images)), terms: map[int][]termDay{}}
}

func (t *tally) add(p *poems.Sketch) {
	t.poems++
	t.years[p.Year]++
	t.forms[p.Form]++
	t.places[p.Place]++
	t.authors[p.Author] = true
	t.title, t.body = folded(t.title[:0], p.Title), folded(t.body[:0], p.Body)
	imageRuns().in(t.body, func(image int) { t.images.add(image, t.poems) })
	occasions().runs.in(t.title, func(word int) { t.named.add(occasions().of[word], t.poems) })
	for _, tag := range p.Tags {
		if o, ok := occasions().tags[fold.String(tag)]; ok {
			t.named.add(o, t.poems)
		}
	}
	if term, ok := t.termOf(p); ok {
		t.written[term]++
	}
	if title := string(t.title); slices.ContainsFunc(search.ReplyMarks(), func(mark string) bool { return strings.Contains(title, mark) }) {
		t.replies = append(t.replies, replyTitle{p.Author, title})
	}
}

func (t *tally) merge(other *tally) {
	t.poems += other.poems
	addUp(t.years, other.years)
	addUp(t.forms, other.forms)
	addUp(t.places, other.places)
	maps.Copy(t.authors, other.authors)
	t.named.merge(other.named)
	t.images.merge(other.images)
	for i, n := range other.written {
		t.written[i] += n
	}
	t.replies = append(t.replies, other.replies...)
}

func addUp[K comparable](to, from map[K]int) {
	for k, n := range from {
		to[k] += n
	}
}

// figures puts what was counted in the order it is shown in.
func (t *tally) figures(places []corpus.Place) figures {
	f := figures{Total: t.poems, Undated: t.years[0]}
	for _, year := range slices.Sorted(maps.Keys(t.years)) {
		if year > 0 {
			f.Years = append(f.Years, corpus.Count[int]{Value: year, Poems: t.years[year]})
		}
	}
	for _, form := range corpus.Forms() {
		if n := t.forms[form]; n > 0 {
			f.Forms = append(f.Forms, corpus.Count[corpus.Form]{Value: form, Poems: n})
		}
	}
	for i, image := range Images {
		if n := t.images.counts[i]; n > 0 {
			f.Images = append(f.Images, corpus.Count[string]{Value: image, Poems: n})
		}
	}
	slices.SortStableFunc(f.Images, func(a, b corpus.Count[string]) int { return cmp.Compare(b.Poems, a.Poems) })
	t.settle(&f, places)
	t.seasons(&f)
	return f
}

// settle counts poems by compound: a poem belongs to the highest compound or
// lane it lies in, so that none is counted twice.
func (t *tally) settle(f *figures, places []corpus.Place) {
	home := map[corpus.PlaceID]int{} // of a place in a compound: where it is in f.Compounds
	f.Nowhere = t.places[0]
	f.Elsewhere = t.poems - f.Nowhere
	for _, p := range places { // parents come before children
		at, ok := home[p.Parent]
		if !ok && (p.Kind == corpus.PlaceCompound || p.Kind == corpus.PlaceLane) {
			at, ok = len(f.Compounds), true
			f.Compounds = append(f.Compounds, p)
		}
		if ok {
			home[p.ID] = at
			f.Compounds[at].Poems += t.places[p.ID]
			f.Elsewhere -= t.places[p.ID]
		}
	}
	f.Compounds = slices.DeleteFunc(f.Compounds, func(p corpus.Place) bool { return p.Poems == 0 })
	slices.SortStableFunc(f.Compounds, func(a, b corpus.Place) int { return cmp.Compare(b.Poems, a.Poems) })
}
