package search_test

import (
	"fmt"
	"strings"
	"testing"

	"shiyun/corpus/borrowing"
	"shiyun/indexer/search"
)

// Lines are found in other poems word for word and but for one character, at
// either end of them, and in neither less nor more.
func TestBorrowed(t *testing.T) {
	t.Parallel()
	a := newArchive(t,
		poem{ref: "li", title: "靜夜思", author: "李白", body: "牀前明月光，疑是地上霜。\n舉頭望明月，低頭思故鄉。"},
		poem{ref: "wo", title: "夜巡", author: "桥头老吴", body: "床前明月光，不是地上霜。\n举头望明日，低头见故乡人。"},
	)
	asked := []search.LinesAsked{
		{Poem: 2, Lines: borrowing.LinesOf("床前明月光，不是地上霜。\n举头望明日，低头见故乡人。")},
		{Lines: borrowing.LinesOf("窗前明月光，低头思故友。")},
		{},
	}
	found, err := a.Borrowed(t.Context(), asked)
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for i, all := range found {
		for _, f := range all {
			got += fmt.Sprintf("%d %s %s %s;", i, f.Line.Text, f.Theirs, f.Source.Title)
		}
	}
	want := "0 床前明月光  靜夜思;0 不是地上霜 疑是地上霜 靜夜思;0 举头望明日 举头望明月 靜夜思;1 窗前明月光 床前明月光 靜夜思;1 窗前明月光 床前明月光 夜巡;1 低头思故友 低头思故乡 靜夜思;"
	for _, one := range strings.Split(want, ";") {
		if !strings.Contains(got, one) {
			t.Errorf("no %q in %s", one, got)
		}
	}
	if len(got) != len(want) {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestUses(t *testing.T) {
	t.Parallel()
	a := newArchive(t,
		poem{title: "甲", author: "甲", body: "牀前明月光，疑是地上霜。\n光阴如水"},
		poem{title: "乙", author: "乙", body: "一片月光，满地清霜。"},
	)
	uses, err := a.Uses(t.Context(), []rune("光霜菊"), true, 1)
	if err != nil || uses[0].Clauses != 2 || uses[1].Clauses != 2 || uses[2].Clauses != 0 {
		t.Fatalf("%+v %v", uses, err)
	}
	if e := uses[0].Example; e == nil || e.Text != "一片月光" || uses[0].Poem.Title != "乙" || uses[1].Example != nil {
		t.Errorf("examples %+v", uses)
	}
	if uses, err := a.Uses(t.Context(), []rune("光"), false, 0); err != nil || uses[0].Clauses != 3 {
		t.Errorf("anywhere: %+v %v", uses, err)
	}
}
