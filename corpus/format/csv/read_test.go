package csv_test

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/unicode"

	"shiyun/corpus"
	"shiyun/corpus/format/formattest"
	"shiyun/corpus/intake"
)

func TestReadCSV(t *testing.T) {
	table := "标题,作者,正文\n春晓,孟浩然," + formattest.Spring + "\n"
	good := `2 春晓 "` + formattest.Spring + `"`
	for _, c := range []struct{ name, content, want string }{
		{"plain", table, good},
		{"CRLF", strings.ReplaceAll(table, "\n", "\r\n"), good},
		{"lone CR", strings.ReplaceAll(table, "\n", "\r"), good},
		{"no line end at the end", strings.TrimSuffix(table, "\n"), good},
		{"UTF-8 with BOM", "\xEF\xBB\xBF" + table, good},
		{"GB18030", formattest.GB(t, table), good},
		{"Big5", formattest.Big5(t, "標題,作者,內文,正文\n春曉,孟浩然,,"+formattest.SpringTraditional+"\n"), `2 春曉 "` + formattest.SpringTraditional + `"`},
		{"UTF-16LE with BOM", formattest.UTF16(t, unicode.LittleEndian, unicode.UseBOM, table), good},
		{"UTF-16BE with BOM", formattest.UTF16(t, unicode.BigEndian, unicode.UseBOM, table), good},
		{"UTF-16LE without BOM", formattest.UTF16(t, unicode.LittleEndian, unicode.IgnoreBOM, table), good},
		{"semicolons", "标题;正文\n春晓;山,水\n", `2 春晓 "山,水"`},
		{"tabs", "标题\t正文\n春晓\t山,水\n", `2 春晓 "山,水"`},
		{"header only", "标题,正文\n", ""},
		{"any order, case, width and spaces", " ＢＯＤＹ ,Other, 标 题\n山,x,春晓\n", `2 春晓 "山"`},
		{"line ends and quotes in a field", "标题,正文\n春晓,\"  山\n\n水\"\"月\"\"\"\n夏,日\n", "2 春晓 \"  山\\n\\n水\\\"月\\\"\"\n3 夏 \"日\""},
		{"quote within an unquoted field", "标题,正文\n春\"晓,山\n", `2 春"晓 "山"`},
		{"blank rows are counted and skipped", "\n标题,正文\n\n,\n 　, \n春晓,山\n\n", "3 skip\n4 skip\n5 skip\n6 春晓 \"山\"\n7 skip"},
		{"blank lines around a body go", "正文\n\"\n 　\n　山\n\n水 \n\n\"\n", `2 - "\u3000山\n\n水 "`},
		{"trailing commas", "标题,正文,,\n春晓,山,,\n夏,水,,,,\n", "2 春晓 \"山\"\n3 夏 \"水\""},
		{"short rows", "正文,标题\n山\n", `2 - "山"`},
		{"no text", "标题,正文\n春晓,\n夏\n秋, 　\n冬,雪\n", "2 正文:no_text\n3 正文:no_text\n4 正文:no_text\n5 冬 \"雪\""},
		{"an unquoted comma would lose text", "标题,正文\n春晓,山,水\n夏,日\n", "2 :columns\n3 夏 \"日\""},
		{"NUL inside", "标题,正文\n春\x00晓,山\n夏,日\n", "2 标题:control\n3 夏 \"日\""},
		{"GBK row in a UTF-8 file", "标题,正文\n春,山\n" + formattest.GB(t, "夏天,荷花") + "\n秋,月\n", "2 春 \"山\"\n3 标题:encoding 正文:encoding\n4 秋 \"月\""},
		{"UTF-8 row in a GB18030 file", formattest.GB(t, table) + "夏天,,荷花\n" + formattest.GB(t, "秋天,,月\n"), good + "\n3 :encoding\n4 秋天 \"月\""},
		{"broken GB18030 field", formattest.GB(t, table) + formattest.GB(t, "夏,,荷") + "\xFF\n" + formattest.GB(t, "秋,,月\n"), good + "\n3 正文:encoding\n4 秋 \"月\""},
		{"unclosed quote to the end", "标题,正文\n春,\"山\n夏,日\n秋,月\n", "2 :syntax\n3 夏 \"日\"\n4 秋 \"月\""},
		{"unclosed quote before quoted rows", "标题,正文\n春,\"山\n夏,\"日\"\n", "2 :syntax\n3 夏 \"日\""},
		{"text after a closing quote", "标题,正文\n\"春\"天,山\n夏,日\n", "2 :syntax\n3 夏 \"日\""},
		{"100,000 columns", "标题,正文\n春" + strings.Repeat(",", 100_000) + "\n夏,日\n", "2 :columns\n3 夏 \"日\""},
		{"body too long", "标题,正文\n春," + strings.Repeat("山", corpus.MaxBody+1) + "\n夏,日\n", "2 正文:too_long\n3 夏 \"日\""},
		{"record too long", "标题,正文\n春," + strings.Repeat("a", 1<<20) + "\n夏,日\n", "2 :too_long\n3 夏 \"日\""},
		{"unclosed quote in a long file", "标题,正文\n春,\"山\n" + strings.Repeat("夏,日\n", 3), "2 :syntax\n3 夏 \"日\"\n4 夏 \"日\"\n5 夏 \"日\""},
	} {
		t.Run(c.name, func(t *testing.T) {
			rows, err := formattest.ReadRows("a.csv", strings.NewReader(c.content), intake.CSV)
			if err != nil {
				t.Fatal(err)
			}
			formattest.CheckSound(t, rows)
			if got := formattest.Report(rows); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

func TestReadCSVRefusesTheFile(t *testing.T) {
	for _, c := range []struct{ name, content, want string }{
		{"empty", "", "intake.empty_file"},
		{"blank", "\n\n", "intake.empty_file"},
		{"header missing", "春晓,孟浩然\n早春,韩愈\n", "intake.no_known_column"},
		{"no body column", "标题,作者\n春晓,孟浩然\n", "intake.no_body_column"},
		{"same header twice", "标题,正文,标题\n", `1 "标题" 3 "标题"`},
		{"two headers of one meaning", "姓名,笔名,正文\n", `1 "姓名" 2 "笔名"`},
		{"header with an open quote", "\"标题,正文\n春,山\n", "intake.header_unreadable"},
		{"header of 100,000 columns", strings.Repeat("a,", 100_000) + "\n", "intake.header_unreadable"},
		{"JSON lines", `{"title":"春晓","body":"山"}` + "\n", "intake.is_json_lines"},
	} {
		t.Run(c.name, func(t *testing.T) {
			rows, err := formattest.ReadRows("a.csv", strings.NewReader(c.content), intake.CSV)
			if corpus.CodeOf(err) != corpus.Invalid || !strings.Contains(err.Error(), c.want) || len(rows) != 0 {
				t.Errorf("got %d rows, %v; want an error with %q", len(rows), err, c.want)
			}
		})
	}
}

// TestReadCSVRescans makes a file whose every line opens a quote that closes
// nowhere near, which must not cost the square of its length.
func TestReadCSVRescans(t *testing.T) {
	line := ",x\"," + strings.Repeat("a", 4000) + ",\"\n" // inside quotes it reopens one, outside it opens one
	_, err := formattest.ReadRows("a.csv", strings.NewReader("标题,正文\n"+strings.Repeat(line, 1000)), intake.CSV)
	if corpus.CodeOf(err) != corpus.Invalid || !strings.Contains(err.Error(), "intake.too_many_open_quotes") {
		t.Errorf("got %v", err)
	}
}
