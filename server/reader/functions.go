package reader

import (
	"html/template"

	"shiyun/corpus"
)

// Functions are what templates may call to show poems to residents.
func Functions() template.FuncMap {
	return template.FuncMap{
		"tunePath":   tunePath,
		"threadPath": threadPath,
		"opening":    opening,
		"poemIn":     poemIn,
		"listed":     func(p corpus.Poem, in string) listed { return listed{p, in} },
		"isSample":   isSample,
		"begun":      begun,
	}
}
