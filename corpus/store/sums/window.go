package sums

import (
	"context"
	"fmt"
	"math"

	"github.com/uptrace/bun"
)

// fillBlocks is how many blocks are written or compared in one transaction.
const fillBlocks = 32

// window is a stretch of blocks of one part of a table.
type window struct {
	part        int64
	first, last int64 // blocks, both in it
	end         bool  // there is none any more
}

// start is before every block.
func start() window { return window{part: math.MinInt64, last: columnsBlock} }

// next returns the next window after at that has rows or checksums.
func (k *Keeper) next(ctx context.Context, conn bun.IDB, t Table, at window, blocks int64) (window, error) {
	part := int64(0)
	if t.Part != "" {
		var parts []int64
		err := conn.NewRaw("SELECT ? FROM ? WHERE ? >= ? UNION SELECT part FROM sums WHERE tab = ? AND part >= ? AND block > ? ORDER BY 1 LIMIT 2",
			bun.Ident(t.Part), bun.Ident(t.Name), bun.Ident(t.Part), at.part, t.Name, at.part, int64(columnsBlock)).Scan(ctx, &parts)
		if err != nil {
			return window{}, fmt.Errorf("look through %s: %w", t.Name, err)
		}
		for _, part := range parts {
			found, err := k.nextIn(ctx, conn, t, part, at, blocks)
			if err != nil || !found.end {
				return found, err
			}
			at = window{part: part, last: columnsBlock}
			if part < math.MaxInt64 {
				at.part++
			}
		}
		return window{end: true}, nil
	}
	return k.nextIn(ctx, conn, t, part, at, blocks)
}

func (k *Keeper) nextIn(ctx context.Context, conn bun.IDB, t Table, part int64, at window, blocks int64) (window, error) {
	from := int64(columnsBlock) + 1
	if t.Part == "" || at.part == part {
		from = at.last + 1
	}
	if t.Text {
		return window{part: part, first: 0, last: 0, end: at.last == 0}, nil
	}
	var first int64 = math.MaxInt64
	var sums, rows *int64
	err := conn.NewRaw("SELECT MIN(block) FROM sums WHERE tab = ? AND part = ? AND block >= ?", t.Name, part, from).Scan(ctx, &sums)
	if err == nil {
		key := int64(math.MinInt64)
		if from > math.MinInt64>>blockBits {
			key = from << blockBits
		}
		where, args := "? >= ?", []any{bun.Ident(t.Key), bun.Ident(t.Name), bun.Ident(t.Key), key}
		if t.Part != "" {
			where, args = where+" AND ? = ?", append(args, bun.Ident(t.Part), part)
		}
		err = conn.NewRaw("SELECT MIN(?) FROM ? WHERE "+where, args...).Scan(ctx, &rows)
	}
	if err != nil {
		return window{}, fmt.Errorf("look through %s: %w", t.Name, err)
	}
	if sums != nil {
		first = *sums
	}
	if rows != nil {
		first = min(first, *rows>>blockBits)
	}
	return window{part: part, first: first, last: first + blocks - 1, end: sums == nil && rows == nil}, nil
}

// readWindow returns the checksums of the rows in a window, by key.
func (k *Keeper) readWindow(ctx context.Context, conn bun.IDB, t Table, w window) (map[string][]Sum, error) {
	if t.Text {
		return k.read(ctx, conn, t, w.part, "TRUE")
	}
	return k.read(ctx, conn, t, w.part, "? BETWEEN ? AND ?", bun.Ident(t.Key), w.first<<blockBits, w.last<<blockBits|(1<<blockBits-1))
}
