package format

import (
	"bytes"
	"path/filepath"
	"strings"

	"shiyun/corpus"
	"shiyun/corpus/format/csv"
	"shiyun/corpus/format/source"
	"shiyun/corpus/intake"
)

// detect returns the format that Read takes the file for.
func detect(s *source.Source) (intake.Format, error) {
	f := s.Opts.Format
	switch {
	case isZIP(s.Head):
		return detectContainer(s)
	case f == intake.XLSX || f == intake.ODS || f == intake.DOCX || f == intake.ODT || f == intake.EPUB || f == intake.ZIP:
		return "", intake.Refusal(corpus.NewMessage("intake.not_that_format", s.Name, strings.ToUpper(string(f))), corpus.NewMessage("intake.advice.right_file"))
	case f != intake.Auto && f != "":
		return f, nil
	}
	if f = guess(s); f == intake.Text && !mayBeText(s.Name) {
		return "", intake.Refusal(corpus.NewMessage("intake.unknown_file", s.Name), corpus.NewMessage("intake.advice.right_file_or_save_again"))
	}
	return f, nil
}

// mayBeText holds for names of texts, and for names without an extension: a
// text is what is left when nothing else is recognised, so that a name must
// not speak against it.
func mayBeText(name string) bool {
	switch ext := strings.ToLower(filepath.Ext(name)); ext {
	case "", ".txt", ".text", ".md", ".markdown":
		return true
	default:
		return len(ext) > 5 || strings.Trim(ext, ".abcdefghijklmnopqrstuvwxyz0123456789") != ""
	}
}

// guess returns a text's format by its name, and else by how it begins.
func guess(s *source.Source) intake.Format {
	f := guessFormat(s.Name, s.Head)
	start := source.FirstText(s.Head)
	switch {
	case f == intake.JSONL && (bytes.HasPrefix(start, []byte("[")) || manyLined(start) || isOneObject(s.Name, start)):
		return intake.JSON
	case f != "":
		return f
	}
	if at := csv.FindHeader(s); at.Body && at.Guessed == nil && (at.Known > 1 || !isTextName(s.Name)) {
		return intake.CSV
	}
	return intake.Text
}

// guessFormat returns a file's format by its name and else by its first byte;
// "" where neither decides.
func guessFormat(name string, head []byte) intake.Format {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".jsonl", ".ndjson", ".json":
		return intake.JSONL
	case ".csv", ".tsv":
		return intake.CSV
	case ".md", ".markdown":
		return intake.Text
	}
	if start := source.FirstText(head); bytes.HasPrefix(start, []byte("{")) || bytes.HasPrefix(start, []byte(`[{`)) {
		return intake.JSONL
	}
	return ""
}

func isTextName(name string) bool {
	ext := strings.ToLower(filepath.Ext(name))
	return ext == ".txt" || ext == ".text"
}

// manyLined holds for one JSON object written over several lines.
func manyLined(start []byte) bool {
	line, _, more := bytes.Cut(start, []byte("\n"))
	return more && bytes.HasPrefix(line, []byte("{")) && len(bytes.Trim(line, "{ \r\t")) == 0
}

// isOneObject reports whether a file is named .json and no second line of it
// begins with an object: its poems stand in a list within the first.
func isOneObject(name string, start []byte) bool {
	return strings.EqualFold(filepath.Ext(name), ".json") && bytes.HasPrefix(start, []byte("{")) && !bytes.Contains(start, []byte("\n{"))
}

// magicOLE begins the container of old office files, and of new ones with a
// password, which lie in it as a stream of the name encryptedPackage. Source:
// MS-CFB 2.2, MS-OFFCRYPTO 2.3.4.
const magicOLE = "\xD0\xCF\x11\xE0"

var encryptedPackage = []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")

// foreign lists files that come under a wrong name, by how they begin.
var foreign = []struct {
	magic        string
	what, advice corpus.Message
}{
	{magicOLE, corpus.NewMessage("intake.foreign.old_office"), corpus.NewMessage("intake.advice.save_as_office")},
	{"%PDF-", corpus.NewMessage("intake.foreign.pdf"), corpus.NewMessage("intake.advice.convert_to_docx")},
	{"\x89PNG", corpus.NewMessage("intake.foreign.picture"), corpus.NewMessage("intake.advice.make_sheet")},
	{"\xFF\xD8\xFF", corpus.NewMessage("intake.foreign.picture"), corpus.NewMessage("intake.advice.make_sheet")},
	{"II*\x00", corpus.NewMessage("intake.foreign.picture"), corpus.NewMessage("intake.advice.make_sheet")},
	{"MM\x00*", corpus.NewMessage("intake.foreign.picture"), corpus.NewMessage("intake.advice.make_sheet")},
	{"GIF8", corpus.NewMessage("intake.foreign.picture"), corpus.NewMessage("intake.advice.make_sheet")},
	{"\x1F\x8B", corpus.NewMessage("intake.foreign.archive"), corpus.NewMessage("intake.advice.unpack_first")},
	{"Rar!", corpus.NewMessage("intake.foreign.archive"), corpus.NewMessage("intake.advice.unpack_first")},
	{"7z\xBC\xAF", corpus.NewMessage("intake.foreign.archive"), corpus.NewMessage("intake.advice.unpack_first")},
	{"{\\rtf", corpus.NewMessage("intake.foreign.rtf"), corpus.NewMessage("intake.advice.save_as_docx")},
	{"SQLite format 3\x00", corpus.NewMessage("intake.foreign.database"), corpus.NewMessage("intake.advice.export_csv")},
}

// refuseWrongType returns an Invalid error for a file that is no text at all,
// or a web page, whatever its name. One clear sentence serves better
// than a refusal of each of its "rows".
func refuseWrongType(name string, head []byte) error {
	if bytes.HasPrefix(head, []byte(magicOLE)) && bytes.Contains(head, encryptedPackage) {
		return intake.Refusal(corpus.NewMessage("intake.has_password", name), corpus.NewMessage("intake.advice.save_without_password"))
	}
	if isWordBefore2007(name, head) {
		return intake.Refusal(corpus.NewMessage("intake.is_foreign", name, corpus.NewMessage("intake.foreign.old_word")), corpus.NewMessage("intake.advice.save_as_docx"))
	}
	if isMedia(head) {
		return intake.Refusal(corpus.NewMessage("intake.is_foreign", name, corpus.NewMessage("intake.foreign.media")), corpus.NewMessage("intake.advice.make_sheet"))
	}
	for _, f := range foreign {
		if bytes.HasPrefix(head, []byte(f.magic)) {
			return intake.Refusal(corpus.NewMessage("intake.is_foreign", name, f.what), f.advice)
		}
	}
	start := bytes.ToLower(source.FirstText(head)[:min(len(source.FirstText(head)), 16)])
	if bytes.HasPrefix(start, []byte("<!doctype")) || bytes.HasPrefix(start, []byte("<html")) || bytes.HasPrefix(start, []byte("<?xml")) {
		return intake.Refusal(corpus.NewMessage("intake.is_web_page", name), corpus.NewMessage("intake.advice.copy_to_sheet"))
	}
	if !isZIP(head) && isBinary(head) {
		return intake.Refusal(corpus.NewMessage("intake.not_text", name), corpus.NewMessage("intake.advice.sheet_word_or_text"))
	}
	return nil
}

// wordStream names the text of an old Word file, or one of WPS, in its
// directory, in UTF-16. Source: MS-DOC 2.1.1.
var wordStream = []byte("W\x00o\x00r\x00d\x00D\x00o\x00c\x00u\x00m\x00e\x00n\x00t\x00")

// isWordBefore2007 reports whether an old office file is one of Word or WPS.
// Its directory may lie beyond the head; then the name decides.
func isWordBefore2007(name string, head []byte) bool {
	if !bytes.HasPrefix(head, []byte(magicOLE)) {
		return false
	}
	switch strings.ToLower(filepath.Ext(name)) {
	case ".doc", ".dot", ".wps", ".wpt":
		return true
	}
	return bytes.Contains(head, wordStream)
}

// isMedia reports whether a file is a picture or recording of the formats
// that phones write: HEIC, MP4, WebP, WAV.
func isMedia(head []byte) bool {
	return len(head) > 12 && (string(head[4:8]) == "ftyp" || string(head[:4]) == "RIFF") || bytes.HasPrefix(head, []byte("ID3"))
}

// isBinary reports whether there are too many control bytes for a text with a
// stray one in it. UTF-16 is full of NULs and is text.
func isBinary(head []byte) bool {
	if source.UTF16Of(head) != nil {
		return false
	}
	controls := 0
	for _, c := range head {
		if c < 0x20 && !bytes.ContainsRune([]byte("\t\n\v\f\r\x1a\x1b"), rune(c)) {
			controls++
		}
	}
	return controls > len(head)/10
}
