package format_test

import (
	"fmt"
	"strings"
	"testing"

	"shiyun/corpus/format/formattest"
)

// wordFiles are the Word files of the corpus, by name.
func wordFiles(t testing.TB) map[string][]byte {
	t.Helper()
	cell := func(text string) string { return `<w:tc>` + formattest.Paragraphs(text) + `</w:tc>` }
	return map[string][]byte{
		"forty.docx": formattest.Word(t, fortyPoems()),
		"headings.docx": formattest.Word(t, formattest.Paragraph(`<w:pStyle w:val="2"/>`, "早市|冯阿姨")+formattest.Paragraphs("小葱沾着露，\n鲫鱼跳过秤。\n找零三五角，\n多给一声应。")+
			formattest.Paragraph(`<w:pStyle w:val="a"/>`, "夜市")+formattest.Paragraphs("灯一盏一盏醒来\n炒勺说话\n烟替我们回答")+
			formattest.Paragraph(`<w:pStyle w:val="o"/>`, "晨市")+formattest.Paragraphs("（冯阿姨）\n霜压青菜甜，\n车推薄雾轻。")),
		"soft_breaks.docx": formattest.Word(t, formattest.Paragraph(`<w:jc w:val="center"/>`, "望雪|丁一山")+formattest.Paragraph("", "一窗飞絮不关春，|落到炉边便化人。|莫笑老翁无酒意，|雪花先醉半边身。")+
			`<w:p><w:r><w:br w:type="page"/></w:r></w:p>`+formattest.Paragraph(`<w:jc w:val="center"/>`, "听雨|丁一山")+formattest.Paragraph("", "檐前一夜打芭蕉，|说尽人间旧板桥。|明日有谁泥里过，|印儿深浅不须描。")),
		"table.docx": formattest.Word(t, `<w:tbl><w:tr>`+cell("标题")+cell("作者")+cell("正文")+`</w:tr>`+
			`<w:tr>`+cell("扫街")+cell("高大山")+cell("帚声先我醒，\n落叶为谁停。\n扫到东方白，\n留些给晓星。")+`</w:tr>`+
			`<w:tr>`+cell("送报")+cell("高大山")+cell("铃声一串到千门，\n墨味犹新带露痕。\n天下大风和大雨，\n卷成一卷递黄昏。")+`</w:tr></w:tbl>`),
		"tracked.docx": formattest.Word(t, formattest.Paragraphs("补衣\n沈秀\n")+`<w:p><w:r><w:t>针脚密</w:t></w:r><w:del><w:r><w:delText>又密</w:delText></w:r></w:del><w:ins><w:r><w:t>如麻，</w:t></w:r></w:ins></w:p>`+
			`<w:p><w:moveFrom><w:r><w:t>挪走的字</w:t></w:r></w:moveFrom><w:r><w:t>灯花落又</w:t></w:r><w:r><w:ruby><w:rt><w:r><w:t>jiā</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>加</w:t></w:r></w:rubyBase></w:ruby></w:r><w:r><w:t>。</w:t></w:r></w:p>`+
			`<w:p><w:r><mc:AlternateContent><mc:Choice><w:t>线头长几许，</w:t></mc:Choice><mc:Fallback><w:t>线头长几许，</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>`+
			`<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r><w:r><w:t>牵着远人家。</w:t></w:r></w:p>`),
	}
}

// fortyPoems are forty poems without a style, a third of them with an author
// on the line of the title.
func fortyPoems() string {
	seasons := []string{"春", "夏", "秋", "冬"}
	things := []string{"灯", "井", "桥", "门", "灶", "窗", "秤", "伞", "椅", "钟"}
	var b strings.Builder
	for i := range 40 {
		season, thing := seasons[i/10], things[i%10]
		head := fmt.Sprintf("%s日咏%s\n石阿根", season, thing)
		if i%3 == 2 {
			head = fmt.Sprintf("%d、《%s日咏%s》　石阿根", i+1, season, thing)
		}
		b.WriteString(formattest.Paragraphs(fmt.Sprintf("%s\n巷口%s风吹旧%s，\n几回擦拭有微温。\n邻人借去明朝返，\n添得新痕记一村。\n", head, season, thing)))
	}
	return b.String()
}
