package intake

import (
	"bytes"
	"testing"

	"golang.org/x/text/encoding/unicode"

	"shiyun/corpus"
)

func FuzzReadCSV(f *testing.F) {
	for _, seed := range []string{
		"标题,正文\n春,山\n", "\xEF\xBB\xBF标题;正文\r\n\"春\"\"\n\";山\r\n", "正文\t标题\r山\r", "标题,正文\n春,\"山\n夏,日\n", ",,\n\n正文\n\x00",
		gb(f, "标题,正文\n春晓,春眠不觉晓\n") + "夏天,荷花\n", big5(f, "標題,正文\n春曉,春眠不覺曉\n"),
		utf16(f, unicode.LittleEndian, unicode.UseBOM, "标题,正文\n春,山\n"), utf16(f, unicode.BigEndian, unicode.IgnoreBOM, "标题,正文\n春,山\n"),
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, content []byte) { fuzzRead(t, content, CSV) })
}

func FuzzReadJSONL(f *testing.F) {
	for _, seed := range []string{
		`{"title":"春","body":"山"}`, "{\"body\":\"山\\ud800\"}\r\r\n{}", `{"lines":["a",null,1],"tags":"a、b"}`, `{"body":"a","Body":"b","id":1e9}`,
		"[1]", "\xEF\xBB\xBF{\"x\":[[[", gb(f, `{"title":"春晓","body":"春眠不觉晓"}`), utf16(f, unicode.LittleEndian, unicode.UseBOM, `{"body":"山"}`),
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, content []byte) { fuzzRead(t, content, JSONL) })
}

func fuzzRead(t *testing.T, content []byte, format Format) {
	rows, err := readRows("f", bytes.NewReader(content), format)
	if err != nil && corpus.CodeOf(err) == "" {
		t.Errorf("an error without a code: %v", err)
	}
	checkSound(t, rows)
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
