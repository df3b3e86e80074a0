package typeset

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"shiyun/corpus"
	"shiyun/indexer/search"
)

// laidOut writes a verse as text: groups in brackets, lines parted by "/",
// clauses by "~", a parting group with "+".
func laidOut(v Verse) string {
	var groups []string
	for _, g := range v.Groups {
		var lines []string
		for _, l := range g.Lines {
			lines = append(lines, fmt.Sprint(l.N, strings.Join(l.Clauses, "~")))
		}
		mark := ""
		if g.Parting {
			mark = "+"
		}
		groups = append(groups, mark+"["+strings.Join(lines, "/")+"]")
	}
	return v.Shape + strings.Join(groups, "")
}

func TestVersify(t *testing.T) {
	tests := []struct {
		form corpus.Form
		body string
		want string
	}{
		{"五绝", "甲，\n乙。\n丙，\n丁。", "couplets[1甲，/2乙。][3丙，/4丁。]"},
		{"五绝", "甲，乙。\n丙，丁。", "couplets[1甲，~乙。][2丙，~丁。]"},
		{"七律", "甲\n乙\n丙", "couplets[1甲/2乙][3丙]"},
		{"排律", "甲\n乙\n\n丙\n丁", "couplets[1甲/2乙]+[3丙/4丁]"},
		{"词", "甲，乙。丙。\n\n丁。", "stanzas[1甲，~乙。~丙。]+[2丁。]"},
		{"词", "曰：“甲！”乙……丙。", "stanzas[1曰：“甲！”~乙……丙。]"},
		{"辞赋", "甲，乙。\n\n丙。", "prose[1甲，~乙。]+[2丙。]"},
		{"楹联", "上联\n下联", "pair hung[1上联][2下联]"},
		{"楹联", "上一，\n上二；\n下一，\n下二。", "pair[1上一，/2上二；][3下一，/4下二。]"},
		{"楹联", "上\n\n下", "pair hung[1上]+[2下]"},
		{"楹联", "只有一边", "pair[1只有一边]"},
		{"新诗", "甲，乙\n    丙", "free[1甲，~乙/2    丙]"},
		{"其他", "甲", "free[1甲]"},
		{"七绝", "", "couplets"},
		{"没有", "，，甲", "free[1，，~甲]"},
	}
	for _, tt := range tests {
		if got := laidOut(Versify(corpus.Poem{Form: tt.form, Body: tt.body})); got != tt.want {
			t.Errorf("%s %q: %s, want %s", tt.form, tt.body, got, tt.want)
		}
	}
}

// A couplet hangs where each side is one line short enough to stand upright.
func TestLongCouplets(t *testing.T) {
	side := strings.Repeat("长", longestSide)
	for body, want := range map[string]string{side + "\n" + side: shapeHung, side + "长\n" + side: shapePair, side: shapePair} {
		if got := Versify(corpus.Poem{Form: "楹联", Body: body}).Shape; got != want {
			t.Errorf("%q: %s, want %s", body, got, want)
		}
	}
}

// The tune stands above the verse unless the title says it.
func TestTuneAbove(t *testing.T) {
	for title, want := range map[string]string{"夜归": "浣溪沙", "浣溪沙·夜归": "", "": "浣溪沙"} {
		if got := Versify(corpus.Poem{Form: "词", Title: title, Tune: "浣溪沙", Body: "甲。"}).Tune; got != want {
			t.Errorf("%q: %q, want %q", title, got, want)
		}
	}
}

// Setting a line loses nothing of it.
func TestStretchesAreTheLine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		line := rapid.StringOf(rapid.SampledFrom([]rune("甲乙𠮷，。”“…　 a\xff"))).Draw(t, "line")
		whole, last := "", false
		for i, part := range Stretches(line) {
			if part.Text == "" || i > 0 && part.Stop == last {
				t.Errorf("%q is cut into %v", line, Stretches(line))
			}
			whole, last = whole+part.Text, part.Stop
		}
		if whole != line {
			t.Errorf("%q became %q", line, whole)
		}
	})
}

func TestSegments(t *testing.T) {
	tests := []struct {
		text  string
		marks search.Marks
		want  string
	}{
		{"一湖秋水", nil, "一湖秋水"},
		{"一湖秋水", search.Marks{{2, 4}}, "一湖[秋水]"},
		{"一湖秋水", search.Marks{{0, 1}, {1, 2}}, "[一][湖]秋水"},
		{"𠮷水", search.Marks{{0, 1}}, "[𠮷]水"},
		{"一湖", search.Marks{{1, 99}, {-3, 1}, {5, 4}}, "一[湖]"},
		{"", search.Marks{{0, 1}}, ""},
	}
	for _, tt := range tests {
		got := ""
		for _, s := range Segments(tt.text, tt.marks) {
			if s.Hit {
				s.Text = "[" + s.Text + "]"
			}
			got += s.Text
		}
		if got != tt.want {
			t.Errorf("%s with %v: %s, want %s", tt.text, tt.marks, got, tt.want)
		}
	}
}

func TestExcerptKeepsTheFirstMark(t *testing.T) {
	for _, at := range []int{0, 10, 59, 60, 150, 298} {
		runes := []rune(strings.Repeat("长", 300))
		runes[at], runes[at+1] = '秋', '水'
		text, marks := Excerpt(string(runes), search.Marks{{at, at + 2}})
		first := []rune(text)[marks[0][0]:marks[0][1]]
		if string(first) != "秋水" || len([]rune(text)) > MostOfLine+2 {
			t.Errorf("mark at %d: %q in %q", at, string(first), text)
		}
	}
	if text, _ := Excerpt(strings.Repeat("短", 60), search.Marks{{0, 1}}); strings.Contains(text, "…") {
		t.Error("a short line was cut")
	}
}
