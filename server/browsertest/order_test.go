package browsertest

import (
	"slices"
	"testing"
)

// A collection is put in order on one page: each move keeps the page, the place
// and the focus, and stands in the archive.
func TestCollectionIsOrderedWithoutReload(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b := openBrowser(t, s.url)
	b.open(s, sight{path: "/curator/collections/1", curator: true})
	ids := `Array.from(document.querySelectorAll(".order li"), li => li.id)`
	before := evaluate[[]string](b, ids)
	b.act([]act{
		{"window.kept = true; true", "#" + before[0]},
		click("#"+before[0]+" form:nth-of-type(2) button", ".order li:nth-child(2)#"+before[0]),
		click("#"+before[0]+" form:nth-of-type(2) button", ".order li:nth-child(3)#"+before[0]),
		put("#"+before[2]+" [name=to]:not([type=hidden])", "1"),
		click("#"+before[2]+" .to-rank button", ".order li:first-child#"+before[2]),
	})
	if !evaluate[bool](b, "window.kept === true") {
		t.Error("the page was loaded anew")
	}
	if focused := evaluate[string](b, `document.activeElement.closest("li")?.id ?? ""`); focused != before[2] {
		t.Errorf("the focus is on %q", focused)
	}
	want := slices.Concat([]string{before[2], before[1], before[0]}, before[3:])
	b.open(s, sight{path: "/curator/collections/1", curator: true})
	if after := evaluate[[]string](b, ids); !slices.Equal(after, want) {
		t.Errorf("the order is %v; want %v", after, want)
	}
	for _, c := range b.heard() {
		t.Error("heard: ", c)
	}
}
