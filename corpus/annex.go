package corpus

import (
	"encoding/json"
	"time"
)

// Part names a file of a whole export: what curators built lies in files of
// JSON lines, one a part.
type Part string

// The parts. Each may refer to what is in those before it, so an import takes
// them in this order.
const (
	PartAuthors     Part = "authors"
	PartPlaces      Part = "places"
	PartCollections Part = "collections"
	PartPoems       Part = "poems"
	PartRevisions   Part = "revisions"
	PartOrders      Part = "orders"
	PartRedirects   Part = "redirects"
	PartStones      Part = "stones"
	PartMedia       Part = "media"
	PartSynonyms    Part = "synonyms"
)

// Parts lists every part in the order of an import.
func Parts() []Part {
	return []Part{PartAuthors, PartPlaces, PartCollections, PartPoems, PartRevisions, PartOrders, PartRedirects, PartStones, PartMedia, PartSynonyms}
}

// Annex is a line of a whole export that is no poem. The keys of its types
// are a contract with scripts outside the project, as those of Record are.
type Annex interface{ Part() Part }

// NewAnnex is an empty line of a part, to read one into; nil for the poems and
// for what is no part.
func NewAnnex(p Part) Annex {
	switch p {
	case PartAuthors:
		return &AuthorAnnex{}
	case PartPlaces:
		return &PlaceAnnex{}
	case PartCollections:
		return &CollectionAnnex{}
	case PartRevisions:
		return &RevisionAnnex{}
	case PartOrders:
		return &OrderAnnex{}
	case PartRedirects:
		return &RedirectAnnex{}
	case PartStones:
		return &StoneAnnex{}
	case PartMedia:
		return &MediaAnnex{}
	case PartSynonyms:
		return &Synonyms{}
	}
	return nil
}

// AuthorAnnex is an author.
type AuthorAnnex struct {
	ID      AuthorID `json:"id"`
	Name    string   `json:"name"`
	Aliases []string `json:"aliases,omitempty"`
	About   string   `json:"about,omitempty"`
}

// PlaceAnnex is a place. X and Y are its spot on the drawn plan.
type PlaceAnnex struct {
	ID     PlaceID   `json:"id"`
	Path   string    `json:"path"`
	Kind   PlaceKind `json:"kind"`
	About  string    `json:"about,omitempty"`
	X      *int      `json:"x,omitempty"`
	Y      *int      `json:"y,omitempty"`
	Former []string  `json:"former,omitempty"` // paths it had before
}

// CollectionAnnex is a collection.
type CollectionAnnex struct {
	ID       CollectionID `json:"id"`
	Name     string       `json:"name"`
	Foreword string       `json:"foreword,omitempty"`
}

// RevisionAnnex is a poem as it was before its present revision.
type RevisionAnnex struct {
	Poem    PoemID          `json:"poem"`
	Number  int             `json:"revision"`
	At      time.Time       `json:"at"`
	By      Actor           `json:"by,omitempty"`
	Reason  string          `json:"reason,omitempty"`
	Content json.RawMessage `json:"content"` // a Record
}

// OrderAnnex is a collection as a curator put it in order: poems that came in
// later are not in it.
type OrderAnnex struct {
	Collection string   `json:"collection"`
	Poems      []PoemID `json:"poems"`
}

// RedirectAnnex leads from the address of a merged poem or author.
type RedirectAnnex struct {
	Kind Kind  `json:"kind"`
	From int64 `json:"from"`
	To   int64 `json:"to"`
}

// StoneAnnex is a stone.
type StoneAnnex struct {
	ID       StoneID    `json:"id"`
	Code     string     `json:"code"`
	Name     string     `json:"name"`
	Place    string     `json:"place,omitempty"` // path
	X        *int       `json:"x,omitempty"`
	Y        *int       `json:"y,omitempty"`
	Text     string     `json:"text"`
	Writing  Writing    `json:"writing"`
	Poem     PoemID     `json:"poem,omitempty"`
	Revision int        `json:"revision,omitempty"`
	Note     string     `json:"note,omitempty"`
	State    StoneState `json:"state"`
	Former   []string   `json:"former,omitempty"` // codes it had before
}

// MediaAnnex is a recording or picture, whose content is another file of the
// export.
type MediaAnnex struct {
	ID      MediaID   `json:"id"`
	Poem    PoemID    `json:"poem"`
	Kind    MediaKind `json:"kind"`
	File    string    `json:"file"` // in the export, beside the parts
	Alt     string    `json:"alt"`
	By      string    `json:"by,omitempty"`
	Consent string    `json:"consent"`
	At      time.Time `json:"at"`
}

// Part is the part that the line stands in.
func (*AuthorAnnex) Part() Part     { return PartAuthors }
func (*PlaceAnnex) Part() Part      { return PartPlaces }
func (*CollectionAnnex) Part() Part { return PartCollections }
func (*RevisionAnnex) Part() Part   { return PartRevisions }
func (*OrderAnnex) Part() Part      { return PartOrders }
func (*RedirectAnnex) Part() Part   { return PartRedirects }
func (*StoneAnnex) Part() Part      { return PartStones }
func (*MediaAnnex) Part() Part      { return PartMedia }
func (*Synonyms) Part() Part        { return PartSynonyms }
