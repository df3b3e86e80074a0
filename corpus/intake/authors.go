package intake

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"shiyun/corpus"
)

// severalNames part the names of several authors in one cell.
const severalNames = "、，,；;/／&＆"

var (
	byTogether = regexp.MustCompile(`\s*[（(]?(?:合作|合著|合写|合寫|合撰|同作|联句|聯句)[)）]?$`)
	andOthers  = regexp.MustCompile(`\s*等\s*(?:[\d一二三四五六七八九十百]+\s*(?:人|位))?$`)
	twoNames   = regexp.MustCompile(`^(\p{Han}{2,4})(?:\s+|\s*[与與和及暨]\s*)(\p{Han}{2,4})$`)
)

// A name among several is this long, in code points; what is longer or shorter
// may be no name, and how many there are says so too.
const (
	shortName = 2
	longName  = 12
	mostNames = 10
)

// splitAuthors returns the names of several authors in one cell; none where it
// has one, or where what its marks part are no names. others reports whether
// the cell ends with 等: there are more than it names.
func splitAuthors(cell string) (names []string, others bool) {
	cell = byTogether.ReplaceAllString(strings.TrimSpace(cell), "")
	if m := twoNames.FindStringSubmatch(cell); m != nil && startsWithSurname(m[1]) && startsWithSurname(m[2]) {
		return m[1:], false
	}
	if !strings.ContainsAny(cell, severalNames) {
		return nil, false
	}
	bare := andOthers.ReplaceAllString(cell, "")
	for name := range strings.FieldsFuncSeq(bare, func(r rune) bool { return strings.ContainsRune(severalNames, r) }) {
		name = strings.TrimSpace(name)
		if n := utf8.RuneCountInString(name); n < shortName || n > longName || len(names) == mostNames {
			return nil, false
		}
		names = append(names, name)
	}
	if len(names) < 2 || isLatin(names[0]) != isLatin(names[1]) {
		return nil, false // one name in two scripts
	}
	return names, bare != cell
}

func startsWithSurname(name string) bool { return strings.ContainsRune(surnames, firstRune(name)) }

func isLatin(name string) bool { return firstRune(name) < utf8.RuneSelf }

// splitCell leaves the first of several authors in the cell of the author and
// names the others in the note: a poem has one author, and an author called by
// two names would be a third person beside them.
func (r *Row) splitCell(c Cells) {
	cell := c[FieldAuthor]
	if !strings.ContainsAny(cell.Text, severalNames+" \u3000与與和及暨") {
		return
	}
	names, others := splitAuthors(cell.Text)
	if names == nil {
		return
	}
	for i, name := range names {
		one := Cells{FieldAuthor: {Column: cell.Column, Given: true, Text: name}}
		r.cleanAuthor(one)
		names[i] = one[FieldAuthor].Text
	}
	with := strings.Join(names[1:], "、")
	if others {
		with += "等"
	}
	r.Warn(cell.Column, CodeAuthors, corpus.NewMessage("intake.warn.authors_noted", names[0], with))
	cell.Text = names[0]
	c[FieldAuthor] = cell
	note := c[FieldNote]
	if note.Given = true; note.Column == "" {
		note.Column = cell.Column
	}
	note.Text = strings.TrimLeft(TrimBlankLines(note.Text)+"\n"+coauthorHead+with, "\n")
	c[FieldNote] = note
}

// coauthorHead begins the line of a note that names an author's companions.
const coauthorHead = "合作者："
