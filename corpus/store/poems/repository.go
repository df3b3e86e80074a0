// Package poems keeps the poems with their revisions and redirects, and what
// stands beside them: recordings, pictures and stones.
//
// Save is the one way a poem is written: the row, what it is filed under, a
// revision and a row of the change log, in one transaction.
package poems

import (
	"github.com/uptrace/bun"

	"shiyun/corpus/store/db"
)

// Repository keeps the poems of an archive. All methods may be called from any
// goroutine.
type Repository struct {
	db       *db.DB
	read     *bun.DB // of db
	mediaDir string
}

// New returns the poems of the archive in database. The files of their
// recordings and pictures are in mediaDir.
func New(database *db.DB, mediaDir string) *Repository {
	return &Repository{db: database, read: database.Reader(), mediaDir: mediaDir}
}
