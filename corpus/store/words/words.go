// Package words keeps what makes searches find more: the words that stand for
// each other, and the searches that found nothing or little.
package words

import (
	"github.com/uptrace/bun"

	"shiyun/corpus/store/db"
)

// Words are the synonyms and misses of an archive. All methods may be called
// from any goroutine.
type Words struct {
	db   *db.DB
	read *bun.DB // of db
}

// New returns the words of the archive in database.
func New(database *db.DB) *Words { return &Words{db: database, read: database.Reader()} }
