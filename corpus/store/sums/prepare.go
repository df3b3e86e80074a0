package sums

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"shiyun/corpus/store/db"
)

// columnsBlock is where the columns of a table are noted with its checksums.
const columnsBlock = -1 << 62

// Prepare returns the keeper of an open archive. Tables that have no checksums
// yet, or whose columns a migration changed, get them, in transactions of
// bounded size: broken off, the next start goes on.
func Prepare(ctx context.Context, database *db.DB) (*Keeper, error) {
	k := &Keeper{db: database, columns: map[string][]string{}}
	for _, t := range tables {
		columns, err := database.Columns(ctx, t.Name)
		if err != nil {
			return nil, fmt.Errorf("read columns of %s: %w", t.Name, err)
		}
		if !slices.Contains(columns, t.Key) {
			return nil, fmt.Errorf("table %s has no column %s", t.Name, t.Key)
		}
		k.columns[t.Name] = columns
	}
	known, err := readColumns(ctx, database.Reader())
	if err != nil {
		return nil, err
	}
	left, err := k.watch(ctx, slices.DeleteFunc(Tables(), func(t Table) bool { return known[t.Name] == strings.Join(k.columns[t.Name], " ") }))
	if err != nil {
		return nil, err
	}
	for _, t := range left {
		if err := k.fill(ctx, t); err != nil {
			return nil, err
		}
	}
	// A program that knows no checksums may have written since.
	return k, database.Write(ctx, "write checksums", func(tx bun.Tx) error { return k.Update(ctx, tx) })
}

func readColumns(ctx context.Context, conn bun.IDB) (map[string]string, error) {
	var rows []struct {
		Tab  string
		Sums []byte
	}
	err := conn.NewRaw("SELECT tab, sums FROM sums WHERE part = 0 AND block = ?", int64(columnsBlock)).Scan(ctx, &rows)
	if err != nil {
		return nil, fmt.Errorf("read checksums: %w", err)
	}
	known := map[string]string{}
	for _, row := range rows {
		known[row.Tab] = string(row.Sums)
	}
	return known, nil
}

// watch puts the triggers on tables and returns those that have rows already.
func (k *Keeper) watch(ctx context.Context, some []Table) (left []Table, err error) {
	if len(some) == 0 {
		return nil, nil
	}
	err = k.db.Write(ctx, "watch tables", func(tx bun.Tx) error {
		for _, t := range some {
			if _, err := tx.ExecContext(ctx, strings.Join(k.db.Watch(t.Name, t.Part, t.Key), ";\n")); err != nil {
				return fmt.Errorf("watch table %s: %w", t.Name, err)
			}
			if _, err := tx.NewRaw("DELETE FROM sums WHERE tab = ?", t.Name).Exec(ctx); err != nil {
				return err
			}
			var any bool
			if err := tx.NewRaw("SELECT EXISTS (SELECT 1 FROM ?)", bun.Ident(t.Name)).Scan(ctx, &any); err != nil {
				return err
			}
			if any {
				left = append(left, t)
			} else if err := k.note(ctx, tx, t); err != nil {
				return err
			}
		}
		return nil
	})
	return left, err
}

// note writes down that the rows of a table have checksums, and of which
// columns.
func (k *Keeper) note(ctx context.Context, tx bun.Tx, t Table) error {
	_, err := tx.NewRaw("INSERT INTO sums (tab, part, block, sums) VALUES (?, 0, ?, ?) ON CONFLICT (tab, part, block) DO UPDATE SET sums = EXCLUDED.sums",
		t.Name, int64(columnsBlock), []byte(strings.Join(k.columns[t.Name], " "))).Exec(ctx)
	if err != nil {
		return fmt.Errorf("note checksums of %s: %w", t.Name, err)
	}
	return nil
}

// fill writes the checksums of all rows of a table. That it is done is noted
// last: broken off, it begins anew.
func (k *Keeper) fill(ctx context.Context, t Table) error {
	for at := start(); ; {
		var found window
		err := k.db.Write(ctx, "write checksums", func(tx bun.Tx) (err error) {
			found, err = k.next(ctx, tx, t, at, fillBlocks)
			if err != nil || found.end {
				return err
			}
			now, err := k.readWindow(ctx, tx, t, found)
			if err != nil || len(now) == 0 {
				return err
			}
			return k.writeBlocks(ctx, tx, t, found.part, now)
		})
		if err != nil {
			return err
		}
		if found.end {
			break
		}
		at = found
	}
	return k.db.Write(ctx, "note checksums", func(tx bun.Tx) error { return k.note(ctx, tx, t) })
}
