package plan_test

import (
	"testing"

	"shiyun/corpus"
	"shiyun/indexer/query"
	"shiyun/indexer/search/match"
	"shiyun/indexer/search/plan"
	"shiyun/indexer/search/searchtest"
	"shiyun/indexer/texts"
)

func lexicon() *match.Lexicon {
	return match.NewLexicon(searchtest.NewArchive(
		searchtest.NewPoem("望月亭", "楚凤散人", "湖灯一点傍疏桥，\n石上残茶独自浇。"),
		searchtest.NewPoem("听荷", "汀兰", "荷叶如钱又似船。")).Texts())
}

func parse(text string) *query.Node {
	return query.Parse(text, query.Limits{Pasted: 200, Most: 2000}).Root
}

func TestPlansDecide(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, query  string
		first, other bool // whether the two poems match
	}{
		{"everything", "", true, true},
		{"a word", "湖灯", true, false},
		{"two words", "湖灯 残茶", true, false},
		{"two words of two poems", "湖灯 荷叶", false, false},
		{"either", "湖灯 OR 荷叶", true, true},
		{"left out", "-荷叶", true, false},
		{"all but", "楚凤散人 -湖灯", false, false},
		{"in the title alone", "题:荷叶", false, false},
		{"in the body alone", "句:望月亭", false, false},
		{"a word said again", "湖灯 湖灯", true, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			l := lexicon()
			p := plan.New(parse(tt.query), l, nil)
			for id, want := range map[corpus.PoemID]bool{1: tt.first, 2: tt.other} {
				if got := p.Matches(l.Poem(id)); got != want {
					t.Errorf("%s: poem %d matches %v, want %v", tt.query, id, got, want)
				}
				if want && !searchtest.Satisfies(l.Poem(id), p.Propose) {
					t.Errorf("%s: poem %d is not proposed", tt.query, id)
				}
			}
		})
	}
}

// The loosest term decides on the tier, and the plan's own tier caps it.
func TestTier(t *testing.T) {
	t.Parallel()
	l := lexicon()
	soundOf := func(run string) plan.Rewrite {
		return func(t *match.Term) {
			if t.Run == run {
				t.FindBySound(l.Phonetic(run, match.InFull, false), l)
			}
		}
	}
	for _, tt := range []struct {
		query   string
		loosest match.Tier
		want    match.Tier
	}{
		{"湖灯 残茶", match.Exact, match.Exact},
		{"湖燈 残茶", match.Exact, match.Folded},
		{"胡灯 残茶", match.Exact, match.Sound},
		{"湖灯 残茶", match.Near, match.Near},
	} {
		p := plan.New(parse(tt.query), l, soundOf("胡灯"))
		p.BestTier = tt.loosest
		if !p.Matches(l.Poem(1)) {
			t.Errorf("%s: not found", tt.query)
		} else if got := p.Tier(l.Poem(1), func(*texts.Poem) string { return "楚凤散人" }); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.query, got, tt.want)
		}
	}
}

// Texts are looked for by the sounds of the longest term that every match has.
func TestSelective(t *testing.T) {
	t.Parallel()
	l := lexicon()
	bySound := func(t *match.Term) { t.FindBySound(l.Phonetic(t.Run, match.InFull, false), l) }
	for text, want := range map[string]string{
		"胡灯":             "胡灯",
		"胡":              "",
		"胡灯 荷":           "",
		"胡灯一点 荷叶如前又":     "荷叶如前又",
		"胡灯一点 OR 荷叶如前又":  "",
		"作者:楚风散人 荷叶如前又":  "荷叶如前又",
		"-胡灯一点旁 荷叶如前":    "荷叶如前",
		"(胡灯一点 OR 荷叶) 月": "",
	} {
		root := parse(text)
		p := plan.New(root, l, bySound)
		got := ""
		if term, _ := p.Selective(root); term != nil {
			got = term.Run
		}
		if got != want {
			t.Errorf("%s: by the sounds of %q, want %q", text, got, want)
		}
	}
}
