package query

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"shiyun/corpus/fold"
)

// maxPattern bounds a pattern, in pieces: matching tries every length of
// a "*".
const maxPattern = 40

// wildcards has the piece a character stands for, half or full width.
var wildcards = map[rune]ElemKind{
	'?': ElemOne, '？': ElemOne, '*': ElemRun, '＊': ElemRun,
	'^': ElemLineStart, '＾': ElemLineStart, '$': ElemLineEnd, '＄': ElemLineEnd,
}

// readPattern reads a word with wildcards: "春?花", "^春", "花$". It returns nil for a
// word that is plain text: a question mark that ends a pasted line is
// punctuation, and so is everything in a text that has other punctuation too.
func readPattern(word string) (elems []Elem, run string) {
	word = strings.TrimRight(word, "?？*＊")
	if !strings.ContainsAny(word, "?？*＊^＾$＄") || utf8.RuneCountInString(word) > maxPattern {
		return nil, ""
	}
	var chars strings.Builder
	for _, r := range word {
		if kind, ok := wildcards[r]; ok {
			elems = append(elems, Elem{Kind: kind})
		} else if f, ok := fold.Rune(r); ok {
			elems = append(elems, Elem{Char: f})
			chars.WriteRune(f)
		} else if !unicode.IsSpace(r) {
			return nil, ""
		}
	}
	if chars.Len() == 0 || areMisplaced(elems) {
		return nil, ""
	}
	return elems, chars.String()
}

// areMisplaced reports whether a line's start is not first or an end not last.
func areMisplaced(elems []Elem) bool {
	for i, e := range elems {
		if e.Kind == ElemLineStart && i > 0 || e.Kind == ElemLineEnd && i < len(elems)-1 {
			return true
		}
	}
	return false
}

var atPlace = regexp.MustCompile(`^(.)[@＠]([1-9１-９])$`)

// readPosition reads "花@3": 花 as the third of a clause.
func readPosition(word string) (run string, nth int, ok bool) {
	m := atPlace.FindStringSubmatch(word)
	if m == nil {
		return "", 0, false
	}
	run = fold.String(m[1])
	return run, int(fold.String(m[2])[0] - '0'), run != ""
}
