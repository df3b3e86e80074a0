package main

import (
	"strings"
	"unicode/utf8"
)

// guessForm names a 诗's form by its shape alone, which is right often enough
// for filling an archive with plausible values and no more: a 古绝 is taken
// for a 绝句.
func guessForm(body string) string {
	clauses := strings.FieldsFunc(body, func(r rune) bool { return strings.ContainsRune("，。；？！\n", r) })
	if len(clauses) == 0 {
		return "古风"
	}
	length := utf8.RuneCountInString(clauses[0])
	for _, c := range clauses {
		if utf8.RuneCountInString(c) != length {
			return "古风"
		}
	}
	switch [2]int{len(clauses), length} {
	case [2]int{4, 5}:
		return "五绝"
	case [2]int{4, 7}:
		return "七绝"
	case [2]int{8, 5}:
		return "五律"
	case [2]int{8, 7}:
		return "七律"
	}
	return "古风"
}
