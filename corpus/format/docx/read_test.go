package docx_test

import (
	"bytes"
	"context"
	"math/rand"
	"runtime"
	"strings"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/format"
	"shiyun/corpus/format/docx"
	"shiyun/corpus/format/formattest"
	"shiyun/corpus/format/source"
	"shiyun/corpus/intake"
	"shiyun/corpus/textcut/manuscript"
)

// TestDOCXRefused sends Word files that do harm or are none. All are refused
// in a Chinese sentence and in little memory.
func TestDOCXRefused(t *testing.T) {
	document := func(xml string) []byte { return formattest.WordZIP(t, "word/document.xml", xml) }
	noise := make([]byte, 2<<20)
	rand.New(rand.NewSource(1)).Read(noise)
	for i, b := range noise {
		noise[i] = 'a' + b%26
	}
	for _, c := range []struct {
		name    string
		content []byte
		want    string
	}{
		{"billion laughs", document(`<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document ` + formattest.WordSpace + `>&b;</w:document>`), "intake.not_made_by_word"},
		{"external entity", document(`<!DOCTYPE d SYSTEM "file:///etc/passwd"><d/>`), "intake.not_made_by_word"},
		{"entity without a document type", document(`<w:document ` + formattest.WordSpace + `>&xxe;</w:document>`), "intake.damaged"},
		{"deep", document(strings.Repeat("<a>", 100_000)), "intake.not_made_by_word"},
		{"bomb", document("<d>" + strings.Repeat(strings.Repeat(" ", 500_000)+"<b/>", 120) + "</d>"), "intake.word_too_large"},
		{"one long text", document(`<w:document ` + formattest.WordSpace + `><w:t>` + string(noise) + `</w:t></w:document>`), "intake.paragraph_too_long"},
		{"cut short", document(`<w:document ` + formattest.WordSpace + `><w:body><w:p><w:r><w:t>山`), "intake.damaged"},
		{"breaks without end", document(`<w:document ` + formattest.WordSpace + `><w:p><w:r>` + manyBreaks() + `</w:r></w:p></w:document>`), "intake.text_too_long"},
		{"old Word or encrypted", []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 600)), ""},
		{"no ZIP", []byte("PK\x03\x04山"), ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			n := 0
			err := format.Read(context.Background(), "a.docx", bytes.NewReader(c.content), intake.Options{}, func(intake.Row) error { n++; return nil })
			runtime.ReadMemStats(&after)
			if corpus.CodeOf(err) != corpus.Invalid || !strings.Contains(err.Error(), c.want) || n != 0 {
				t.Errorf("%d rows, %v; want %q", n, err, c.want)
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > 256<<20 {
				t.Errorf("%d bytes allocated", used)
			}
		})
	}
}

// manyBreaks are more soft breaks than lines are taken, in XML that does not
// pack well enough to be a bomb.
func manyBreaks() string {
	r := rand.New(rand.NewSource(2))
	var b strings.Builder
	for range manuscript.MaxTextLines + 10 {
		b.WriteString(`<w:br w:x="`)
		b.WriteByte('a' + byte(r.Intn(26)))
		b.WriteByte('a' + byte(r.Intn(26)))
		b.WriteString(`"/>`)
	}
	return b.String()
}

func TestDOCXWithoutDocument(t *testing.T) {
	s := source.New(context.Background().Err, "a.docx", bytes.NewReader(formattest.WordZIP(t, "word/other.xml", "<a/>")), intake.Options{}, nil)
	if err := s.Begin(); err != nil {
		t.Fatal(err)
	}
	if _, err := docx.Load(s); corpus.CodeOf(err) != corpus.Invalid || !strings.Contains(err.Error(), "intake.no_word_text") {
		t.Errorf("got %v", err)
	}
}
