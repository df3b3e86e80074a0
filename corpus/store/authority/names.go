// Package authority keeps the authority files (规范档) of the archive: the
// authors, places and collections that poems are filed under, each with every
// name that leads to it. A Resolver turns the names in drafts into them.
package authority

import (
	"github.com/uptrace/bun"

	"shiyun/corpus/store/db"
)

// Names keeps the authors, places and collections of an archive. All methods
// may be called from any goroutine.
type Names struct {
	db   *db.DB
	read *bun.DB // of db
}

// New returns the authors, places and collections of the archive in database.
func New(database *db.DB) *Names { return &Names{db: database, read: database.Reader()} }
