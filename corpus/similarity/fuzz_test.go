package similarity_test

import (
	"slices"
	"strings"
	"testing"

	"shiyun/corpus/fold"
	"shiyun/corpus/similarity"
)

func FuzzFind(f *testing.F) {
	for _, seed := range [][2]string{{lotus, small}, {side, tune}, {"", "啊"}, {"\xff花", "𠮷\u200d"}, {strings.Repeat("啊", 300), strings.Repeat("啊", 200) + "花"}} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		x := similarity.New()
		x.Put(1, a, b, a)
		x.Put(2, b, a, b)
		for _, body := range []string{a, b, a + b} {
			matches := x.Find(a, b, body, 5)
			for _, m := range matches {
				if m.ID < 1 || m.ID > 2 || m.Similarity <= 0 || m.Similarity > 1 {
					t.Errorf("%q: %+v", body, m)
				}
			}
			if len(matches) > 2 || len(matches) == 2 && matches[0].ID == matches[1].ID {
				t.Errorf("%q found twice: %+v", body, matches)
			}
		}
		if fold.String(a) != "" && !slices.Contains(x.Find(a, b, a, 5), similarity.Match{ID: 1, Kind: similarity.Exact, Similarity: 1, SameTitle: true, SameAuthor: true}) {
			t.Errorf("%q does not find itself", a)
		}
		x.Remove(1)
		x.Remove(2)
		if found := x.Find(a, b, a, 5); x.Len() != 0 || len(found) > 0 {
			t.Errorf("%q found after it was removed: %+v", a, found)
		}
	})
}

func FuzzDiff(f *testing.F) {
	for _, seed := range [][2]string{{lotus, small}, {"雨过，云开。", "雨過\n云開"}, {"\xff花", "花\xfe"}, {strings.Repeat("啊花", 400), strings.Repeat("花啊", 900)}} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, a, b string) { checkDiff(t, a, b) })
}
