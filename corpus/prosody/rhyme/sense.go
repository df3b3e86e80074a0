package rhyme

import (
	_ "embed"
	"strings"
	"sync"

	"shiyun/corpus/fold"
)

// senses.tsv has the characters whose two tones are bound to a sense, with what
// the level and what the oblique one means. Those that poets read either way in
// one sense (看, 过, 望, 忘, 听) are not among them.
//
//go:embed senses.tsv
var sensesFile string

var senses = sync.OnceValue(func() map[rune][2]string {
	all := map[rune][2]string{}
	for line := range strings.Lines(sensesFile) {
		cells := strings.Split(strings.TrimSpace(line), "\t")
		all[[]rune(cells[0])[0]] = [2]string{cells[1], cells[2]}
	}
	return all
})

// Sense returns what a character means where it is read in one of its two
// tones; "" where the tone is bound to no sense.
func Sense(char rune, tone Tone) string {
	of, ok := senses()[char]
	if !ok {
		folded, _ := fold.Rune(char)
		of = senses()[folded]
	}
	if tone == Level {
		return of[0]
	}
	return of[1]
}
