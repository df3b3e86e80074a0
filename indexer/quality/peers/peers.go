// Package peers puts the cases of the quality suite to what people would
// otherwise use: SQLite's own full text, with trigrams and with one character
// per token.
package peers

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"

	_ "github.com/mattn/go-sqlite3" // database/sql driver "sqlite3"

	"shiyun/indexer/quality"
)

// ErrNoFTS5 is returned where this program was built without FTS5.
var ErrNoFTS5 = errors.New("SQLite here has no FTS5: build with -tags sqlite_fts5")

// Peers are both engines over one database.
type Peers struct {
	db *sql.DB
}

// Build makes a database of the library's poems in dir.
func Build(ctx context.Context, dir string, l *quality.Library) (*Peers, error) {
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(dir, "peers.db")+"?_synchronous=OFF&_journal_mode=MEMORY")
	if err != nil {
		return nil, fmt.Errorf("open peers: %w", err)
	}
	p := &Peers{db}
	if err := p.build(ctx, l); err != nil {
		return nil, errors.Join(fmt.Errorf("build peers: %w", err), p.Close())
	}
	return p, nil
}

// Close closes the database.
func (p *Peers) Close() error { return p.db.Close() }

// Engines are the peers to ask.
func (p *Peers) Engines() []quality.Engine {
	return []quality.Engine{fts{"fts5 characters", "characters", p.db, 1}, fts{"fts5 trigram", "trigrams", p.db, 3}}
}

func (p *Peers) build(ctx context.Context, l *quality.Library) (err error) {
	var has bool
	if err := p.db.QueryRowContext(ctx, "SELECT sqlite_compileoption_used('ENABLE_FTS5')").Scan(&has); err != nil {
		return err
	}
	if !has {
		return ErrNoFTS5
	}
	tx, err := p.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, tx.Rollback())
		}
	}()
	for table, tokenizer := range map[string]string{"characters": "unicode61", "trigrams": "trigram"} {
		create := fmt.Sprintf("CREATE VIRTUAL TABLE %s USING fts5(ref UNINDEXED, title, author, body, tokenize = '%s')", table, tokenizer)
		if _, err = tx.ExecContext(ctx, create); err != nil {
			return err
		}
	}
	if err = fill(ctx, tx, l); err != nil {
		return err
	}
	return tx.Commit()
}

func fill(ctx context.Context, tx *sql.Tx, l *quality.Library) (err error) {
	insert := func(table string) (*sql.Stmt, error) {
		return tx.PrepareContext(ctx, "INSERT INTO "+table+" (ref, title, author, body) VALUES (?, ?, ?, ?)")
	}
	characters, err := insert("characters")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, characters.Close()) }()
	trigrams, err := insert("trigrams")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, trigrams.Close()) }()
	for p := range l.Poems() {
		if _, err = characters.ExecContext(ctx, p.Ref, spaced(p.Title), spaced(p.Author), spaced(p.Body)); err != nil {
			return err
		}
		if _, err = trigrams.ExecContext(ctx, p.Ref, p.Title, p.Author, p.Body); err != nil {
			return err
		}
	}
	return nil
}
