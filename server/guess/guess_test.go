package guess_test

import (
	"fmt"
	"slices"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/server/guess"
	"shiyun/server/servertest"
)

func draft(title, body string) corpus.Draft {
	author := "汀兰"
	return corpus.Draft{Title: &title, Author: &author, Body: &body}
}

// A question has what follows its clause once among its choices, all of one
// length, none of them twice in either script and none of the same poem.
func TestAsk(t *testing.T) {
	t.Parallel()
	st := servertest.OpenStore(t)
	servertest.Import(t, st, true,
		draft("湖上", "一湖秋水向东流，两岸灯火照晚舟。\n桥上行人三两个，谁家笛子在高楼。"),
		draft("湖上再题", "且把闲愁付水流，两岸燈火照晚舟。"), // the same clause in the other script
		draft("听雨", "檐声昨夜到天明，巷口梅花落满城。"),
		draft("夜坐", "风来竹影动，\n月上小窗明。"),
		draft("散句", "短。\n这一句没有下一句那样长"))
	asked := 0
	for n := range 25 {
		q, err := guess.Ask(t.Context(), st, n)
		if err != nil {
			t.Fatal(err)
		}
		if q.Clause == "" { // the only couplet of its length
			continue
		}
		asked++
		again, err := guess.Ask(t.Context(), st, n)
		if err != nil || fmt.Sprint(again.Choices) != fmt.Sprint(q.Choices) {
			t.Fatalf("question %d was %v and is %v, %v", n, q.Choices, again.Choices, err)
		}
		if !slices.Contains(q.Choices, q.Right) {
			t.Errorf("question %d: %s is not among %v", n, q.Right, q.Choices)
		}
		folded := map[string]bool{}
		for _, choice := range q.Choices {
			if len([]rune(choice)) != len([]rune(q.Right)) || folded[fold.String(choice)] || choice == q.Clause {
				t.Errorf("question %d, %s: choices %v", n, q.Clause, q.Choices)
			}
			folded[fold.String(choice)] = true
		}
	}
	if asked == 0 {
		t.Error("nothing was asked")
	}
}

func TestAskOfNothing(t *testing.T) {
	t.Parallel()
	q, err := guess.Ask(t.Context(), servertest.OpenStore(t), 7)
	if err != nil || q.Clause != "" || q.Number != 7 {
		t.Errorf("an empty archive asks %+v, %v", q, err)
	}
}
