package intake

import (
	"strings"
	"unicode/utf8"
)

// formulaStarts begin a formula in some spreadsheet; a leading "'" is among
// them so that a text that has one of its own comes back with it. The
// full-width ones are taken for the others by Chinese versions. Source: OWASP,
// CSV injection; ASVS 5.0, 1.2.10.
const formulaStarts = "=+-@\t\r＝＋－＠'"

// Escape keeps a spreadsheet from running a cell as a formula.
func Escape(s string) string {
	if startsFormula(s) {
		return "'" + s
	}
	return s
}

// Unescape undoes escape once, and leaves every other text as it is.
func Unescape(s string) string {
	if rest, ok := strings.CutPrefix(s, "'"); ok && startsFormula(rest) {
		return rest
	}
	return s
}

func startsFormula(s string) bool {
	r, size := utf8.DecodeRuneInString(s)
	return size > 0 && strings.ContainsRune(formulaStarts, r) && !(r == utf8.RuneError && size == 1)
}
