package entrances_test

import (
	"strings"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/store/poems"
	"shiyun/server/servertest"
)

// What is remembered is forgotten with the first change, or a withdrawn poem
// would go on counting.
func TestEntrancesFollowTheArchive(t *testing.T) {
	st := servertest.OpenStore(t)
	d := servertest.Draft("1", "题", "人", "诗")
	d.Tags = &[]string{"独一"}
	servertest.Import(t, st, true, d)
	site := servertest.NewSite(t, st)
	shown := func() bool { return strings.Contains(servertest.Get(t, site, "/tags").Body.String(), "独一") }
	if !shown() {
		t.Fatal("the tag is not there")
	}
	if err := st.SetStatus(t.Context(), poems.Edit{By: corpus.ActorCommand}, 1, corpus.StatusWithdrawn); err != nil {
		t.Fatal(err)
	}
	if shown() {
		t.Error("the tag of a withdrawn poem is still there")
	}
	if err := st.SetStatus(t.Context(), poems.Edit{By: corpus.ActorCommand}, 1, corpus.StatusPublished); err != nil {
		t.Fatal(err)
	}
	if !shown() {
		t.Error("the tag of a poem published again is not there")
	}
}
