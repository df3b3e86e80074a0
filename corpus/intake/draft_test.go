package intake_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"shiyun/corpus"
	"shiyun/corpus/format/formattest"
	"shiyun/corpus/intake"
)

func ptr[T any](v T) *T { return &v }

func TestDraftOfRow(t *testing.T) {
	for _, c := range []struct {
		name, file, content string
		want                corpus.Draft
	}{
		{"only a body", "a.jsonl", `{"body":"山"}`, corpus.Draft{Body: ptr("山")}},
		{"every key", "a.jsonl", `{"id":7,"ref":12,"title":" 春\n晓 ","author":"甲","aliases":["乙","丙"],"preface":"序\n言","body":"山\r\n水","note":"注",` +
			`"form":"五言绝句","tune":"","place":"东亭社区/梧桐里","date":2019,"tags":"山水、春；夏 秋,山水","collection":"甲集；乙 集","source":"书","status":"draft"}`,
			corpus.Draft{
				ID: 7, Ref: "12", Title: ptr("春 晓"), Author: ptr("甲"), Aliases: []string{"乙", "丙"}, Preface: ptr("序\n言"),
				Body: ptr("山\n水"), Note: ptr("注"), Form: ptr(corpus.Form("五绝")), Tune: ptr(""), Place: ptr("东亭社区/梧桐里"),
				Date: ptr(corpus.Date{Text: "2019", Year: 2019, Precision: corpus.PrecisionYear}),
				Tags: ptr([]string{"山水", "春", "夏", "秋"}), Collections: ptr([]string{"甲集", "乙 集"}), Source: ptr("书"), Status: corpus.StatusDraft,
			}},
		{"empty clears", "a.jsonl", `{"title":"","date":"","tags":[],"collections":"","form":"","body":"山"}`,
			corpus.Draft{Title: ptr(""), Date: ptr(corpus.Date{}), Tags: ptr([]string(nil)), Collections: ptr([]string(nil)), Form: ptr(corpus.FormOther), Body: ptr("山")}},
		{"unknown form becomes a tag", "a.jsonl", `{"form":"藏头诗","tags":["春"],"body":"山"}`,
			corpus.Draft{Form: ptr(corpus.FormOther), Tags: ptr([]string{"春", "藏头诗"}), Body: ptr("山")}},
		{"items of arrays stay whole", "a.jsonl", `{"tags":["a b","a b",3],"collections":["甲；乙"],"body":"山"}`,
			corpus.Draft{Tags: ptr([]string{"a b", "3"}), Collections: ptr([]string{"甲；乙"}), Body: ptr("山")}},
		{"cells of a table", "a.csv", "编号,题目,笔名,诗文,自注,词牌名,社区,写作时间,关键词,合集,出处,小序,诗体\n1,春,甲,山,注,浣溪沙,东亭,辛丑年重阳,春 夏,集,书,序,词\n",
			corpus.Draft{
				Ref: "1", Title: ptr("春"), Author: ptr("甲"), Body: ptr("山"), Note: ptr("注"), Tune: ptr("浣溪沙"), Place: ptr("东亭"),
				Date: ptr(corpus.Date{Text: "辛丑年重阳", Year: 2021, Precision: corpus.PrecisionLunar}), Tags: ptr([]string{"春", "夏"}),
				Collections: ptr([]string{"集"}), Source: ptr("书"), Preface: ptr("序"), Form: ptr(corpus.Form("词")),
			}},
		{"an id of their own is not ours", "a.csv", "id,正文,标题\n5,山,\n", corpus.Draft{Body: ptr("山"), Title: ptr("")}},
		{"a short row clears nothing", "a.csv", "正文,标题,标签\n山\n", corpus.Draft{Body: ptr("山")}},
	} {
		t.Run(c.name, func(t *testing.T) {
			row := formattest.ReadOne(t, c.file, c.content)
			if len(row.Problems) > 0 {
				t.Fatalf("refused: %+v", row.Problems)
			}
			if diff := cmp.Diff(c.want, row.Draft); diff != "" {
				t.Errorf("draft (-want +got):\n%s", diff)
			}
		})
	}
}

func TestProblemsName(t *testing.T) {
	row := formattest.ReadOne(t, "诗.csv", "题目,诗文\n春\x00,山\n")
	want := []intake.Problem{{File: "诗.csv", Row: 2, Column: "题目", Code: intake.CodeControl, Message: corpus.NewMessage("intake.control_character", 2, "U+0000"), Advice: corpus.NewMessage("intake.advice.delete")}}
	if diff := cmp.Diff(want, row.Problems); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}
