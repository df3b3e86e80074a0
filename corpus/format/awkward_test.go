package format_test

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/format"
	"shiyun/corpus/format/formattest"
	"shiyun/corpus/intake"
)

var update = flag.Bool("update", false, "write the reports of the awkward files anew")

// awkward is a file as people, or people who mean harm, send them. Its report
// is testdata/awkward/NAME.report.
type awkward struct {
	name, file string
	build      func(t testing.TB) []byte
}

func text(s string) func(testing.TB) []byte { return func(testing.TB) []byte { return []byte(s) } }

// cut is a file whose upload ended in the middle.
func cut(build func(testing.TB) []byte) func(testing.TB) []byte {
	return func(t testing.TB) []byte {
		whole := build(t)
		return whole[:len(whole)/2]
	}
}

// TestAwkward reads every awkward file as an upload and from a file at hand,
// which must give the same report, in bounded memory, and leave nothing.
func TestAwkward(t *testing.T) {
	for _, c := range append(append(awkwardTexts(), awkwardBooks()...), awkwardArchives()...) {
		t.Run(c.name, func(t *testing.T) {
			content := c.build(t)
			dir := t.TempDir()
			got := tell(t, c.file, struct{ io.Reader }{bytes.NewReader(content)}, dir)
			checkEmpty(t, dir)
			if again := tell(t, c.file, bytes.NewReader(content), dir); again != got {
				t.Errorf("from an upload\n%sfrom a file\n%s", got, again)
			}
			checkEmpty(t, dir)
			path := filepath.Join("testdata", "awkward", c.name+".report")
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil || got != string(want) {
				t.Errorf("%v; got\n%swant\n%s", err, got, want)
			}
		})
	}
}

// tell reads a file and tells in words what became of each row.
func tell(t *testing.T, file string, r io.Reader, dir string) string {
	t.Helper()
	var b strings.Builder
	rows := 0
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	err := format.Read(t.Context(), file, r, intake.Options{TempDir: dir}, func(row intake.Row) error {
		if rows++; rows <= 12 || row.Number == 0 {
			tellRow(&b, row)
		}
		return nil
	})
	runtime.ReadMemStats(&after)
	if held := int64(after.HeapSys) - int64(before.HeapSys); held > 300<<20 {
		t.Errorf("the heap grew by %d bytes", held)
	}
	if rows > 12 {
		fmt.Fprintf(&b, "……共 %d 行\n", rows)
	}
	var refused *corpus.Error
	switch {
	case errors.As(err, &refused):
		fmt.Fprintf(&b, "整个文件不收（%s）：%s\n", refused.Code, refused.Message)
	case err != nil:
		t.Errorf("an error without a code: %v", err)
	}
	return b.String()
}

func tellRow(b *strings.Builder, row intake.Row) {
	fmt.Fprintf(b, "%s 第 %d 行 ", row.File, row.Number)
	switch {
	case row.Skip:
		b.WriteString("跳过\n")
	case len(row.Problems) == 0:
		fmt.Fprintf(b, "收下 《%s》%q", formattest.Value(row.Draft.Title), intake.CutRunes(formattest.Value(row.Draft.Body), 40))
		if row.Draft.Ref != "" {
			fmt.Fprintf(b, " 编号 %s", row.Draft.Ref)
		}
		if row.Draft.Date != nil {
			fmt.Fprintf(b, " 日期 %s", row.Draft.Date.Text)
		}
		b.WriteString("\n")
	default:
		b.WriteString("不收\n")
	}
	for _, p := range row.Problems {
		fmt.Fprintf(b, "  %s %s：%s｜%s\n", p.Column, p.Code, p.Message, p.Advice)
	}
}

func awkwardTexts() []awkward {
	deep := `[{"body":"山"},{"x":` + strings.Repeat("[", 100_000) + strings.Repeat("]", 100_000) + `,"body":"水"}]`
	return []awkward{
		{"csv_title_row_above_header", "诗.csv", text("东亭诗社作品集,,\n2023年5月,,\n,,\n标题,作者,正文\n春晓,孟浩然,山\n")},
		{"csv_title_row_with_an_open_quote", "诗.csv", text("\"东亭诗社作品集,,\n标题,作者,正文\n春晓,孟浩然,山\n")},
		{"csv_header_in_row_eleven", "诗.csv", text(strings.Repeat("东亭诗社\n", 10) + "标题,正文\n春晓,山\n")},
		{"csv_duplicate_headers", "诗.csv", text("标题,正文,备注,正文\n春晓,山,,水\n")},
		{"csv_100000_columns", "诗.csv", text("标题,正文\n春" + strings.Repeat(",", 100_000) + "\n夏,日\n")},
		{"csv_formulas", "诗.csv", text("标题,正文\n\"=HYPERLINK(\"\"http://x\"\")\",山\n'=1+1,水\n＝一,'－月\n'春,日\n")},
		{"csv_mixed_encodings", "诗.csv", func(t testing.TB) []byte {
			return []byte("标题,正文\n春,山\n" + formattest.GB(t, "夏天,荷花") + "\n秋,月\n")
		}},
		{"csv_utf16_cut_within_a_character", "诗.csv", text("\xFF\xFE" + "h\x68\x87\x65,\x00" + "\x63\x6b\x87\x65\n\x00\x25\x66,\x00\x71\x5c\x0a\x00\x0f")},
		{"csv_example_row_of_the_template", "诗.csv", text("编号,标题,正文\n示例,春晓,山\n1,夏,水\n")},
		{"program_as_xlsx", "诗.xlsx", text("MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xFF\xFF" + strings.Repeat("\x00\x01", 40))},
		{"web_page_as_xlsx", "诗.xlsx", text("\n<html><table><tr><td>标题</td></tr></table></html>")},
		{"text_as_docx", "诗.docx", text("春眠不觉晓，处处闻啼鸟。\n")},
		{"csv_as_xlsx", "诗.xlsx", text("标题,正文\n春,山\n")},
		{"old_xls", "诗.xls", text("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 600))},
		{"web_page_before_a_zip", "诗.zip", func(t testing.TB) []byte {
			return append([]byte("<html><body>"), archiveOf(t, zipEntry{name: "诗.csv", content: "正文\n山\n"})...)
		}},
		{"json_array", "诗.json", text("\xEF\xBB\xBF [\n{\"title\":\"春\",\"body\":\"山\"},\n{\"title\":\"夏\"},12,\n{\"body\":\"月\"}\n]\n")},
		{"json_array_cut", "诗.json", cut(text(`[{"body":"山"},{"body":"水"},{"body":"月月月月月月月月月月月月月月月月月"}]`))},
		{"json_array_and_more", "诗.json", text(`[{"body":"山"}] {"body":"水"}`)},
		{"json_100000_deep", "诗.json", text(deep)},
		{"json_one_object_of_5_MB", "诗.json", text(`[{"body":"山"},{"body":"` + strings.Repeat("a", 5<<20) + `"},{"body":"水"}]`)},
		{"json_array_gb18030", "诗.json", func(t testing.TB) []byte {
			return []byte(formattest.GB(t, `[{"title":"春晓","body":"春眠不觉晓，処処聞啼鳥"},{"body":"`) + "\xFF\xFF" + formattest.GB(t, `夜来风雨声"}]`))
		}},
		{"json_empty_array", "诗.json", text("[]")},
	}
}
