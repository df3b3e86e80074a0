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
			if got := FieldNamed(strings.ToUpper(name) + "　"); got != f.field {
				t.Errorf("%s is read as %q, want %q", name, got, f.field)
			}
		}
	}
	if len(seen) < 60 {
		t.Errorf("only %d names of columns", len(seen))
	}
	if got := FieldNamed("id"); got != FieldNone {
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
		{"two of one meaning", "姓名,笔名,正文", Mapping{FieldNone, FieldNone, FieldBody}, "intake.columns_of_one_meaning"},
		{"no body", "标题,作者,句子", Mapping{FieldTitle, FieldAuthor, FieldNone}, "intake.no_body_column"},
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
