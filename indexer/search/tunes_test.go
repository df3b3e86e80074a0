package search_test

import (
	"slices"
	"testing"

	"shiyun/indexer/search"
)

// TestTunesByTheirOtherNames asks for tunes by names that no poem has.
func TestTunesByTheirOtherNames(t *testing.T) {
	a := newArchive(t, garden...)
	a.add(
		poem{ref: "niannu", title: "登楼", author: "汀兰", body: "江声不尽，\n灯火隔岸。", form: "词", tune: "念奴娇"},
		poem{ref: "baizi", title: "夜渡", author: "梧叶", body: "潮平岸阔，\n一棹归来。", form: "词", tune: "百字令"},
	)
	for _, query := range []string{"百字令", "念奴娇", "壶中天", "词牌:大江东去", "有没有念奴娇", "壶中天 汀兰"} {
		var got []string
		for _, h := range a.search(search.Request{Query: query}).Hits {
			got = append(got, h.Ref)
		}
		slices.Sort(got)
		want := []string{"baizi", "niannu"}
		if query == "壶中天 汀兰" {
			want = want[1:]
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %s", query, got)
		}
	}
}
