// Package transfer brings drafts into the archive and the records of a whole
// export in and out. An Import decides chunk by chunk, through corpus/merge,
// and commits each with its counts, so that after a crash the batch has
// exactly what it counts.
package transfer

import (
	"github.com/uptrace/bun"

	"shiyun/corpus/store/authority"
	"shiyun/corpus/store/db"
	"shiyun/corpus/store/poems"
	"shiyun/corpus/store/words"
)

// Transfer brings things in and out of an archive. All methods may be called
// from any goroutine.
type Transfer struct {
	db    *db.DB
	read  *bun.DB // of db
	names *authority.Names
	poems *poems.Repository
	words *words.Words
}

// New returns the way in and out of the archive in database, of whose rooms it
// is handed those that an export is read from.
func New(database *db.DB, names *authority.Names, repository *poems.Repository, synonyms *words.Words) *Transfer {
	return &Transfer{db: database, read: database.Reader(), names: names, poems: repository, words: synonyms}
}
