// Package entry is the forms of a poem as people fill them in: read, checked, and
// shown again as they came.
package entry

import (
	"errors"
	"net/url"
	"slices"
	"strings"

	"shiyun/corpus"
	"shiyun/server/catalogue"
)

// The longest of what goes with a poem and is not part of it, in code points.
const (
	MaxMessage = 500
	MaxContact = 100
)

// Entry is a form as it was filled in, with what is wrong with it by field. It is
// shown again as it came: nothing typed is ever lost.
type Entry struct {
	Values   url.Values
	Problems map[string]string
	words    *catalogue.Catalogue
}

// New returns a form as it came, whose problems are described in words.
func New(words *catalogue.Catalogue, values url.Values) *Entry {
	return &Entry{Values: values, Problems: map[string]string{}, words: words}
}

// Value returns what a field holds.
func (e *Entry) Value(name string) string { return e.Values.Get(name) }

// Problem returns what is wrong with a field; "" for nothing.
func (e *Entry) Problem(name string) string { return e.Problems[name] }

// Fine reports whether nothing is wrong.
func (e *Entry) Fine() bool { return len(e.Problems) == 0 }

// Refuse notes what is wrong with a field, as the sentence under key; the first
// note of a field stays. "" is for the whole form.
func (e *Entry) Refuse(name, key string, args ...any) {
	if e.Problems[name] == "" {
		e.Problems[name] = e.words.Say(key, args...)
	}
}

// Line reads a field of one line; nil where the form does not have it.
func (e *Entry) Line(name string) *string {
	return e.clean(name, func(text string) (string, error) { return corpus.CleanLine(text) })
}

// Text reads a field of many lines without the blank lines around it. The
// first line may be indented.
func (e *Entry) Text(name string, limit int) *string {
	return e.clean(name, func(text string) (string, error) {
		text, err := corpus.CleanText(text, limit)
		return withoutBlankEnds(text), err
	})
}

func (e *Entry) clean(name string, clean func(string) (string, error)) *string {
	if !e.Values.Has(name) {
		return nil
	}
	text, err := clean(e.Values.Get(name))
	if err == nil {
		return &text
	}
	var ours *corpus.Error
	if errors.As(err, &ours) {
		e.Problems[name] = e.words.Render(ours.Message)
	}
	return nil
}

// Short is a line of at most so many characters that may be left empty.
func (e *Entry) Short(name string, most int) string {
	text := e.Line(name)
	if text == nil {
		return ""
	}
	if n := len([]rune(*text)); n > most {
		e.Refuse(name, "entry.too_long", n, most)
	}
	return *text
}

func withoutBlankEnds(text string) string {
	lines := strings.Split(text, "\n")
	blank := func(line string) bool { return strings.TrimSpace(line) == "" }
	for len(lines) > 0 && blank(lines[0]) {
		lines = lines[1:]
	}
	for len(lines) > 0 && blank(lines[len(lines)-1]) {
		lines = lines[:len(lines)-1]
	}
	return strings.Join(lines, "\n")
}

// Draft reads the fields of a poem that the form has.
func (e *Entry) Draft() corpus.Draft {
	d := corpus.Draft{Title: e.Line("title"), Author: e.Line("author"), Preface: e.Text("preface", corpus.MaxProse),
		Body: e.Text("body", corpus.MaxBody), Note: e.Text("note", corpus.MaxProse), Tune: e.Line("tune"),
		Place: e.Line("place"), Source: e.Line("source"), Tags: e.List("tags"), Collections: e.List("collection")}
	if ref := e.Line("ref"); ref != nil {
		d.Ref = *ref
	}
	if date := e.Line("date"); date != nil {
		parsed := corpus.ParseDate(*date)
		d.Date = &parsed
	}
	if e.Values.Has("form") {
		form, known := corpus.ParseForm(e.Values.Get("form"))
		if !known {
			e.Refuse("form", "entry.form")
		}
		d.Form = &form
	}
	if d.Body != nil && *d.Body == "" {
		e.Refuse("body", "entry.no_body")
	}
	return d
}

// List reads names parted by 、 or ； or line ends.
func (e *Entry) List(name string) *[]string {
	if !e.Values.Has(name) {
		return nil
	}
	names := []string{}
	for part := range strings.FieldsFuncSeq(e.Values.Get(name), func(r rune) bool { return strings.ContainsRune("、；;\n\r\t", r) }) {
		one, err := corpus.CleanLine(part)
		if err != nil {
			e.Refuse(name, "entry.list")
		}
		if one != "" && !slices.Contains(names, one) {
			names = append(names, one)
		}
	}
	if len(names) > corpus.MaxList {
		e.Refuse(name, "entry.too_many", corpus.MaxList)
	}
	return &names
}

// PoemValues returns the fields of a poem as a form shows them.
func PoemValues(p corpus.Poem) url.Values {
	var collections []string
	for _, c := range p.Collections {
		collections = append(collections, c.Name)
	}
	return url.Values{"title": {p.Title}, "author": {p.Author.Name}, "preface": {p.Preface}, "body": {p.Body}, "note": {p.Note},
		"form": {string(p.Form)}, "tune": {p.Tune}, "place": {p.Place.Path}, "date": {p.Date.Text}, "source": {p.Source},
		"tags": {strings.Join(p.Tags, "、")}, "collection": {strings.Join(collections, "；")}, "ref": {p.Ref}}
}
