package borrowing_test

import (
	"fmt"
	"strings"
	"testing"

	"shiyun/corpus/borrowing"
)

func TestLinesOf(t *testing.T) {
	t.Parallel()
	got := ""
	for _, line := range borrowing.LinesOf("月落，烏啼霜滿天（一作空）。\n床前明月光疑是地上霜举头望明月低头思故乡又一遍从头，\n江楓漁火！對愁眠不得") {
		got += fmt.Sprintf("%d.%d %s %s\n", line.N, line.Char, line.Text, string(line.Chars))
	}
	if want := "1.4 烏啼霜滿天 乌啼霜满天\n3.6 對愁眠不得 对愁眠不得\n"; got != want {
		t.Errorf("%s", got)
	}
}

func TestJudge(t *testing.T) {
	t.Parallel()
	const body = "两个黄鹂鸣翠柳，一行白鹭上青天。\n窗含西岭千秋雪，门泊东吴万里船。"
	source := func(author, title string) borrowing.Source { return borrowing.Source{Author: author, Title: title} }
	lines := borrowing.LinesOf(body)
	exact := func(n int, s borrowing.Source) borrowing.Found { return borrowing.Found{Line: lines[n], Source: s} }
	near := func(n int, s borrowing.Source) borrowing.Found {
		return borrowing.Found{Line: lines[n], Theirs: "窗含西岭千年雪", Source: s}
	}
	du, many := source("杜甫", "绝句"), []borrowing.Found{}
	for _, author := range []string{"甲", "乙", "丙", "丁", "戊"} {
		many = append(many, exact(0, source(author, "")))
	}
	for _, c := range []struct {
		name, author string
		found        []borrowing.Found
		want         string
	}{
		{"one line", "我", []borrowing.Found{exact(1, du)}, "quoted"},
		{"a character changed", "我", []borrowing.Found{near(2, du)}, "adapted"},
		{"half a poem", "我", []borrowing.Found{exact(1, du), near(2, du)}, "shared"},
		{"gathered", "我", []borrowing.Found{exact(0, du), exact(1, source("甲", "")), exact(3, source("乙", ""))}, "quoted quoted quoted gathered"},
		{"own verse, in the other script", "陸游", []borrowing.Found{exact(0, source("陆游", ""))}, ""},
		{"common property", "我", many, ""},
		{"nothing", "我", nil, ""},
	} {
		r := borrowing.Judge(c.author, lines, c.found)
		got := ""
		for _, g := range r.Groups {
			got += " " + string(g.Kind)
		}
		if r.Gathered {
			got += " gathered"
		}
		if strings.TrimSpace(got) != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	short := borrowing.LinesOf("夜来风雨声，花落知多少。")
	weak := borrowing.Found{Line: short[0], Theirs: "夜听风雨声", Source: source("苏轼", "初别子由")}
	if r := borrowing.Judge("我", short, []borrowing.Found{weak}); len(r.Groups) != 0 {
		t.Error("a short line with a neighbour says something")
	}
	if r := borrowing.Judge("我", short, []borrowing.Found{weak, {Line: short[1], Source: weak.Source}}); len(r.Groups) != 1 || r.Groups[0].Kind != borrowing.Shared {
		t.Error("beside another line of that poem it says nothing")
	}
}
