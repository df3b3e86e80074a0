package intake

import (
	"strings"
	"testing"
)

func TestSeveralAuthors(t *testing.T) {
	t.Parallel()
	for cell, want := range map[string]string{
		"楼上小陆、梅岭陈姨":        "楼上小陆|合作者：梅岭陈姨",
		"1. 张三，李四；王五老师":    "张三|合作者：李四、王五",
		"作者：张三 / 李四":       "张三|合作者：李四",
		"张三与李四合作":          "张三|合作者：李四",
		"张三 李四":            "张三|合作者：李四",
		"张三、李四等五人（联句）":     "张三|合作者：李四等",
		"Ann Lee & Bob Li": "Ann Lee|合作者：Bob Li",
		"张三":               "张三|",
		"周和平":              "周和平|",
		"白云 和 野鹤闲人":        "白云 和 野鹤闲人|",
		"张三/Zhang San":     "张三/Zhang San|",
		"东、西":              "东、西|",
	} {
		row := Row{Table: &Table{}}
		row.ReadCells(Cells{FieldAuthor: {Column: "作者", Given: true, Text: cell}, FieldBody: {Column: "正文", Given: true, Text: "雨打芭蕉夜"}}, "正文")
		got := *row.Draft.Author + "|"
		if row.Draft.Note != nil {
			got += *row.Draft.Note
		}
		if got != want {
			t.Errorf("%s: %s, not %s", cell, got, want)
		}
		if warned := len(row.Warnings) > 0 && row.Warnings[0].Code == CodeAuthors; warned != strings.ContainsAny(want, "：/、") {
			t.Errorf("%s: warned %v", cell, row.Warnings)
		}
	}
}

// A note that is there goes on above the names, and a poem of an export comes
// back as it was.
func TestSeveralAuthorsBesideANote(t *testing.T) {
	t.Parallel()
	cells := func(id string) Cells {
		return Cells{FieldID: {Column: "诗韵编号", Given: id != "", Text: id}, FieldAuthor: {Given: true, Text: "张三、李四"}, FieldNote: {Given: true, Text: "写于桥头\n"}, FieldBody: {Given: true, Text: "雨打芭蕉夜"}}
	}
	row := Row{Table: &Table{}}
	if row.ReadCells(cells(""), "正文"); *row.Draft.Note != "写于桥头\n合作者：李四" {
		t.Errorf("note %q", *row.Draft.Note)
	}
	row = Row{Table: &Table{}}
	if row.ReadCells(cells("7"), "正文"); *row.Draft.Author != "张三、李四" || *row.Draft.Note != "写于桥头" {
		t.Errorf("an export came back as %q with %q", *row.Draft.Author, *row.Draft.Note)
	}
}
