package query

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

type kind int

const (
	word kind = iota
	quoted
	open
	shut
	either
	minus
	field
)

// token is a piece of a query; text is what it stands for read as plain text.
type token struct {
	kind  kind
	text  string
	field Field
}

// marks has the operator a character stands for, half or full width, as a
// phone's Chinese keyboard writes it.
var marks = map[rune]rune{
	'"': '"', '“': '"', '”': '"', '＂': '"', '「': '"', '」': '"', '『': '"', '』': '"',
	'(': '(', '（': '(', ')': ')', '）': ')', '|': '|', '｜': '|',
	'-': '-', '－': '-', ':': ':', '：': ':',
}

type lexer struct {
	runes  []rune
	at     int
	tokens []token
	depth  int // of brackets open
}

func lex(text string) []token {
	l := &lexer{runes: []rune(text)}
	for l.at < len(l.runes) {
		l.readToken()
	}
	return l.tokens
}

func (l *lexer) add(k kind, text string) { l.tokens = append(l.tokens, token{kind: k, text: text}) }

// readToken reads what stands at l.at, a space included.
func (l *lexer) readToken() {
	r := l.runes[l.at]
	switch mark := marks[r]; {
	case unicode.IsSpace(r):
		l.at++
	case mark == '"':
		l.readQuoted()
	case mark == '(' && l.isClosed(l.at):
		l.depth++
		l.add(open, "")
		l.at++
	case mark == ')' && l.depth > 0:
		l.depth--
		l.add(shut, "")
		l.at++
	case mark == '|':
		l.add(either, "")
		l.at++
	case mark == '-' && l.mayBegin(l.at) && l.at+1 < len(l.runes) && !unicode.IsSpace(l.runes[l.at+1]):
		l.add(minus, "")
		l.at++
	default:
		l.readWord()
	}
}

// mayBegin reports whether a word could begin at i: after a space or a bracket.
func (l *lexer) mayBegin(i int) bool {
	return i == 0 || unicode.IsSpace(l.runes[i-1]) || marks[l.runes[i-1]] == '('
}

// isClosed reports whether the bracket opened at i is closed.
func (l *lexer) isClosed(i int) bool {
	depth := 0
	for _, r := range l.runes[i:] {
		switch marks[r] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return true
			}
		}
	}
	return false
}

// closing has the mark that ends what another begins.
var closing = map[rune]rune{'“': '”', '「': '」', '『': '』'}

// readQuoted reads to the closing quotation mark: the partner of the opening one,
// or, where people mixed them up, any. Without one, the opening mark is
// punctuation.
func (l *lexer) readQuoted() {
	partner := l.runes[l.at]
	if mark, ok := closing[partner]; ok {
		partner = mark
	}
	for _, ends := range []func(rune) bool{
		func(r rune) bool { return r == partner },
		func(r rune) bool { return marks[r] == '"' },
	} {
		if i := slices.IndexFunc(l.runes[l.at+1:], ends); i >= 0 {
			l.add(quoted, string(l.runes[l.at+1:l.at+1+i]))
			l.at += i + 2
			return
		}
	}
	l.at++
}

// readWord reads to the next space or mark that ends a word.
func (l *lexer) readWord() {
	start := l.at
	for l.at < len(l.runes) {
		r := l.runes[l.at]
		mark := marks[r]
		if unicode.IsSpace(r) || mark == '"' || mark == '(' || mark == '|' || mark == ')' && l.depth > 0 {
			break
		}
		if mark == ':' && l.readField(start) {
			return
		}
		l.at++
	}
	if l.at == start { // a mark that means nothing here
		l.at++
		return
	}
	text := umlaut.ReplaceAllString(string(l.runes[start:l.at]), "${1}v$2")
	if text == "OR" {
		l.add(either, text)
		return
	}
	l.add(word, text)
}

// umlaut is ü written as u:, at a word's end or before what goes on with the
// syllable or the next; the colon would be punctuation otherwise.
var umlaut = regexp.MustCompile(`(?i)([ln])u[:：]([a-z0-9]|$)`)

// readField takes what stands before a colon for a field's name, if it is one and
// something follows.
func (l *lexer) readField(start int) bool {
	f, ok := fieldNames[strings.ToLower(string(l.runes[start:l.at]))]
	if !ok || l.at+1 >= len(l.runes) || unicode.IsSpace(l.runes[l.at+1]) {
		return false
	}
	l.tokens = append(l.tokens, token{kind: field, field: f})
	l.at++
	return true
}
