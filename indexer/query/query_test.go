package query_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"shiyun/indexer/query"
)

var limits = query.Limits{Pasted: 200, Most: 2000}

// show writes a node out: terms as field:run, quoted ones in quotation marks.
func show(n *query.Node) string {
	if n == nil {
		return "nothing"
	}
	switch n.Op {
	case query.Leaf:
		t := n.Term
		if t.Field == query.Year {
			return fmt.Sprintf("year:%d..%d", t.From, t.To)
		}
		run := t.Run
		if t.Pattern != nil {
			run = ""
			for _, e := range t.Pattern {
				run += []string{string(e.Char), "?", "*", "^", "$"}[e.Kind]
			}
			run = "/" + run + "/"
		}
		if t.Nth > 0 {
			run = fmt.Sprintf("%s@%d", run, t.Nth)
		}
		if t.Quoted {
			run = `"` + run + `"`
		}
		if t.Field != query.Any {
			run = fmt.Sprintf("%d:%s", t.Field, run)
		}
		return run
	case query.Not:
		return "-" + show(n.Kids[0])
	}
	var kids []string
	for _, kid := range n.Kids {
		kids = append(kids, show(kid))
	}
	return "(" + strings.Join(kids, map[query.Op]string{query.And: " ", query.Or: " | "}[n.Op]) + ")"
}

func TestParse(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"one word", "明月", "明月"},
		{"words are and", "明月　清风", "(明月 清风)"},
		{"a word is cut at punctuation", "床前明月光，疑是地上霜。", "(床前明月光 疑是地上霜)"},
		{"traditional folds", "裏牀", "里床"},
		{"quoted run ignores punctuation", `"光，疑 是"`, `"光疑是"`},
		{"Chinese quotation marks", "“明月”「清风」", `("明月" "清风")`},
		{"Chinese quotation marks inside others", `"他说“明月”去"`, `"他说明月去"`},
		{"quotation marks mixed up", `“明月"清风`, `("明月" 清风)`},
		{"quotation mark left open", `"明月`, "明月"},
		{"empty quotes", `"" “，”`, "nothing"},
		{"exclusion", "明月 -清风", "(明月 -清风)"},
		{"full-width exclusion", "明月 －清风", "(明月 -清风)"},
		{"hyphen inside a word", "明月-清风", "(明月 清风)"},
		{"dash is punctuation", "明月——清风", "(明月 清风)"},
		{"minus with nothing after it", "明月 -", "明月"},
		{"or", "明月 OR 清风", "(明月 | 清风)"},
		{"or binds weaker than and", "甲 乙 | 丙 丁", "((甲 乙) | (丙 丁))"},
		{"brackets", "甲 （乙 OR 丙）", "(甲 (乙 | 丙))"},
		{"bracket left open", "甲 (乙", "(甲 乙)"},
		{"bracket never opened", "甲 乙)", "(甲 乙)"},
		{"not of brackets", "甲 -(乙 丙)", "(甲 -(乙 丙))"},
		{"field", "author:李白 月", "(2:李白 月)"},
		{"field in Chinese, full-width colon", "作者：李白", "2:李白"},
		{"field with quotes", `题:"静夜思"`, `1:"静夜思"`},
		{"field of brackets", "题:(春 OR 秋)", "(1:春 | 1:秋)"},
		{"unknown field is text", "foo:明月", "(foo 明月)"},
		{"u: is ü", "lu: nu:er lu：4", "(lv nver lv4)"},
		{"u: before characters is a colon", "lu:明月", "(lu 明月)"},
		{"field with nothing after it is text", "作者: 明月", "(作者 明月)"},
		{"year", "年:2019", "year:2019..2019"},
		{"years", "年:2019..2023", "year:2019..2023"},
		{"years open at one end", "year:..2023", "year:0..2023"},
		{"a year that is no number is text", "year:今年", "今年"},
		{"nothing", "  ，。 ", "nothing"},
		{"operators alone", `- | OR () "`, "nothing"},
		{"one character wild", "body:春?花", "3:/春?花/"},
		{"full-width wildcards", "春？花＊月", "/春?花*月/"},
		{"a run wild", "春*花", "/春*花/"},
		{"line start and end", "^春 花$", "(/^春/ /花$/)"},
		{"position in a clause", "花@3", "花@3"},
		{"position in a clause, full width", "櫻＠２", "樱@2"},
		{"no position", "花@0 花@12 花@", "((花 0) (花 12) 花)"},
		{"a question mark at the end is punctuation", "花落知多少？", "花落知多少"},
		{"a question mark in pasted text is punctuation", "知多少？春眠，不觉晓", "(知多少 春眠 不觉晓)"},
		{"wildcards alone are nothing", "?? *", "nothing"},
		{"end before the start is punctuation", "花$落", "(花 落)"},
		{"bleve's own syntax is text", `body:/.*/ +a~2 x^1e400`, "((a 2) (x 1e400))"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := show(query.Parse(tt.in, limits).Root); got != tt.want {
				t.Errorf("Parse(%q) = %s, want %s", tt.in, got, tt.want)
			}
		})
	}
}

func TestLongQueries(t *testing.T) {
	q := query.Parse(strings.Repeat("山高水长，", 50), limits)
	if q.Root != nil || len(q.Pasted) != 50 || q.Cut {
		t.Errorf("250 characters: %d clauses, cut %v", len(q.Pasted), q.Cut)
	}
	if q := query.Parse(strings.Repeat("山", 20_000), limits); !q.Cut || len([]rune(q.Text)) != 2000 {
		t.Errorf("20,000 characters: cut %v, %d left", q.Cut, len([]rune(q.Text)))
	}
}

func TestParseTakesAnything(t *testing.T) {
	pieces := []string{"明月", "春", `"`, "“", "(", "）", "-", "－", "|", "OR", "作者:", "year:", "2019..", " ", "，", "\x00", "\xff", "😀", "*", "?"}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOf(rapid.SampledFrom(pieces)).Draw(t, "pieces"), "")
		terms := 0
		query.Parse(text, limits).Root.Positive(func(term query.Term) {
			terms++
			if term.Field != query.Year && term.Run == "" {
				t.Fatalf("empty term in %q", text)
			}
		})
		if terms > 40 {
			t.Fatalf("%d terms in %q", terms, text)
		}
	})
}

func FuzzParse(f *testing.F) {
	f.Add(`作者:李白 "明月" -(花 OR 酒`)
	f.Fuzz(func(_ *testing.T, text string) { query.Parse(text, limits) })
}
