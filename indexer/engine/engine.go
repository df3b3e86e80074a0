// Package engine keeps the postings: which poems hold which terms. It
// proposes candidates and nothing more: it cuts no text, ranks nothing and
// returns no text, so that another engine can stand in for bleve without the
// answers changing.
package engine

import (
	"context"

	"shiyun/corpus"
)

// Field is a kind of term.
type Field string

// The fields of a document. A term is there or not: no frequencies, norms or
// positions are kept, because candidates are verified on the text.
const (
	Char   Field = "char"   // every folded character of title, preface and body, once
	Word   Field = "word"   // words of two or more characters, by the segmenter
	Author Field = "author" // author id
	Form   Field = "form"
	Place  Field = "place" // ids of the place and of every place above it
	Tag    Field = "tag"   // folded
	Year   Field = "year"
)

// Document is what the engine knows of a published poem.
type Document struct {
	ID       corpus.PoemID
	Revision int
	Terms    map[Field][]string
}

// Update brings one poem up to date: Document nil takes it out.
type Update struct {
	ID       corpus.PoemID
	Document *Document
}

// Engine is one generation of the index. All methods may be called from any
// goroutine; Apply from one at a time.
type Engine interface {
	// Apply writes the updates and the cursor together: after any crash
	// either both are there or neither. Applying again changes nothing.
	Apply(ctx context.Context, updates []Update, at corpus.Cursor) error
	// Cursor is how far the index has followed the change log.
	Cursor() (corpus.Cursor, error)
	// Candidates returns the poems that satisfy the expression, in no order.
	Candidates(ctx context.Context, e Expr) ([]corpus.PoemID, error)
	// Frequencies returns, for each term, how many poems have it.
	Frequencies(ctx context.Context, field Field, terms []string) ([]int, error)
	// Count is the number of poems in the index.
	Count() (int, error)
	// Revisions calls fn for every poem in the index, in no order.
	Revisions(ctx context.Context, fn func(id corpus.PoemID, revision int) error) error
	Close() error
}
