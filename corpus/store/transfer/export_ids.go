package transfer

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/merge"
	"shiyun/corpus/store/db"
	"shiyun/corpus/store/poems"
)

// numberKey is a number as an export gives it.
type numberKey struct {
	part  corpus.Part
	given int64
}

// keepNumber remembers what the number in an export stands for here, and
// whether this batch made it.
func (im *Import) keepNumber(ctx context.Context, tx bun.Tx, part corpus.Part, given, id int64, made bool) error {
	_, err := tx.NewRaw("INSERT INTO batch_numbers (batch_id, kind, given, id, made) VALUES (?, ?, ?, ?, ?) "+
		"ON CONFLICT (batch_id, kind, given) DO UPDATE SET id = EXCLUDED.id", im.batch.ID, part, given, id, bit(made)).Exec(ctx)
	if err == nil && made { // undoing an older batch must not take away what this one made anew
		_, err = tx.NewRaw("UPDATE batch_numbers SET made = 0 WHERE kind = ? AND id = ? AND made = 1 AND batch_id <> ?", part, id, im.batch.ID).Exec(ctx)
	}
	if err != nil {
		return fmt.Errorf("keep number of %s: %w", part, err)
	}
	return nil
}

// bit is a flag as a column of 0 and 1 keeps it. batch_numbers.made is one and
// no boolean, because a partial index of SQLite serves only the comparison it
// was made with.
func bit(flag bool) int {
	if flag {
		return 1
	}
	return 0
}

// predictID is keepNumber for a dry run, which writes nothing.
func (im *Import) predictID(part corpus.Part, given int64) error {
	if im.opts.DryRun {
		im.predictedIDs[numberKey{part, given}] = given
	}
	return nil
}

// numberOf is what a number in an export stands for; false where what it named
// there did not come in.
func (im *Import) numberOf(ctx context.Context, conn bun.IDB, part corpus.Part, given int64) (id int64, ok bool, err error) {
	if im.opts.DryRun {
		id, ok = im.predictedIDs[numberKey{part, given}]
		return id, ok, nil
	}
	err = conn.NewRaw("SELECT COALESCE((SELECT id FROM batch_numbers WHERE batch_id = ? AND kind = ? AND given = ?), 0)", im.batch.ID, part, given).Scan(ctx, &id)
	if err != nil {
		return 0, false, fmt.Errorf("look up number of %s: %w", part, err)
	}
	return id, id != 0, nil
}

// poemOf is numberOf for a poem that a line cannot do without.
func (im *Import) poemOf(ctx context.Context, conn bun.IDB, given corpus.PoemID) (corpus.PoemID, error) {
	id, ok, err := im.numberOf(ctx, conn, corpus.PartPoems, int64(given))
	if err == nil && !ok {
		err = corpus.NewError(corpus.NotFound, "archive.record_poem_missing", int(given))
	}
	return corpus.PoemID(id), err
}

// keepPoemNumbers remembers what became of the poems of a whole export.
func (im *Import) keepPoemNumbers(ctx context.Context, tx bun.Tx, c Chunk, results []RowResult) error {
	var rows []batchNumberRow
	for i, row := range c.Rows {
		if row.Whole && row.ID != 0 && results[i].Poem != 0 {
			rows = append(rows, batchNumberRow{BatchID: int64(im.batch.ID), Kind: string(corpus.PartPoems), Given: int64(row.ID), ID: int64(results[i].Poem)})
		}
	}
	return db.Insert(ctx, tx, rows, nil, "CONFLICT (batch_id, kind, given) DO UPDATE SET id = EXCLUDED.id")
}

func (im *Import) predictPoemIDs(c Chunk, decided []merge.Result) {
	for i, row := range c.Rows {
		if row.Whole && row.ID != 0 && decided[i].Entry != nil {
			im.predictedIDs[numberKey{corpus.PartPoems, int64(row.ID)}] = int64(decided[i].Entry.Poem.ID)
		}
	}
}

type batchNumberRow struct {
	bun.BaseModel `bun:"table:batch_numbers"`

	BatchID int64  `bun:"batch_id"`
	Kind    string `bun:"kind"`
	Given   int64  `bun:"given"`
	ID      int64  `bun:"id"`
}

// numberFor deals the number asked for, where it is above another and nothing
// has or had it, or else the next: addresses stay what they were.
func numberFor(ctx context.Context, tx bun.Tx, c db.Counter, asked, above int64) (int64, error) {
	if asked > above && asked <= corpus.MaxID {
		var taken bool
		err := tx.NewRaw("SELECT EXISTS (SELECT 1 FROM ? WHERE id = ?) OR EXISTS (SELECT 1 FROM redirects WHERE kind = ? AND from_id = ?)",
			bun.Ident(string(c)), asked, poems.RedirectedKind(c), asked).Scan(ctx, &taken)
		if err != nil {
			return 0, fmt.Errorf("look up number of %s: %w", c, err)
		}
		if !taken {
			return asked, c.Reach(ctx, tx, asked)
		}
	}
	return c.Take(ctx, tx, 1)
}
