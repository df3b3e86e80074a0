package words

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"shiyun/corpus/fold"
	"shiyun/corpus/verse"
)

// What is never kept of what people search for: a text rather than a query, a
// telephone or identity number, in whatever digits, an address to write to.
const maxMissed = 40 // code points

var (
	numbers   = regexp.MustCompile(`(?:[0-9０-９〇零一二三四五六七八九幺][\s\-－—()（）+＋]*){7,}`)
	addresses = regexp.MustCompile(`(?i)[^\s@＠]{2,}[@＠]|https?:|www\.`)
)

// MissKey is what a query that found little is grouped by: its words folded,
// parted by spaces. false is for one that must not be kept: longer than 40
// characters, several clauses long as a pasted text is, or with what looks
// like a telephone number or an address.
func MissKey(query string) (string, bool) {
	if !utf8.ValidString(query) || utf8.RuneCountInString(query) > maxMissed || strings.ContainsRune(query, '\n') ||
		numbers.MatchString(query) || addresses.MatchString(query) || marksIn(query) > 2 {
		return "", false
	}
	var words []string
	for _, c := range fold.Runs(query) {
		words = append(words, c.Folded)
	}
	key := strings.Join(words, " ")
	return key, key != ""
}

// marksIn counts the marks that part clauses and words.
func marksIn(query string) int {
	n := 0
	for _, r := range query {
		if verse.MarkOf(r).Has(verse.EndsClause | verse.Pauses) {
			n++
		}
	}
	return n
}
