package batch

import (
	"context"
	"slices"
	"strings"
	"testing"
)

// Rows are found again under the numbers that the check gave them, in
// whichever file they are.
func TestDrafts(t *testing.T) {
	a := newArchive(t)
	id := a.must(a.desk.Upload(ctx(), curator, Files(
		File{"a.csv", strings.NewReader(table("题|正文", "采荷|"+lotus, "|", "看鹤|"+crane))},
		File{"b.csv", strings.NewReader(table("题|正文", "港|"+harbour, "荷|"+lotusRevised))}))).ID
	a.check(id, nil)
	all, err := a.desk.Drafts(ctx(), id, []int{2, 4, 6, 99})
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, number := range []int{2, 4, 6, 99} {
		if d, ok := all[number]; ok {
			found = append(found, text(d.Title))
		}
	}
	if !slices.Equal(found, []string{"采荷", "看鹤", "荷"}) {
		t.Errorf("found %q", found)
	}
	if none, err := a.desk.Drafts(ctx(), id, nil); err != nil || len(none) != 0 {
		t.Errorf("%v, %v", none, err)
	}
	ended, stop := context.WithCancel(ctx())
	stop()
	if _, err := a.desk.Drafts(ended, id, []int{2}); err == nil {
		t.Error("it went on after it was called off")
	}
}
