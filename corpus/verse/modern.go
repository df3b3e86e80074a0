package verse

import (
	"strings"
	"unicode/utf8"
)

// spoken are the words of today's speech that written verse of old does without.
const spoken = "的了着过们她它吗呢吧把这那很没说着過們嗎這沒說"

// Least of what a text must have to be called free verse of today: lines,
// lengths of lines, and spoken words in a hundred characters.
const (
	leastLines   = 4
	leastLengths = 3
	leastSpoken  = 3
	mostlySpoken = 8 // of a text whose lines end with marks
)

// IsModern reports whether a text is free verse of today beyond doubt: lines of
// many lengths, in the words that people speak, and few that end with a mark.
// Songs of old have such words too; their lines end with marks.
func IsModern(body string) bool {
	lines, ended, letters, words := 0, 0, 0, 0
	lengths := map[int]bool{}
	for line := range strings.SplitSeq(body, "\n") {
		s := ShapeOf(line)
		if s.Letters == 0 {
			continue
		}
		lines++
		letters += s.Letters
		lengths[s.Letters] = true
		if last, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(line)); strings.ContainsRune("，。；！？、", last) {
			ended++
		}
		for _, r := range line {
			if strings.ContainsRune(spoken, r) {
				words++
			}
		}
	}
	if lines < leastLines || len(lengths) < leastLengths || strings.ContainsAny(body, "俺恁哥兀") {
		return false
	}
	return ended*2 <= lines && words*100 >= letters*leastSpoken || words*100 >= letters*mostlySpoken
}
