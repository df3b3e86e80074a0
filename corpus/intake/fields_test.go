package intake

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shiyun/corpus"
)

func TestEveryColumnName(t *testing.T) {
	seen := make(map[string]Field)
	for _, f := range fields {
		for name := range strings.FieldsSeq(f.names) {
			if other, again := seen[name]; again {
				t.Errorf("%s stands for %s and %s", name, other, f.field)
			}
			seen[name] = f.field
			if got := fieldNamed(strings.ToUpper(name) + "　"); got != f.field {
				t.Errorf("%s is read as %q, want %q", name, got, f.field)
			}
		}
	}
	if len(seen) < 60 {
		t.Errorf("only %d names of columns", len(seen))
	}
	if got := fieldNamed("id"); got != FieldNone {
		t.Errorf("somebody's own id is read as %q", got)
	}
}

func TestGuessMapping(t *testing.T) {
	for _, c := range []struct {
		name, header string
		want         Mapping
		refusal      string
	}{
		{"plain", "标题,作者,正文", Mapping{FieldTitle, FieldAuthor, FieldBody}, ""},
		{"unknown columns", "标题,印数,正文", Mapping{FieldTitle, FieldNone, FieldBody}, ""},
		{"two of one meaning", "姓名,笔名,正文", Mapping{FieldNone, FieldNone, FieldBody}, "意思相同"},
		{"no body", "标题,作者,句子", Mapping{FieldTitle, FieldAuthor, FieldNone}, "缺少“正文”"},
		{"their own status", "正文,状态,修订", Mapping{FieldBody, FieldNone, FieldNone}, ""},
		{"our status", "诗韵编号,修订,正文,状态", Mapping{FieldID, FieldRevision, FieldBody, FieldStatus}, ""},
		{"their own id", "id,正文", Mapping{FieldNone, FieldBody}, ""},
		{"wordy", "序号,诗歌名称,诗人,诗歌内容（必填）,写作时间", Mapping{FieldNone, FieldTitle, FieldAuthor, FieldBody, FieldDate}, ""},
		{"marked", "*题目：,作者 (姓名),正文*", Mapping{FieldTitle, FieldAuthor, FieldBody}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			m, err := guessMapping("a.csv", strings.Split(c.header, ","))
			if diff := cmp.Diff(c.want, m); diff != "" {
				t.Errorf("mapping (-want +got):\n%s", diff)
			}
			if (err != nil) != (c.refusal != "") || err != nil && (!strings.Contains(err.Error(), c.refusal) || corpus.CodeOf(err) != corpus.Invalid) {
				t.Errorf("got %v, want %q", err, c.refusal)
			}
		})
	}
}

func TestHeaderKey(t *testing.T) {
	one := HeaderKey([]string{"标题", "Author", "正文"})
	for _, c := range []struct {
		name   string
		header []string
		same   bool
	}{
		{"spaces, case and width", []string{"标 题", "ＡＵＴＨＯＲ", "\uFEFF正文 "}, true},
		{"another order", []string{"Author", "标题", "正文"}, false},
		{"one column more", []string{"标题", "Author", "正文", ""}, false},
		{"names joined", []string{"标题Author", "正文"}, false},
	} {
		if got := HeaderKey(c.header) == one; got != c.same {
			t.Errorf("%s: same is %v", c.name, got)
		}
	}
}

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
			rows, err := readAll("a.csv", strings.NewReader(c.content), Options{})
			if got := report(rows); got != c.want || err != nil {
				t.Errorf("got %s, %v; want %s", got, err, c.want)
			}
		})
	}
}

func TestMappingByHand(t *testing.T) {
	table := "题目啊,谁,句子\n春,甲,山\n"
	for _, c := range []struct {
		name, content string
		mapping       Mapping
		want, refusal string
	}{
		{"names the columns", table, Mapping{FieldTitle, FieldAuthor, FieldBody}, "2 春 \"山\"", ""},
		{"overrides names", "正文,标题\n春,山\n", Mapping{FieldTitle, FieldBody}, "2 春 \"山\"", ""},
		{"of other columns is not used", "标题,正文\n春,山\n", Mapping{FieldBody}, "2 春 \"山\"", ""},
		{"chooses of two", "姓名,笔名,正文\n甲,乙,山\n", Mapping{FieldNone, FieldAuthor, FieldBody}, "2 - \"山\"", ""},
		{"without a body", table, Mapping{FieldTitle, FieldAuthor, FieldNone}, "", "缺少“正文”"},
		{"one field twice", table, Mapping{FieldBody, FieldAuthor, FieldBody}, "", "都对应到“正文”"},
		{"no field", table, Mapping{"colour", FieldAuthor, FieldBody}, "", "不认得栏目"},
	} {
		t.Run(c.name, func(t *testing.T) {
			header, _, _ := strings.Cut(c.content, "\n")
			key := HeaderKey(strings.Split(header, ","))
			rows, err := readAll("a.csv", strings.NewReader(c.content), Options{Mappings: Mappings{key: c.mapping}})
			if report(rows) != c.want || (err != nil) != (c.refusal != "") || err != nil && !strings.Contains(err.Error(), c.refusal) {
				t.Errorf("got %q, %v", report(rows), err)
			}
		})
	}
}
