package db_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/store/db"
	"shiyun/corpus/store/db/sqlite"
)

var errBusy = errors.New("busy")

// contended answers that it is busy for the first so many beginnings.
type contended struct {
	db.Dialect
	busy int
}

func (c *contended) BeginWrite(ctx context.Context, write *bun.DB) (bun.Tx, error) {
	if c.busy--; c.busy >= 0 {
		return bun.Tx{}, errBusy
	}
	return c.Dialect.BeginWrite(ctx, write)
}

func (c *contended) FaultOf(err error) db.Fault {
	if errors.Is(err, errBusy) {
		return db.Busy
	}
	return c.Dialect.FaultOf(err)
}

func open(t *testing.T, dialect db.Dialect) *db.DB {
	t.Helper()
	d, err := db.Open(t.Context(), dialect)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}

func set(ctx context.Context, value string) func(bun.Tx) error {
	return func(tx bun.Tx) error {
		_, err := tx.NewRaw("INSERT INTO settings (name, value) VALUES ('a', ?) ON CONFLICT (name) DO UPDATE SET value = EXCLUDED.value", value).Exec(ctx)
		return err
	}
}

func get(t *testing.T, d *db.DB) (value string) {
	t.Helper()
	if err := d.Reader().NewRaw("SELECT COALESCE(MAX(value), '') FROM settings").Scan(t.Context(), &value); err != nil {
		t.Fatal(err)
	}
	return value
}

func TestBeginningIsTriedAgain(t *testing.T) {
	t.Parallel()
	dialect := &contended{Dialect: sqlite.In(t.TempDir()), busy: 3}
	d := open(t, dialect)
	if err := d.Write(t.Context(), "test", set(t.Context(), "1")); err != nil || get(t, d) != "1" {
		t.Fatalf("after three busy answers: %q, %v", get(t, d), err)
	}
	dialect.busy = 1 << 30
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if err := d.Write(ctx, "test", set(ctx, "2")); corpus.CodeOf(err) != corpus.Unavailable || !errors.Is(err, errBusy) {
		t.Errorf("busy until the caller gave up: %v", err)
	}
}

func TestWhatFailsIsRolledBack(t *testing.T) {
	t.Parallel()
	d := open(t, sqlite.In(t.TempDir()))
	failure := errors.New("no")
	err := d.Write(t.Context(), "test", func(tx bun.Tx) error {
		return errors.Join(set(t.Context(), "1")(tx), failure)
	})
	if !errors.Is(err, failure) || get(t, d) != "" {
		t.Errorf("after an error: %q, %v", get(t, d), err)
	}
	func() {
		defer func() { _ = recover() }()
		_ = d.Write(t.Context(), "test", func(tx bun.Tx) error {
			if err := set(t.Context(), "2")(tx); err != nil {
				t.Error(err)
			}
			panic("stop")
		})
	}()
	if err := d.Write(t.Context(), "test", set(t.Context(), "3")); err != nil || get(t, d) != "3" {
		t.Errorf("after a panic: %q, %v", get(t, d), err)
	}
}

// Reading and then writing what follows is safe: what several handles on one
// archive add up is all there.
func TestOneWriter(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	const handles, each = 4, 25
	var wg sync.WaitGroup
	for range handles {
		d := open(t, sqlite.In(dir))
		wg.Go(func() {
			for range each {
				err := d.Write(t.Context(), "test", func(tx bun.Tx) error {
					var n int
					if err := tx.NewRaw("SELECT CAST(COALESCE(MAX(value), '0') AS INTEGER) FROM settings").Scan(t.Context(), &n); err != nil {
						return err
					}
					return set(t.Context(), fmt.Sprint(n+1))(tx)
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if got := get(t, open(t, sqlite.In(dir))); got != fmt.Sprint(handles*each) {
		t.Errorf("added up to %s, want %d", got, handles*each)
	}
}
