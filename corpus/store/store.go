// Package store keeps the archive, which is the truth: everything else can be
// made anew from it.
//
// One transaction writes at a time, any number of statements read. Every
// change of a poem writes a revision and a row of the change log in the same
// transaction; whoever derives something from the archive (the index, the
// texts in memory) follows that log from a cursor.
//
// No SQL text leaves this folder, and what it holds is common to SQLite and
// PostgreSQL; package db has what differs, and the rule of one writer that the
// reading and then writing here rests on.
package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/seal"
	"shiyun/corpus/store/audit"
	"shiyun/corpus/store/authority"
	"shiyun/corpus/store/batches"
	"shiyun/corpus/store/changes"
	"shiyun/corpus/store/curation"
	"shiyun/corpus/store/db"
	"shiyun/corpus/store/db/sqlite"
	"shiyun/corpus/store/erasure"
	"shiyun/corpus/store/merging"
	"shiyun/corpus/store/moving"
	"shiyun/corpus/store/people"
	"shiyun/corpus/store/poems"
	"shiyun/corpus/store/state"
	"shiyun/corpus/store/sums"
	"shiyun/corpus/store/transfer"
	"shiyun/corpus/store/words"
)

// Store is an open archive. All methods may be called from any goroutine.
//
// Its rooms are packages of their own, whose methods are promoted here.
type Store struct {
	*audit.Trail       // Record, Acts, VerifyAudit
	*changes.Log       // Head, ChangesAfter, Reached
	*people.People     // accounts, credentials, links, sessions
	*words.Words       // synonyms, misses
	*batches.Registry  // batches and their rows
	*state.State       // generations and requests of the index, settings, mappings
	*authority.Names   // authors, places, collections
	*poems.Repository  // poems, revisions, redirects; stones, media
	*curation.Curation // submissions, receipts, the queue, decisions, bulk edits
	*transfer.Transfer // imports, the records of a whole export
	*merging.Merging   // merges, undoing of batches
	*erasure.Erasure   // what the archive has of a person, and taking it away

	db   *db.DB
	read *bun.DB // of db
	sums *sums.Keeper
	dir  string

	// secrets seals what the archive file alone must not give away.
	secrets *seal.Key
}

// Open opens the archive in dir, making the directory and the archive when
// there is none, and brings its schema up to date. It returns a TooNew error
// for an archive that a newer program has written, and a Conflict error where
// an archive was and is no longer, or is damaged: see CheckLost, and loadKey for
// its key.
func Open(ctx context.Context, dir string, before ...BeforeUpgrade) (*Store, error) {
	return At{Dir: dir}.Open(ctx, before...)
}

// OpenOn opens an archive whose rows are in the database of a dialect. Its
// key, its media and all other files are in dir as with Open.
func OpenOn(ctx context.Context, dir string, dialect db.Dialect, before ...BeforeUpgrade) (*Store, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("make data directory: %w", err)
	}
	database, err := db.Open(ctx, dialect, prepareUpgrade(ctx, before)...)
	if err != nil && dialect.FaultOf(err) == db.Damaged {
		return nil, &corpus.Error{Code: corpus.Conflict, Message: corpus.NewMessage("start.archive_damaged", dir, sqlite.FileName), Err: err}
	}
	if err != nil {
		return nil, err
	}
	if err := moving.CheckWhole(ctx, database); err != nil {
		return nil, errors.Join(err, database.Close())
	}
	secrets, err := loadKey(ctx, database, dir)
	if err != nil {
		return nil, errors.Join(err, database.Close())
	}
	s := assemble(database, secrets, dir)
	if err := s.prepareProofs(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("prepare checksums: %w", err), database.Close())
	}
	if err := s.keepMark(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("mark key: %w", err), database.Close())
	}
	return s, nil
}

// prepareProofs has every write transaction end with the hashes and checksums
// of what it wrote, and gives them to what has none yet.
func (s *Store) prepareProofs(ctx context.Context) (err error) {
	s.db.AtEnd(poems.CloseLink)
	if err := poems.LinkOld(ctx, s.db, s.MediaDir()); err != nil {
		return err
	}
	if s.sums, err = sums.Prepare(ctx, s.db); err == nil {
		s.db.AtEnd(s.sums.Update)
	}
	return err
}

func assemble(database *db.DB, secrets *seal.Key, dir string) *Store {
	names, synonyms := authority.New(database), words.New(database)
	repository := poems.New(database, filepath.Join(dir, "media"))
	return &Store{
		Trail: audit.New(database), Log: changes.New(database),
		People: people.New(database, secrets), Words: synonyms, State: state.New(database),
		Registry: batches.New(database), Names: names, Repository: repository,
		Curation: curation.New(database, repository, secrets),
		Transfer: transfer.New(database, names, repository, synonyms),
		Merging:  merging.New(database),
		Erasure:  erasure.New(database, secrets),
		db:       database, read: database.Reader(), secrets: secrets, dir: dir,
	}
}

// Secrets is the key that what is private in the archive is sealed with.
func (s *Store) Secrets() *seal.Key { return s.secrets }

// Exists reports whether dir holds an archive.
func Exists(dir string) bool { return sqlite.Exists(dir) }

// Close ends all connections.
func (s *Store) Close() error { return s.db.Close() }
