package sums

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strconv"

	"github.com/uptrace/bun"

	"shiyun/corpus/store/db"
)

// Keeper keeps the checksums of an archive. All methods may be called from any
// goroutine.
type Keeper struct {
	db      *db.DB
	columns map[string][]string // by table
}

// keysAtATime bounds one look for rows by their keys.
const keysAtATime = 500

type touchedRow struct {
	Tab  string
	Part int64
	ID   string
}

// Update writes the checksums of the rows that the transaction wrote. It runs
// at the end of every write transaction.
func (k *Keeper) Update(ctx context.Context, tx bun.Tx) error {
	for {
		touched, err := takeTouched(ctx, tx, 20_000)
		if err != nil || len(touched) == 0 {
			return err
		}
		for len(touched) > 0 {
			one := touched[:countPart(touched)]
			if err := k.updatePart(ctx, tx, one); err != nil {
				return err
			}
			touched = touched[len(one):]
		}
	}
}

// countPart returns how many rows at the front are of one table and part.
func countPart(touched []touchedRow) int {
	n := slices.IndexFunc(touched, func(r touchedRow) bool { return r.Tab != touched[0].Tab || r.Part != touched[0].Part })
	if n < 0 {
		return len(touched)
	}
	return n
}

// takeTouched takes up to limit of the rows written off the list.
func takeTouched(ctx context.Context, tx bun.Tx, limit int) ([]touchedRow, error) {
	var touched []touchedRow
	err := tx.NewRaw("SELECT tab, part, id FROM unsummed ORDER BY tab, part, id LIMIT ?", limit).Scan(ctx, &touched)
	if err != nil || len(touched) == 0 {
		return nil, err
	}
	if len(touched) < limit {
		_, err = tx.ExecContext(ctx, "DELETE FROM unsummed")
		return touched, err
	}
	last := touched[limit-1]
	_, err = tx.NewRaw("DELETE FROM unsummed WHERE (tab, part, id) <= (?, ?, ?)", last.Tab, last.Part, last.ID).Exec(ctx)
	return touched, err
}

// updatePart writes the checksums of rows of one table and part.
func (k *Keeper) updatePart(ctx context.Context, tx bun.Tx, touched []touchedRow) error {
	at := slices.IndexFunc(tables, func(t Table) bool { return t.Name == touched[0].Tab })
	if at < 0 {
		return nil // of a table that is no more
	}
	t, part := tables[at], touched[0].Part
	keys, err := sortKeys(t, touched)
	if err != nil {
		return err
	}
	for some := range slices.Chunk(keys, keysAtATime) {
		now, err := k.readKeys(ctx, tx, t, part, some)
		if err != nil {
			return err
		}
		for _, key := range some {
			if _, ok := now[key]; !ok {
				now[key] = nil // deleted
			}
		}
		if err := k.writeBlocks(ctx, tx, t, part, now); err != nil {
			return err
		}
	}
	return nil
}

// sortKeys returns the keys of rows with those of a block together.
func sortKeys(t Table, touched []touchedRow) ([]string, error) {
	keys := make([]string, len(touched))
	ids := make(map[string]int64, len(touched))
	for i, row := range touched {
		keys[i] = row.ID
		if t.Text {
			continue
		}
		id, err := strconv.ParseInt(row.ID, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("key of table %s: %w", t.Name, err)
		}
		ids[row.ID] = id
	}
	slices.SortFunc(keys, func(a, b string) int { return cmp.Compare(ids[a], ids[b]) })
	return keys, nil
}

// writeBlocks replaces the checksums of keys, nil for none any more.
func (k *Keeper) writeBlocks(ctx context.Context, tx bun.Tx, t Table, part int64, now map[string][]Sum) error {
	changed := map[int64]map[string][]Sum{}
	for key, rows := range now {
		block, err := t.blockOf(key)
		if err != nil {
			return err
		}
		if changed[block] == nil {
			changed[block] = map[string][]Sum{}
		}
		changed[block][key] = rows
	}
	var ids []int64
	for block := range changed {
		ids = append(ids, block)
	}
	slices.Sort(ids)
	was, err := readBlocks(ctx, tx, t, part, "block IN (?)", bun.List(ids))
	if err != nil {
		return err
	}
	for _, block := range ids {
		sums, whole := map[string]Sum{}, true
		if content, ok := was[block]; ok {
			sums, whole = decodeBlock(content)
		}
		if !whole {
			continue // damaged checksums stay as they are, to be seen
		}
		for key, rows := range changed[block] {
			if rows == nil {
				delete(sums, key)
				continue
			}
			sums[key] = joinSums(rows)
		}
		if len(sums) == 0 {
			_, err = tx.NewRaw("DELETE FROM sums WHERE tab = ? AND part = ? AND block = ?", t.Name, part, block).Exec(ctx)
		} else {
			_, err = tx.NewRaw("INSERT INTO sums (tab, part, block, sums) VALUES (?, ?, ?, ?) ON CONFLICT (tab, part, block) DO UPDATE SET sums = EXCLUDED.sums",
				t.Name, part, block, encodeBlock(sums)).Exec(ctx)
		}
		if err != nil {
			return fmt.Errorf("write checksums of %s: %w", t.Name, err)
		}
	}
	return nil
}

// readBlocks reads the blocks of a part that a condition chooses.
func readBlocks(ctx context.Context, conn bun.IDB, t Table, part int64, where string, args ...any) (map[int64][]byte, error) {
	var rows []struct {
		Block int64
		Sums  []byte
	}
	err := conn.NewRaw("SELECT block, sums FROM sums WHERE tab = ? AND part = ? AND "+where, append([]any{t.Name, part}, args...)...).Scan(ctx, &rows)
	if err != nil {
		return nil, fmt.Errorf("read checksums of %s: %w", t.Name, err)
	}
	blocks := make(map[int64][]byte, len(rows))
	for _, row := range rows {
		blocks[row.Block] = row.Sums
	}
	return blocks, nil
}

// readKeys returns the checksums of the rows of keys.
func (k *Keeper) readKeys(ctx context.Context, conn bun.IDB, t Table, part int64, keys []string) (map[string][]Sum, error) {
	if t.Text {
		return k.read(ctx, conn, t, part, "? IN (?)", bun.Ident(t.Key), bun.List(keys))
	}
	ids := make([]bun.Safe, len(keys)) // whole numbers: sortKeys has read them
	for i, key := range keys {
		ids[i] = bun.Safe(key)
	}
	return k.read(ctx, conn, t, part, "? IN (?)", bun.Ident(t.Key), bun.List(ids))
}

// read returns the checksums of the rows of a part that a condition chooses,
// by key.
func (k *Keeper) read(ctx context.Context, conn bun.IDB, t Table, part int64, where string, args ...any) (map[string][]Sum, error) {
	if t.Part != "" {
		where, args = "? = ? AND "+where, append([]any{bun.Ident(t.Part), part}, args...)
	}
	columns := k.columns[t.Name]
	names := make([]bun.Ident, len(columns))
	for i, column := range columns {
		names[i] = bun.Ident(column)
	}
	args = append([]any{bun.List(names), bun.Ident(t.Name)}, args...)
	rows, err := conn.QueryContext(ctx, "SELECT ? FROM ? WHERE "+where, args...)
	if err != nil {
		return nil, fmt.Errorf("read rows of %s: %w", t.Name, err)
	}
	defer func() { _ = rows.Close() }() // Err has what matters
	return scanSums(rows, columns, slices.Index(columns, t.Key))
}

func scanSums(rows *sql.Rows, columns []string, key int) (map[string][]Sum, error) {
	values, into := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	found := map[string][]Sum{}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return nil, err
		}
		id := fmt.Sprint(values[key])
		if text, ok := values[key].([]byte); ok {
			id = string(text)
		}
		found[id] = append(found[id], sumRow(values))
	}
	return found, rows.Err()
}
