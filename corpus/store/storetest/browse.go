package storetest

import (
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/corpus/store/poems"
	"shiyun/corpus/store/transfer"
)

// library is an archive of three published poems of two authors, and one that
// waits.
func library(t testing.TB, empty Empty) *store.Store {
	t.Helper()
	s := open(t, empty)
	first, second, third := draft("1", "一", "楚凤", "春文"), draft("2", "二", "汀兰", "夏文"), draft("3", "三", "楚凤", "秋文")
	first.Aliases = []string{"凤老"}
	first.Form, first.Tune, first.Tags, first.Date = ptr(corpus.Form("词")), ptr("鹧鸪天"), &[]string{"雨", "荷"}, ptr(corpus.ParseDate("2021年5月4日"))
	second.Form, second.Tune, second.Tags, second.Date = ptr(corpus.Form("词")), ptr("鹧鸪天"), &[]string{"荷"}, ptr(corpus.ParseDate("2019"))
	third.Form, third.Place, third.Collections = ptr(corpus.Form("七绝")), ptr("东亭社区/听荷亭"), &[]string{"甲集"}
	importAll(t, s, transfer.ImportOptions{Publish: true}, first, second, third)
	importAll(t, s, transfer.ImportOptions{}, draft("4", "四", "无名", "冬文"))
	return s
}

func poemIDs(poems []corpus.Poem) []corpus.PoemID {
	var ids []corpus.PoemID
	for _, p := range poems {
		ids = append(ids, p.ID)
	}
	return ids
}

// All that is counted and listed for readers is of published poems.
func testReadersSeeWhatIsPublished(t *testing.T, empty Empty) {
	s := library(t, empty)
	ctx := t.Context()
	check := func(what string, got any, err error, want any) {
		t.Helper()
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("%s: %v\n%s", what, err, diff)
		}
	}
	forms, err := s.Forms(ctx)
	check("forms", forms, err, []corpus.Count[corpus.Form]{{Value: "七绝", Poems: 1}, {Value: "词", Poems: 2}})
	years, err := s.Years(ctx)
	check("years", years, err, []corpus.Count[int]{{Value: 2021, Poems: 1}, {Value: 2019, Poems: 1}})
	tags, err := s.Tags(ctx, 1)
	check("tags", tags, err, []corpus.Count[string]{{Value: "荷", Poems: 2}})
	tunes, err := s.Tunes(ctx)
	check("tunes", tunes, err, []poems.Tune{{Name: "鹧鸪天", Form: "词", Poems: 2}})
	initials, err := s.AuthorInitials(ctx)
	check("initials", initials, err, []corpus.Count[string]{{Value: "C", Poems: 1}, {Value: "T", Poems: 1}})
	authors, err := s.Authors(ctx, "C")
	check("authors", authors, err, []corpus.Author{{ID: 1, Name: "楚凤", Initial: "C", Poems: 2}})
	aliases, err := s.Aliases(ctx, nil)
	check("aliases", aliases, err, map[corpus.AuthorID][]string{1: {"凤老"}})
	names, err := s.AuthorNames(ctx, []corpus.AuthorID{1})
	check("names", names, err, []corpus.Author{{ID: 1, Name: "楚凤", Initial: "C", Aliases: []string{"凤老"}}})
	collections, err := s.Collections(ctx)
	check("collections", collections, err, []corpus.Collection{{ID: 1, Name: "甲集", Poems: 1}})
	highest, err := s.HighestPublished(ctx)
	check("highest", highest, err, corpus.PoemID(3))

	latest, err := s.LatestPublished(ctx, poems.Filter{Author: 1}, 5)
	check("latest", poemIDs(latest), err, []corpus.PoemID{3, 1})
	part, total, err := s.PublishedPart(ctx, poems.Filter{}, 1, 1)
	check("part", poemIDs(part), err, []corpus.PoemID{2})
	check("total", total, err, 3)
	for after, want := range map[corpus.PoemID]corpus.PoemID{3: 2, 2: 1, 1: 0} {
		before, err := s.PageBefore(ctx, poems.Filter{}, after, 1)
		check("page before", before, err, want)
	}
	addresses, err := s.PublishedAddresses(ctx, 1, 5)
	if err != nil || len(addresses) != 2 || addresses[0].ID != 2 || addresses[0].UpdatedAt.IsZero() {
		t.Errorf("addresses %+v, %v", addresses, err)
	}
	asked, err := s.Poems(ctx, []corpus.PoemID{4, 99, 1})
	check("poems of any status in the order asked for", poemIDs(asked), err, []corpus.PoemID{4, 1})
	place, err := s.Place(ctx, 1)
	check("place", place, err, corpus.Place{ID: 1, Name: "东亭社区", Path: "东亭社区", Kind: corpus.PlaceCommunity, Poems: 1})
	_, err = s.Place(ctx, 9)
	wantCode(t, "a place that is not there", err, corpus.NotFound)
	order, err := s.CollectionOrder(ctx, 1, 10)
	check("order", poemIDs(order), err, []corpus.PoemID{3})
}

// A poem is chosen by its rank, or fairly by author first, whatever the number.
func testPoemsAreChosen(t *testing.T, empty Empty) {
	s := library(t, empty)
	for n, want := range map[uint64]corpus.PoemID{0: 1, 2: 3, 3: 1, 1<<64 - 1: 1} { // 2^64-1 is divisible by 3
		if id, err := s.NthPublished(t.Context(), n); err != nil || id != want {
			t.Errorf("number %d: %d, %v; want %d", n, id, err, want)
		}
	}
	for _, c := range []struct {
		author, poem uint64
		want         corpus.PoemID
	}{{0, 0, 1}, {0, 1, 3}, {1, 0, 2}, {1, 7, 2}, {2, 3, 3}} {
		if id, err := s.FairPublished(t.Context(), c.author, c.poem); err != nil || id != c.want {
			t.Errorf("author %d, poem %d: %d, %v; want %d", c.author, c.poem, id, err, c.want)
		}
	}
	none := open(t, empty)
	_, err := none.NthPublished(t.Context(), 0)
	wantCode(t, "of none", err, corpus.NotFound)
	_, err = none.FairPublished(t.Context(), 0, 0)
	wantCode(t, "fairly of none", err, corpus.NotFound)
}

// Figures are made of every published poem, once, however many read.
func testSketchesAreOfEveryPoem(t *testing.T, empty Empty) {
	s := library(t, empty)
	var lock sync.Mutex
	var titles []string
	err := s.EachSketch(t.Context(), 3, func(share int, p *poems.Sketch) {
		lock.Lock()
		defer lock.Unlock()
		titles = append(titles, p.Title)
		if p.Title == "一" && (p.Year != 2021 || p.Month != 5 || p.Day != 4 || p.Author != 1 || !slices.Equal(p.Tags, []string{"荷", "雨"}) || share > 2) {
			t.Errorf("share %d: %+v", share, p)
		}
	})
	slices.Sort(titles)
	if err != nil || !slices.Equal(titles, []string{"一", "三", "二"}) {
		t.Errorf("sketches of %v, %v", titles, err)
	}
}
