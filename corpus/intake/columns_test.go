package intake_test

import (
	"strings"
	"testing"

	"shiyun/corpus/format/formattest"
	"shiyun/corpus/intake"
)

func TestBodiesInPieces(t *testing.T) {
	for _, c := range []struct{ name, content, want string }{
		{"couplet", "标题,上联,下联\n门,山高,水长\n", `2 门 "山高\n水长"`},
		{"counted lines", "诗题,第一句,第二句,第3句,第四句（选填）\n春,山,水,月,\n", `2 春 "山\n水\n月"`},
		{"a line left out", "第一句,第二句,第三句\n山,,月\n", `2 - "山\n月"`},
		{"stanzas", "词牌,上片,下片\n忆江南,\"山，\n水。\",月。\n", `2 - "山，\n水。\n\n月。"`},
		{"beside the whole", "正文,上联,下联\n山水,山,水\n", `2 - "山水"`},
		{"none written", "标题,上联,下联\n门,,\n", "2 上联:no_text"},
	} {
		t.Run(c.name, func(t *testing.T) {
			rows, err := formattest.ReadAll("a.csv", strings.NewReader(c.content), intake.Options{})
			if got := formattest.Report(rows); got != c.want || err != nil {
				t.Errorf("got %s, %v; want %s", got, err, c.want)
			}
		})
	}
}

func TestMappingByHand(t *testing.T) {
	table := "题目啊,谁,句子\n春,甲,山\n"
	for _, c := range []struct {
		name, content string
		mapping       intake.Mapping
		want, refusal string
	}{
		{"names the columns", table, intake.Mapping{intake.FieldTitle, intake.FieldAuthor, intake.FieldBody}, "2 春 \"山\"", ""},
		{"overrides names", "正文,标题\n春,山\n", intake.Mapping{intake.FieldTitle, intake.FieldBody}, "2 春 \"山\"", ""},
		{"of other columns is not used", "标题,正文\n春,山\n", intake.Mapping{intake.FieldBody}, "2 春 \"山\"", ""},
		{"chooses of two", "姓名,笔名,正文\n甲,乙,山\n", intake.Mapping{intake.FieldNone, intake.FieldAuthor, intake.FieldBody}, "2 - \"山\"", ""},
		{"without a body", table, intake.Mapping{intake.FieldTitle, intake.FieldAuthor, intake.FieldNone}, "", "intake.no_body_column"},
		{"one field twice", table, intake.Mapping{intake.FieldBody, intake.FieldAuthor, intake.FieldBody}, "", `intake.columns_mapped_to_one "a.csv" 1 "题目啊" 3 "句子" "正文"`},
		{"no field", table, intake.Mapping{"colour", intake.FieldAuthor, intake.FieldBody}, "", "intake.unknown_field"},
	} {
		t.Run(c.name, func(t *testing.T) {
			header, _, _ := strings.Cut(c.content, "\n")
			key := intake.HeaderKey(strings.Split(header, ","))
			rows, err := formattest.ReadAll("a.csv", strings.NewReader(c.content), intake.Options{Mappings: intake.Mappings{key: c.mapping}})
			if formattest.Report(rows) != c.want || (err != nil) != (c.refusal != "") || err != nil && !strings.Contains(err.Error(), c.refusal) {
				t.Errorf("got %q, %v", formattest.Report(rows), err)
			}
		})
	}
}
