package merge

import (
	"context"

	"shiyun/corpus"
)

// Reader is what deciding needs to know of an archive.
type Reader interface {
	// Poems returns, each once and of any status, the poems that have one of
	// the keys.
	Poems(context.Context, Keys) ([]corpus.Poem, error)
	// Revisions returns those of the revisions that exist, as RecordPoem gives
	// them and with their numbers.
	Revisions(context.Context, []RevisionID) ([]corpus.Poem, error)
	// Names resolves every name in the drafts. The result is good until the
	// next call.
	Names(context.Context, []corpus.Draft) (Names, error)
}

// Names are resolved names: what the archive knows under each, with the number
// 0 for what it does not know yet. Names that were not asked for are none of
// its business and may come back empty.
type Names interface {
	Author(name string) corpus.AuthorRef
	Place(path string) corpus.PlaceRef // path as PlacePath gives it
	Collection(name string) corpus.CollectionRef
}

// Keys are what poems are looked up by.
type Keys struct {
	Refs     []string
	TextKeys []int64 // as TextKey gives them
	IDs      []corpus.PoemID
}

// RevisionID names one revision of a poem.
type RevisionID struct {
	Poem   corpus.PoemID
	Number int
}
