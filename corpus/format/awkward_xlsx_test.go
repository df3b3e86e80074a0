package format_test

import (
	"bytes"
	"fmt"
	"html"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// The parts of the smallest workbook. The sheet is bookSheet.
var bookParts = map[string]string{
	"[Content_Types].xml":        `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
	"_rels/.rels":                `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
	"xl/workbook.xml":            `<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="诗" sheetId="1" r:id="rId1"/></sheets></workbook>`,
	"xl/_rels/workbook.xml.rels": `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
}

const bookSheet = "xl/worksheets/sheet1.xml"

func sheetXML(rows string) string {
	return `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` + rows + `</sheetData></worksheet>`
}

// rawBook makes a workbook of a sheet's XML and of more parts.
func rawBook(t testing.TB, sheet string, more ...zipEntry) []byte {
	var entries []zipEntry
	for _, name := range []string{"[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"} {
		entries = append(entries, zipEntry{name: name, content: bookParts[name]})
	}
	return archiveOf(t, append(append(entries, zipEntry{name: bookSheet, content: sheet}), more...)...)
}

func book(t testing.TB, rows string) []byte { return rawBook(t, sheetXML(rows)) }

func row(n int, cells ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<row r="%d">`, n)
	for i, text := range cells {
		name, _ := excelize.CoordinatesToCellName(i+1, n)
		fmt.Fprintf(&b, `<c r="%s" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, name, html.EscapeString(text))
	}
	return b.String() + "</row>"
}

func rows(xml string) func(testing.TB) []byte {
	return func(t testing.TB) []byte { return book(t, xml) }
}

// made is a workbook as Excel would save it.
func made(opts excelize.Options, fill func(f *excelize.File) error) func(testing.TB) []byte {
	return func(t testing.TB) []byte {
		t.Helper()
		f := excelize.NewFile()
		defer f.Close()
		var b bytes.Buffer
		if err := fill(f); err != nil {
			t.Fatal(err)
		}
		if err := f.Write(&b, opts); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
}

func fillPoems(f *excelize.File) error {
	if err := f.SetSheetRow("Sheet1", "A1", &[]any{"标题", "正文"}); err != nil {
		return err
	}
	return f.SetSheetRow("Sheet1", "A2", &[]any{"春", "山"})
}

// fillSurprises makes cells that hold something else than they show.
func fillSurprises(f *excelize.File) error {
	day, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	if err != nil {
		return err
	}
	zeros, own := "000", `yyyy"年"m"月"d"日"`
	padded, err := f.NewStyle(&excelize.Style{CustomNumFmt: &zeros})
	if err != nil {
		return err
	}
	chinese, err := f.NewStyle(&excelize.Style{CustomNumFmt: &own})
	if err != nil {
		return err
	}
	may := time.Date(2023, 5, 1, 0, 0, 0, 0, time.UTC)
	for cell, v := range map[string]any{
		"A1": "编号", "B1": "标题", "C1": "正文", "D1": "日期", "A2": 7, "C2": "日期一格", "D2": may, "A3": "008", "C3": "文字的编号", "D3": "2023-05-01",
		"A4": 1.5, "C4": "自定格式的日期", "D4": may, "A5": true, "C5": "  前后有空格\n第二行  ", "A6": 1234567890123456, "C6": 2023,
	} {
		if err := f.SetCellValue("Sheet1", cell, v); err != nil {
			return err
		}
	}
	for cell, style := range map[string]int{"D2": day, "A2": padded, "D4": chinese} {
		if err := f.SetCellStyle("Sheet1", cell, cell, style); err != nil {
			return err
		}
	}
	return nil
}

func fillSheets(f *excelize.File) error {
	for _, name := range []string{"说明", "诗"} {
		if _, err := f.NewSheet(name); err != nil {
			return err
		}
	}
	for cell, v := range map[string]string{"A1": "这是说明", "A2": "请看下一张表"} {
		if err := f.SetCellStr("说明", cell, v); err != nil {
			return err
		}
	}
	for cell, v := range map[string]string{"A1": "东亭诗社作品集", "A3": "题目", "B3": "诗文", "A4": "春", "B4": "山", "A7": "夏", "B7": "水"} {
		if err := f.SetCellStr("诗", cell, v); err != nil {
			return err
		}
	}
	return f.MergeCell("诗", "A1", "B1")
}

// fillSeveral makes a workbook of a sheet a year, with a note of its keeper's
// before them and one of Excel's empty ones behind.
func fillSeveral(f *excelize.File) error {
	for _, name := range []string{"说明", "2022年", "2023年", "空表"} {
		if _, err := f.NewSheet(name); err != nil {
			return err
		}
	}
	for place, v := range map[[2]string]string{
		{"说明", "A1"}: "正文", {"说明", "B1"}: "要分行写",
		{"2022年", "A1"}: "题目", {"2022年", "B1"}: "正文", {"2022年", "A2"}: "春", {"2022年", "B2"}: "山",
		{"2023年", "A1"}: "诗社二〇二三年", {"2023年", "A2"}: "正文", {"2023年", "B2"}: "作者", {"2023年", "A3"}: "水", {"2023年", "B3"}: "李四",
	} {
		if err := f.SetCellStr(place[0], place[1], v); err != nil {
			return err
		}
	}
	return f.DeleteSheet("Sheet1")
}

func awkwardBooks() []awkward {
	header := row(1, "标题", "正文")
	formulas := `<row r="2"><c r="A2" t="str"><f>CONCATENATE("春","晓")</f><v>春晓</v></c><c r="B2" t="str"><f>X!A1</f><v>山</v></c></row>` +
		`<row r="3"><c r="A3"><f>1+1</f><v>2</v></c><c r="B3" t="str"><f>X!A2</f></c></row>` +
		`<row r="4"><c r="A4" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B4" t="inlineStr"><is><r><t>水</t></r><r><t>月</t></r></is></c></row>`
	return []awkward{
		{"xlsx_surprises", "诗.xlsx", made(excelize.Options{}, fillSurprises)},
		{"xlsx_formulas", "诗.xlsx", rows(header + formulas)},
		{"xlsx_second_sheet_and_title_row", "诗.xlsx", made(excelize.Options{}, fillSheets)},
		{"xlsx_several_sheets", "诗.xlsx", made(excelize.Options{}, fillSeveral)},
		{"xlsx_password", "诗.xlsx", made(excelize.Options{Password: "shi"}, fillPoems)},
		{"xlsx_named_csv", "诗.csv", made(excelize.Options{}, fillPoems)},
		{"xlsx_with_macros", "诗.xlsm", func(t testing.TB) []byte {
			return rawBook(t, sheetXML(header+row(2, "春", "山")), zipEntry{name: "xl/vbaProject.bin", content: "\xD0\xCF\x11\xE0"})
		}},
		{"xlsx_cut", "诗.xlsx", cut(made(excelize.Options{}, fillPoems))},
		{"xlsx_duplicate_headers", "诗.xlsx", rows(row(1, "标题", "正文", "诗") + row(2, "春", "山", "水"))},
		{"xlsx_no_header", "诗.xlsx", rows(row(1, "春晓", "孟浩然") + row(2, "春", "山"))},
		{"xlsx_empty", "诗.xlsx", rows("")},
		{"xlsx_a_million_empty_rows", "诗.xlsx", func(t testing.TB) []byte {
			var b strings.Builder
			for i := 2; i < 100_000; i++ {
				fmt.Fprintf(&b, `<row r="%d"/>`, i)
			}
			return book(t, header+b.String()+row(1_048_576, "春", "山"))
		}},
		{"xlsx_row_beyond_the_last", "诗.xlsx", rows(header + row(2, "春", "山") + `<row r="1048577"><c r="B1048577"><v>1</v></c></row>`)},
		{"xlsx_100000_columns", "诗.xlsx", rows(header + `<row r="2">` + strings.Repeat(`<c><v>1</v></c>`, 100_000) + `</row>` + row(3, "春", "山"))},
		{"xlsx_header_of_2000_columns", "诗.xlsx", rows(row(1, slices.Repeat([]string{"正文", "甲"}, 1000)...) + row(2, "春", "山"))},
		{"xlsx_formula_error_as_body", "诗.xlsx", rows(header + row(2, "春", "#REF!"))},
		{"xlsx_no_workbook_in_it", "诗.xlsx", archive(zipEntry{name: "xl/styles.xml", content: "<a/>"})},
		{"xlsx_without_its_sheet", "诗.xlsx", archive(zipEntry{name: "xl/workbook.xml", content: bookParts["xl/workbook.xml"]})},
		{"xlsx_cell_XFE1", "诗.xlsx", rows(header + row(2, "春", "山") + `<row r="3"><c r="XFE3"><v>1</v></c></row>`)},
		{"xlsx_content_beyond_the_columns", "诗.xlsx", rows(header + row(2, "春", "山", "", "水"))},
		{"xlsx_shared_string_out_of_range", "诗.xlsx", rows(header + `<row r="2"><c r="A2" t="s"><v>9</v></c><c r="B2" t="inlineStr"><is><t>山</t></is></c></row>`)},
		{"xlsx_broken_in_the_middle", "诗.xlsx", rows(header + row(2, "春", "山") + `<row r="3"><c r="A3"></row>` + row(4, "夏", "水"))},
		{"xlsx_document_type", "诗.xlsx", func(t testing.TB) []byte {
			return rawBook(t, `<!DOCTYPE x [<!ENTITY a "aaaa">]>`+sheetXML(header+row(2, "春", "山")))
		}},
		{"xlsx_one_cell_of_30_MB", "诗.xlsx", rows(header + row(2, "春", strings.Repeat("a", 30<<20)))},
		{"xlsx_bomb", "诗.xlsx", func(t testing.TB) []byte {
			return rawBook(t, sheetXML(header+row(2, "春", "山")+strings.Repeat(" ", 192<<20)))
		}},
		{"xlsx_bomb_of_styles", "诗.xlsx", func(t testing.TB) []byte {
			return rawBook(t, sheetXML(header+row(2, "春", "山")), zipEntry{name: "xl/styles.xml", content: strings.Repeat("<a/>", 5<<20)})
		}},
		{"xlsx_control_characters", "诗.xlsx", rows(header + row(2, "春\u202e", "山_x0001_") + row(3, "_x4E00_", "'=水"))},
	}
}
