package quality

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// wildcard leaves one character or any run open between the beginning and the
// end of what is remembered. The count is of poems with such a line; marks are
// no characters, so that 春? matches across a comma. Without a field, a title
// or a name may match too.
func (g *generator) wildcard(p *Poem) (Case, bool) {
	text, ok := g.clause(p, 5)
	if !ok {
		return Case{}, false
	}
	text = g.typed(text)
	head := 1 + g.IntN(2)
	tail := head + 1
	mark := g.one("?", "?", "*", "*", "？", "??")
	gap := utf8.RuneCountInString(mark)
	switch mark {
	case "*":
		gap = anyGap
		tail = head + g.IntN(len(text)-head)
	case "??":
		tail = head + 2
	}
	end := min(tail+1+g.IntN(2), len(text))
	pattern := string(text[:head]) + mark + string(text[tail:end])
	field := g.one("body:", "body:", "句:", "")
	open := []rune(g.fold(string(text[:head])))
	shut := []rune(g.fold(string(text[tail:end])))
	return g.counting(field+pattern, func(p *Poem) bool {
		if field == "" && slices.ContainsFunc([]string{p.title, p.author, p.preface}, func(s string) bool { return gapped(s, open, shut, gap) }) {
			return true
		}
		return slices.ContainsFunc(p.lines, func(line string) bool { return gapped(line, open, shut, gap) })
	})
}

// anyGap stands for any number of characters, none included.
const anyGap = -1

// gapped reports whether text has the two runs in order with so many characters
// between them.
func gapped(text string, open, shut []rune, gap int) bool {
	if !strings.Contains(text, string(open)) {
		return false
	}
	t := []rune(text)
	for i := 0; i+len(open)+len(shut) <= len(t); i++ {
		if !slices.Equal(t[i:i+len(open)], open) {
			continue
		}
		for j := i + len(open); j+len(shut) <= len(t); j++ {
			if gap != anyGap && gap != j-i-len(open) {
				continue
			}
			if slices.Equal(t[j:j+len(shut)], shut) {
				return true
			}
		}
	}
	return false
}
