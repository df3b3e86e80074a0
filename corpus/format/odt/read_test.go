package odt_test

import (
	"bytes"
	"context"
	"errors"
	"math/rand"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shiyun/corpus"
	"shiyun/corpus/format"
	"shiyun/corpus/format/formattest"
	"shiyun/corpus/intake"
	"shiyun/corpus/textcut/manuscript"
)

const spaces = `xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" ` +
	`xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" ` +
	`xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:svg="urn:svg" xmlns:draw="urn:draw"`

// document makes a text of the XML of its body.
func document(t testing.TB, body string) []byte {
	t.Helper()
	return formattest.WordZIP(t, "mimetype", "application/vnd.oasis.opendocument.text",
		"styles.xml", `<office:document-styles `+spaces+`><style:style style:name="Heading" style:default-outline-level="1"/><style:style style:name="Poem" style:parent-style-name="Heading"/></office:document-styles>`,
		"content.xml", `<?xml version="1.0"?><office:document-content `+spaces+`><office:automatic-styles>`+
			`<style:style style:name="P1" style:parent-style-name="Poem"><style:paragraph-properties fo:break-before="page"/></style:style></office:automatic-styles>`+
			`<office:body><office:text>`+body+`</office:text></office:body></office:document-content>`)
}

func paragraphs(text string) string {
	var b strings.Builder
	for line := range strings.SplitSeq(text, "\n") {
		b.WriteString("<text:p>" + line + "</text:p>")
	}
	return b.String()
}

func read(content []byte) (poems, warnings []string, err error) {
	err = format.Read(context.Background(), "a.odt", bytes.NewReader(content), intake.Options{}, func(r intake.Row) error {
		poem := formattest.Value(r.Draft.Title) + "·" + formattest.Value(r.Draft.Author) + "·" + strings.ReplaceAll(formattest.Value(r.Draft.Body), "\n", "/")
		if r.Draft.Note != nil && *r.Draft.Note != "" {
			poem += "·注 " + *r.Draft.Note
		}
		poems = append(poems, poem)
		for _, w := range r.Warnings {
			warnings = append(warnings, w.Column+" "+w.Message.Key)
		}
		return nil
	})
	return poems, warnings, err
}

func TestRead(t *testing.T) {
	t.Parallel()
	const crane, well = "一声清唳过芦洲，/半夜月明如水流。", "井水照人不说话/桶落下去/天就碎了"
	crossed := `<table:table><table:table-row><table:table-cell>` + paragraphs("作者") + `</table:table-cell><table:table-cell>` + paragraphs("标题") + `</table:table-cell><table:table-cell>` + paragraphs("正文") + `</table:table-cell></table:table-row>` +
		`<table:table-row><table:table-cell table:number-rows-spanned="2">` + paragraphs("石桥") + `</table:table-cell><table:table-cell>` + paragraphs("鹤") + `</table:table-cell><table:table-cell>` + paragraphs("一声清唳过芦洲，\n半夜月明如水流。") + `</table:table-cell></table:table-row>` +
		`<table:table-row><table:covered-table-cell/><table:table-cell>` + paragraphs("井") + `</table:table-cell><table:table-cell><text:p>井水照人不说话<text:line-break/>桶落下去<text:line-break/>天就碎了</text:p></table:table-cell></table:table-row></table:table>`
	tests := []struct {
		name, body      string
		poems, warnings []string
	}{
		{"headings", `<text:h text:outline-level="1">鹤</text:h>` + paragraphs("石桥\n一声清唳过芦洲，\n半夜月明如水流。") + `<text:p text:style-name="P1">井</text:p>` + paragraphs("石桥\n井水照人不说话\n桶落下去\n天就碎了"),
			[]string{"鹤·石桥·" + crane, "井·石桥·" + well}, nil},
		{"a list with merged cells", crossed, []string{"鹤·石桥·" + crane, "井·石桥·" + well}, nil},
		{"what is none of the text", `<text:tracked-changes><text:changed-region><text:deletion><text:p>删了的</text:p></text:deletion></text:changed-region></text:tracked-changes>` +
			`<text:table-of-content><text:index-body><text:p>鹤 1</text:p></text:index-body></text:table-of-content>` + paragraphs("鹤\n石桥") +
			`<text:p>一声清唳过<text:ruby><text:ruby-base>芦</text:ruby-base><text:ruby-text>lú</text:ruby-text></text:ruby>洲，<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>芦洲在城南。</text:p></text:note-body></text:note></text:p>` +
			"<text:p>\n  半夜月明\n  <office:annotation><text:p>好</text:p></office:annotation>如水流。</text:p>",
			[]string{"鹤·石桥·一声清唳过芦洲，/半夜月明 如水流。·注 芦洲在城南。"}, []string{" intake.warn.comment"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			poems, warnings, err := read(document(t, tt.body))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.poems, poems); diff != "" {
				t.Errorf("poems (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.warnings, warnings); diff != "" {
				t.Errorf("warnings (-want +got):\n%s", diff)
			}
		})
	}
}

// manyBreaks are more line breaks than lines are taken, in XML that does not
// pack well enough to be a bomb.
func manyBreaks() string {
	r := rand.New(rand.NewSource(3))
	var b strings.Builder
	for range manuscript.MaxTextLines + 10 {
		b.WriteString(`<text:line-break x="` + string(rune('a'+r.Intn(26))) + string(rune('a'+r.Intn(26))) + `"/>`)
	}
	return b.String()
}

func TestRefused(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, body, want string }{
		{"deep", strings.Repeat("<text:section>", 300), "intake.not_made_by_word"},
		{"cut short", "<text:p>鹤", "intake.damaged"},
		{"lines without end", "<text:p>" + manyBreaks() + "</text:p>", "intake.text_too_long"},
		{"cells without end", "<table:table><table:table-row>" + strings.Repeat(`<table:table-cell table:number-columns-repeated="99999999"/>`, 5_000) + "</table:table-row></table:table>", "intake.text_too_long"},
		{"bomb", strings.Repeat("<text:p>"+strings.Repeat(" ", 400_000)+"</text:p>", 200), "intake.word_too_large"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, _, err := read(document(t, tt.body))
			var refused *corpus.Error
			if !errors.As(err, &refused) || refused.Code != corpus.Invalid || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v; want %s", err, tt.want)
			}
		})
	}
}

// FuzzRead makes the XML of a text: bytes of a ZIP that were changed at random
// are no ZIP any more.
func FuzzRead(f *testing.F) {
	f.Add(paragraphs("鹤\n石桥\n一声清唳过芦洲，") + `<table:table><table:table-row><table:table-cell table:number-rows-spanned="9"/><table:covered-table-cell/></table:table-row></table:table>`)
	f.Add(`<text:h>鹤</text:h></table:table><text:note></text:p><text:note-body><text:p>注</text:note><text:s text:c="999999999"/></text:p></text:span>`)
	f.Fuzz(func(t *testing.T, body string) {
		if _, _, err := read(document(t, body)); err != nil && corpus.CodeOf(err) == "" {
			t.Errorf("an error without a code: %v", err)
		}
	})
}
