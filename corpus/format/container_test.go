package format_test

import (
	"bytes"
	"strings"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/format"
	"shiyun/corpus/format/formattest"
	"shiyun/corpus/intake"
)

// TestForeignContainers sends files of other programs, under their own names
// and under others. Each is refused once and as what it is, also in an
// archive, out of which the rest goes in.
func TestForeignContainers(t *testing.T) {
	t.Parallel()
	zipOf := func(parts ...string) string { return string(formattest.WordZIP(t, parts...)) }
	utf16 := func(s string) string { return strings.Join(strings.Split(s, ""), "\x00") + "\x00" }
	pages := zipOf("Index/Document.iwa", "山", "Metadata/Properties.plist", "<plist/>", "preview.jpg", "\xFF\xD8")
	ole := "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 600)
	tests := []struct{ name, content, want string }{
		{"诗.pages", pages, "intake.foreign.iwork"},
		{"诗.zip", pages, "intake.foreign.iwork"},
		{"诗.docx", pages, "intake.foreign.iwork"},
		{"诗.key", zipOf("Index/Slide-1.iwa", "山"), "intake.foreign.iwork"},
		{"诗.pptx", zipOf("[Content_Types].xml", "<a/>", "ppt/presentation.xml", "<a/>"), "intake.foreign.slides"},
		{"诗.odp", zipOf("mimetype", "application/vnd.oasis.opendocument.presentation"), "intake.foreign.slides"},
		{"诗.ofd", zipOf("OFD.xml", "<a/>"), "intake.foreign.ofd"},
		{"诗.doc", ole, "intake.foreign.old_word"},
		{"诗.wps", ole, "intake.foreign.old_word"},
		{"诗.docx", ole + utf16("WordDocument"), "intake.foreign.old_word"},
		{"诗.rtf", `{\rtf1 \u38634?}`, "intake.foreign.rtf"},
		{"诗.txt", "%PDF-1.7\n", "intake.foreign.pdf"},
		{"诗.txt", "\x00\x00\x00\x18ftypheic\x00\x00", "intake.foreign.media"},
		{"诗.webp", "RIFF\x24\x00\x00\x00WEBPVP8 ", "intake.foreign.media"},
	}
	for _, tt := range tests {
		t.Run(tt.name+" "+tt.want, func(t *testing.T) {
			t.Parallel()
			rows, err := formattest.ReadRows(tt.name, strings.NewReader(tt.content), intake.Auto)
			if corpus.CodeOf(err) != corpus.Invalid || !strings.Contains(err.Error(), tt.want) || len(rows) > 0 {
				t.Errorf("%d rows, %v", len(rows), err)
			}
			archive := formattest.WordZIP(t, tt.name, tt.content, "雪.txt", "雪\n作者：竹声\n\n落在瓦上的都没有声音")
			rows, err = formattest.ReadRows("诗.zip", bytes.NewReader(archive), intake.Auto)
			if err != nil || len(rows) != 2 || len(rows[0].Problems) != 1 || !strings.Contains(rows[0].Problems[0].Message.String(), tt.want) || formattest.Value(rows[1].Draft.Title) != "雪" {
				t.Errorf("in an archive: %v, %s", err, formattest.Report(rows))
			}
			p, err := format.Inspect(t.Context(), "诗.zip", bytes.NewReader(archive), intake.Options{})
			if err != nil || len(p.Entries) != 2 || !strings.Contains(p.Entries[0].Refusal.String(), tt.want) {
				t.Errorf("inspected: %v, %v", err, p.Entries)
			}
		})
	}
}
