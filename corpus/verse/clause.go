package verse

import (
	"strings"
	"unicode"
)

// Clause is a stretch of a line that is read in one breath (句), with the
// marks that end it.
type Clause struct {
	Text string
	At   int // where it begins in its line, in bytes
}

// Clauses cuts a line after the marks that end a clause, with what closes a
// quotation there. The texts together are the line; there is always one, and
// only that of an empty line is empty.
func Clauses(line string) []Clause {
	var clauses []Clause
	start, ended := 0, false
	for i, r := range line {
		does := MarkOf(r)
		ends := does.Has(EndsClause)
		if ended && !ends && !does.Has(Closes) {
			clauses, start = append(clauses, Clause{line[start:i], start}), i
		}
		ended = ends || ended && start != i
	}
	return append(clauses, Clause{line[start:], start})
}

// Words returns the clause's letters and numbers, without its marks and the
// space in it.
func (c Clause) Words() string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return r
		}
		return -1
	}, c.Text)
}
