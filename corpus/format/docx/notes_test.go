package docx_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"shiyun/corpus/format/formattest"
)

const deletedEnd = `<w:rPr><w:del w:id="1"/></w:rPr>`

func notesXML(kind string, notes ...string) string {
	xml := `<w:` + kind + `s ` + formattest.WordSpace + `><w:` + kind + ` w:type="separator" w:id="-1">` + formattest.Paragraphs("线") + `</w:` + kind + `>`
	for i, note := range notes {
		xml += `<w:` + kind + ` w:id="` + string(rune('1'+i)) + `">` + formattest.Paragraphs(note) + `</w:` + kind + `>`
	}
	return xml + `</w:` + kind + `s>`
}

func TestNotesAndChanges(t *testing.T) {
	t.Parallel()
	anchor := func(kind, id string) string { return `<w:r><w:` + kind + `Reference w:id="` + id + `"/></w:r>` }
	line := func(text, more string) string {
		return `<w:p><w:r><w:t>` + text + `</w:t></w:r>` + more + `</w:p>`
	}
	two := formattest.Paragraphs("雁\n柳堂\n桥南雁字晚风斜，") + line("水面霜生芦荻花。", anchor("footnote", "1")) +
		formattest.Paragraphs("\n补衣\n柳堂") + line("灯下补衣针脚密，", anchor("endnote", "1")+anchor("footnote", "2")) + formattest.Paragraphs("窗前落雪夜声微。")
	tests := []struct {
		name, body      string
		parts           []string
		poems, warnings []string
	}{
		{"notes go to their poems", two, []string{"word/footnotes.xml", notesXML("footnote", "芦荻：在湖东。", "作于灯下。"), "word/endnotes.xml", notesXML("endnote", "补衣：母亲的。")},
			[]string{"雁·柳堂·" + geese + "·注 芦荻：在湖东。", "补衣·柳堂·" + lamp + "·注 补衣：母亲的。/作于灯下。"}, nil},
		{"a note in a table", "<w:tbl><w:tr><w:tc>" + formattest.Paragraphs("标题") + "</w:tc><w:tc>" + formattest.Paragraphs("正文") + "</w:tc></w:tr><w:tr><w:tc>" + line("雁", anchor("footnote", "1")) + "</w:tc><w:tc>" +
			formattest.Paragraphs("桥南雁字晚风斜，") + line("水面霜生芦荻花。", anchor("footnote", "2")) + "</w:tc></w:tr></w:tbl>",
			[]string{"word/footnotes.xml", notesXML("footnote", "过境的雁。", "芦荻：在湖东。")}, []string{"雁·-·" + geese + "·注 过境的雁。/芦荻：在湖东。"}, nil},
		{"remarks are left out", formattest.Paragraphs("雁\n柳堂\n桥南雁字晚风斜，") + line("水面霜生芦荻花。", anchor("comment", "1")), []string{"word/comments.xml", notesXML("comment", "改一个字？")},
			[]string{"雁·柳堂·" + geese}, []string{" intake.warn.comment"}},
		{"a paragraph deleted", formattest.Paragraphs("雁\n柳堂\n桥南雁字晚风斜，") + `<w:p><w:pPr>` + deletedEnd + `</w:pPr><w:del><w:r><w:delText>不要这句。</w:delText></w:r></w:del></w:p>` + formattest.Paragraphs("水面霜生芦荻花。"), nil,
			[]string{"雁·柳堂·" + geese}, nil},
		{"an end deleted joins two", formattest.Paragraphs("雁\n柳堂") + formattest.Paragraph(deletedEnd, "桥南雁字") + formattest.Paragraphs("晚风斜，\n水面霜生芦荻花。"), nil,
			[]string{"雁·柳堂·" + geese}, nil},
		{"a line moved", formattest.Paragraphs("雁\n柳堂") + `<w:p><w:pPr><w:rPr><w:moveFrom w:id="2"/></w:rPr></w:pPr><w:moveFrom><w:r><w:t>水面霜生芦荻花。</w:t></w:r></w:moveFrom></w:p>` + formattest.Paragraphs("桥南雁字晚风斜，") +
			`<w:p><w:moveTo><w:r><w:t>水面霜生芦荻花。</w:t></w:r></w:moveTo></w:p>`, nil, []string{"雁·柳堂·" + geese}, nil},
		{"the last end deleted", formattest.Paragraphs("雁\n柳堂\n桥南雁字晚风斜，") + formattest.Paragraph(deletedEnd, "水面霜生芦荻花。"), nil, []string{"雁·柳堂·" + geese}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			poems, warnings := poemsOf(t, formattest.Word(t, tt.body, tt.parts...))
			if diff := cmp.Diff(tt.poems, poems); diff != "" {
				t.Errorf("poems (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.warnings, warnings); diff != "" {
				t.Errorf("warnings (-want +got):\n%s", diff)
			}
		})
	}
}
