package merge

import (
	"strings"
	"unicode/utf8"

	"shiyun/corpus"
	"shiyun/corpus/fold"
)

// courtesies follow a name and are none of it.
var courtesies = []string{"先生", "女士", "老师", "同志"}

// NameKey is the same for names that may well be one person's: those that
// differ in script, in variant characters, in marks and space, or by 先生
// behind them. It is "" for a name that no search could find and for whoever is
// not known.
func NameKey(name string) string {
	key := fold.String(name)
	for _, word := range courtesies {
		if rest, ok := strings.CutSuffix(key, fold.String(word)); ok && utf8.RuneCountInString(rest) >= 2 {
			key = rest
		}
	}
	if key == fold.String(corpus.Anonymous) {
		return ""
	}
	return key
}

// Namesakes are the authors, save one, with a name of the same key as one of
// that author's.
func Namesakes(of corpus.Author, all []corpus.Author) []corpus.Author {
	keys := map[string]bool{}
	for _, name := range append([]string{of.Name}, of.Aliases...) {
		keys[NameKey(name)] = true
	}
	delete(keys, "")
	var found []corpus.Author
	for _, a := range all {
		if a.ID == of.ID {
			continue
		}
		for _, name := range append([]string{a.Name}, a.Aliases...) {
			if keys[NameKey(name)] {
				found = append(found, a)
				break
			}
		}
	}
	return found
}
