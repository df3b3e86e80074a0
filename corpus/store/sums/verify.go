package sums

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"github.com/uptrace/bun"

	"shiyun/corpus/store/db"
)

// Kind is what is wrong with a row.
type Kind string

// What can be wrong.
const (
	Changed    Kind = "changed"    // a byte of the row is not what was written
	Missing    Kind = "missing"    // the row is gone
	Extra      Kind = "extra"      // nothing wrote the row
	Unproven   Kind = "unproven"   // the checksums themselves are damaged
	Unreadable Kind = "unreadable" // the database cannot read there
)

// Fault is a row, or a stretch of a table, that is not what was written.
type Fault struct {
	Kind  Kind
	Table string
	Part  int64
	Key   string // of the row; "" for a stretch
	Err   error  // of Unreadable
}

// Position is a place in a round over all tables; the zero value is its
// beginning. It may be kept as JSON.
type Position struct {
	Table int   `json:"table"` // its place among Tables
	Begun bool  `json:"begun,omitempty"`
	Part  int64 `json:"part,omitempty"`
	Block int64 `json:"block,omitempty"` // the last one compared
}

// Step compares up to some thousand rows after a position with their checksums,
// in one snapshot, and returns the position after them and how many rows it
// compared. ended reports that the round is over.
func (k *Keeper) Step(ctx context.Context, from Position, blocks int, found func(Fault)) (next Position, rows int, ended bool, err error) {
	if from.Table >= len(tables) {
		return Position{}, 0, true, nil
	}
	t := tables[from.Table]
	at := start()
	if from.Begun {
		at = window{part: from.Part, first: from.Block, last: from.Block}
	}
	var w window
	err = db.Snapshot(ctx, k.db.Reader(), func(conn bun.IDB) (err error) {
		if w, err = k.next(ctx, conn, t, at, int64(blocks)); err != nil || w.end {
			return err
		}
		rows, err = k.compare(ctx, conn, t, w, found)
		return err
	})
	if err != nil {
		if ctx.Err() != nil {
			return from, rows, false, ctx.Err()
		}
		found(Fault{Kind: Unreadable, Table: t.Name, Part: w.part, Err: err})
		if w.last <= at.last && w.part == at.part || w == (window{}) {
			w.end = true // not even the next rows can be looked for
		}
	}
	if w.end {
		return Position{Table: from.Table + 1}, rows, from.Table+1 >= len(tables), nil
	}
	return Position{Table: from.Table, Begun: true, Part: w.part, Block: w.last}, rows, false, nil
}

// compare compares a window with its checksums.
func (k *Keeper) compare(ctx context.Context, conn bun.IDB, t Table, w window, found func(Fault)) (int, error) {
	blocks, err := readBlocks(ctx, conn, t, w.part, "block BETWEEN ? AND ?", w.first, w.last)
	if err != nil {
		return 0, err
	}
	now, err := k.readWindow(ctx, conn, t, w)
	if err != nil {
		return 0, err
	}
	want, damaged := map[string]Sum{}, map[int64]bool{}
	for block, content := range blocks {
		sums, whole := decodeBlock(content)
		if !whole {
			damaged[block] = true
			found(Fault{Kind: Unproven, Table: t.Name, Part: w.part})
		}
		for key, sum := range sums {
			if b, err := t.blockOf(key); err != nil || b != block {
				found(Fault{Kind: Unproven, Table: t.Name, Part: w.part, Key: key})
				continue
			}
			want[key] = sum
		}
	}
	k.report(t, w.part, now, want, damaged, found)
	return len(now), nil
}

func (k *Keeper) report(t Table, part int64, now map[string][]Sum, want map[string]Sum, damaged map[int64]bool, found func(Fault)) {
	var faults []Fault
	for key, rows := range now {
		sum, ok := want[key]
		block, err := t.blockOf(key)
		switch {
		case ok && sum != joinSums(rows):
			faults = append(faults, Fault{Kind: Changed, Table: t.Name, Part: part, Key: key})
		case !ok && err == nil && damaged[block]:
		case !ok:
			faults = append(faults, Fault{Kind: Extra, Table: t.Name, Part: part, Key: key})
		}
	}
	for key := range want {
		if _, ok := now[key]; !ok {
			faults = append(faults, Fault{Kind: Missing, Table: t.Name, Part: part, Key: key})
		}
	}
	slices.SortFunc(faults, func(a, b Fault) int { return cmp.Or(cmp.Compare(len(a.Key), len(b.Key)), cmp.Compare(a.Key, b.Key)) })
	for _, f := range faults {
		found(f)
	}
}

// Waiting returns how many rows were written and not checked in: some program
// that knows no checksums wrote beside this one.
func (k *Keeper) Waiting(ctx context.Context) (n int, err error) {
	err = k.db.Reader().NewRaw("SELECT COUNT(*) FROM unsummed").Scan(ctx, &n)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return 0, fmt.Errorf("count rows without checksums: %w", err)
	}
	return n, nil
}
