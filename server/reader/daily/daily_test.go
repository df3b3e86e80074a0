package daily_test

import (
	"fmt"
	"log/slog"
	"testing"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/corpus/store/poems"
	"shiyun/corpus/store/transfer"
	"shiyun/server/reader/daily"
	"shiyun/server/servertest"
	"shiyun/server/site"
)

// addPoems publishes n poems of an author.
func addPoems(t *testing.T, st *store.Store, author string, n int) {
	t.Helper()
	im, err := st.BeginImport(t.Context(), transfer.ImportOptions{By: corpus.ActorSystem, Publish: true})
	if err != nil {
		t.Fatal(err)
	}
	var drafts []corpus.Draft
	for i := range n {
		title, body := fmt.Sprintf("%s之%d", author, i), fmt.Sprintf("%s的第%d首，\n写在纸上。", author, i)
		drafts = append(drafts, corpus.Draft{Title: &title, Author: &author, Body: &body})
	}
	if _, err := im.Write(t.Context(), drafts); err != nil {
		t.Fatal(err)
	}
	if err := im.End(t.Context(), corpus.BatchDone); err != nil {
		t.Fatal(err)
	}
}

func newDaily(st *store.Store, now *time.Time) *daily.Daily {
	return daily.New(&site.Site{Store: st, Search: servertest.PlainSearcher{Store: st}, Ready: servertest.Ready(true),
		Now: func() time.Time { return *now }, Log: slog.New(slog.DiscardHandler)})
}

func poemOf(t *testing.T, d *daily.Daily) corpus.Poem {
	t.Helper()
	p, _, err := d.Poem(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return *p
}

// The poem of the day stays the same all day, whatever is added and whoever
// starts anew, until readers may no longer see it.
func TestTheDayKeepsItsPoem(t *testing.T) {
	t.Parallel()
	st := servertest.OpenStore(t)
	addPoems(t, st, "甲某", 3)
	now := time.Date(2026, 11, 30, 8, 0, 0, 0, time.UTC)
	d := newDaily(st, &now)
	first := poemOf(t, d)
	for i := range 8 {
		addPoems(t, st, fmt.Sprintf("乙某%d", i), 5)
		if p := poemOf(t, d); p.ID != first.ID {
			t.Fatalf("after an import %s, before %s", p.Title, first.Title)
		}
	}
	if p := poemOf(t, newDaily(st, &now)); p.ID != first.ID {
		t.Errorf("after a start %s, before %s", p.Title, first.Title)
	}
	if err := st.SetStatus(t.Context(), poems.Edit{By: corpus.ActorSystem}, first.ID, corpus.StatusWithdrawn); err != nil {
		t.Fatal(err)
	}
	if p := poemOf(t, d); p.ID == first.ID {
		t.Error("a withdrawn poem is shown")
	}
}

// Authors take turns over the year, however many poems they have, and no poem
// comes again while there are others of its author.
func TestAuthorsTakeTurns(t *testing.T) {
	t.Parallel()
	st := servertest.OpenStore(t)
	addPoems(t, st, "多产的人", 300)
	for i := range 9 {
		addPoems(t, st, fmt.Sprintf("某人%d", i), 12)
	}
	now := time.Date(2026, 1, 1, 8, 0, 0, 0, time.UTC)
	d := newDaily(st, &now)
	days, seen := map[corpus.AuthorID]int{}, map[corpus.PoemID]bool{}
	for range 60 {
		p := poemOf(t, d)
		if seen[p.ID] {
			t.Errorf("%s comes again", p.Title)
		}
		days[p.Author.ID]++
		seen[p.ID] = true
		now = now.AddDate(0, 0, 1)
	}
	for author, n := range days {
		if n < 5 || n > 7 {
			t.Errorf("author %d has %d days of 60", author, n)
		}
	}
	if len(days) != 10 {
		t.Errorf("%d authors of 10", len(days))
	}
}
