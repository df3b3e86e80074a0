// Package suggest completes what is being typed, in characters, pinyin or
// initials, with what published poems hold and are filed under.
package suggest

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/corpus/verse"
	"shiyun/indexer/ask"
	"shiyun/indexer/search/match"
	"shiyun/indexer/texts"
)

// Kind is what a Suggestion is.
type Kind string

// The kinds. Theme is what poems are about; festivals, solar terms and seasons
// are themes too.
const (
	Author     Kind = "author"
	Form       Kind = "form"
	Place      Kind = "place"
	Tag        Kind = "tag"
	Tune       Kind = "tune"
	Collection Kind = "collection"
	Stone      Kind = "stone"
	Time       Kind = "time"
	Festival   Kind = "festival"
	Term       Kind = "term"
	Season     Kind = "season"
	Theme      Kind = "theme"
	Title      Kind = "title"
	Line       Kind = "line"
)

// kinds are all kinds in the order they are suggested.
var kinds = []Kind{Author, Form, Place, Tag, Tune, Collection, Stone, Time, Festival, Term, Season, Theme, Title, Line}

// Kinds returns all kinds in the order they are suggested. The list must not be
// changed.
func Kinds() []Kind { return kinds }

// Suggestion completes what is being typed.
type Suggestion struct {
	Kind   Kind
	Text   string          // as the archive writes it; of a question, the whole question
	Author corpus.AuthorID // of an Author
	Poem   corpus.PoemID   // of a Title, or the one that a Line is from
	ID     int64           // of a Place or a Collection
	Code   string          // of a Stone
	Year   int             // of a Time that is one year
	// Poems counts those that a word stands for, a place's with all beneath; 0
	// where they are not counted.
	Poems int
	// Word is what ends a question, "" where Text is the word itself.
	Word string
	// Other is the name that begins as typed, folded, where the word is shown by
	// another.
	Other string
}

// Archive is where poems are read again before they are shown.
type Archive interface {
	Poems(ctx context.Context, ids []corpus.PoemID) ([]corpus.Poem, error)
}

// maxTyped is the longest beginning worth completing, in bytes.
const maxTyped = 120

// maxOpenings bounds the titles, and the clauses, looked at for one
// suggestion: what the letters leave is some hundreds of them at most, but for
// sounds nobody types, and 20,000 take two or three milliseconds.
const maxOpenings = 20_000

// Complete returns at most limit suggestions: authors, the archive's own words,
// titles, lines that begin as typed, and words that complete the last of a
// question. Errors are those of ctx; where the archive cannot be read there are
// no titles and lines.
func Complete(ctx context.Context, snapshot *texts.Snapshot, archive Archive, typed string, limit int) ([]Suggestion, error) {
	if len(typed) > maxTyped {
		return []Suggestion{}, nil
	}
	lexicon := match.NewLexicon(snapshot)
	o := newOpening(typed, lexicon)
	if o == nil {
		return []Suggestion{}, nil
	}
	year := time.Now().Year()
	last := completeLast(typed, lexicon, limit, year)
	list := completeNames(o, typed, lexicon, limit, year)
	poems, err := findOpenings(ctx, o, snapshot, limit)
	if err != nil {
		return nil, fmt.Errorf("suggest: %w", err)
	}
	list = append(list, readOpenings(ctx, archive, poems)...)
	// What completes a question is what the poems do not.
	list = list[:min(len(list), limit-min(len(last), limit/2))]
	list = append(list, last...)
	return list[:min(len(list), limit)], nil
}

// completeNames finds authors and the archive's own words, at most limit of
// both. Authors leave room for words.
func completeNames(o opening, typed string, lexicon *match.Lexicon, limit, year int) []Suggestion {
	words := completeWords(typed, lexicon, year)
	words = words[:min(len(words), limit/2)]
	authors := completeAuthors(o, lexicon, limit-len(words))
	return append(authors, words...)
}

// completeLast completes the last word of a question, such as 七 of 汀兰的七.
func completeLast(typed string, lexicon *match.Lexicon, limit, year int) []Suggestion {
	from := ask.LastWord(typed, lexicon.Words(), year)
	if from == 0 {
		return nil
	}
	runes := []rune(typed)
	before, last := string(runes[:from]), string(runes[from:])
	o := newOpening(last, lexicon)
	if o == nil {
		return nil
	}
	list := completeNames(o, last, lexicon, max(1, limit/2), year)
	for i := range list {
		word := &list[i]
		if word.Word = word.Text; word.Other != "" {
			word.Text = word.Other // what they were typing
		}
		word.Text = before + word.Text
	}
	return list
}

func completeAuthors(o opening, lexicon *match.Lexicon, limit int) []Suggestion {
	list := []Suggestion{}
	met := map[corpus.AuthorID]bool{}
	v := lexicon.Vocabulary()
	v.EachAuthor(o.mayBegin, func(n texts.Name) {
		if !met[n.Author] && o.begins(n.Name) {
			met[n.Author] = true
			list = append(list, Suggestion{Kind: Author, Text: lexicon.Author(n.Author).Name, Author: n.Author, Poems: v.CountAuthor(n.Author)})
		}
	})
	slices.SortFunc(list, func(a, b Suggestion) int {
		return cmp.Or(cmp.Compare(len(a.Text), len(b.Text)), cmp.Compare(a.Text, b.Text), cmp.Compare(a.Author, b.Author))
	})
	return list[:min(len(list), limit)]
}

// openingOf is a poem whose title or one of whose clauses begins as typed.
type openingOf struct {
	id     corpus.PoemID
	clause int // -1 for the title
}

// findOpenings finds titles, then clauses, that begin as typed, at most limit
// of both and one of a poem.
func findOpenings(ctx context.Context, o opening, snapshot *texts.Snapshot, limit int) ([]openingOf, error) {
	var found []openingOf
	met := map[corpus.PoemID]bool{}
	for _, lookUp := range o.lookUps(snapshot) {
		for _, kind := range []texts.Kind{texts.Titles, texts.Clauses} {
			looked := 0
			lookUp(kind, func(at texts.Opening) bool {
				if id := at.Poem.ID; o.begins(at.Text()) && !met[id] && len(found) < limit {
					met[id] = true
					found = append(found, openingOf{id, at.Clause})
				}
				looked++
				return len(found) < limit && looked < maxOpenings
			})
		}
		if len(found) > 0 {
			break
		}
	}
	return found, ctx.Err()
}

// readOpenings reads the poems' own spelling from the archive, and leaves out
// what has been withdrawn since the texts were last brought up to date.
func readOpenings(ctx context.Context, archive Archive, found []openingOf) []Suggestion {
	ids := make([]corpus.PoemID, len(found))
	clauses := map[corpus.PoemID]int{}
	for i, f := range found {
		ids[i], clauses[f.id] = f.id, f.clause
	}
	poems, err := archive.Poems(ctx, ids)
	if err != nil {
		return nil // a suggestion is a courtesy
	}
	var list []Suggestion
	for _, p := range poems {
		if p.Status != corpus.StatusPublished {
			continue
		}
		if clauses[p.ID] < 0 {
			list = append(list, Suggestion{Kind: Title, Text: p.Title, Poem: p.ID})
		} else if text := clauseText(p, clauses[p.ID]); text != "" {
			list = append(list, Suggestion{Kind: Line, Text: text, Poem: p.ID})
		}
	}
	return list
}

// clauseText is the n-th clause of a poem's body, "" where there is none.
func clauseText(p corpus.Poem, n int) string {
	for _, line := range verse.Lines(p.Body) {
		clauses := fold.Runs(line.Text)
		if n < len(clauses) {
			return clauses[n].Raw
		}
		n -= len(clauses)
	}
	return ""
}
