package account

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// commonest are passwords of ten characters and more that lists of leaked
// passwords begin with, and those of Chinese sites; one a line, lower case.
//
//go:embed commonest.txt
var commonest string

// words are what common passwords are made of: English ones, pinyin of what
// people wish and call each other, surnames and given names, rows of keys; one
// a line, lower case. With numbers and signs around up to three of them they
// stand for millions of passwords, the 3,000 commonest among them.
//
//go:embed words.txt
var words string

// common is the two lists as sets.
var common = sync.OnceValue(func() (sets struct{ passwords, words map[string]bool }) {
	sets.passwords, sets.words = map[string]bool{}, map[string]bool{}
	for one := range strings.Lines(commonest) {
		sets.passwords[strings.TrimSpace(one)] = true
	}
	for one := range strings.Lines(words) {
		sets.words[strings.TrimSpace(one)] = true
	}
	return sets
})

// mostWords is how many common words in a row are guessed; longestNumber the
// most digits that are a telephone number or a date rather than a secret.
const (
	mostWords     = 3
	longestNumber = 15
)

// isGuessable reports whether a password is among the commonest, however it is
// dressed up: capitals, full width, digits for letters, numbers and signs
// around it; or is one character or the name over and over, or a number.
func isGuessable(name, password string) bool {
	plain := strings.ToLower(norm.NFKC.String(password))
	first, _ := utf8.DecodeRuneInString(plain)
	switch {
	case common().passwords[plain], strings.Trim(plain, string(first)) == "":
		return true
	case name != "" && isAround(plain, strings.ToLower(norm.NFKC.String(name))):
		return true
	case strings.Trim(plain, "0123456789") == "":
		return len(plain) <= longestNumber || isRepeated(plain)
	}
	for _, read := range readings {
		for _, text := range []string{plain, strings.TrimFunc(plain, notLetter)} {
			core := strings.Map(lettersAlone, read.Replace(text))
			if isOfWords(core, mostWords) || !strings.Contains(core, " ") && isRepeated(core) {
				return true
			}
		}
	}
	return false
}

// readings are what digits and signs within a word may stand for. In the first
// they stand for nothing, and are around or between words.
var readings = []*strings.Replacer{
	strings.NewReplacer(),
	strings.NewReplacer("0", "o", "1", "i", "3", "e", "4", "a", "5", "s", "7", "t", "8", "b", "@", "a", "$", "s", "!", "i"),
	strings.NewReplacer("0", "o", "1", "l", "3", "e", "4", "a", "5", "s", "7", "t", "@", "a", "$", "s"),
	strings.NewReplacer("@", "a", "$", "s", "0", "o"),
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

// lettersAlone drops digits and punctuation. Spaces stay: words with spaces
// between them are a phrase of somebody's own.
func lettersAlone(r rune) rune {
	if unicode.IsLetter(r) || unicode.IsSpace(r) {
		return r
	}
	return -1
}

// isAround reports whether a password is a word, once or more often, with
// nothing but digits and signs around it.
func isAround(password, word string) bool {
	rest := strings.ReplaceAll(password, word, "")
	return rest != password && strings.TrimFunc(rest, notLetter) == ""
}

// isOfWords reports whether a text is at most so many common words in a row.
func isOfWords(text string, most int) bool {
	if text == "" || most == 0 {
		return false
	}
	sets := common()
	for end := len(text); end > 0; end-- {
		if sets.words[text[:end]] && (end == len(text) || isOfWords(text[end:], most-1)) {
			return true
		}
	}
	return false
}

// isRepeated reports whether a text is a short one over and over.
func isRepeated(text string) bool {
	for size := 1; size <= min(4, len(text)/2); size++ {
		if strings.Repeat(text[:size], (len(text)+size-1)/size)[:len(text)] == text {
			return true
		}
	}
	return false
}
