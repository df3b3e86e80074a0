package authority

import (
	"github.com/uptrace/bun"

	"shiyun/corpus/store/db"
)

// The counters that authors, places and collections are numbered by.
const (
	AuthorCounter     db.Counter = "authors"
	PlaceCounter      db.Counter = "places"
	CollectionCounter db.Counter = "collections"
)

// AuthorRow is the authors table.
type AuthorRow struct {
	bun.BaseModel `bun:"table:authors,alias:a"`

	ID        int64  `bun:"id,pk"`
	Name      string `bun:"name"`
	SortKey   string `bun:"sort_key"`
	Initial   string `bun:"initial"`
	About     string `bun:"about"`
	CreatedAt int64  `bun:"created_at"`

	Poems int `bun:"poems,scanonly"`
}

type authorNameRow struct {
	bun.BaseModel `bun:"table:author_names"`

	AuthorID int64  `bun:"author_id"`
	Name     string `bun:"name"`
}

// PlaceRow is the places table.
type PlaceRow struct {
	bun.BaseModel `bun:"table:places,alias:pl"`

	ID        int64  `bun:"id,pk"`
	ParentID  int64  `bun:"parent_id"`
	Name      string `bun:"name"`
	Path      string `bun:"path"`
	Kind      string `bun:"kind"`
	About     string `bun:"about"`
	X         *int   `bun:"x"`
	Y         *int   `bun:"y"`
	CreatedAt int64  `bun:"created_at"`

	Poems int `bun:"poems,scanonly"`
}

// CollectionRow is the collections table.
type CollectionRow struct {
	bun.BaseModel `bun:"table:collections,alias:c"`

	ID        int64  `bun:"id,pk"`
	Name      string `bun:"name"`
	Foreword  string `bun:"foreword"`
	CreatedAt int64  `bun:"created_at"`

	Poems int `bun:"poems,scanonly"`
}
