package docx_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shiyun/corpus/format"
	"shiyun/corpus/format/formattest"
	"shiyun/corpus/intake"
)

// table makes a table of rows whose cells are parted by |; / ends a line of a
// cell, ^ is a cell merged with the one above, and > after a cell makes it
// span all columns that the row leaves.
func table(columns int, rows ...string) string {
	var b strings.Builder
	b.WriteString("<w:tbl>")
	for _, row := range rows {
		b.WriteString("<w:tr>")
		cells := strings.Split(row, "|")
		for i, cell := range cells {
			properties := ""
			text, wide := strings.CutSuffix(cell, ">")
			if wide {
				properties = fmt.Sprintf(`<w:gridSpan w:val="%d"/>`, columns-i)
			}
			switch text, down := strings.CutPrefix(text, "v:"); {
			case cell == "^":
				properties += "<w:vMerge/>"
				cell = ""
			case down:
				properties += `<w:vMerge w:val="restart"/>`
				cell = text
			default:
				cell = text
			}
			b.WriteString("<w:tc><w:tcPr>" + properties + "</w:tcPr>" + formattest.Paragraphs(strings.ReplaceAll(cell, "/", "\n")) + "</w:tc>")
		}
		b.WriteString("</w:tr>")
	}
	return b.String() + "</w:tbl>"
}

// poemsOf reads a Word file and shows its poems, a line each, and what was
// warned of.
func poemsOf(t *testing.T, content []byte) (poems, warnings []string) {
	t.Helper()
	err := format.Read(context.Background(), "a.docx", bytes.NewReader(content), intake.Options{}, func(r intake.Row) error {
		poem := formattest.Value(r.Draft.Title) + "·" + formattest.Value(r.Draft.Author) + "·" + strings.ReplaceAll(formattest.Value(r.Draft.Body), "\n", "/")
		for _, p := range r.Problems {
			poem = "refused " + p.Code
		}
		if r.Draft.Note != nil && *r.Draft.Note != "" {
			poem += "·注 " + strings.ReplaceAll(*r.Draft.Note, "\n", "/")
		}
		if r.Draft.Date != nil {
			poem += "·" + r.Draft.Date.Text
		}
		poems = append(poems, poem)
		for _, w := range r.Warnings {
			warnings = append(warnings, w.Column+" "+w.Message.Key)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return poems, warnings
}

const (
	geese = "桥南雁字晚风斜，/水面霜生芦荻花。"
	lamp  = "灯下补衣针脚密，/窗前落雪夜声微。"
	free  = "他说楼下的猫又瘦了/像一封/没有贴邮票的信//我没有回答"
)

func TestTables(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, body      string
		poems, warnings []string
	}{
		{"a list, its author before its title", table(4, "序号|作 者|题目|作品", "1|v:柳堂|雁|"+geese, "2|^|补衣|"+lamp, "3|芦笛|猫|"+free),
			[]string{"雁·柳堂·" + geese, "补衣·柳堂·" + lamp, "猫·芦笛·" + free}, []string{"序号 intake.warn.unused_column"}},
		{"captions above and between, header again", table(4, "东亭诗社来稿汇总>", "2023年5月>", "标题|作者|正文|字数", "老年组>", "雁|柳堂|"+geese+"|14", "标题|作者|正文|字数", "青年组>", "猫|芦笛|"+free+"|30"),
			[]string{"雁·柳堂·" + geese, "猫·芦笛·" + free}, []string{"字数 intake.warn.unused_column"}},
		{"the same author by a mark, notes and date in the cell", table(3, "题目|作者|内容", "雁|柳堂|"+geese+"/注：芦荻在湖东。", "补衣|同上|"+lamp+"/2021年3月"),
			[]string{"雁·柳堂·" + geese + "·注 芦荻在湖东。", "补衣·柳堂·" + lamp + "·2021年3月"}, nil},
		{"titles within the cells", table(2, "作者|作品", "柳堂|《雁》/"+geese+"//《补衣》/"+lamp, "芦笛|扫雪/一帚开门见路痕，/三家共此一条巷。"),
			[]string{"雁·柳堂·" + geese, "补衣·柳堂·" + lamp, "扫雪·芦笛·一帚开门见路痕，/三家共此一条巷。"}, nil},
		{"verse under a name that is not known", table(3, "姓名|篇名|（不超过二十行）", "柳堂|雁|"+geese, "芦笛|猫|"+free),
			[]string{"雁·柳堂·" + geese, "猫·芦笛·" + free}, nil},
		{"a line a row", table(3, "标题|作者|诗句", "雁|柳堂|桥南雁字晚风斜，", "||水面霜生芦荻花。", "补衣|柳堂|灯下补衣针脚密，", "||窗前落雪夜声微。"),
			[]string{"雁·柳堂·" + geese, "补衣·柳堂·" + lamp}, nil},
		{"a couplet's sides in columns", table(4, "题目|作者|上联|下联", "门|柳堂|一帘霜色迎新岁|满巷灯光照旧人"),
			[]string{"门·柳堂·一帘霜色迎新岁/满巷灯光照旧人"}, nil},
		{"a form", table(4, "东亭社区征诗投稿表>", "作品名称|雁|体裁|七绝", "姓名|柳堂|联系电话|13871230042", "是否原创|是|微信|wx_liutang_77", "作品内容|"+geese+">"),
			[]string{"雁·柳堂·" + geese}, []string{"联系电话 intake.warn.private_column", "是否原创 intake.warn.unused_column", "微信 intake.warn.private_column"}},
		{"a form with the text below its name, and two poems", table(2, "姓名|柳堂", "题目|雁", "正文>", geese+">", "题目|补衣", "正文>", lamp+">"),
			[]string{"雁·柳堂·" + geese, "补衣·柳堂·" + lamp}, nil},
		{"a form as the head of verse below it", table(4, "题目|猫|作者|芦笛", "电话|13871230042|小区|东亭") + formattest.Paragraphs(strings.ReplaceAll(free, "/", "\n")),
			[]string{"猫·芦笛·" + free}, []string{"电话 intake.warn.private_column"}},
		{"a form that is not filled in", table(2, "题目|", "作者|", "正文|") + formattest.Paragraphs("雁\n柳堂\n"+strings.ReplaceAll(geese, "/", "\n")),
			[]string{"雁·柳堂·" + geese}, nil},
		{"text around a list", formattest.Paragraphs("东亭诗社作品") + table(3, "标题|作者|正文", "雁|柳堂|"+geese) + formattest.Paragraphs("以上共一首\n\n补衣\n芦笛\n"+strings.ReplaceAll(lamp, "/", "\n")+"\n针线声中夜已深，\n灯花落尽雪沉沉。"),
			[]string{"雁·柳堂·" + geese, "补衣·芦笛·" + lamp + "/针线声中夜已深，/灯花落尽雪沉沉。"}, nil},
		{"a list without verse", table(3, "序号|标题|作者", "1|雁|柳堂", "2|猫|芦笛") + formattest.Paragraphs("雁\n柳堂\n"+strings.ReplaceAll(geese, "/", "\n")),
			[]string{"雁·柳堂·" + geese}, []string{" intake.warn.table_without_body"}},
		{"a list within a cell of the page", "<w:tbl><w:tr><w:tc>" + table(3, "标题|作者|正文", "雁|柳堂|"+geese) + "<w:p/></w:tc></w:tr></w:tbl>",
			[]string{"雁·柳堂·" + geese}, nil},
		{"poems side by side", table(2, "雁/柳堂/"+geese+"|补衣/芦笛/"+lamp),
			[]string{"雁·柳堂·" + geese, "补衣·芦笛·" + lamp}, nil},
		{"a deleted row, spans without end and unknown cells", strings.Replace(table(3, "标题|作者|正文", "删去的|柳堂|"+lamp, "雁|柳堂|"+geese), "<w:tr><w:tc><w:tcPr></w:tcPr>"+formattest.Paragraphs("删去的"), `<w:tr><w:trPr><w:del w:id="7"/></w:trPr><w:tc>`+formattest.Paragraphs("删去的"), 1) +
			`<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>`,
			[]string{"雁·柳堂·" + geese}, nil},
		{"poems without titles", table(3, "序号|作者|作品", "1|芦笛|"+free, "2|柳堂|"+geese), []string{"-·芦笛·" + free, "-·柳堂·" + geese}, []string{"序号 intake.warn.unused_column"}},
		{"a row without its text", table(3, "标题|作者|正文", "雁|柳堂|", "补衣|柳堂|"+lamp), []string{"refused no_text", "补衣·柳堂·" + lamp}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			poems, warnings := poemsOf(t, formattest.Word(t, tt.body))
			if diff := cmp.Diff(tt.poems, poems); diff != "" {
				t.Errorf("poems (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.warnings, warnings); diff != "" {
				t.Errorf("warnings (-want +got):\n%s", diff)
			}
		})
	}
}
