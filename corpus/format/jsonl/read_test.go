package jsonl_test

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/unicode"

	"shiyun/corpus"
	"shiyun/corpus/format/formattest"
	"shiyun/corpus/format/jsonl"
	"shiyun/corpus/intake"
)

func TestReadJSONL(t *testing.T) {
	line := `{"title":"春晓","body":"` + formattest.Spring + `"}` + "\n"
	good := `1 春晓 "` + formattest.Spring + `"`
	for _, c := range []struct{ name, content, want string }{
		{"plain", line, good},
		{"no line end at the end", strings.TrimSuffix(line, "\n"), good},
		{"BOM", "\xEF\xBB\xBF" + line, good},
		{"CRLF", strings.ReplaceAll(line, "\n", "\r\n") + "\r\n" + line, good + "\n2 skip\n3" + good[1:]},
		{"lone CR", strings.ReplaceAll(line, "\n", "\r") + line, good + "\n2" + good[1:]},
		{"UTF-16LE with BOM", formattest.UTF16(t, unicode.LittleEndian, unicode.UseBOM, line), good},
		{"GB18030", formattest.GB(t, line), good},
		{"empty file", "", ""},
		{"blank lines", "\n 　\n" + line, "1 skip\n2 skip\n3" + good[1:]},
		{"lines in place of body", `{"lines":["山"," 水","","月"]}`, `1 - "山\n 水\n\n月"`},
		{"escapes", `{"title":"a\/b\u0063\"","body":"山\n水\\\t\u6708"}`, `1 a/bc" "山\n水\\\t月"`},
		{"unknown keys", `{"x":{"y":[1,null]},"body":"山"}`, `1 - "山"`},
		{"null is absent", `{"title":null,"body":"山"}`, `1 - "山"`},
		{"no text", `{"title":"春"}` + "\n{}\nnull\n" + `{"body":" \n 　"}`, "1 body:no_text\n2 body:no_text\n3 :syntax\n4 body:no_text"},
		{"duplicate keys", `{"title":"春","title":"夏","body":"山"}` + "\n" + line, "1 title:duplicate_key\n2" + good[1:]},
		{"body and lines", `{"body":"山","lines":["水"]}` + "\n", "1 lines:duplicate_key"},
		{"wrong types", `{"title":{},"author":true,"ref":["a"],"tags":[{}],"body":"山"}`, "1 title:type author:type ref:type tags:type"},
		{"names of columns", `{"诗题":"春晓","姓 名":"甲","正文（必填）":"` + formattest.Spring + `"}`, good},
		{"names in traditional characters", `{"標題":"春晓","內容":["` + formattest.Spring + `"]}`, good},
		{"a body of lines", `{"题目":"春晓","paragraphs":["山","水"]}`, `1 春晓 "山\n水"`},
		{"a body in pieces", `{"上联":"山","下联":"水"}` + "\n" + `{"上联":"山","正文":"水"}`, "1 - \"山\\n水\"\n2 正文:duplicate_key"},
		{"stanzas of lines", `{"上片":["山","水"],"下片":["月"]}`, `1 - "山\n水\n\n月"`},
		{"two names of one field", `{"姓名":"甲","笔名":"乙","正文":"山"}`, "1 笔名:duplicate_key"},
		{"a number of the curator's", `{"序号":1,"body":"山"}`, `1 - "山"`},
		{"a remark is no status", `{"状态":"待看","修订":"改过","正文":"山"}`, `1 - "山"`},
		{"a status of ours", `{"诗韵编号":3,"状态":"待看","正文":"山"}`, "1 状态:value"},
		{"body of a wrong type", `{"body":{"a":1}}`, "1 body:type"},
		{"1e999", `{"ref":1e999,"body":"山"}` + "\n" + `{"x":1e999,"body":"山"}`, "1 ref:type\n2 - \"山\""},
		{"lone surrogate", `{"title":"a\ud800b","body":"山"}` + "\n" + line, "1 title:encoding\n2" + good[1:]},
		{"control characters", `{"title":"a\u0000","body":"山\u202e"}`, "1 title:control body:control"},
		{"bytes that are not UTF-8", line + "{\"title\":\"\xFF\xFE\",\"body\":\"山\"}\n" + line, good + "\n2 title:encoding\n3" + good[1:]},
		{"trailing garbage", `{"body":"山"} x` + "\n" + `{"body":"山"}{"body":"水"}` + "\n" + line, "1 :syntax\n2 :syntax\n3" + good[1:]},
		{"half a line", `{"body":"山` + "\n" + line, "1 :syntax\n2" + good[1:]},
		{"not objects", line + "12\n\"山\"\n[]\n", good + "\n2 :syntax\n3 :syntax\n4 :syntax"},
		{"depth 100,000", `{"x":` + strings.Repeat("[", 100_000) + strings.Repeat("]", 100_000) + "}\n" + line, "1 :syntax\n2" + good[1:]},
		{"array of a million", `{"body":"山","tags":[` + strings.Repeat("1,", 1_000_000) + "1]}\n" + line, "1 tags:too_long\n2" + good[1:]},
		{"body too long", `{"body":"` + strings.Repeat("山", corpus.MaxBody+1) + `"}`, "1 body:too_long"},
		{"a title a hundred thousand times", "{" + strings.Repeat(`"title":"春",`, 100_000) + `"body":"山"}`,
			"1 :too_long"},
		{"line too long", `{"body":"` + strings.Repeat("a", jsonl.MaxLine) + "\"}\n" + line, "1 :too_long\n2" + good[1:]},
		{"ids and statuses", `{"id":0,"body":"a"}` + "\n" + `{"id":2147483648,"body":"a"}` + "\n" + `{"id":1.5,"body":"a"}` + "\n" + `{"status":"gone","body":"a"}`,
			"1 id:value\n2 id:value\n3 id:value\n4 status:value"},
	} {
		t.Run(c.name, func(t *testing.T) {
			rows, err := formattest.ReadRows("a.jsonl", strings.NewReader(c.content), intake.JSONL)
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

func TestReadJSONLRefusesTheFile(t *testing.T) {
	for _, c := range []struct{ name, content, want string }{
		{"array", "[\n{\"body\":\"山\"}\n]", "intake.is_json_array"},
		{"CSV", "标题,正文\n春,山\n", "intake.no_json_lines"},
	} {
		t.Run(c.name, func(t *testing.T) {
			rows, err := formattest.ReadRows("a.jsonl", strings.NewReader(c.content), intake.JSONL)
			if corpus.CodeOf(err) != corpus.Invalid || !strings.Contains(err.Error(), c.want) || len(rows) != 0 {
				t.Errorf("got %d rows, %v; want an error with %q", len(rows), err, c.want)
			}
		})
	}
}
