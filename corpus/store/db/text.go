package db

import (
	"strings"
	"unicode"
)

// ReplaceNUL returns s with a replacement character for every NUL, which has no
// place in a text of a database: bun makes a statement with one an error, and
// addresses and forms carry any bytes. Dialects write every text so; bun itself
// replaces what is no UTF-8.
func ReplaceNUL(s string) string {
	return strings.ReplaceAll(s, "\x00", string(unicode.ReplacementChar))
}
