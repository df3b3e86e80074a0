package search_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shiyun/indexer/search"
)

// Where more poems satisfy the expression than the engine is asked for, every
// text is read: the answer is the same to the last hit, and whole.
func TestMoreCandidatesThanTheLimit(t *testing.T) {
	t.Parallel()
	var poems []poem
	for n := range 12 {
		poems = append(poems, poem{ref: fmt.Sprint("p", n), title: "春望", author: "甲", body: fmt.Sprintf("春风第%d回，江水绿。", n)})
	}
	a := newArchive(t, append(poems, poem{ref: "q", title: "秋思", author: "乙", body: "秋水共长天一色"})...)
	limited := search.New(a.index, a.store)
	limited.LimitCandidates(3)
	for _, query := range []string{"春", "春风", "水", "江水 甲", "春风弟", "chunfeng", "秋水", "body:绿", "春 -江水", "春风又绿江南岸，江水绿"} {
		for _, limit := range []int{2, 50} {
			want := a.search(search.Request{Query: query, Limit: limit})
			got, err := limited.Search(t.Context(), search.Request{Query: query, Limit: limit})
			if err != nil {
				t.Fatal(err)
			}
			want.TookMS, got.TookMS = 0, 0
			if diff := cmp.Diff(want, got); diff != "" || got.Partial {
				t.Errorf("%s: partial %v, %s", query, got.Partial, diff)
			}
		}
	}
}
