package quality

import (
	"strings"

	"github.com/mozillazg/go-pinyin"
)

// hurried types the pinyin of a clause without care: the last syllable not to
// its end, one letter wrong or left out, or only initials for some syllables.
func (g *generator) hurried(p *Poem) (Case, bool) {
	text, ok := g.clause(p, 7)
	if !ok {
		return Case{}, false
	}
	syllables, ok := spell(simplify(text), pinyin.Normal)
	if !ok {
		return Case{}, false
	}
	switch i, last := g.IntN(len(syllables)), len(syllables)-1; g.IntN(4) {
	case 0:
		syllables[last] = syllables[last][:1+g.IntN(len(syllables[last]))]
	case 1:
		at := g.IntN(len(syllables[i]))
		syllables[i] = syllables[i][:at] + string(rune('a'+g.IntN(26))) + syllables[i][at+1:]
	case 2:
		at := g.IntN(len(syllables[i]))
		syllables[i] = syllables[i][:at] + syllables[i][at+1:]
	default:
		for j := range syllables[:1+g.IntN(3)] {
			syllables[j] = syllables[j][:1]
		}
	}
	return g.finding(strings.Join(syllables, g.one("", " ")), string(text), g.inBody(string(text)))
}

// halfTyped leaves pinyin among the characters, as a phone does that was not
// waited for.
func (g *generator) halfTyped(p *Poem) (Case, bool) {
	text, ok := g.clause(p, 5)
	if !ok {
		return Case{}, false
	}
	typed := simplify(text)
	syllables, ok := spell(typed, pinyin.Normal)
	if !ok {
		return Case{}, false
	}
	i := 1 + g.IntN(len(typed)-1)
	query := string(typed[:i]) + strings.Join(syllables[i:], "")
	if g.IntN(2) == 0 {
		query = strings.Join(syllables[:i], "") + string(typed[i:])
	}
	return g.finding(query, string(text), g.inBody(string(text)))
}
