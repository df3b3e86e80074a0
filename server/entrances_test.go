package server_test

import (
	"strings"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/store"
)

// What is remembered is forgotten with the first change, or a withdrawn poem
// would go on counting.
func TestEntrancesFollowTheArchive(t *testing.T) {
	st := openStore(t)
	d := draft("1", "题", "人", "诗")
	d.Tags = &[]string{"独一"}
	importDrafts(t, st, true, d)
	site := newSite(t, st)
	shown := func() bool { return strings.Contains(get(t, site, "/tags").Body.String(), "独一") }
	if !shown() {
		t.Fatal("the tag is not there")
	}
	if err := st.SetStatus(t.Context(), store.Edit{By: corpus.ActorCommand}, 1, corpus.StatusWithdrawn); err != nil {
		t.Fatal(err)
	}
	if shown() {
		t.Error("the tag of a withdrawn poem is still there")
	}
	if err := st.SetStatus(t.Context(), store.Edit{By: corpus.ActorCommand}, 1, corpus.StatusPublished); err != nil {
		t.Fatal(err)
	}
	if !shown() {
		t.Error("the tag of a poem published again is not there")
	}
}
