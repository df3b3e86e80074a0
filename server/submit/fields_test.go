package submit_test

import (
	"slices"
	"strings"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/store/curation"
	"shiyun/server/servertest"
)

// A program that sends more than the form asks files nothing under names that
// nobody has chosen.
func TestOnlyTheFieldsOfTheFormAreTaken(t *testing.T) {
	t.Parallel()
	r := servertest.NewResident(t)
	r.WantReceipt(r.Submit("place", "别处/新地方", "collection", "甲集", "tags", "野标签", "tune", "自造调", "source", "x", "note", "注", "ref", "A-99", "preface", "序", "status", "published"))
	items, _, err := r.Store.Queue(t.Context(), curation.QueueFilter{Kind: curation.QueueSubmitted}, "", 10)
	if err != nil || len(items) != 1 {
		t.Fatalf("queue %v, %v", items, err)
	}
	p := items[0].Poem
	if p.Place.ID != 0 || len(p.Collections)+len(p.Tags) != 0 || p.Tune != "" || p.Source != "" || p.Note != "" || p.Ref != "" || p.Preface != "" {
		t.Errorf("taken: %+v", p)
	}
	tree, err := r.Store.PlaceTree(t.Context())
	for _, place := range tree {
		if err != nil || place.Name == "新地方" {
			t.Errorf("place %+v, %v", place, err)
		}
	}
}

// A poem can be said to be of a place that there is.
func TestPlaceOfASubmission(t *testing.T) {
	t.Parallel()
	r := servertest.NewResident(t)
	places, err := r.Store.Places(t.Context())
	at := slices.IndexFunc(places, func(p corpus.Place) bool { return p.Poems > 0 })
	if err != nil || at < 0 {
		t.Fatalf("%d places, %v", len(places), err)
	}
	if page := servertest.Get(t, r.Site, "/submit").Body.String(); !strings.Contains(page, `<option value="`+places[at].Path+`"`) {
		t.Errorf("the form does not offer %s", places[at].Path)
	}
	r.WantReceipt(r.Submit("place", places[at].Path))
	items, _, err := r.Store.Queue(t.Context(), curation.QueueFilter{Kind: curation.QueueSubmitted}, "", 10)
	if err != nil || len(items) != 1 || items[0].Poem.Place.ID != places[at].ID {
		t.Errorf("%v, %v", items, err)
	}
}
