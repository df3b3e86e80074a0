package format_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/unicode"

	"shiyun/corpus"
	"shiyun/corpus/format"
	"shiyun/corpus/format/formattest"
	"shiyun/corpus/intake"
)

// warned lists the columns and sheets that rows warn of.
func warned(rows []intake.Row) string {
	var list []string
	for _, r := range rows {
		for _, w := range r.Warnings {
			list = append(list, w.Column+":"+w.Code)
		}
	}
	slices.Sort(list)
	return strings.Join(list, " ")
}

func fillHidden(f *excelize.File) error {
	for i, cells := range [][]any{{"标题", "作者", "正文", "地点"}, {"听雨", "桥头老吴", "雨打芭蕉夜", "旧居"}} {
		if err := f.SetSheetRow("Sheet1", []string{"A1", "A2"}[i], &cells); err != nil {
			return err
		}
	}
	_, err := f.NewSheet("旧稿")
	return errors.Join(err, f.SetSheetRow("旧稿", "A1", &[]any{"标题", "正文"}), f.SetSheetRow("旧稿", "A2", &[]any{"废", "不要这首"}),
		f.SetSheetVisible("旧稿", false), f.SetColVisible("Sheet1", "D", false))
}

func TestHiddenIsNotRead(t *testing.T) {
	t.Parallel()
	rows, err := formattest.ReadRows("诗.xlsx", bytes.NewReader(made(excelize.Options{}, fillHidden)(t)), intake.Auto)
	if got := formattest.Report(rows); err != nil || got != `2 听雨 "雨打芭蕉夜"` || rows[0].Draft.Place != nil {
		t.Errorf("%s, %v", got, err)
	}
	if got := warned(rows); got != "地点:unused 旧稿:unused" {
		t.Errorf("warned of %s", got)
	}
}

func TestHiddenIsReadWhereAsked(t *testing.T) {
	t.Parallel()
	head := odsRow("标题", "作者", "正文", "地点")
	workbook := made(excelize.Options{}, fillHidden)(t)
	spreadsheet := odsOf(t, `<table:table table:name="诗"><table:table-column table:number-columns-repeated="3"/><table:table-column table:visibility="collapse" table:number-columns-repeated="1021"/>`+
		head+odsRow("听雨", "桥头老吴", "雨打芭蕉夜", "旧居")+`</table:table><table:table table:name="旧稿" table:style-name="gone">`+head+odsRow("废", "甲", "不要这首", "")+`</table:table>`)
	both := archiveOf(t, zipEntry{name: "诗.xlsx", content: string(workbook)})
	for _, c := range []struct {
		name, file  string
		content     []byte
		asked       []string
		rows        int
		place, warn string
	}{
		{"nothing of a workbook", "诗.xlsx", workbook, nil, 1, "", "地点:unused 旧稿:unused"},
		{"a sheet", "诗.xlsx", workbook, []string{"旧稿"}, 2, "", "地点:unused 旧稿:hidden"},
		{"a column", "诗.xlsx", workbook, []string{"地点"}, 1, "旧居", "地点:hidden 旧稿:unused"},
		{"another name", "诗.xlsx", workbook, []string{"新稿"}, 1, "", "地点:unused 旧稿:unused"},
		{"both in an archive", "诗.zip", both, []string{"地点", "旧稿"}, 2, "旧居", "地点:hidden 旧稿:hidden"},
		{"nothing of a spreadsheet", "诗.ods", spreadsheet, nil, 1, "", "地点:unused 旧稿:unused"},
		{"a sheet of it", "诗.ods", spreadsheet, []string{"旧稿"}, 2, "", "地点:unused 旧稿:hidden"},
		{"a column of it", "诗.ods", spreadsheet, []string{"地点"}, 1, "旧居", "地点:hidden 旧稿:unused"},
	} {
		rows := formattest.RowsOf(t, c.file, c.content, intake.Options{Hidden: c.asked})
		if len(rows) != c.rows || formattest.Value(rows[0].Draft.Place) != c.place && c.place != "" || warned(rows) != c.warn {
			t.Errorf("%s: %s, place %q, warned of %s", c.name, formattest.Report(rows), formattest.Value(rows[0].Draft.Place), warned(rows))
		}
		p, err := format.Inspect(t.Context(), c.file, bytes.NewReader(c.content), intake.Options{Hidden: c.asked})
		if err != nil || len(p.Hidden) != 1 || p.Hidden[0].Name != "旧稿" || p.Hidden[0].Read != (c.rows == 2) || len(p.Unread) != 0 {
			t.Errorf("%s: the preview has %+v hidden, %q unread, %v", c.name, p.Hidden, p.Unread, err)
		}
	}
}

func fillLines(f *excelize.File) error {
	for i, cells := range [][]any{{"标题", "作者", "正文"}, {"听雨", "桥头老吴", "雨打芭蕉夜"}, {nil, nil, "灯摇小巷人"}, {"看雪", "甲某", "雪满一条街"}, {nil, nil, "谁家门不开"}} {
		cell, _ := excelize.CoordinatesToCellName(1, i+1)
		if err := f.SetSheetRow("Sheet1", cell, &cells); err != nil {
			return err
		}
	}
	return errors.Join(f.MergeCell("Sheet1", "A2", "A3"), f.MergeCell("Sheet1", "B2", "B3"))
}

func TestLineOfVerseARow(t *testing.T) {
	t.Parallel()
	rows, err := formattest.ReadRows("诗.xlsx", bytes.NewReader(made(excelize.Options{}, fillLines)(t)), intake.Auto)
	want := "2 听雨 \"雨打芭蕉夜\\n灯摇小巷人\"\n4 看雪 \"雪满一条街\\n谁家门不开\""
	if got := formattest.Report(rows); err != nil || got != want {
		t.Errorf("%s, %v", got, err)
	}
}

const odsHead = `<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s">` +
	`<office:automatic-styles><style:style style:name="gone"><style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet>`

// odsOf is a spreadsheet of the XML of its tables.
func odsOf(t testing.TB, tables string) []byte {
	return archiveOf(t, zipEntry{name: "mimetype", content: "application/vnd.oasis.opendocument.spreadsheet"},
		zipEntry{name: "content.xml", content: odsHead + tables + `</office:spreadsheet></office:body></office:document-content>`})
}

func odsRow(cells ...string) string {
	return `<table:table-row><table:table-cell><text:p>` + strings.Join(cells, `</text:p></table:table-cell><table:table-cell><text:p>`) + `</text:p></table:table-cell></table:table-row>`
}

func TestReadODS(t *testing.T) {
	t.Parallel()
	head := odsRow("标题", "作者", "正文", "日期")
	for _, c := range []struct{ name, tables, want, warned string }{
		{"rows", `<table:table table:name="诗">` + head + odsRow("听雨", "桥头老吴", "雨打芭蕉夜</text:p><text:p>灯摇小巷人", "2022") + `</table:table>`, `2 听雨 "雨打芭蕉夜\n灯摇小巷人"`, ""},
		{"a hidden sheet", `<table:table table:name="诗">` + head + odsRow("听雨", "甲", "雨") + `</table:table><table:table table:name="旧" table:style-name="gone">` + head + odsRow("废", "甲", "不要") + `</table:table>`, `2 听雨 "雨"`, "旧:unused"},
		{"empty rows repeated", `<table:table table:name="诗">` + head + `<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>` + odsRow("听雨", "甲", "雨") + `</table:table>`, `1000002 听雨 "雨"`, ""},
		{"a whole date", `<table:table table:name="诗">` + head + `<table:table-row><table:table-cell><text:p>听雨</text:p></table:table-cell><table:table-cell><text:p>甲</text:p></table:table-cell><table:table-cell><text:p>雨<text:s text:c="2"/>来<text:line-break/>了</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2022-01-05"><text:p>1月5日</text:p></table:table-cell></table:table-row></table:table>`, `2 听雨 "雨  来\n了"`, ""},
		{"a comment on a cell", `<table:table table:name="诗">` + head + `<table:table-row><table:table-cell><office:annotation><text:p>批注</text:p></office:annotation><text:p>听雨</text:p></table:table-cell><table:table-cell/><table:table-cell><text:p>雨</text:p></table:table-cell></table:table-row></table:table>`, `2 听雨 "雨"`, "作者:no_author"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			rows, err := formattest.ReadRows("诗.ods", bytes.NewReader(odsOf(t, c.tables)), intake.Auto)
			if got := formattest.Report(rows); err != nil || got != c.want || warned(rows) != c.warned {
				t.Errorf("%s, warned %q, %v", got, warned(rows), err)
			}
			if c.name == "a whole date" && rows[0].Draft.Date.Month != 1 {
				t.Errorf("date %+v", rows[0].Draft.Date)
			}
		})
	}
	for name, tables := range map[string]string{
		"a row a million times":  `<table:table table:name="诗">` + head + strings.Replace(odsRow("听雨", "甲", "雨"), "<table:table-row>", `<table:table-row table:number-rows-repeated="1000000">`, 1) + `</table:table>`,
		"elements in each other": `<table:table table:name="诗">` + strings.Repeat("<text:p>", 300),
		"a bomb":                 `<table:table table:name="诗">` + strings.Repeat(odsRow(strings.Repeat(" ", 900)), 3000),
		"cut off":                `<table:table table:name="诗">` + head + `<table:table-row>`,
	} {
		if _, err := formattest.ReadRows("诗.ods", bytes.NewReader(odsOf(t, tables)), intake.Auto); corpus.CodeOf(err) != corpus.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// FuzzReadODS makes the XML of the tables: bytes of a ZIP that were changed at
// random are no ZIP any more.
func FuzzReadODS(f *testing.F) {
	f.Add(`<table:table table:name="诗">` + odsRow("标题", "正文") + odsRow("春", "山") + `</table:table>`)
	f.Add(`<table:table><table:table-row table:number-rows-repeated="9"><table:table-cell table:number-columns-repeated="2000"><text:p>诗</text:p></table:table-cell></table:table-row></table:table>`)
	f.Fuzz(func(t *testing.T, tables string) { fuzzRead(t, odsOf(t, tables), intake.ODS) })
}

func TestUnicodeText(t *testing.T) {
	t.Parallel()
	content := formattest.UTF16(t, unicode.LittleEndian, unicode.UseBOM, "标题\t作者\t正文\t联系电话\r\n听雨\t桥头老吴\t\"雨打芭蕉夜\r\n灯摇小巷人\"\t13900005678\r\n")
	for _, name := range []string{"诗.txt", "诗.csv", "诗.xls", "诗"} {
		rows, err := formattest.ReadRows(name, strings.NewReader(content), intake.Auto)
		if got := formattest.Report(rows); err != nil || got != "2 听雨 \"雨打芭蕉夜\\n灯摇小巷人\"" && got != "2 听雨 \"雨打芭蕉夜\\r\\n灯摇小巷人\"" {
			t.Errorf("%s: %s, %v", name, got, err)
		}
	}
}

func TestDateWithoutYear(t *testing.T) {
	t.Parallel()
	fill := func(f *excelize.File) error {
		format := `m"月"d"日"`
		style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
		return errors.Join(err, f.SetSheetRow("Sheet1", "A1", &[]any{"标题", "作者", "正文", "日期"}), f.SetSheetRow("Sheet1", "A2", &[]any{"听雨", "桥头老吴", "雨打芭蕉夜", 44566}),
			f.SetSheetRow("Sheet1", "A4", &[]any{"看雪", "桥头老吴", "雪满一条街", 44567}), f.SetCellStyle("Sheet1", "D2", "D4", style))
	}
	rows, err := formattest.ReadRows("诗.xlsx", bytes.NewReader(made(excelize.Options{}, fill)(t)), intake.Auto)
	if err != nil || len(rows) != 2 || rows[0].Draft.Date.Text != "2022-01-05" || rows[1].Draft.Date.Text != "2022-01-06" {
		t.Fatalf("%s, %v", formattest.Report(rows), err)
	}
}

func TestJSONOfOthers(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, content, title, author, note, ref, warned string }{
		{"a tune for a title", `[{"rhythmic":"如梦令","author":"桥头老吴","paragraphs":["雨打芭蕉声细，","灯摇小巷人归。"],"strains":["平"]}]`, "如梦令", "桥头老吴", "-", "", "strains:unused"},
		{"an author of its own name", `[{"title":"听雨","authorName":"桥头老吴","content":["雨打芭蕉夜。"],"notes":["芭蕉：院里的"]}]`, "听雨", "桥头老吴", "芭蕉：院里的", "", ""},
		{"an author with more to him", `[{"title":"听雨","author":{"name":"桥头老吴","age":72},"para":["雨打芭蕉夜。"]}]`, "听雨", "桥头老吴", "-", "", ""},
		{"an id of theirs", `[{"id":"b7-22","title":"听雨","author":"桥头老吴","lines":["雨打芭蕉夜。"]}]`, "听雨", "桥头老吴", "-", "b7-22", ""},
		{"one member too many", `[{"title":"听雨","author":"桥头老吴","body":"雨打芭蕉夜。","content":"雨"}]`, "听雨", "桥头老吴", "-", "", "content:unused"},
	} {
		rows, err := formattest.ReadRows("诗.json", strings.NewReader(c.content), intake.Auto)
		if err != nil || len(rows) != 1 || len(rows[0].Problems) > 0 {
			t.Errorf("%s: %s, %v", c.name, formattest.Report(rows), err)
			continue
		}
		d := rows[0].Draft
		if formattest.Value(d.Title) != c.title || formattest.Value(d.Author) != c.author || formattest.Value(d.Note) != c.note || d.Ref != c.ref || warned(rows) != c.warned {
			t.Errorf("%s: %+v, warned %s", c.name, d, warned(rows))
		}
	}
}

// TestUnusedIsNamedBesideARowThatGoesIn reads tables whose first row is refused.
func TestUnusedIsNamedBesideARowThatGoesIn(t *testing.T) {
	t.Parallel()
	for name, content := range map[string]string{
		"a.csv":   "标题,正文,电话,字数\n空,,13871230042,3\n听雨,雨打芭蕉夜,13871230043,5\n看雪,雪满一条街,13871230044,5\n",
		"a.jsonl": `{"title":"空","body":"","电话":"13871230042","字数":3}` + "\n" + `{"title":"听雨","body":"雨打芭蕉夜","电话":"13871230043","字数":5}` + "\n" + `{"title":"看雪","body":"雪满一条街","电话":"13871230044","字数":5}` + "\n",
	} {
		rows := formattest.RowsOf(t, name, []byte(content), intake.Options{})
		if len(rows) != 3 || len(rows[0].Problems) == 0 || len(rows[1].Warnings) < 2 || !strings.HasPrefix(warned(rows[1:2]), "字数:unused") || !strings.HasSuffix(warned(rows[1:2]), "电话:private") || strings.Contains(warned(rows[2:]), "电话") {
			t.Errorf("%s: %d rows, warned of %q", name, len(rows), warned(rows))
		}
	}
}
