package reader

import (
	"html/template"
	"strings"
	"time"

	"shiyun/server/paths"
	"shiyun/server/reader/reading"
	"shiyun/server/typeset"
)

// Functions are what templates may call to show poems to residents.
func Functions() template.FuncMap {
	return template.FuncMap{
		"tunePath":    paths.Tune,
		"threadPath":  paths.Thread,
		"opening":     reading.Opening,
		"poemIn":      reading.PoemIn,
		"listed":      reading.InList,
		"isSample":    reading.IsSample,
		"begun":       begun,
		"firstCarved": func(text string) string { return typeset.Shorten(strings.Join(strings.Fields(text), " "), 24) },
		"oneLine":     oneLine,
		"month":       func(day time.Time) int { return int(day.Month()) },
	}
}
