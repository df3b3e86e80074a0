package format_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/unicode"

	"shiyun/corpus"
	"shiyun/corpus/format"
	"shiyun/corpus/format/formattest"
	"shiyun/corpus/intake"
)

func TestInspect(t *testing.T) {
	long := strings.Repeat("山", 300)
	poems := "标题,正文\n春晓,春眠不觉晓\n"
	for _, c := range []struct {
		name, file, content string
		opts                intake.Options
		want                format.Preview
	}{
		{"GB18030 table", "a.csv", formattest.GB(t, poems), intake.Options{}, format.Preview{
			Format: intake.CSV, Encoding: intake.GB18030, Guessed: true,
			Tables: []format.TablePreview{{Table: &intake.Table{Header: []string{"标题", "正文"}, Row: 1, Mapping: intake.Mapping{intake.FieldTitle, intake.FieldBody}, Encoding: intake.GB18030}, Rows: [][]string{{"春晓", "春眠不觉晓"}}}},
		}},
		{"UTF-8 table with a title", "a.csv", "诗集\n" + poems, intake.Options{}, format.Preview{
			Format: intake.CSV, Encoding: intake.UTF8,
			Tables: []format.TablePreview{{Table: &intake.Table{Header: []string{"标题", "正文"}, Row: 2, Mapping: intake.Mapping{intake.FieldTitle, intake.FieldBody}, Encoding: intake.UTF8}, Rows: [][]string{{"春晓", "春眠不觉晓"}}}},
		}},
		{"encoding by hand", "a.csv", formattest.Big5(t, "標題,正文\n春曉,春眠不覺曉\n"), intake.Options{Encoding: intake.Big5}, format.Preview{
			Format: intake.CSV, Encoding: intake.Big5,
			Tables: []format.TablePreview{{Table: &intake.Table{Header: []string{"標題", "正文"}, Row: 1, Mapping: intake.Mapping{intake.FieldTitle, intake.FieldBody}, Encoding: intake.Big5}, Rows: [][]string{{"春曉", "春眠不覺曉"}}}},
		}},
		{"long cells and many rows", "a.csv", "正文\n" + strings.Repeat("\n"+long+"\n", 9), intake.Options{}, format.Preview{
			Format: intake.CSV, Encoding: intake.UTF8, Tables: []format.TablePreview{{Table: &intake.Table{Header: []string{"正文"}, Row: 1, Mapping: intake.Mapping{intake.FieldBody}, Encoding: intake.UTF8}, Rows: slices.Repeat([][]string{{long[:600]}}, 5)}},
		}},
		{"two columns of one meaning", "a.csv", "姓名,笔名,正文\n甲,乙,山\n", intake.Options{}, format.Preview{
			Format: intake.CSV, Encoding: intake.UTF8,
			Tables: []format.TablePreview{{Table: &intake.Table{Header: []string{"姓名", "笔名", "正文"}, Row: 1, Mapping: intake.Mapping{intake.FieldNone, intake.FieldNone, intake.FieldBody}, Encoding: intake.UTF8}, Rows: [][]string{{"甲", "乙", "山"}}, Unreadable: corpus.Advised(corpus.NewMessage("intake.columns_of_one_meaning", "a.csv", 1, "姓名", 2, "笔名"), corpus.NewMessage("intake.advice.rename_column"))}}, Refusal: corpus.Advised(corpus.NewMessage("intake.columns_of_one_meaning", "a.csv", 1, "姓名", 2, "笔名"), corpus.NewMessage("intake.advice.rename_column")),
		}},
		{"no body column", "a.csv", "标题,句子\n春,山\n", intake.Options{}, format.Preview{
			Format: intake.CSV, Encoding: intake.UTF8, Tables: []format.TablePreview{{Table: &intake.Table{Header: []string{"标题", "句子"}, Row: 1, Mapping: intake.Mapping{intake.FieldTitle, intake.FieldNone}, Encoding: intake.UTF8}, Rows: [][]string{{"春", "山"}}, Unreadable: corpus.Advised(corpus.NewMessage("intake.no_body_column", "a.csv"), corpus.NewMessage("intake.advice.name_body_column"))}}, Refusal: corpus.Advised(corpus.NewMessage("intake.no_body_column", "a.csv"), corpus.NewMessage("intake.advice.name_body_column")),
		}},
		{"mapped by hand", "a.csv", "标题,句子\n春,山\n", intake.Options{Mappings: intake.Mappings{intake.HeaderKey([]string{"标题", "句子"}): {intake.FieldTitle, intake.FieldBody}}}, format.Preview{
			Format: intake.CSV, Encoding: intake.UTF8, Tables: []format.TablePreview{{Table: &intake.Table{Header: []string{"标题", "句子"}, Row: 1, Mapping: intake.Mapping{intake.FieldTitle, intake.FieldBody}, Encoding: intake.UTF8}, Rows: [][]string{{"春", "山"}}}},
		}},
		{"UTF-16", "a.csv", formattest.UTF16(t, unicode.LittleEndian, unicode.UseBOM, poems), intake.Options{}, format.Preview{
			Format: intake.CSV, Encoding: intake.UTF16,
			Tables: []format.TablePreview{{Table: &intake.Table{Header: []string{"标题", "正文"}, Row: 1, Mapping: intake.Mapping{intake.FieldTitle, intake.FieldBody}, Encoding: intake.UTF16}, Rows: [][]string{{"春晓", "春眠不觉晓"}}}},
		}},
		{"workbook", "a.xlsx", string(made(excelize.Options{}, fillSheets)(t)), intake.Options{}, format.Preview{
			Format: intake.XLSX, Unread: []string{"说明"},
			Tables: []format.TablePreview{{Table: &intake.Table{Header: []string{"题目", "诗文"}, Row: 3, Mapping: intake.Mapping{intake.FieldTitle, intake.FieldBody}, Sheet: "诗"}, Rows: [][]string{{"春", "山"}, {"夏", "水"}}}},
		}},
		{"workbook of several sheets", "a.xlsx", string(made(excelize.Options{}, fillSeveral)(t)), intake.Options{}, format.Preview{
			Format: intake.XLSX, Unread: []string{"说明"},
			Tables: []format.TablePreview{
				{Table: &intake.Table{Header: []string{"题目", "正文"}, Row: 1, Mapping: intake.Mapping{intake.FieldTitle, intake.FieldBody}, Sheet: "2022年"}, Rows: [][]string{{"春", "山"}}, Files: []string{"2022年"}},
				{Table: &intake.Table{Header: []string{"正文", "作者"}, Row: 2, Mapping: intake.Mapping{intake.FieldBody, intake.FieldAuthor}, Sheet: "2023年"}, Rows: [][]string{{"水", "李四"}}, Files: []string{"2023年"}},
			},
		}},
		{"JSON lines", "a.jsonl", `{"body":"山"}`, intake.Options{}, format.Preview{Format: intake.JSONL, Encoding: intake.UTF8}},
		{"archive", "a.zip", string(archiveOf(t, zipEntry{name: "春.png", content: "\x89PNG"}, zipEntry{name: "夏.csv", content: formattest.GB(t, poems), gbk: true},
			zipEntry{name: "秋.xlsx", content: string(book(t, ""))}, zipEntry{name: "冬.zip", content: "PK\x05\x06"})), intake.Options{}, format.Preview{
			Format: intake.ZIP,
			Entries: []format.Entry{{"春.png", "", corpus.Advised(corpus.NewMessage("intake.is_foreign", "春.png", corpus.NewMessage("intake.foreign.picture")), corpus.NewMessage("intake.advice.make_sheet"))}, {"夏.csv", intake.CSV, corpus.Message{}}, {"秋.xlsx", intake.XLSX, corpus.Advised(corpus.NewMessage("intake.empty_file", "秋.xlsx"), corpus.NewMessage("intake.advice.right_file"))},
				{"冬.zip", "", corpus.Advised(corpus.NewMessage("intake.nested_archive", "冬.zip"), corpus.NewMessage("intake.advice.unpack_and_pack"))}},
			Tables: []format.TablePreview{{Table: &intake.Table{Header: []string{"标题", "正文"}, Row: 1, Mapping: intake.Mapping{intake.FieldTitle, intake.FieldBody}, Encoding: intake.GB18030}, Rows: [][]string{{"春晓", "春眠不觉晓"}}, Files: []string{"夏.csv"}}},
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			c.opts.TempDir = dir
			p, err := format.Inspect(t.Context(), c.file, strings.NewReader(c.content), c.opts)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, p, cmpopts.IgnoreFields(format.Preview{}, "Samples")); diff != "" {
				t.Errorf("preview (-want +got):\n%s", diff)
			}
			checkEmpty(t, dir)
		})
	}
}

// TestInspectSamples shows the same bytes as each encoding would have them.
func TestInspectSamples(t *testing.T) {
	for _, c := range []struct {
		name, content string
		want          []intake.Encoding
		first         string
	}{
		{"ASCII", "title,body\na,b\n", []intake.Encoding{intake.UTF8}, "title,body"},
		{"UTF-8", "\xEF\xBB\xBF\n标题,正文\n春,山\n夏,水\n秋,月\n", []intake.Encoding{intake.UTF8}, "标题,正文"},
		{"Big5", formattest.Big5(t, "標題,正文\n春曉,處處聞啼鳥\n"), []intake.Encoding{intake.Big5, intake.GB18030}, "標題,正文"},
		{"UTF-16", formattest.UTF16(t, unicode.BigEndian, unicode.UseBOM, "标题,正文\n春,山\n"), []intake.Encoding{intake.UTF16}, "标题,正文"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, err := format.Inspect(t.Context(), "a.csv", bytes.NewReader([]byte(c.content)), intake.Options{})
			if err != nil {
				t.Fatal(err)
			}
			var got []intake.Encoding
			for _, s := range p.Samples {
				got = append(got, s.Encoding)
				if len(s.Lines) == 0 || len(s.Lines) > 3 {
					t.Errorf("%s shows %q", s.Encoding, s.Lines)
				}
			}
			for _, e := range c.want {
				if !slices.Contains(got, e) {
					t.Errorf("got %v, want %v", got, c.want)
				}
			}
			if got[0] != c.want[0] || p.Samples[0].Lines[0] != c.first {
				t.Errorf("first sample %+v, want %s %q", p.Samples[0], c.want[0], c.first)
			}
		})
	}
}

func TestInspectRefuses(t *testing.T) {
	for name, content := range map[string]string{"a.csv": "\x89PNG\r\n", "b.xlsx": "春眠", "c.zip": "PK\x03\x04"} {
		if p, err := format.Inspect(t.Context(), name, strings.NewReader(content), intake.Options{}); corpus.CodeOf(err) != corpus.Invalid {
			t.Errorf("%s: %+v, %v", name, p, err)
		}
	}
}
