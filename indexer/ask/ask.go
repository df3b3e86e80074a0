// Package ask reads what people ask in words: what carries no meaning is taken
// off, what asks is kept as an intent, the archive's own words become parts,
// and what is left is text. It decides nothing: a reading is one more way to
// take a query, beside its word.
package ask

import (
	"slices"
	"unicode"

	"shiyun/corpus/fold"
)

// Kind is a kind of thing that the archive has names for.
type Kind string

// The kinds of part.
const (
	Author     Kind = "author"
	Form       Kind = "form"
	Tune       Kind = "tune"
	Place      Kind = "place"
	Tag        Kind = "tag"
	Collection Kind = "collection"
	Theme      Kind = "theme"
	Time       Kind = "time"
)

// Word is a thing that the archive has a name for.
type Word struct {
	Kind Kind
	Name string // as the archive writes it
	ID   int64  // of an author, a place or a collection
	// Sounds reports that it only sounds as it is written.
	Sounds bool
}

// Words are the archive's own words.
type Words interface {
	// Find returns what a folded run is the whole name of; nil for nothing.
	Find(run string) []Word
	// Longest returns the length of the longest name, in code points.
	Longest() int
	// HasTitle reports whether a folded run is the whole title of a poem.
	HasTitle(run string) bool
}

// Intent is what is asked of what is found.
type Intent string

// The intents; "" asks for poems.
const (
	Who      Intent = "who"
	When     Intent = "when"
	Next     Intent = "next"
	Previous Intent = "previous"
	Count    Intent = "count"
	Whole    Intent = "whole"   // the whole text
	Meaning  Intent = "meaning" // what it means, how it is read, where it is from
)

// ofPoem reports whether what is asked is about one poem, named by its title or a
// line: a place's name is then a title.
func (i Intent) ofPoem() bool { return i != "" && i != Count }

// Part is a run that is the archive's own word, or a time.
type Part struct {
	Words []Word // several where things share a name; nil for a Time
	Time  Span   // of a time
	Raw   string
	Run   string
	// From and To are where it stands in the query, in code points.
	From, To int
	// Denied reports that the poems asked for have it not.
	Denied bool
}

// Kind is what the part is first of all.
func (p Part) Kind() Kind {
	if len(p.Words) > 0 {
		return p.Words[0].Kind
	}
	return Time
}

// IsTopic reports whether the part is nothing but what a poem may be about: a
// tag, a theme, a season.
func (p Part) IsTopic() bool { return isOrdinary(piece{words: p.Words, span: p.Time}) && !p.Denied }

// Text is what is to be found in a poem.
type Text struct {
	Raw, Run string
	// Longer is the text with a word of asking that may be its own, such as 听
	// of 听荷; "" for none.
	Longer   string
	Topic    bool // what a poem is to be about
	Title    bool // a title, as the query has it
	Denied   bool // what the poems asked for have not
	From, To int  // in the query, in code points
}

// Reading is how a question was read.
type Reading struct {
	Intent Intent
	Parts  []Part
	Texts  []Text
	// Asked reports that words of asking were taken off.
	Asked bool
}

// Empty reports whether nothing was understood. A theme alone is a word.
func (r Reading) Empty() bool {
	if r.Asked {
		return len(r.Parts) == 0 && len(r.Texts) == 0
	}
	return !slices.ContainsFunc(r.Parts, func(p Part) bool { return p.Kind() != Theme })
}

// Certain reports whether the query is a question, or the archive's own words
// and nothing else.
func (r Reading) Certain() bool {
	return !r.Empty() && (r.Asked || len(r.Texts) == 0)
}

// longest is the longest question that is read, in code points.
const longest = 60

// Read reads a question. year is that of today. Where it makes nothing of it,
// the reading is empty.
func Read(query string, words Words, year int) Reading {
	cells := cut(query)
	if len(cells) == 0 || len(cells) > longest {
		return Reading{}
	}
	reading := newReader(cells, words, year).read()
	if reading.Empty() {
		return Reading{}
	}
	return reading
}

// cell is a character of a query that counts.
type cell struct {
	char   rune // folded
	raw    rune
	at     int  // in the query, in code points
	gap    bool // something stands between it and the one before
	quoted bool // inside a title's brackets or quotation marks
	title  bool
}

var openings = map[rune]rune{'《': '》', '〈': '〉', '“': '”', '「': '」', '『': '』', '"': '"'}

func cut(query string) []cell {
	var cells []cell
	gap, title := true, false
	var closing rune
	for at, r := range []rune(query) {
		char, ok := fold.Rune(r)
		switch {
		case ok:
			if last := len(cells) - 1; last >= 0 && r < 0x80 && cells[last].raw < 0x80 && unicode.IsLetter(r) && unicode.IsLetter(cells[last].raw) && !cells[last].quoted {
				gap = false // syllables are typed apart
			}
			cells = append(cells, cell{char, r, at, gap, closing != 0, title})
			gap = false
		case closing != 0 && r == closing:
			closing, title, gap = 0, false, true
		case closing == 0 && openings[r] != 0:
			closing, title, gap = openings[r], r == '《' || r == '〈', true
		case r == '·' || r == '・': // 样例·四时东亭 is one name
		default:
			gap = true
		}
	}
	if closing != 0 { // never closed: punctuation
		for i := range cells {
			cells[i].quoted, cells[i].title = false, false
		}
	}
	return cells
}
