package main

import (
	"cmp"
	"strings"

	"shiyun/corpus"
	"shiyun/corpus/verse"
)

// lost stands in the package for a character that cannot be read, which counts
// as one.
var lost = strings.NewReplacer("□", "字")

// guessForm names a 诗's form by its shape alone, which is right often enough
// for filling an archive with plausible values and no more: a 古绝 is taken
// for a 绝句.
func guessForm(body string) string {
	return string(cmp.Or(verse.ShapeOf(lost.Replace(body)).Form(), corpus.FormGufeng))
}
