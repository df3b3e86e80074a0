package format_test

import (
	"bytes"
	"io"
	"testing"

	"golang.org/x/text/encoding/unicode"

	"shiyun/corpus"
	"shiyun/corpus/format"
	"shiyun/corpus/format/formattest"
	"shiyun/corpus/intake"
)

func FuzzReadCSV(f *testing.F) {
	for _, seed := range []string{
		"标题,正文\n春,山\n", "\xEF\xBB\xBF标题;正文\r\n\"春\"\"\n\";山\r\n", "正文\t标题\r山\r", "标题,正文\n春,\"山\n夏,日\n", ",,\n\n正文\n\x00",
		formattest.GB(f, "标题,正文\n春晓,春眠不觉晓\n") + "夏天,荷花\n", formattest.Big5(f, "標題,正文\n春曉,春眠不覺曉\n"),
		formattest.UTF16(f, unicode.LittleEndian, unicode.UseBOM, "标题,正文\n春,山\n"), formattest.UTF16(f, unicode.BigEndian, unicode.IgnoreBOM, "标题,正文\n春,山\n"),
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, content []byte) { fuzzRead(t, content, intake.CSV) })
}

func FuzzReadJSONL(f *testing.F) {
	for _, seed := range []string{
		`{"title":"春","body":"山"}`, "{\"body\":\"山\\ud800\"}\r\r\n{}", `{"lines":["a",null,1],"tags":"a、b"}`, `{"body":"a","Body":"b","id":1e9}`,
		"[1]", "\xEF\xBB\xBF{\"x\":[[[", formattest.GB(f, `{"title":"春晓","body":"春眠不觉晓"}`), formattest.UTF16(f, unicode.LittleEndian, unicode.UseBOM, `{"body":"山"}`),
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, content []byte) { fuzzRead(t, content, intake.JSONL) })
}

func FuzzReadJSON(f *testing.F) {
	for _, seed := range []string{
		`[{"title":"春","body":"山"},{"body":"水"}]`, "{\n\"body\":\"山\"}{}", `[{"body":"山"`, `[1,[],null,"a"]x`, "\xEF\xBB\xBF[]", "[" + formattest.GB(f, `{"body":"春眠不觉晓"}`) + "]",
		formattest.UTF16(f, unicode.LittleEndian, unicode.UseBOM, `[{"body":"山"}]`),
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, content []byte) { fuzzRead(t, content, intake.JSON) })
}

// FuzzReadXLSX makes the XML of a sheet and of its shared strings: bytes of a
// ZIP that were changed at random are no ZIP any more.
func FuzzReadXLSX(f *testing.F) {
	f.Add(sheetXML(row(1, "标题", "正文")+row(2, "春", "山")), "")
	f.Add(sheetXML(`<row><c t="s"><v>0</v></c></row><row r="9"><c t="s"><v>1</v></c><c r="XFE1"/></row>`), `<sst><si><t>正文</t></si><si><r><t>山</t></r></si></sst>`)
	f.Add(sheetXML(row(2, "诗")+`<row r="1048576"><c r="A1" t="b" s="9"><v>1</v></c></row>`), "<sst")
	f.Add(sheetXML(row(1, "正文", "日期")+`<row r="2"><c r="A2" t="d"><v>2023-05-01</v></c><c r="B2" t="e"><f>1/0</f><v>1e999</v></c></row>`), "")
	f.Fuzz(func(t *testing.T, sheet, shared string) {
		fuzzRead(t, rawBook(t, sheet, zipEntry{name: "xl/sharedStrings.xml", content: shared}), intake.XLSX)
	})
}

func FuzzReadZIP(f *testing.F) {
	for _, entries := range [][]zipEntry{
		{{name: "春.csv", content: "正文\n山\n", gbk: true}, {name: "夏.jsonl", content: `{"body":"水"}`}},
		{{name: "../a.zip", content: "PK\x03\x04"}, {name: "诗/"}, {name: "a", content: "正文\n山\n", flags: 1}},
	} {
		f.Add(archiveOf(f, entries...))
	}
	f.Add(book(f, row(1, "正文")+row(2, "山")))
	f.Fuzz(func(t *testing.T, content []byte) { fuzzRead(t, content, intake.ZIP) })
}

// fuzzRead reads, and inspects, what must not bring about a panic, an error
// without a code or a temporary file left.
func fuzzRead(t *testing.T, content []byte, asked intake.Format) {
	dir := t.TempDir()
	rows, err := formattest.ReadAll("f", bytes.NewReader(content), intake.Options{Format: asked, TempDir: dir})
	if err != nil && corpus.CodeOf(err) == "" {
		t.Errorf("an error without a code: %v", err)
	}
	if _, err := format.Inspect(t.Context(), "f", struct{ io.Reader }{bytes.NewReader(content)}, intake.Options{Format: asked, TempDir: dir}); err != nil && corpus.CodeOf(err) == "" {
		t.Errorf("inspecting gives an error without a code: %v", err)
	}
	checkEmpty(t, dir)
	formattest.CheckSound(t, rows)
	for _, r := range rows {
		if r.Skip || len(r.Problems) > 0 {
			continue
		}
		for _, s := range []*string{r.Draft.Title, r.Draft.Body, r.Draft.Author} {
			if s == nil {
				continue
			}
			if clean, err := corpus.CleanText(*s, corpus.MaxBody); err != nil || clean != *s {
				t.Errorf("row %d lets in %q", r.Number, *s)
			}
		}
	}
}
