package intake

import (
	"bytes"
	"path/filepath"
	"strings"

	"shiyun/corpus"
)

// guessFormat tells a file's format by its name and else by its first byte.
func guessFormat(name string, head []byte) Format {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".jsonl", ".ndjson", ".json":
		return JSONL
	case ".csv", ".tsv":
		return CSV
	}
	if bytes.HasPrefix(firstText(head), []byte("{")) {
		return JSONL
	}
	return CSV
}

// firstText is head without byte order mark and leading white space.
func firstText(head []byte) []byte { return bytes.TrimSpace(bytes.TrimPrefix(head, bomUTF8)) }

const saveAsCSV = "请在 Excel 或 WPS 里打开它，另存为“CSV UTF-8”再导入"

// foreign lists files that come under a wrong name, by how they begin.
var foreign = []struct{ magic, what, advice string }{
	{"PK\x03\x04", "Excel、Word 文件或压缩包", saveAsCSV},
	{"\xD0\xCF\x11\xE0", "旧版 Excel 或 Word 文件", saveAsCSV},
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
	for _, f := range foreign {
		if bytes.HasPrefix(head, []byte(f.magic)) {
			return corpus.Errorf(corpus.Invalid, "“%s”的内容其实是%s，%s", name, f.what, f.advice)
		}
	}
	start := bytes.ToLower(firstText(head)[:min(len(firstText(head)), 16)])
	if bytes.HasPrefix(start, []byte("<!doctype")) || bytes.HasPrefix(start, []byte("<html")) || bytes.HasPrefix(start, []byte("<?xml")) {
		return corpus.Errorf(corpus.Invalid, "“%s”的内容其实是网页，请把文字复制到表格里，存成 CSV 再导入", name)
	}
	if isBinary(head) {
		return corpus.Errorf(corpus.Invalid, "“%s”不是文字文件，请换成 CSV 表格或 JSON Lines 再导入", name)
	}
	return nil
}

// isBinary holds where control bytes are too many for a text with a stray one
// in it. UTF-16 is full of NULs and is text.
func isBinary(head []byte) bool {
	if utf16Of(head) != nil {
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
