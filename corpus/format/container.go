package format

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"io"
	"path"
	"strings"

	"shiyun/corpus"
	"shiyun/corpus/format/source"
	"shiyun/corpus/intake"
)

// isZIP holds for a ZIP container, the empty one included.
func isZIP(head []byte) bool {
	return bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.HasPrefix(head, []byte("PK\x05\x06"))
}

// container is a kind of file that is a ZIP inside, and what it holds that
// others do not.
type container struct {
	format       intake.Format // "" where it is not read
	what, advice corpus.Message
}

var (
	iwork = container{"", corpus.NewMessage("intake.foreign.iwork"), corpus.NewMessage("intake.advice.export_from_iwork")}

	// byPart are containers by the name of a part, in small letters.
	byPart = map[string]container{
		"xl/workbook.xml":        {format: intake.XLSX},
		"xl/workbook.bin":        {format: intake.XLSX},
		"word/document.xml":      {format: intake.DOCX},
		"meta-inf/container.xml": {format: intake.EPUB},
		"ppt/presentation.xml":   {"", corpus.NewMessage("intake.foreign.slides"), corpus.NewMessage("intake.advice.copy_to_docx")},
		"ofd.xml":                {"", corpus.NewMessage("intake.foreign.ofd"), corpus.NewMessage("intake.advice.convert_to_docx")},
		"index.apxl":             iwork,
		"index.zip":              iwork,
	}
	// byType are containers by the type they give themselves.
	byType = map[string]container{
		"application/vnd.oasis.opendocument.spreadsheet":  {format: intake.ODS},
		"application/vnd.oasis.opendocument.text":         {format: intake.ODT},
		"application/epub+zip":                            {format: intake.EPUB},
		"application/vnd.oasis.opendocument.presentation": {"", corpus.NewMessage("intake.foreign.slides"), corpus.NewMessage("intake.advice.copy_to_docx")},
		"application/vnd.oasis.opendocument.graphics":     {"", corpus.NewMessage("intake.foreign.picture"), corpus.NewMessage("intake.advice.make_sheet")},
	}
)

// containerOf is the container that a part of this name shows.
func containerOf(part string) (container, bool) {
	part = strings.ToLower(strings.ReplaceAll(part, `\`, "/"))
	if strings.HasSuffix(part, ".iwa") {
		return iwork, true
	}
	c, known := byPart[part]
	return c, known
}

// detectContainer returns the format of a ZIP by its content. Its name proves
// nothing: a .docx that is a renamed workbook is a workbook.
func detectContainer(s *source.Source) (intake.Format, error) {
	z, err := s.Archive(s.ZipLimit())
	if err != nil {
		return "", err
	}
	for _, f := range z.File {
		c, known := containerOf(f.Name)
		if f.Name == "mimetype" {
			c, known = byType[mimetypeOf(f)]
		}
		if !known {
			continue
		}
		if c.format == "" {
			return "", intake.Refusal(corpus.NewMessage("intake.is_foreign", s.Name, c.what), c.advice)
		}
		if c.format == intake.DOCX {
			s.Opts.Format = intake.DOCX
		}
		return c.format, nil
	}
	return intake.ZIP, nil
}

// mimetypeOf is the type an OpenDocument file or a book gives itself, "" where
// it cannot be read.
func mimetypeOf(f *zip.File) string {
	in, err := f.Open()
	if err != nil {
		return ""
	}
	defer in.Close()
	said, err := io.ReadAll(io.LimitReader(in, 100))
	if err != nil {
		return ""
	}
	return strings.TrimSuffix(strings.TrimSpace(string(said)), "-template")
}

// containerAt returns the format of a container within an archive, found by the
// parts that begin in its head, and by its name where none of those is known.
func containerAt(name string, head []byte) (intake.Format, error) {
	for at := 0; at >= 0 && at < len(head); {
		part, said := partAt(head[at:])
		c, known := containerOf(part)
		if part == "mimetype" {
			c, known = byType[strings.TrimSuffix(strings.TrimSpace(said), "-template")]
		}
		switch {
		case known && c.format == "":
			return "", intake.Refusal(corpus.NewMessage("intake.is_foreign", name, c.what), c.advice)
		case known:
			return c.format, nil
		}
		next := bytes.Index(head[at+4:], []byte("PK\x03\x04"))
		if next < 0 {
			break
		}
		at += 4 + next
	}
	return containerNamed(name)
}

// partAt is the name of the part that begins here, and its bytes as far as
// they are not packed and stated to be few.
func partAt(b []byte) (name, content string) {
	const fixed = 30 // bytes of the header before the name
	if len(b) < fixed {
		return "", ""
	}
	method, size := binary.LittleEndian.Uint16(b[8:]), int(binary.LittleEndian.Uint32(b[18:]))
	from := fixed + int(binary.LittleEndian.Uint16(b[26:]))
	to := from + int(binary.LittleEndian.Uint16(b[28:]))
	if to > len(b) {
		return "", ""
	}
	if method == zip.Store && size <= 100 && to+size <= len(b) {
		content = string(b[to : to+size])
	}
	return string(b[fixed:from]), content
}

func containerNamed(name string) (intake.Format, error) {
	switch strings.ToLower(path.Ext(name)) {
	case ".xlsx", ".xlsm":
		return intake.XLSX, nil
	case ".ods":
		return intake.ODS, nil
	case ".docx", ".docm":
		return intake.DOCX, nil
	case ".odt", ".ott":
		return intake.ODT, nil
	case ".epub":
		return intake.EPUB, nil
	case ".pages", ".key", ".numbers":
		return "", intake.Refusal(corpus.NewMessage("intake.is_foreign", name, iwork.what), iwork.advice)
	}
	return "", nestedArchive(name)
}
