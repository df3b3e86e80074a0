package docx_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"shiyun/corpus/format"
	"shiyun/corpus/format/formattest"
	"shiyun/corpus/intake"
)

// TestPrivateInTables fills forms and lists in as people do. What reaches a
// person is in no row, in no message, and not among the lines that a curator
// is shown of what a table says is private.
func TestPrivateInTables(t *testing.T) {
	t.Parallel()
	const phone, wechat, id, house = "13871230042", "wx_liutang_77", "420106196503071234", "锦绣苑3栋2单元501室"
	footnote := `<w:p><w:r><w:t>水面霜生芦荻花。</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p>`
	tests := []struct {
		name, body string
		shown      bool // the text itself says it, and its lines are shown
	}{
		{"a form of pairs", table(4, "征稿登记表>", "姓名|柳堂|手机号码|"+phone, "微信号|"+wechat+"|身份证号|"+id, "家庭住址|"+house+">", "题目|雁|体裁|七绝", "正文|"+geese+">"), false},
		{"a form with names above", table(2, "题目|雁", "作者|柳堂", "联系方式>", phone+"/"+wechat+">", "正文>", geese+">"), false},
		{"a form above its verse", table(2, "题目|雁", "作者|柳堂", "电话|"+phone) + formattest.Paragraphs(strings.ReplaceAll(geese, "/", "\n")), false},
		{"columns of a list", table(6, "序号|作者|联系电话|身份证号|题目|作品", "1|v:柳堂|v:"+phone+"|v:"+id+"|雁|"+geese, "2|^|^|^|补衣|"+lamp), false},
		{"beside the name", table(3, "作者/电话|题目|作品", "柳堂 "+phone+"|雁|"+geese), true},
		{"below the verse", table(2, "题目|作品", "雁|"+geese+"/联系电话："+phone), true},
		{"in a footnote", formattest.Paragraphs("雁\n柳堂\n桥南雁字晚风斜，") + footnote, true},
		{"a table within a table", "<w:tbl><w:tr><w:tc>" + table(2, "题目|雁", "电话|"+phone, "正文|"+geese) + "<w:p/></w:tc></w:tr></w:tbl>", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			content := formattest.Word(t, tt.body, "word/footnotes.xml", notesXML("footnote", "作者电话："+phone))
			rows := formattest.RowsOf(t, "a.docx", content, intake.Options{})
			if len(rows) == 0 || formattest.Value(rows[0].Draft.Title) != "雁" || len(rows[0].Warnings) == 0 {
				t.Errorf("%s, warnings %v", formattest.Report(rows), rows[0].Warnings)
			}
			all, err := json.Marshal(shown(rows))
			if err != nil {
				t.Fatal(err)
			}
			cuts, _, err := format.Cuts(t.Context(), "a.docx", bytes.NewReader(content), intake.Options{})
			if err != nil {
				t.Fatal(err)
			}
			for _, cut := range cuts {
				for _, line := range cut.Lines {
					if !tt.shown {
						all = append(all, line.Text...)
					}
				}
			}
			for _, private := range []string{phone, wechat, id, house, "501"} {
				if strings.Contains(string(all), private) {
					t.Errorf("%s in %s", private, all)
				}
			}
		})
	}
}

func TestPenNameBeforeName(t *testing.T) {
	t.Parallel()
	poems, _ := poemsOf(t, formattest.Word(t, table(4, "姓名|笔名|题目|作品", "刘某某|柳堂|雁|"+geese)+formattest.Paragraphs("")+table(2, "姓名|刘某某", "笔名|柳堂", "题目|补衣", "正文|"+lamp)))
	if got, want := strings.Join(poems, "\n"), "雁·柳堂·"+geese+"\n补衣·柳堂·"+lamp; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// shown is what is kept of rows, or said of them.
func shown(rows []intake.Row) []any {
	var all []any
	for _, r := range rows {
		all = append(all, r.Draft, r.Problems, r.Warnings)
	}
	return all
}
