// Package state keeps what the program must know of itself from one start to
// the next, and what programs beside each other tell one another: how far the
// generations of the index are, requests to whoever holds the index, settings,
// and how the columns of a header were mapped last.
package state

import (
	"github.com/uptrace/bun"

	"shiyun/corpus/store/db"
)

const (
	generations db.Counter = "generations"
	requests    db.Counter = "index_requests"
)

// State is that of an archive. All methods may be called from any goroutine.
type State struct {
	db   *db.DB
	read *bun.DB // of db
}

// New returns the state of the archive in database.
func New(database *db.DB) *State { return &State{db: database, read: database.Reader()} }
