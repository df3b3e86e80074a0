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

// detect tells the format of the file, as Read will take it.
func detect(s *source.Source) (intake.Format, error) {
	f := s.Opts.Format
	switch {
	case isZIP(s.Head):
		return detectContainer(s)
	case f == intake.XLSX || f == intake.DOCX || f == intake.ZIP:
		return "", corpus.Errorf(corpus.Invalid, "“%s”的内容不是 %s 文件，请检查是否选对了文件", s.Name, strings.ToUpper(string(f)))
	case f != intake.Auto && f != "":
		return f, nil
	}
	if f = guess(s); f == intake.Text && !mayBeText(s.Name) {
		return "", corpus.Errorf(corpus.Invalid, "“%s”的内容与它的名字不符，或不是认得的文件，请检查是否选对了文件，或在 Excel、WPS、Word 里打开它，另存一次", s.Name)
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

// detectContainer tells what a ZIP is by what is in it. Names say nothing: a .docx
// that is a renamed workbook is a workbook.
func detectContainer(s *source.Source) (intake.Format, error) {
	z, err := s.Archive(s.ZipLimit())
	if err != nil {
		return "", err
	}
	for _, f := range z.File {
		switch strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/")) {
		case "xl/workbook.xml", "xl/workbook.bin":
			return intake.XLSX, nil
		case "word/document.xml":
			s.Opts.Format = intake.DOCX
			return intake.DOCX, nil
		}
	}
	return intake.ZIP, nil
}

// guess tells a text's format by its name, and else by how it begins.
func guess(s *source.Source) intake.Format {
	f := guessFormat(s.Name, s.Head)
	start := source.FirstText(s.Head)
	switch {
	case f == intake.JSONL && (bytes.HasPrefix(start, []byte("[")) || manyLined(start)):
		return intake.JSON
	case f != "":
		return f
	}
	if at := csv.FindHeader(s); at.Body && (at.Known > 1 || !isTextName(s.Name)) {
		return intake.CSV
	}
	return intake.Text
}

// guessFormat tells a file's format by its name and else by its first byte;
// "" where neither says.
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

// isZIP holds for a ZIP container, the empty one included.
func isZIP(head []byte) bool {
	return bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.HasPrefix(head, []byte("PK\x05\x06"))
}

// magicOLE begins the container of old office files, and of new ones with a
// password, which lie in it as a stream of the name encryptedPackage. Source:
// MS-CFB 2.2, MS-OFFCRYPTO 2.3.4.
const magicOLE = "\xD0\xCF\x11\xE0"

var encryptedPackage = []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")

// foreign lists files that come under a wrong name, by how they begin.
var foreign = []struct{ magic, what, advice string }{
	{magicOLE, "旧版 Excel、Word 文件，或加了密码的文件", "请在 Excel、Word 或 WPS 里打开它，去掉密码，另存为 .xlsx 或 .docx 再导入"},
	{"%PDF-", "PDF 文件", "请把文字复制到表格里，存成 CSV 再导入"},
	{"\x89PNG", "图片", "请换成文字的表格再导入"},
	{"\xFF\xD8\xFF", "图片", "请换成文字的表格再导入"},
	{"GIF8", "图片", "请换成文字的表格再导入"},
	{"\x1F\x8B", "压缩文件", "请先解压再导入"},
	{"Rar!", "压缩文件", "请先解压再导入"},
	{"7z\xBC\xAF", "压缩文件", "请先解压再导入"},
	{"{\\rtf", "写字板（RTF）文件", "请把文字复制到表格里，存成 CSV 再导入"},
	{"SQLite format 3\x00", "数据库文件", "请先导出为 CSV 再导入"},
}

// refuseWrongType returns an Invalid error for a file that is no text at all,
// or a web page, whatever its name says. One clear sentence serves better
// than a refusal of each of its "rows".
func refuseWrongType(name string, head []byte) error {
	if bytes.HasPrefix(head, []byte(magicOLE)) && bytes.Contains(head, encryptedPackage) {
		return corpus.Errorf(corpus.Invalid, "“%s”加了密码，请在 Excel、Word 或 WPS 里打开它，去掉密码，另存一次再导入", name)
	}
	for _, f := range foreign {
		if bytes.HasPrefix(head, []byte(f.magic)) {
			return corpus.Errorf(corpus.Invalid, "“%s”的内容其实是%s，%s", name, f.what, f.advice)
		}
	}
	start := bytes.ToLower(source.FirstText(head)[:min(len(source.FirstText(head)), 16)])
	if bytes.HasPrefix(start, []byte("<!doctype")) || bytes.HasPrefix(start, []byte("<html")) || bytes.HasPrefix(start, []byte("<?xml")) {
		return corpus.Errorf(corpus.Invalid, "“%s”的内容其实是网页，请把文字复制到表格里，存成 CSV 再导入", name)
	}
	if !isZIP(head) && isBinary(head) {
		return corpus.Errorf(corpus.Invalid, "“%s”不是文字文件，请换成 Excel 表格、Word 文件或文字再导入", name)
	}
	return nil
}

// isBinary holds where control bytes are too many for a text with a stray one
// in it. UTF-16 is full of NULs and is text.
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
