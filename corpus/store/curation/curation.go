// Package curation keeps what residents send in until it is decided on: poems
// and corrections, the receipts that follow them, the queue of what waits, and
// the decisions of curators. Changes of many poems in one go are here too.
package curation

import (
	"github.com/uptrace/bun"

	"shiyun/corpus/seal"
	"shiyun/corpus/store/db"
	"shiyun/corpus/store/poems"
)

// Curation keeps the submissions of an archive. All methods may be called from
// any goroutine.
type Curation struct {
	db    *db.DB
	read  *bun.DB // of db
	poems *poems.Repository
	// secrets marks the codes of receipts: short enough to be guessed by who
	// has the database and not the key.
	secrets *seal.Key
}

// New returns the submissions of the archive in database.
func New(database *db.DB, repository *poems.Repository, secrets *seal.Key) *Curation {
	return &Curation{db: database, read: database.Reader(), poems: repository, secrets: secrets}
}
