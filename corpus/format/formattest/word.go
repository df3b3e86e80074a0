package formattest

import (
	"archive/zip"
	"bytes"
	"hash/crc32"
	"io"
	"strings"
	"testing"
)

// WordSpace declares the name spaces of a Word file.
const WordSpace = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"`

// WordZIP packs parts, given as name, content and so on.
func WordZIP(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := create(z, parts[i], parts[i+1])
		if err == nil {
			_, err = w.Write([]byte(parts[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// create begins a part. The type that a file gives itself is not packed, so
// that it is seen in its first bytes.
func create(z *zip.Writer, name, content string) (io.Writer, error) {
	if name != "mimetype" {
		return z.Create(name)
	}
	size := uint64(len(content))
	return z.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Store, CRC32: crc32.ChecksumIEEE([]byte(content)), CompressedSize64: size, UncompressedSize64: size})
}

// Word makes a Word file of the XML of a body and of other parts, given as
// name, content and so on.
func Word(t testing.TB, body string, parts ...string) []byte {
	t.Helper()
	styles := `<w:styles ` + WordSpace + `><w:style w:styleId="2"><w:name w:val="heading 1"/></w:style>` +
		`<w:style w:styleId="a"><w:name w:val="我的诗题"/><w:basedOn w:val="2"/></w:style>` +
		`<w:style w:styleId="loop"><w:name w:val="loop"/><w:basedOn w:val="loop"/></w:style>` +
		`<w:style w:styleId="o"><w:name w:val="大纲"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style></w:styles>`
	return WordZIP(t, append(parts, "[Content_Types].xml", "<Types/>", "word/styles.xml", styles,
		"word/document.xml", `<?xml version="1.0" encoding="UTF-8"?><w:document `+WordSpace+`><w:body>`+body+`</w:body></w:document>`)...)
}

// Paragraph is a paragraph of one run; | stands for a soft break.
func Paragraph(properties, text string) string {
	text = strings.ReplaceAll(text, "|", `</w:t><w:br/><w:t xml:space="preserve">`)
	return `<w:p><w:pPr>` + properties + `</w:pPr><w:r><w:t xml:space="preserve">` + text + `</w:t></w:r></w:p>`
}

// Paragraphs are a paragraph for each line.
func Paragraphs(text string) string {
	var b strings.Builder
	for line := range strings.SplitSeq(text, "\n") {
		b.WriteString(Paragraph("", line))
	}
	return b.String()
}
