package words

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/store/audit"
)

// maxMisses bounds the table. What was asked for only once makes room first.
const maxMisses = 5_000

type missRow struct {
	bun.BaseModel `bun:"table:misses,alias:misses"`

	Query    string `bun:"query,pk"`
	Shown    string `bun:"shown"`
	Hits     int    `bun:"hits"`
	Times    int    `bun:"times"`
	FirstDay int64  `bun:"first_day"` // days since 1970
	LastDay  int64  `bun:"last_day"`
	Settled  string `bun:"settled"`
}

func (r missRow) miss() corpus.Miss {
	return corpus.Miss{Query: r.Query, Shown: r.Shown, Hits: r.Hits, Times: r.Times,
		FirstDay: dayOf(r.FirstDay), LastDay: dayOf(r.LastDay), Settled: corpus.Settled(r.Settled)}
}

// dayNumber keeps of a moment the day it was for those who live there, and
// nothing finer.
func dayNumber(t time.Time) int64 {
	year, month, day := t.Date()
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / 86400
}

func dayOf(number int64) time.Time { return time.Unix(number*86400, 0).UTC() }

// KeepMisses counts searches that found nothing or little. Those that could
// be about a person are left out; see MissKey.
func (w *Words) KeepMisses(ctx context.Context, missed []corpus.Missed) error {
	var rows []missRow
	for _, m := range missed {
		if key, ok := MissKey(m.Query); ok {
			day := dayNumber(m.Day)
			rows = append(rows, missRow{Query: key, Shown: m.Query, Hits: m.Hits, Times: 1, FirstDay: day, LastDay: day})
		}
	}
	if len(rows) == 0 {
		return nil
	}
	return w.db.Write(ctx, "keep misses", func(tx bun.Tx) error {
		for _, r := range rows { // one by one: the same query twice in one statement is an error
			_, err := tx.NewInsert().Model(&r).On("CONFLICT (query) DO UPDATE").
				Set("shown = EXCLUDED.shown, hits = EXCLUDED.hits, times = misses.times + 1, last_day = EXCLUDED.last_day").Exec(ctx)
			if err != nil {
				return err
			}
		}
		return boundMisses(ctx, tx)
	})
}

// boundMisses drops the rarest, the oldest of them first, and what a curator
// has dealt with last of all.
func boundMisses(ctx context.Context, tx bun.Tx) error {
	var kept int
	if err := tx.NewRaw("SELECT COUNT(*) FROM misses").Scan(ctx, &kept); err != nil || kept <= maxMisses {
		return err
	}
	_, err := tx.NewRaw("DELETE FROM misses WHERE query IN (SELECT query FROM misses ORDER BY settled <> '', times, last_day, query LIMIT ?)",
		kept-maxMisses).Exec(ctx)
	return err
}

// MissFilter chooses misses.
type MissFilter struct {
	None    bool // found nothing at all
	Few     bool // found something near
	Settled bool // dealt with; those that are not for false
}

// Misses lists misses, most asked first, leaving out the first skip. more
// reports whether there are further ones.
func (w *Words) Misses(ctx context.Context, f MissFilter, skip, limit int) (list []corpus.Miss, more bool, err error) {
	var rows []missRow
	q := w.read.NewSelect().Model(&rows).OrderExpr("times DESC, last_day DESC, query").Offset(int64(skip)).Limit(int64(limit) + 1)
	switch {
	case f.None && !f.Few:
		q = q.Where("hits = 0")
	case f.Few && !f.None:
		q = q.Where("hits > 0")
	}
	if f.Settled {
		q = q.Where("settled <> ''")
	} else {
		q = q.Where("settled = ''")
	}
	if err := q.Scan(ctx); err != nil {
		return nil, false, fmt.Errorf("list misses: %w", err)
	}
	more = len(rows) > limit
	for _, r := range rows[:min(limit, len(rows))] {
		list = append(list, r.miss())
	}
	return list, more, nil
}

// SettleMiss sets what was done about a miss, "" for nothing yet. The audit log
// holds how it was settled and not what was searched for.
func (w *Words) SettleMiss(ctx context.Context, by corpus.Actor, query string, settled corpus.Settled) error {
	if settled != "" && !settled.Known() {
		return corpus.NewError(corpus.Invalid, "archive.miss_settlement")
	}
	return w.db.Write(ctx, "settle miss", func(tx bun.Tx) error {
		result, err := tx.NewRaw("UPDATE misses SET settled = ? WHERE query = ?", string(settled), query).Exec(ctx)
		if err != nil {
			return err
		}
		if n, err := result.RowsAffected(); err != nil || n == 0 {
			if err == nil {
				err = corpus.NewError(corpus.NotFound, "archive.no_miss")
			}
			return err
		}
		return audit.Record(ctx, tx, corpus.Act{By: by, Verb: corpus.ActWords, Object: "miss", Detail: string(settled)})
	})
}
