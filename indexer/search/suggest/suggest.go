// Package suggest completes what is being typed, in characters, pinyin or
// initials, with what published poems hold.
package suggest

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/corpus/verse"
	"shiyun/indexer/search/match"
	"shiyun/indexer/texts"
)

// Kind is what a Suggestion is.
type Kind string

// The kinds, in the order they are suggested.
const (
	Author Kind = "author"
	Title  Kind = "title"
	Line   Kind = "line"
)

// Suggestion completes what is being typed.
type Suggestion struct {
	Kind   Kind
	Text   string          // as the archive writes it
	Author corpus.AuthorID // of an Author
	Poem   corpus.PoemID   // of a Title, or the one that a Line is from
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

// Complete returns at most limit suggestions: authors, then titles, then lines
// that begin as typed. Errors are those of ctx; where the archive cannot be
// read there are only authors.
func Complete(ctx context.Context, snapshot *texts.Snapshot, archive Archive, typed string, limit int) ([]Suggestion, error) {
	if len(typed) > maxTyped {
		return []Suggestion{}, nil
	}
	lexicon := match.NewLexicon(snapshot)
	o := newOpening(typed, lexicon)
	if o == nil {
		return []Suggestion{}, nil
	}
	list := completeAuthors(o, lexicon, limit)
	poems, err := findOpenings(ctx, o, snapshot, limit)
	if err != nil {
		return nil, fmt.Errorf("suggest: %w", err)
	}
	list = append(list, readOpenings(ctx, archive, poems)...)
	return list[:min(len(list), limit)], nil
}

func completeAuthors(o opening, lexicon *match.Lexicon, limit int) []Suggestion {
	list := []Suggestion{}
	met := map[corpus.AuthorID]bool{}
	for _, n := range lexicon.Names() {
		if !met[n.Author] && o.begins(n.Name) {
			met[n.Author] = true
			list = append(list, Suggestion{Kind: Author, Text: lexicon.Author(n.Author).Name, Author: n.Author})
		}
	}
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
