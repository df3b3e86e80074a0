package store

import (
	"context"
	"errors"

	"shiyun/corpus"
	"shiyun/corpus/store/db"
	"shiyun/corpus/store/moving"
)

// MoveTo writes the whole archive into the empty database of a dialect and
// compares the checksums of all rows there with those here. Files and the key
// stay where they are; sessions are left behind. It returns how many blocks of
// rows were compared, and a Conflict error where the database has an archive
// already, or what an earlier move left when it was broken off: that is not
// opened either, and a move begins in an empty database.
func (s *Store) MoveTo(ctx context.Context, dialect db.Dialect, progress func(table string, rows int)) (blocks int, err error) {
	database, err := db.Open(ctx, dialect)
	if err != nil {
		return 0, err
	}
	to := assemble(database, s.secrets, s.dir)
	defer func() { err = errors.Join(err, to.Close()) }()
	if err := to.prepareProofs(ctx); err != nil {
		return 0, err
	}
	if err := moving.Copy(ctx, s.db, database, progress); err != nil {
		return 0, err
	}
	here, blocks, err := moving.Digest(ctx, s.db)
	if err != nil {
		return 0, err
	}
	there, _, err := moving.Digest(ctx, database)
	if err == nil && here != there {
		err = corpus.NewError(corpus.Conflict, "archive.move_differs")
	}
	return blocks, err
}
