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
	PartSite        Part = "site"
)

// Parts lists every part in the order of an import.
func Parts() []Part {
	return []Part{PartAuthors, PartPlaces, PartCollections, PartPoems, PartRevisions, PartOrders, PartRedirects, PartStones, PartMedia, PartSynonyms, PartSite}
}

// ExportRecord is a line of a whole export that is no poem. The keys of its types
// are a contract with scripts outside the project, as those of Record are.
type ExportRecord interface{ Part() Part }

// NewExportRecord is an empty line of a part, to read one into; nil for the poems and
// for what is no part.
func NewExportRecord(p Part) ExportRecord {
	switch p {
	case PartAuthors:
		return &AuthorRecord{}
	case PartPlaces:
		return &PlaceRecord{}
	case PartCollections:
		return &CollectionRecord{}
	case PartRevisions:
		return &RevisionRecord{}
	case PartOrders:
		return &OrderRecord{}
	case PartRedirects:
		return &RedirectRecord{}
	case PartStones:
		return &StoneRecord{}
	case PartMedia:
		return &MediaRecord{}
	case PartSynonyms:
		return &Synonyms{}
	case PartSite:
		return &SiteSettings{}
	}
	return nil
}

// AuthorRecord is an author.
type AuthorRecord struct {
	ID      AuthorID `json:"id"`
	Name    string   `json:"name"`
	Aliases []string `json:"aliases,omitempty"`
	About   string   `json:"about,omitempty"`
}

// PlaceRecord is a place. X and Y are its spot on the drawn plan.
type PlaceRecord struct {
	ID     PlaceID   `json:"id"`
	Path   string    `json:"path"`
	Kind   PlaceKind `json:"kind"`
	About  string    `json:"about,omitempty"`
	X      *int      `json:"x,omitempty"`
	Y      *int      `json:"y,omitempty"`
	Former []string  `json:"former,omitempty"` // paths it had before
}

// CollectionRecord is a collection.
type CollectionRecord struct {
	ID       CollectionID `json:"id"`
	Name     string       `json:"name"`
	Foreword string       `json:"foreword,omitempty"`
}

// RevisionRecord is a poem as it was before its present revision.
type RevisionRecord struct {
	Poem    PoemID          `json:"poem"`
	Number  int             `json:"revision"`
	At      time.Time       `json:"at"`
	By      Actor           `json:"by,omitempty"`
	Reason  string          `json:"reason,omitempty"` // a person's own words
	Message Message         `json:"message,omitzero"` // or the program's reason
	Content json.RawMessage `json:"content"`          // a Record
}

// OrderRecord is a collection as a curator put it in order: poems that came in
// later are not in it.
type OrderRecord struct {
	Collection string   `json:"collection"`
	Poems      []PoemID `json:"poems"`
}

// RedirectRecord leads from the address of a merged poem or author.
type RedirectRecord struct {
	Kind Kind  `json:"kind"`
	From int64 `json:"from"`
	To   int64 `json:"to"`
}

// StoneRecord is a stone.
type StoneRecord struct {
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

// MediaRecord is a recording or picture, whose content is another file of the
// export.
type MediaRecord struct {
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
func (*AuthorRecord) Part() Part     { return PartAuthors }
func (*PlaceRecord) Part() Part      { return PartPlaces }
func (*CollectionRecord) Part() Part { return PartCollections }
func (*RevisionRecord) Part() Part   { return PartRevisions }
func (*OrderRecord) Part() Part      { return PartOrders }
func (*RedirectRecord) Part() Part   { return PartRedirects }
func (*StoneRecord) Part() Part      { return PartStones }
func (*MediaRecord) Part() Part      { return PartMedia }
func (*Synonyms) Part() Part         { return PartSynonyms }
func (*SiteSettings) Part() Part     { return PartSite }
