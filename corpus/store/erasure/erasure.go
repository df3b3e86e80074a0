// Package erasure finds what the archive has of a person, and takes it away:
// out of every table, not only out of sight. Numbers stay, so that what refers
// to them breaks nowhere and is never given to somebody else.
package erasure

import (
	"shiyun/corpus/seal"
	"shiyun/corpus/store/db"
)

// Erasure finds and erases people of an archive.
type Erasure struct {
	db      *db.DB
	secrets *seal.Key
}

// New returns the erasure of the archive in database. secrets opens contacts.
func New(database *db.DB, secrets *seal.Key) *Erasure { return &Erasure{database, secrets} }
