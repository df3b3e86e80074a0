package search

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"shiyun/corpus"
	"shiyun/indexer/search/searchtest"
)

func anyKey(rt *rapid.T, label string) orderKey {
	return orderKey{
		Rank: rapid.Int64Range(0, 2).Draw(rt, label+" rank"),
		Text: rapid.SampledFrom([]string{"", "甲", "乙"}).Draw(rt, label+" text"),
		ID:   corpus.PoemID(rapid.IntRange(1, 3).Draw(rt, label+" id")),
	}
}

// Paging begins right after the last hit shown: any two hits have an order, and
// only a hit itself shares its place.
func TestTheOrderOfHitsIsTotal(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		a, b, c := anyKey(rt, "a"), anyKey(rt, "b"), anyKey(rt, "c")
		if (a.compare(b) == 0) != (a == b) {
			rt.Errorf("%v and %v share a place", a, b)
		}
		if a.compare(b) != -b.compare(a) {
			rt.Errorf("%v and %v come before each other", a, b)
		}
		if a.before(b) && b.before(c) && !a.before(c) {
			rt.Errorf("%v, %v, %v go round", a, b, c)
		}
	})
}

func TestCursorsAreReadBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		key := anyKey(rt, "key")
		key.Relaxation = rapid.IntRange(0, 30).Draw(rt, "relaxation")
		if got, ok := parseCursor(key.cursor()); !ok || got != key {
			rt.Errorf("%v came back as %v", key, got)
		}
	})
	for _, foreign := range []string{"", "x", "next page", "AAAA", strings.Repeat("A", 10_000)} {
		if key, ok := parseCursor(foreign); ok {
			t.Errorf("%.20q is read as %v", foreign, key)
		}
	}
}

// anyArchive is some poems of few characters, so that most queries find several.
func anyArchive(rt *rapid.T) *searchtest.Archive {
	text := func(label string, least, most int) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(strings.Split("湖灯一点傍疏桥胡燈", "")), least, most).Draw(rt, label), "")
	}
	var poems []corpus.Poem
	for range rapid.IntRange(1, 6).Draw(rt, "poems") {
		poems = append(poems, searchtest.NewPoem(text("title", 1, 3), text("author", 2, 3), text("body", 3, 8)+"，"+text("clause", 1, 5)+"。\n"+text("line", 1, 8)))
	}
	return searchtest.NewArchive(poems...)
}

func anyRequest(rt *rapid.T) Request {
	pieces := []string{"湖灯", "燈", "一点", "胡", "hudeng", "hdyd", " ", "，", " OR ", "疏桥", "-", "*", "“", "”"}
	return Request{
		Query: strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 5).Draw(rt, "query"), ""),
		Sort:  rapid.SampledFrom([]Sort{SortRelevance, SortDate, SortNewest, SortTitle}).Draw(rt, "sort"),
	}
}

// Marks lie within their text, in order and apart, whatever was asked and by
// whichever relaxation it was found.
func TestMarksOfHits(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		a := anyArchive(rt)
		r, err := New(a, a).Search(rt.Context(), anyRequest(rt))
		if err != nil {
			rt.Fatal(err)
		}
		for _, hit := range r.Hits {
			checkMarks(rt, hit.Title, hit.TitleMarks)
			checkMarks(rt, hit.Author, hit.AuthorMarks)
			for _, line := range hit.Lines {
				if checkMarks(rt, line.Text, line.Marks); len(line.Marks) == 0 {
					rt.Errorf("%q is shown without a mark", line.Text)
				}
			}
		}
	})
}

func checkMarks(rt *rapid.T, text string, marks Marks) {
	last := -1
	for _, m := range marks {
		if m[0] <= last || m[1] <= m[0] || m[1] > len([]rune(text)) {
			rt.Errorf("marks %v of %q", marks, text)
		}
		last = m[1]
	}
}

// Page by page there is every hit once, in the order in which one page has them
// all.
func TestPagesHoldEveryHitOnce(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		a := anyArchive(rt)
		req := anyRequest(rt)
		whole, err := New(a, a).Search(rt.Context(), req)
		if err != nil {
			rt.Fatal(err)
		}
		var paged []corpus.PoemID
		for req.Limit = 1; ; {
			r, err := New(a, a).Search(rt.Context(), req)
			if err != nil || len(paged) > len(whole.Hits) {
				rt.Fatalf("%v after %v", err, paged)
			}
			for _, hit := range r.Hits {
				paged = append(paged, hit.ID)
			}
			if req.Cursor = r.Cursor; req.Cursor == "" {
				break
			}
		}
		var all []corpus.PoemID
		for _, hit := range whole.Hits {
			all = append(all, hit.ID)
		}
		if !slices.Equal(paged, all) || whole.Total != len(all) {
			rt.Errorf("%q: pages hold %v of %v, total %d", req.Query, paged, all, whole.Total)
		}
	})
}

// A hit of a stricter tier always comes first.
func TestTiersAreNeverMixed(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		a := anyArchive(rt)
		req := anyRequest(rt)
		req.Sort = SortRelevance
		r, err := New(a, a).Search(rt.Context(), req)
		if err != nil {
			rt.Fatal(err)
		}
		if !slices.IsSortedFunc(r.Hits, func(a, b Hit) int { return b.Match.Rank() - a.Match.Rank() }) {
			rt.Errorf("%q: %v", req.Query, r.Hits)
		}
	})
}
