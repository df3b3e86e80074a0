package reader

import (
	"strings"
	"testing"
	"unicode/utf8"

	"shiyun/corpus"
	"shiyun/corpus/verse"
)

func TestFirstPageShowsTheBeginningOfALongPoem(t *testing.T) {
	line := "湖山一望入诗来，"
	for name, c := range map[string]struct {
		body  string
		lines int
	}{
		"a 绝句":              {strings.Repeat(line+"\n", 4), 4},
		"sixteen lines":     {strings.Repeat(line+"\n", 16), 16},
		"a 赋":               {strings.Repeat(line+"\n\n", 300), 8},
		"one endless line":  {strings.Repeat(line, 500), 1},
		"a few long lines":  {strings.Repeat(strings.Repeat(line, 10)+"\n", 9), 2},
		"nothing but space": {" \n ", 0},
	} {
		t.Run(name, func(t *testing.T) {
			shown := begun(corpus.Poem{Body: c.body})
			if got := len(verse.Lines(shown.Body)); got != c.lines {
				t.Errorf("%d lines (%d characters), want %d", got, utf8.RuneCountInString(shown.Body), c.lines)
			}
		})
	}
}
