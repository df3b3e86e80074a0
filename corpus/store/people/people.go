// Package people keeps the accounts of those who look after the archive: their
// credentials, the links they set a password with, and their sessions. Of
// links and sessions it keeps hashes of the tokens, so that the archive's file
// opens none.
package people

import (
	"github.com/uptrace/bun"

	"shiyun/corpus/seal"
	"shiyun/corpus/store/db"
)

// People are the accounts of an archive. All methods may be called from any
// goroutine.
type People struct {
	db      *db.DB
	read    *bun.DB // of db
	secrets *seal.Key
}

// New returns the accounts of the archive in database. secrets seals the
// secrets of codes, which the archive's file alone must not give away.
func New(database *db.DB, secrets *seal.Key) *People {
	return &People{db: database, read: database.Reader(), secrets: secrets}
}
