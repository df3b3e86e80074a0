package corpus

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The longest texts accepted, in code points. They bound what one row can
// cost in memory, in segmentation (about 350 bytes of C++ heap a code point)
// and on a page; the longest 辞赋 known to residents has some 3,000.
const (
	MaxBody  = 20_000
	MaxProse = 5_000 // preface, note
	MaxLine  = 1_000 // title and every other one-line field; some Song titles run to several hundred
	MaxList  = 50    // tags or collections of one poem
)

// lineEnds are the characters that end a line in the files people send: Word
// writes a vertical tab for a soft line end, old Macs a bare CR.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\f", "\n",
	"\u0085", "\n", "\u2028", "\n", "\u2029", "\n")

// CleanText normalises text to NFC and LF and changes nothing else. It
// returns an Invalid error for text that is not UTF-8, holds a control
// character, or is longer than limit code points.
func CleanText(s string, limit int) (string, error) {
	if !utf8.ValidString(s) {
		return "", NewError(Invalid, "intake.not_utf8")
	}
	s = lineEnds.Replace(s)
	if i, r := firstUnwanted(s); r != 0 {
		return "", unwantedError(s, i, r)
	}
	s = norm.NFC.String(s)
	if n := utf8.RuneCountInString(s); n > limit {
		return "", NewError(Invalid, "intake.too_many_characters", n, limit)
	}
	return s, nil
}

// CleanLine is CleanText for a field of one line: line ends and tabs become
// spaces, and spaces around it are dropped.
func CleanLine(s string) (string, error) {
	return CleanText(strings.TrimSpace(intoLine.Replace(s)), MaxLine)
}

var intoLine = strings.NewReplacer("\r\n", " ", "\r", " ", "\n", " ", "\t", " ", "\v", " ", "\f", " ",
	"\u0085", " ", "\u2028", " ", "\u2029", " ")

func firstUnwanted(s string) (int, rune) {
	for i, r := range s {
		if unwanted(r) {
			if r == 0 {
				r = utf8.MaxRune // a NUL must not read as "none found"
			}
			return i, r
		}
	}
	return 0, 0
}

// unwanted holds for characters that have no business in a poem and do harm
// elsewhere: controls cut C strings short, bidirectional overrides forge what
// a page shows.
func unwanted(r rune) bool {
	switch {
	case r == '\n' || r == '\t':
		return false
	case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
		return true
	}
	return unicode.IsControl(r) || r >= 0xFDD0 && r <= 0xFDEF || r&0xFFFE == 0xFFFE
}

func unwantedError(s string, i int, r rune) error {
	at := utf8.RuneCountInString(s[:i]) + 1
	if r == utf8.MaxRune {
		r = 0
	}
	what := NewMessage("intake.control_character", at, fmt.Sprintf("U+%04X", r))
	return &Error{Code: Invalid, Message: Advised(what, NewMessage("intake.advice.delete"))}
}
