package format_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/unicode"

	"shiyun/corpus/format/formattest"
	"shiyun/corpus/intake"
)

// stallVerse and gateVerse are free verse without a mark, in one stanza and in
// stanzas of unequal lines.
const (
	stallVerse = "收摊以后\n她把剩下的三根黄瓜\n排在塑料布上\n像排着三个\n不肯回家的孩子"
	gateVerse  = "铁门关上的时候\n声音从一楼走到六楼\n\n每一层都有人\n放下手里的碗\n听它走完\n\n然后继续吃饭"
	couplets   = "春到东亭花似锦\n月临南浦水如天"
)

// workbookOf is a workbook of one sheet.
func workbookOf(t testing.TB, rows ...[]any) []byte {
	t.Helper()
	f := excelize.NewFile()
	for i, cells := range rows {
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &cells); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// wordTable is a Word file of one table.
func wordTable(t testing.TB, rows ...[]string) []byte {
	var b strings.Builder
	b.WriteString("<w:tbl>")
	for _, row := range rows {
		b.WriteString("<w:tr>")
		for _, cell := range row {
			b.WriteString("<w:tc>" + formattest.Paragraphs(cell) + "</w:tc>")
		}
		b.WriteString("</w:tr>")
	}
	return formattest.Word(t, b.String()+"</w:tbl>")
}

// beside writes two texts next to each other, as people lay out a page.
func beside(between, left, right string) string {
	l, r := strings.Split(left, "\n"), strings.Split(right, "\n")
	var b strings.Builder
	for i := range max(len(l), len(r)) {
		b.WriteString(l[i] + between + r[i] + "\n")
	}
	return b.String()
}

// TestWhatVolunteersBring reads inputs whose right result was written down
// before they were first read.
func TestWhatVolunteersBring(t *testing.T) {
	t.Parallel()
	rain, pond, apron := "听雨|晚晴|"+rainVerse, "荷塘|晚晴|"+pondVerse, "围裙|老吴|"+apronVerse
	stall, gate := "收摊|老吴|"+stallVerse, "铁门|晚晴|"+gateVerse
	lines := func(s string) string { return strings.ReplaceAll(s, "\n", `\n`) }
	lifted := func(title, author, verse string) string { return title + "\n" + author + "\n" + verse }
	type input struct {
		name, file string
		content    string
		want       []string
		absent     string
	}
	inputs := []input{
		// Chats that programs write as tables.
		{"a chat as a table", "群聊.csv", "时间,发送者,消息类型,内容\n2024-05-01 09:12:01,小李,文本,早\n2024-05-01 09:13:20,晚晴,文本,\"《听雨》\n" + rainVerse + "\"\n2024-05-01 09:14:00,小王,文本,好诗！拜读了\n2024-05-01 09:15:00,小王,图片,[图片]\n2024-05-01 09:20:11,老吴,文本,\"《围裙》\n" + apronVerse + "\"\n", []string{rain, apron}, "拜读"},
		{"a chat as a table with numbers of kinds", "messages.csv", "localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime,Remark,NickName,Sender\n1,5,1,0,0,1714525921,2,早上好,2024-05-01 09:12:01,,小李,wxid_li\n2,5,1,0,0,1714526000,2,\"《听雨》\n" + rainVerse + "\",2024-05-01 09:13:20,,晚晴,wxid_wq\n3,5,3,0,0,1714526030,2,<msg><img/></msg>,2024-05-01 09:14:00,,小王,wxid_wang\n4,5,1,0,0,1714526100,2,\"《围裙》\n" + apronVerse + "\",2024-05-01 09:20:11,,老吴,wxid_wu\n", []string{rain, apron}, "wxid"},
		{"a chat as a table of Excel", "群聊记录.xlsx", string(workbookOf(t, []any{"序号", "发送时间", "发言人", "类型", "消息内容"}, []any{1, "2024-05-01 09:12", "小李", "文字", "早"}, []any{2, "2024-05-01 09:13", "晚晴", "文字", "《听雨》\n" + rainVerse}, []any{3, "2024-05-01 09:14", "小王", "文字", "学习了"}, []any{4, "2024-05-01 09:20", "老吴", "文字", "《围裙》\n" + apronVerse})), []string{rain, apron}, "学习"},
		{"a chat as a table in GB18030", "chat.csv", formattest.GB(t, "日期,时间,昵称,消息\n2024-05-01,09:12,小李,早\n2024-05-01,09:13,晚晴,\"《听雨》\n"+rainVerse+"\"\n2024-05-01,09:14,小王,好诗！\n"), []string{rain}, "好诗"},
		// Chats without times.
		{"a chat without times or people", "a.txt", "晚晴：\n《听雨》\n" + rainVerse + "\n\n南湖渔翁：\n《荷塘》\n" + pondVerse + "\n", []string{rain, "荷塘|南湖渔翁|" + pondVerse}, ""},
		{"a chat without times, messages behind names", "a.txt", "小李: 早\n晚晴: 《听雨》\n" + rainVerse + "\n小王: 好诗！\n老吴: 《围裙》\n" + apronVerse + "\n小李: 👍👍\n", []string{rain, apron}, "好诗"},
		{"WeChat on a Mac", "a.txt", "晚晴 09:13\n《听雨》\n" + rainVerse + "\n\n小王 09:14\n好诗\n\n老吴 昨天 09:20\n《围裙》\n" + apronVerse + "\n", []string{rain, apron}, "好诗"},
		{"QQ by telephone", "a.txt", "晚晴  2024/5/1 9:13:20\n《听雨》\n" + rainVerse + "\n\n【群主】老吴  2024/5/1 9:20:11\n《围裙》\n" + apronVerse + "\n\n小王  2024/5/1 9:21:00\n@老吴 写得真好\n", []string{rain, apron}, "真好"},
		{"LINE by telephone", "[LINE]诗社.txt", "[LINE] 與詩社的聊天記錄\n儲存日期：2024/5/2 08:00\n\n2024/5/1（三）\n上午9:13\t晚晴\t\"《听雨》\n" + rainVerse + "\"\n上午9:14\t小王\t好棒\n下午1:20\t老吴\t\"《围裙》\n" + apronVerse + "\"\n", []string{rain, apron}, "好棒"},
		{"couplets under names", "a.txt", "老吴：\n" + couplets + "\n\n王晚晴：\n小院种瓜分巷陌\n老人说古到黄昏\n\n李婶：\n藏得诗书三百卷\n坐看云月一千年\n", []string{"-|老吴|" + couplets, "-|王晚晴|小院种瓜分巷陌\n老人说古到黄昏", "-|李婶|藏得诗书三百卷\n坐看云月一千年"}, ""},
		// Couplets.
		{"an author of all", "春联.txt", "春联集锦（吴老撰）\n\n春到东亭花似锦，月临南浦水如天。\n小院种瓜分巷陌，老人说古到黄昏。\n藏得诗书三百卷，坐看云月一千年。\n", []string{"-|吴老|春到东亭花似锦，月临南浦水如天。", "-|吴老|小院种瓜分巷陌，老人说古到黄昏。", "-|吴老|藏得诗书三百卷，坐看云月一千年。"}, "集锦"},
		{"numbered couplets on two lines", "a.txt", "1．春到东亭花似锦\n   月临南浦水如天\n2．小院种瓜分巷陌\n   老人说古到黄昏\n3．藏得诗书三百卷\n   坐看云月一千年\n", []string{"-|-|" + couplets, "-|-|小院种瓜分巷陌\n老人说古到黄昏", "-|-|藏得诗书三百卷\n坐看云月一千年"}, ""},
		{"couplets numbered in brackets, with authors", "a.txt", "（一）春到东亭花似锦；月临南浦水如天（晚晴）\n（二）小院种瓜分巷陌；老人说古到黄昏（老吴）\n（三）藏得诗书三百卷；坐看云月一千年（晚晴）\n", []string{"-|晚晴|春到东亭花似锦；月临南浦水如天", "-|老吴|小院种瓜分巷陌；老人说古到黄昏", "-|晚晴|藏得诗书三百卷；坐看云月一千年"}, ""},
		{"couplets with labels and a scroll", "a.txt", "上联：春到东亭花似锦\n下联：月临南浦水如天\n横批：人寿年丰\n作者：晚晴\n\n上联：小院种瓜分巷陌\n下联：老人说古到黄昏\n横批：岁月静好\n作者：老吴\n", []string{"-|晚晴|上联：春到东亭花似锦\n下联：月临南浦水如天\n横批：人寿年丰", "-|老吴|上联：小院种瓜分巷陌\n下联：老人说古到黄昏\n横批：岁月静好"}, ""},
		// A whole poem in a cell.
		{"all in one cell", "a.csv", "序号,作品\n1,\"《听雨》\n晚晴\n" + rainVerse + "\"\n2,\"《围裙》\n老吴\n" + apronVerse + "\"\n", []string{rain, apron}, ""},
		{"title and author on the first line of a cell", "a.csv", "序号,内容\n1,\"《听雨》 晚晴\n" + rainVerse + "\"\n2,\"《围裙》 作者：老吴\n" + apronVerse + "\"\n", []string{rain, apron}, ""},
		{"a title above measured verse in a cell", "a.xlsx", string(workbookOf(t, []any{"作者", "诗词"}, []any{"晚晴", "听雨\n" + rainVerse}, []any{"晚晴", "荷塘\n" + pondVerse})), []string{rain, pond}, ""},
		{"labels within a cell", "a.csv", "编号,投稿内容\nT1,\"标题：听雨\n作者：晚晴\n" + rainVerse + "\"\nT2,\"标题：收摊\n作者：老吴\n" + stallVerse + "\"\n", []string{rain, stall}, ""},
		{"the title once more in the cell", "a.csv", "标题,作者,正文\n听雨,晚晴,\"《听雨》\n" + rainVerse + "\"\n围裙,老吴,\"围裙\n老吴\n\n" + apronVerse + "\"\n", []string{rain, apron}, ""},
		{"the first line of verse stays", "a.csv", "作者,正文\n老吴,\"" + stallVerse + "\"\n晚晴,\"" + gateVerse + "\"\n", []string{"-|老吴|" + stallVerse, "-|晚晴|" + gateVerse}, ""},
		{"all in one member", "a.json", `[{"id":"a1","content":"《听雨》\n晚晴\n` + lines(rainVerse) + `"},{"id":"a2","content":"《围裙》\n老吴\n` + lines(apronVerse) + `"}]`, []string{rain, apron}, ""},
		// Side by side.
		{"side by side with spaces", "a.txt", beside("        ", lifted("听雨", "晚晴", rainVerse), lifted("荷塘", "老吴", pondVerse)), []string{rain, "荷塘|老吴|" + pondVerse}, ""},
		{"side by side with tabs", "a.txt", beside("\t\t", lifted("《听雨》", "晚晴", rainVerse), lifted("《荷塘》", "晚晴", pondVerse)), []string{rain, pond}, ""},
		{"clauses side by side are one poem", "a.txt", "听雨\n晚晴\n雨打芭蕉声细细，　　灯摇小巷影长长。\n谁家晚饭飘香过，　　一段新歌出短墙。\n", []string{"听雨|晚晴|雨打芭蕉声细细，　　灯摇小巷影长长。\n谁家晚饭飘香过，　　一段新歌出短墙。"}, ""},
		// No header.
		{"a workbook without a header", "诗.xlsx", string(workbookOf(t, []any{1, "听雨", "晚晴", rainVerse}, []any{2, "荷塘", "晚晴", pondVerse}, []any{3, "围裙", "老吴", apronVerse})), []string{rain, pond, apron}, ""},
		{"a workbook without a header, author first", "诗.xlsx", string(workbookOf(t, []any{"王晚晴", "听雨", rainVerse, "2021年5月"}, []any{"王晚晴", "荷塘", pondVerse, "2022年"}, []any{"李老吴", "围裙", apronVerse, "2023-06-01"})), []string{"听雨|王晚晴|" + rainVerse, "荷塘|王晚晴|" + pondVerse, "围裙|李老吴|" + apronVerse}, ""},
		{"a table of text without a header", "诗.csv", "听雨,王晚晴,\"" + rainVerse + "\",13871230042\n围裙,李老吴,\"" + apronVerse + "\",13971230043\n", []string{"听雨|王晚晴|" + rainVerse, "围裙|李老吴|" + apronVerse}, "7123004"},
		// Encodings.
		{"UTF-16 with tabs", "诗.txt", formattest.UTF16(t, unicode.LittleEndian, unicode.UseBOM, "题目\t作者\t正文\r\n听雨\t晚晴\t\""+rainVerse+"\"\r\n收摊\t老吴\t\""+stallVerse+"\"\r\n"), []string{rain, stall}, ""},
		{"GB18030 with heads", "诗.txt", formattest.GB(t, "【题目】收摊\n【投稿人】老吴\n【联系电话】13871230042\n\n"+stallVerse+"\n\n【题目】铁门\n【投稿人】晚晴\n【联系电话】13871230043\n\n"+gateVerse+"\n"), []string{stall, gate}, "7123"},
		{"Big5", "詩.txt", formattest.Big5(t, "題目：聽雨\n作者：晚晴\n\n"+strings.NewReplacer("芭蕉声细细", "芭蕉聲細細", "灯摇", "燈搖", "长长", "長長", "谁家晚饭飘", "誰家晚飯飄", "过", "過", "出短墙", "出短牆").Replace(rainVerse)+"\n"), []string{"聽雨|晚晴|雨打芭蕉聲細細，\n燈搖小巷影長長。\n誰家晚飯飄香過，\n一段新歌出短牆。"}, ""},
		// Word.
		{"a form of Word", "投稿.docx", string(wordTable(t, []string{"作品名称", "收摊"}, []string{"作者姓名", "老吴"}, []string{"联系电话", "13871230042"}, []string{"所在小区", "东亭花园"}, []string{"作品内容", stallVerse})), []string{stall}, "7123"},
		{"a list of Word", "汇总.docx", string(wordTable(t, []string{"序号", "姓名", "作品名", "作品正文", "手机"}, []string{"1", "老吴", "收摊", stallVerse, "13871230042"}, []string{"2", "晚晴", "铁门", gateVerse, "13871230043"})), []string{stall, gate}, "7123"},
		{"Word with everything in one cell", "汇总.docx", string(wordTable(t, []string{"序号", "作品"}, []string{"1", "《收摊》\n老吴\n" + stallVerse}, []string{"2", "《铁门》\n晚晴\n" + gateVerse})), []string{stall, gate}, ""},
		// Front matter and Markdown.
		{"front matter of Obsidian", "收摊.md", "---\naliases: []\ntags:\n  - 诗\n  - 菜市场\n作者: 老吴\ncreated: 2023-05-01T09:12\n---\n" + stallVerse + "\n", []string{stall}, ""},
		{"front matter of Jekyll", "2023-05-01-shoutan.md", "---\nlayout: post\ntitle:  \"收摊\"\nauthor: 老吴\ncategories: poem\ncomments: true\n---\n\n" + stallVerse + "\n\n<!-- more -->\n", []string{stall}, "more"},
		{"a table of Markdown", "a.md", "| 题目 | 姓名 | 诗文 |\n| --- | --- | --- |\n| 收摊 | 老吴 | " + strings.ReplaceAll(stallVerse, "\n", "<br>") + " |\n| 荷塘 | 晚晴 | " + strings.ReplaceAll(pondVerse, "\n", "<br>") + " |\n", []string{stall, pond}, ""},
		// Labels.
		{"labels of a form, any order", "a.txt", "投稿日期：2024-05-01\n微信：wanqing_99\n楼栋：5栋\n笔名：老吴\n作品题目：收摊\n作品正文：\n" + stallVerse + "\n\n投稿日期：2024-05-02\n微信：wq_2024x\n楼栋：6栋\n笔名：晚晴\n作品题目：铁门\n作品正文：\n" + gateVerse + "\n", []string{stall, gate}, "wanqing_99"},
		{"labels of a form online", "a.csv", "提交答卷时间,来自IP,1、您的姓名,2、您的手机,3、作品题目,4、请在此粘贴您的诗作\n2024/5/1 9:12:01,10.0.0.1,老吴,13871230042,收摊,\"" + stallVerse + "\"\n2024/5/2 9:12:01,10.0.0.2,晚晴,13871230043,铁门,\"" + gateVerse + "\"\n", []string{stall, gate}, "10.0.0"},
		{"ODS", "诗.ods", string(odsOf(t, `<table:table table:name="诗">`+odsRow("诗名", "诗人", "诗歌内容")+odsRow("收摊", "老吴", strings.ReplaceAll(stallVerse, "\n", "</text:p><text:p>"))+odsRow("听雨", "晚晴", strings.ReplaceAll(rainVerse, "\n", "</text:p><text:p>"))+`</table:table>`)), []string{stall, rain}, ""},
		{"names of files with dates", "a.zip/2023-05-01 收摊（老吴）.txt", stallVerse, []string{stall}, ""},
		{"a booklet", "a.txt", "东亭诗社作品选\n（2024年第一期）\n\n\n一、收摊\n\n老吴\n\n" + stallVerse + "\n\n\n二、铁门\n\n晚晴\n\n" + gateVerse + "\n\n\n三、荷塘\n\n晚晴\n\n" + pondVerse + "\n", []string{stall, gate, pond}, "第一期"},
		{"ended by dates", "a.txt", "收摊\n老吴\n\n" + stallVerse + "\n\n2023.5.1 于东亭\n\n\n铁门\n晚晴\n\n" + gateVerse + "\n\n2023年6月2日夜\n", []string{stall, gate}, ""},
	}
	for _, c := range inputs {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			wantPoems(t, c.file, []byte(c.content), c.want, c.absent)
		})
	}
}

// TestGuessedColumnsAreSaid fails where columns are told by what they hold
// without a sentence to check.
func TestGuessedColumnsAreSaid(t *testing.T) {
	t.Parallel()
	rows := formattest.RowsOf(t, "诗.csv", []byte("听雨,王晚晴,\""+rainVerse+"\"\n荷塘,王晚晴,\""+pondVerse+"\"\n"), intake.Options{})
	if len(rows) != 2 || len(rows[0].Warnings) != 1 || rows[0].Warnings[0].Code != intake.CodeNoHeader || !strings.Contains(rows[0].Warnings[0].Message.String(), "标题、作者、正文") || len(rows[1].Warnings) > 0 {
		t.Errorf("%+v", rows)
	}
}

// TestChatTableSaysWhatIsLeft fails where columns of a chat are left out in
// silence, or its poems have other numbers than their rows.
func TestChatTableSaysWhatIsLeft(t *testing.T) {
	t.Parallel()
	rows := formattest.RowsOf(t, "群聊.csv", []byte("时间,发送者,消息类型,内容,手机,会话\n2024-05-01 09:12,小李,文本,早,13871230042,诗社\n2024-05-01 09:13,晚晴,文本,\"《听雨》\n"+rainVerse+"\",13871230043,诗社\n"), intake.Options{})
	if len(rows) != 1 || rows[0].Number != 3 || rows[0].Draft.Date == nil || rows[0].Draft.Date.Text != "2024-05-01" {
		t.Fatalf("%+v", rows)
	}
	var said []string
	for _, w := range rows[0].Warnings {
		said = append(said, w.Column+":"+w.Code)
	}
	if got := strings.Join(said, " "); got != "手机:private 会话:unused" {
		t.Errorf("warned of %s", got)
	}
}

// Modern free verse whose source states no form is read as 新诗.
func TestModernVerseIsToldSo(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, verse, want string }{
		{"stanzas", apronVerse, "新诗"}, {"one stanza", stallVerse, "新诗"}, {"measured", rainVerse, "七绝"}, {"a couplet", couplets, "-"},
	} {
		for _, file := range []string{"a.csv", "a.txt"} {
			content := "标题,作者,正文\n诗,老吴,\"" + c.verse + "\"\n"
			if file == "a.txt" {
				content = "标题：诗\n作者：老吴\n\n" + c.verse + "\n"
			}
			row := formattest.RowsOf(t, file, []byte(content), intake.Options{})[0]
			got := "-"
			if row.Draft.Form != nil {
				got = string(*row.Draft.Form)
			}
			if got != c.want {
				t.Errorf("%s in %s: %s, want %s", c.name, file, got, c.want)
			}
		}
	}
}

// TestLongAnswer reads what a program answers though it is longer than any one
// poem may be.
func TestLongAnswer(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	b.WriteString(`{"code":0,"msg":"ok","tags":["春"],"data":{"page":1,"rows":[`)
	const poems = 40_000
	for i := range poems {
		if i > 0 {
			b.WriteString(",")
		}
		fmt.Fprintf(&b, `{"title":"听雨%d","author":"晚晴","content":"%s"}`, i, strings.ReplaceAll(rainVerse, "\n", `\n`))
	}
	b.WriteString(`],"total":40000},"time":1714525921}`)
	rows := formattest.RowsOf(t, "answer.json", []byte(b.String()), intake.Options{})
	if len(rows) != poems || b.Len() < 5<<20 {
		t.Fatalf("%d rows of %d bytes", len(rows), b.Len())
	}
	two := `{"data":{"rows":[{"title":"听雨","content":"雨打芭蕉声细细，"}]}}` + "\n"
	if rows := formattest.RowsOf(t, "pages.json", []byte(two+two), intake.Options{}); len(rows) != 2 {
		t.Errorf("%d rows of two answers", len(rows))
	}
	if last := rows[poems-1]; formattest.Value(last.Draft.Title) != "听雨39999" || last.Number != poems || formattest.Value(last.Draft.Body) != rainVerse {
		t.Errorf("%+v", last)
	}
}
