package verse_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/corpus/verse"
)

func TestLines(t *testing.T) {
	t.Parallel()
	got := verse.Lines("\n春\n 夏 \n\n \n秋\n")
	want := []verse.Line{{N: 1, Stanza: 1, Text: "春"}, {N: 2, Stanza: 1, Text: " 夏 "}, {N: 3, Stanza: 2, Text: "秋"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("lines differ (-want +got):\n%s", diff)
	}
}

func TestClauses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, line string
		want       []string
	}{
		{"two halves", "白日依山尽，黄河入海流。", []string{"白日依山尽，", "黄河入海流。"}},
		{"a quotation closes with its clause", "曰：“甲！”乙……丙。", []string{"曰：“甲！”", "乙……丙。"}},
		{"several marks end one clause", "甲？！乙", []string{"甲？！", "乙"}},
		{"marks alone", "，，甲", []string{"，，", "甲"}},
		{"space does not part", "春眠 不觉晓", []string{"春眠 不觉晓"}},
		{"half width", "one, two; three", []string{"one,", " two;", " three"}},
		{"empty", "", []string{""}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := texts(verse.Clauses(tt.line)); !slices.Equal(got, tt.want) {
				t.Errorf("Clauses(%q) = %q, want %q", tt.line, got, tt.want)
			}
		})
	}
}

func texts(clauses []verse.Clause) []string {
	var texts []string
	for _, c := range clauses {
		texts = append(texts, c.Text)
	}
	return texts
}

var anyLine = rapid.StringOf(rapid.SampledFrom([]rune("甲乙𠮷一2，。；？！、：：“”…—（）《》,.?　 a\xff")))

// The clauses of a line, joined, are the line, each where it says it is, and
// what folding keeps of the line is in their words.
func TestClausesAreTheLine(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		line := anyLine.Draw(t, "line")
		clauses, at := verse.Clauses(line), 0
		var words strings.Builder
		for _, c := range clauses {
			if c.At != at || c.Text == "" && line != "" {
				t.Fatalf("%q is cut into %v", line, clauses)
			}
			at += len(c.Text)
			words.WriteString(c.Words())
		}
		if got := strings.Join(texts(clauses), ""); got != line {
			t.Fatalf("%q became %q", line, got)
		}
		if got, want := fold.String(words.String()), fold.String(line); got != want {
			t.Fatalf("words of %q fold to %q, want %q", line, got, want)
		}
	})
}

// Stanzas, couplets and sides keep every line in its order.
func TestGroupsKeepTheLines(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		lines := verse.Lines(strings.Join(rapid.SliceOf(rapid.SampledFrom([]string{"甲，", "甲，乙。", "丙", "", " "})).Draw(t, "lines"), "\n"))
		var couplets [][]verse.Line
		for _, stanza := range verse.Stanzas(lines) {
			couplets = append(couplets, verse.Couplets(stanza)...)
		}
		for name, groups := range map[string][][]verse.Line{"stanzas": verse.Stanzas(lines), "couplets": couplets, "sides": verse.Sides(lines)} {
			if got := slices.Concat(groups...); !slices.Equal(got, lines) {
				t.Fatalf("%s of %v are %v", name, lines, groups)
			}
			for _, g := range groups {
				if len(g) == 0 || g[0].Stanza != g[len(g)-1].Stanza {
					t.Fatalf("%s of %v are %v", name, lines, groups)
				}
			}
		}
		for _, c := range couplets {
			if len(c) > 2 {
				t.Fatalf("couplet of %d lines", len(c))
			}
		}
	})
}

// Folding drops every mark of the table, so that what ends a clause here parts
// runs there.
func TestMarksAreDroppedByFolding(t *testing.T) {
	t.Parallel()
	found := 0
	for r := range rune(0x20000) {
		if verse.MarkOf(r) == 0 {
			continue
		}
		found++
		if _, kept := fold.Rune(r); kept {
			t.Errorf("%q is a mark and folding keeps it", r)
		}
	}
	if found < 30 {
		t.Errorf("%d marks in the table", found)
	}
}

func TestMarkOf(t *testing.T) {
	t.Parallel()
	tests := []struct {
		does verse.Mark
		want string
	}{
		{verse.EndsClause, "，。；？！,;?!"},
		{verse.PartsText, "，。！？；：,.!?;:…．｡､"},
		{verse.EndsLine, "。！？；，,.!?;…、：:”」』"},
		{verse.Closes, "”’』」）…—"},
		{verse.Printed, "，。；？！,;?!”’』」）…—“‘『「（、：:·《》〈〉"},
	}
	for _, tt := range tests {
		want := []rune(tt.want)
		slices.Sort(want)
		var got []rune
		for r := range rune(0x20000) {
			if verse.MarkOf(r).Has(tt.does) {
				got = append(got, r)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%b: %q, want %q", tt.does, string(got), string(want))
		}
	}
}

func TestShape(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text     string
		metre          int
		regular, prose bool
		form           corpus.Form
	}{
		{"two clauses of five", "白日依山尽，黄河入海流。", 5, true, false, ""},
		{"one of seven with its mark", "两岸猿声啼不住，", 7, true, false, ""},
		{"one of seven without a mark", "两岸猿声啼不住", 7, false, false, ""},
		{"a title and a name", "望月亭上 欧阳小明", 4, false, false, ""},
		{"a 五绝", "春眠不觉晓，处处闻啼鸟。\n夜来风雨声，花落知多少。", 5, true, false, corpus.FormWujue},
		{"a 五绝 of half-width marks", "春眠不觉晓,处处闻啼鸟.夜来风雨声,花落知多少.", 5, true, false, corpus.FormWujue},
		{"a 七律 without marks", strings.Repeat("一二三四五六七\n", 8), 7, true, false, corpus.FormQilu},
		{"ten clauses", strings.Repeat("一二三四五，", 10), 5, true, false, ""},
		{"a hundred clauses", strings.Repeat("一二三四五，", 100), 5, true, false, ""},
		{"prose", "那一年的秋天我们在巷口的梧桐树下等了很久", 0, false, true, ""},
		{"letters", "abcde, fghij.", 0, false, false, ""},
		{"nothing", " \n", 0, false, false, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := verse.ShapeOf(tt.text)
			if s.Metre() != tt.metre || s.IsRegular() != tt.regular || s.IsProse() != tt.prose || s.Form() != tt.form {
				t.Errorf("metre %d, regular %v, prose %v, form %q of %+v", s.Metre(), s.IsRegular(), s.IsProse(), s.Form(), s)
			}
		})
	}
}
