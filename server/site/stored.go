package site

import (
	"strings"

	"shiyun/corpus/script"
)

// convertStored brings a sentence that an earlier version stored rendered to
// traditional characters; what it quotes of the archive is converted with it.
func convertStored(sentence string) string {
	return mended.Replace(script.TraditionalTaiwan(sentence))
}

// mended has the quotation marks that go with traditional characters, and what
// the converter's phrases get wrong in these sentences.
var mended = strings.NewReplacer("“", "「", "”", "」", "舊錶格", "舊表格", "格里", "格裡", "發佈", "發布")
