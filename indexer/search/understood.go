package search

import (
	"context"
	"strconv"
	"strings"
	"unicode/utf8"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/corpus/verse"
	"shiyun/indexer/ask"
	"shiyun/indexer/search/match"
	"shiyun/indexer/search/relax"
	"shiyun/indexer/texts"
)

// The kinds of part, under the names by which callers outside the index know
// them.
const (
	PartAuthor     = ask.Author
	PartForm       = ask.Form
	PartTune       = ask.Tune
	PartPlace      = ask.Place
	PartTag        = ask.Tag
	PartCollection = ask.Collection
	PartTheme      = ask.Theme
	PartTime       = ask.Time
)

// Understood is a query as it was read as a question.
type Understood struct {
	Parts []UnderstoodPart `json:"parts"`
	Texts []string         `json:"texts"` // looked for in the poems
	// Intent is what is asked of what was found: who, when, next, previous,
	// count, whole, meaning; "" where poems are.
	Intent ask.Intent `json:"intent,omitempty"`
}

// UnderstoodPart is one of the archive's own words, or a time, in a query.
type UnderstoodPart struct {
	Kind  ask.Kind `json:"kind"`
	Name  string   `json:"name"`
	ID    int64    `json:"id,omitempty"`    // of an author, a place or a collection
	Poems int      `json:"poems,omitempty"` // filed under it, a place's with all beneath
	Year  int      `json:"year,omitempty"`  // of a time that is one year
	// Denied reports that the poems asked for have it not.
	Denied bool `json:"denied,omitempty"`
	// Without is the query with the part taken off, "" where nothing is left.
	Without string `json:"without"`
}

// Direct is the answer to a question that has one.
type Direct struct {
	Kind   ask.Intent    `json:"kind"`
	Text   string        `json:"text"` // a line, a name, a date, a number
	Poem   corpus.PoemID `json:"poem,omitempty"`
	Title  string        `json:"title,omitempty"`
	Author string        `json:"author,omitempty"`
	// AuthorID is that of Author.
	AuthorID corpus.AuthorID `json:"author_id,omitempty"`
}

// understood returns the reading of a query where it has a part in the answer,
// or where nothing was found; nil otherwise.
func understood(q *relax.Query, answered relax.Name, total int) *Understood {
	r := q.Reading
	if r.Empty() || total > 0 && answered != relax.Asked && len(r.Parts) == 0 && !r.Asked {
		return nil
	}
	if total > 0 && answered != relax.Asked && !r.Certain() {
		return nil
	}
	u := &Understood{Parts: []UnderstoodPart{}, Texts: []string{}, Intent: r.Intent}
	for _, p := range r.Parts {
		without := withoutRun(q.Text, p.From, p.To)
		if !p.Time.IsZero() {
			part := UnderstoodPart{Kind: ask.Time, Name: p.Raw, Without: without, Denied: p.Denied}
			if p.Time.From == p.Time.To {
				part.Year = p.Time.From
			}
			u.Parts = append(u.Parts, part)
		}
		for _, w := range p.Words {
			if w.Kind == ask.Theme {
				w.Name = p.Raw // as it was asked for
			}
			u.Parts = append(u.Parts, UnderstoodPart{Kind: w.Kind, Name: w.Name, ID: w.ID, Poems: countPoems(q.Lexicon, w), Without: without, Denied: p.Denied})
		}
	}
	for _, t := range r.Texts {
		u.Texts = append(u.Texts, t.Raw)
	}
	return u
}

// withoutRun takes code points out of a query, and the 的 that joined them to the
// rest.
func withoutRun(query string, from, to int) string {
	runes := []rune(query)
	before, after := strings.TrimSuffix(string(runes[:from]), "的"), strings.TrimPrefix(string(runes[to:]), "的")
	return strings.Join(strings.Fields(before+" "+after), " ")
}

func countPoems(l *match.Lexicon, w ask.Word) int {
	v := l.Vocabulary()
	switch w.Kind {
	case ask.Author:
		return v.CountAuthor(corpus.AuthorID(w.ID))
	case ask.Form:
		return v.CountForm(corpus.Form(w.Name))
	case ask.Tune:
		return v.CountTune(fold.String(w.Name))
	case ask.Place:
		return v.CountPlace(corpus.PlaceID(w.ID))
	case ask.Tag:
		return v.CountTag(w.Name)
	case ask.Collection:
		return v.CountCollection(corpus.CollectionID(w.ID))
	}
	return 0
}

// direct answers a question out of what was found; nil where it has no answer.
func (s *Searcher) direct(ctx context.Context, q *relax.Query, hits []Hit, total int) (*Direct, error) {
	r := q.Reading
	switch {
	case r.Intent == "" || r.Empty() || r.Intent != ask.Count && len(hits) == 0:
		return nil, nil
	case r.Intent == ask.Count:
		return &Direct{Kind: ask.Count, Text: strconv.Itoa(total)}, nil
	}
	poems, err := s.archive.Poems(ctx, []corpus.PoemID{hits[0].ID})
	if err != nil || len(poems) == 0 {
		return nil, err
	}
	p := poems[0]
	d := &Direct{Kind: r.Intent, Poem: p.ID, Title: p.Title, Author: p.Author.Name, AuthorID: p.Author.ID}
	switch r.Intent {
	case ask.Who:
		d.Text = p.Author.Name
	case ask.When:
		d.Text = p.Date.Text
	case ask.Next:
		d.Text = beside(p.Body, r.Texts, 1)
	case ask.Previous:
		d.Text = beside(p.Body, r.Texts, -1)
	}
	if d.Text == "" {
		return nil, nil
	}
	return d, nil
}

// beside returns the clause after the one that a text stands in, or before it
// for -1; "" where there is none.
func beside(body string, asked []ask.Text, step int) string {
	var clauses []fold.Run
	for _, line := range verse.Lines(body) {
		clauses = append(clauses, fold.Runs(line.Text)...)
	}
	if len(asked) == 0 {
		return ""
	}
	text := asked[0]
	if step > 0 {
		text = asked[len(asked)-1]
	}
	for i, c := range clauses {
		if texts.Index(c.Folded, text.Run) < 0 && texts.Index(text.Run, c.Folded) < 0 {
			continue
		}
		if step > 0 { // the last clause of a text that is several
			for i+1 < len(clauses) && texts.Index(text.Run, c.Folded+clauses[i+1].Folded) >= 0 {
				i++
				c = clauses[i]
			}
		}
		if at := i + step; 0 <= at && at < len(clauses) && utf8.RuneCountInString(text.Run) > 1 {
			return clauses[at].Raw
		}
		return ""
	}
	return ""
}
