package reading

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/corpus/pinyin"
	"shiyun/corpus/script"
)

// charPanel is what is said of one character of a poem.
type charPanel struct {
	Char     string
	Readings []string // the commonest first; none for what the dictionary lacks
	Here     string   // how it is read in the poem; "" where the words around it leave it open
	Variants []string // other forms that searches take for the same
	Search   string   // address of the poems that have it
}

// panelOf returns what is known of a character; nil for what is not one Chinese
// character of the poem, so that no page can be made to show another
// text.
func panelOf(p corpus.Poem, char string) *charPanel {
	r, size := utf8.DecodeRuneInString(char)
	if size != len(char) || !unicode.Is(unicode.Han, r) {
		return nil
	}
	text := p.Title + "\n" + p.Preface + "\n" + p.Body
	if !strings.ContainsRune(text+script.Simplified(text)+script.Traditional(text), r) {
		return nil
	}
	c := &charPanel{Char: char, Readings: pinyin.Marked(r), Search: "/search?q=" + url.QueryEscape(`"`+char+`"`)}
	if len(c.Readings) > 1 {
		c.Here = readHere(p.Body, r)
	}
	same := char
	if f, ok := fold.Rune(r); ok {
		same = string(f)
	}
	for _, other := range []string{same, script.Simplified(char), script.Traditional(char)} {
		if other != char && !strings.Contains(strings.Join(c.Variants, ""), other) {
			c.Variants = append(c.Variants, other)
		}
	}
	return c
}

// readHere is the reading the words of the poem ask for, where they ask for
// one and the same wherever the character stands.
func readHere(body string, r rune) string {
	here := ""
	for line := range strings.Lines(body) {
		sounds := pinyin.Read(line)
		for i, c := range []rune(line) {
			switch {
			case c != r:
			case !sounds[i].Sure || here != "" && here != sounds[i].Text:
				return ""
			default:
				here = sounds[i].Text
			}
		}
	}
	return here
}

// mostRare bounds the characters offered to look up.
const mostRare = 12

// rareOf are the rare characters of a poem, each once.
func rareOf(p corpus.Poem) []string {
	var rare []string
	for _, r := range p.Title + p.Preface + p.Body {
		if c := string(r); pinyin.Rare(r) && len(rare) < mostRare && !strings.Contains(strings.Join(rare, ""), c) {
			rare = append(rare, c)
		}
	}
	return rare
}
