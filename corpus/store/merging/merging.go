// Package merging makes two poems or two authors one, as a batch, and takes
// batches back: imports, bulk edits and merges. What a poem was before a batch
// is decided by corpus/merge.
package merging

import (
	"github.com/uptrace/bun"

	"shiyun/corpus/store/db"
)

// Merging merges and undoes in an archive. All methods may be called from any
// goroutine.
type Merging struct {
	db   *db.DB
	read *bun.DB // of db
}

// New returns the merges of the archive in database.
func New(database *db.DB) *Merging { return &Merging{db: database, read: database.Reader()} }
