package typeset

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"shiyun/corpus"
)

const (
	// mostFitted is the longest clause, with its stop, that is made to fit the
	// width: a longer one would be too small to read.
	mostFitted = 16
	// mostRows is how many clauses, one below the other, are made to fit the
	// first screen of a phone.
	mostRows = 8
)

// fitOf returns the classes by which the styles size verse: "n8", the
// characters of its longest clause with the stop (of a side, where sides hang),
// and "r4", its clauses where
// they are few. Free verse and prose, which break where they must, have none.
func fitOf(v Verse) string {
	longest, rows := 0, 0
	for i, g := range v.Groups {
		if g.Parting && i > 0 {
			rows++ // the room before a stanza
		}
		for _, line := range g.Lines {
			side := 0
			for _, clause := range line.Clauses {
				n := utf8.RuneCountInString(clause)
				longest, side = max(longest, n), side+n
				rows++
			}
			if v.Shape == shapeHung { // which stands in one column
				longest = max(longest, side)
			}
		}
	}
	if v.Shape == shapeFree || v.Shape == shapeProse || longest == 0 || longest > mostFitted {
		return ""
	}
	fit := "n" + strconv.Itoa(longest)
	if rows <= mostRows+1 {
		fit += " r" + strconv.Itoa(rows)
	}
	return fit
}

// TitleFit returns the class by which the styles size the title of a poem, so
// that it stays on one line where it can: "n5" for five characters, "long" for
// one that would fill a phone's screen at its usual size.
func TitleFit(title string) string {
	switch n := utf8.RuneCountInString(title); {
	case n > longestTitle:
		return "long"
	case n > mostFitted:
		return ""
	default:
		return "n" + strconv.Itoa(n)
	}
}

const longestTitle = 24

// IsShort reports whether a poem of few clauses can be read whole on a screen.
func IsShort(p corpus.Poem) bool { return strings.Contains(fitOf(Versify(p)), " r") }
