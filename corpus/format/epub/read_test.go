package epub_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shiyun/corpus"
	"shiyun/corpus/format"
	"shiyun/corpus/format/formattest"
	"shiyun/corpus/intake"
)

const container = `<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`

func page(body string) string {
	return `<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head><title/><style>p{}</style></head><body>` + body + `</body></html>`
}

// book makes a book of chapters, which are read from the last to the first.
func book(t testing.TB, chapters ...string) []byte {
	t.Helper()
	parts := []string{"mimetype", "application/epub+zip", "META-INF/container.xml", container, "OEBPS/nav.xhtml", page("<h1>目录</h1><p>雪</p>"), "OEBPS/cover.xhtml", page("<p>灯巷集</p>")}
	list := `<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/><item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/><item id="css" href="a.css" media-type="text/css"/>`
	spine := `<itemref idref="cover"/><itemref idref="nav"/>`
	for i, chapter := range chapters {
		n := string(rune('a' + i))
		parts = append(parts, "OEBPS/text/章 "+n+".xhtml", page(chapter))
		list += `<item id="c` + n + `" href="text/%E7%AB%A0%20` + n + `.xhtml" media-type="application/xhtml+xml"/>`
	}
	for i := range chapters {
		spine += `<itemref idref="c` + string(rune('a'+len(chapters)-1-i)) + `"/>`
	}
	opf := `<package xmlns="http://www.idpf.org/2007/opf"><manifest>` + list + `</manifest><spine>` + spine + `<itemref idref="css"/><itemref idref="gone"/></spine></package>`
	return formattest.WordZIP(t, append(parts, "OEBPS/content.opf", opf)...)
}

func read(content []byte) (poems []string, err error) {
	err = format.Read(context.Background(), "集.epub", bytes.NewReader(content), intake.Options{}, func(r intake.Row) error {
		poems = append(poems, formattest.Value(r.Draft.Title)+"·"+formattest.Value(r.Draft.Author)+"·"+strings.ReplaceAll(formattest.Value(r.Draft.Body), "\n", "/"))
		return nil
	})
	return poems, err
}

func TestRead(t *testing.T) {
	t.Parallel()
	poems, err := read(book(t,
		"<h2>灯</h2>\n<p class=\"author\">作者：竹声</p>\n<p>巷子尽头<br/>还有一盏灯</p>\n<p>它不认识我<br/>却等着\n我</p>",
		"<h2>雪</h2><p>作者：竹声</p><div>落在瓦上&nbsp;的</div><div>都没有声音</div><div>落在心上的也是</div>"))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"雪·竹声·落在瓦上 的/都没有声音/落在心上的也是", "灯·竹声·巷子尽头/还有一盏灯//它不认识我/却等着 我"}
	if diff := cmp.Diff(want, poems); diff != "" {
		t.Errorf("poems (-want +got):\n%s", diff)
	}
}

func TestRefused(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name    string
		content []byte
		want    string
	}{
		{"no list of files", formattest.WordZIP(t, "mimetype", "application/epub+zip"), "intake.no_word_text"},
		{"a bomb", book(t, strings.Repeat("<p>"+strings.Repeat(" ", 1000)+"</p>", 8000)), "intake.word_too_large"},
		{"lines without end", book(t, strings.Repeat("<br/>甲", 250_000)), "intake."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			poems, err := read(tt.content)
			var refused *corpus.Error
			if !errors.As(err, &refused) || refused.Code != corpus.Invalid || !strings.Contains(err.Error(), tt.want) || len(poems) > 0 {
				t.Errorf("%d poems, %v; want %s", len(poems), err, tt.want)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add("<h2>灯</h2><p>巷子尽头<br/>还有一盏灯</p>", "")
	f.Add("</body><title/><script>", `<package><manifest><item id="a" href="../../x" media-type="html"/></manifest><spine><itemref idref="a"/></spine>`)
	f.Fuzz(func(t *testing.T, chapter, list string) {
		parts := []string{"mimetype", "application/epub+zip", "META-INF/container.xml", container, "OEBPS/content.opf", list}
		for _, content := range [][]byte{book(t, chapter), formattest.WordZIP(t, parts...)} {
			if _, err := read(content); err != nil && corpus.CodeOf(err) == "" {
				t.Errorf("an error without a code: %v", err)
			}
		}
	})
}
