package corpus

import "time"

// Cursor is a place in the change log. It is opaque: only the store that made
// it can read it. "" is the beginning.
type Cursor string

// Kind says what sort of thing a change is about.
type Kind string

// The kinds of thing whose changes are logged.
const (
	KindPoem       Kind = "poem"
	KindAuthor     Kind = "author"
	KindPlace      Kind = "place"
	KindCollection Kind = "collection"
	KindSynonyms   Kind = "synonyms"
	KindThemes     Kind = "themes"
	KindStone      Kind = "stone"
	KindSite       Kind = "site"
)

// Change is one row of the change log: the thing with this kind and id is no
// longer what it was. Readers fetch what it is now.
type Change struct {
	Cursor Cursor // the place just after this change
	Kind   Kind
	ID     int64
}

// Revision is a poem as it stood after one change, kept for good.
type Revision struct {
	Poem   PoemID
	Number int
	Batch  BatchID // 0 where no import or bulk edit made it
	By     Actor
	Reason Message // why: in the words of who did it, or by the program's key; zero for none
	At     time.Time
	Hidden bool // for curators alone
	// Content is the poem's content as JSON, in the shape the export writes.
	Content []byte
}
