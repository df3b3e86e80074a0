package batches

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/store/db"
)

// maxBatchRows bounds the rows kept of one batch. A file of a million bad rows
// is one mistake and not a million; the counts stay true.
const maxBatchRows = 50_000

type batchRowRow struct {
	bun.BaseModel `bun:"table:batch_rows"`

	BatchID    int64   `bun:"batch_id"`
	Number     int     `bun:"number"`
	File       string  `bun:"file"`
	Line       int     `bun:"line"`
	Outcome    string  `bun:"outcome"`
	Header     string  `bun:"header"`
	Fields     string  `bun:"fields"`
	Cells      string  `bun:"cells"`
	Draft      string  `bun:"draft"`
	Notes      string  `bun:"notes"`
	PoemID     int64   `bun:"poem_id"`
	Twin       int     `bun:"twin"`
	Similarity float64 `bun:"likeness"`
	Decision   string  `bun:"decision"`
}

func newBatchRowRow(batch corpus.BatchID, r corpus.BatchRow) (row batchRowRow, err error) {
	row = batchRowRow{BatchID: int64(batch), Number: r.Number, File: r.File, Line: r.Line, Outcome: string(r.Outcome),
		PoemID: int64(r.Poem), Twin: r.Twin, Similarity: r.Similarity, Decision: string(r.Decision)}
	for _, part := range []struct {
		to   *string
		from any
		none bool
	}{
		{&row.Header, r.Header, r.Header == nil}, {&row.Fields, r.Fields, r.Fields == nil},
		{&row.Cells, r.Cells, r.Cells == nil},
		{&row.Draft, r.Draft, r.Draft == nil}, {&row.Notes, r.Notes, r.Notes == nil},
	} {
		if part.none {
			continue
		}
		content, err := json.Marshal(part.from)
		if err != nil {
			return row, fmt.Errorf("row %d of batch %d: %w", r.Number, batch, err)
		}
		*part.to = string(content)
	}
	return row, nil
}

func (r batchRowRow) row() (corpus.BatchRow, error) {
	row := corpus.BatchRow{Number: r.Number, File: r.File, Line: r.Line, Outcome: corpus.Outcome(r.Outcome),
		Poem: corpus.PoemID(r.PoemID), Twin: r.Twin, Similarity: r.Similarity, Decision: corpus.Decision(r.Decision)}
	for _, part := range []struct {
		from string
		to   any
	}{{r.Header, &row.Header}, {r.Fields, &row.Fields}, {r.Cells, &row.Cells}, {r.Draft, &row.Draft}, {r.Notes, &row.Notes}} {
		if part.from == "" {
			continue
		}
		if err := json.Unmarshal([]byte(part.from), part.to); err != nil {
			return row, fmt.Errorf("read row %d of batch %d: %w", r.Number, r.BatchID, err)
		}
	}
	return row, nil
}

// RowFilter chooses rows of a batch. A zero field does not narrow.
type RowFilter struct {
	Outcome   corpus.Outcome
	Near      bool // nearly a poem of the archive or another row
	Undecided bool // and without a decision
	Noted     bool // goes in, and something is to be said of it
	Decision  corpus.Decision
}

func (f RowFilter) narrow(q *bun.SelectQuery) *bun.SelectQuery {
	if f.Outcome != "" {
		q = q.Where("outcome = ?", f.Outcome)
	}
	if f.Near || f.Undecided {
		q = q.Where("likeness > 0")
	}
	if f.Noted {
		q = q.Where("notes <> '' AND outcome <> ?", corpus.Failed)
	}
	if f.Decision != "" {
		q = q.Where("likeness > 0 AND decision = ?", f.Decision)
	}
	if f.Undecided {
		q = q.Where("decision = ''")
	}
	return q
}

// BatchRows lists up to limit rows of a batch with numbers above after, in
// order.
func (r *Registry) BatchRows(ctx context.Context, id corpus.BatchID, f RowFilter, after, limit int) ([]corpus.BatchRow, error) {
	var rows []batchRowRow
	q := r.read.NewSelect().Model(&rows).Where("batch_id = ? AND number > ?", id, after).OrderExpr("number").Limit(int64(limit))
	if err := f.narrow(q).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list rows of batch %d: %w", id, err)
	}
	list := make([]corpus.BatchRow, len(rows))
	for i, r := range rows {
		var err error
		if list[i], err = r.row(); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// CountBatchRows counts rows of a batch.
func (r *Registry) CountBatchRows(ctx context.Context, id corpus.BatchID, f RowFilter) (int, error) {
	n, err := f.narrow(r.read.NewSelect().Model((*batchRowRow)(nil)).Where("batch_id = ?", id)).Count(ctx)
	if err != nil {
		return 0, fmt.Errorf("count rows of batch %d: %w", id, err)
	}
	return int(n), nil
}

// DecideRows sets what becomes of rows that are nearly a poem the archive
// has: the row with the number, or with 0 all that are undecided. It
// returns how many that were, and a Conflict error once the batch has begun.
func (r *Registry) DecideRows(ctx context.Context, id corpus.BatchID, number int, d corpus.Decision) (n int, err error) {
	err = r.db.Write(ctx, "decide rows", func(tx bun.Tx) error {
		b, err := Read(ctx, tx, id)
		if err != nil {
			return err
		}
		if b.State != corpus.BatchChecked {
			return corpus.NewError(corpus.Conflict, "archive.batch_cannot_decide")
		}
		q := tx.NewUpdate().Table("batch_rows").Set("decision = ?", d).Where("batch_id = ? AND likeness > 0", id)
		if number != 0 {
			q = q.Where("number = ?", number)
		} else {
			q = q.Where("decision = ''")
		}
		done, err := q.Exec(ctx)
		if err != nil {
			return err
		}
		affected, err := done.RowsAffected()
		n = int(affected)
		return err
	})
	return n, err
}

// SaveCheck keeps how far a check has come: its counts, and the rows to be
// looked at. Counts of nothing begin it anew. It returns a Conflict error where
// the check was stopped.
func (r *Registry) SaveCheck(ctx context.Context, b corpus.Batch, rows []corpus.BatchRow) error {
	return r.db.Write(ctx, "save check", func(tx bun.Tx) error {
		if b.Counts.Read == 0 {
			if _, err := tx.NewRaw("DELETE FROM batch_rows WHERE batch_id = ?", b.ID).Exec(ctx); err != nil {
				return err
			}
		}
		if err := AddRows(ctx, tx, b.ID, rows); err != nil {
			return err
		}
		c := b.Counts
		done, err := tx.NewRaw("UPDATE batches SET created = ?, updated = ?, duplicate = ?, skipped = ?, failed = ? WHERE id = ? AND state = ?",
			c.Created, c.Updated, c.Duplicate, c.Skipped, c.Failed, b.ID, corpus.BatchChecking).Exec(ctx)
		if err != nil {
			return err
		}
		return db.WantOne(done, "archive.check_stopped")
	})
}

// AddRows keeps rows of a batch, over those with the same numbers. No more are
// added once there are 50,000.
func AddRows(ctx context.Context, tx bun.Tx, id corpus.BatchID, rows []corpus.BatchRow) error {
	if len(rows) == 0 {
		return nil
	}
	var has int
	if err := tx.NewRaw("SELECT COUNT(*) FROM batch_rows WHERE batch_id = ?", id).Scan(ctx, &has); err != nil {
		return fmt.Errorf("count rows: %w", err)
	}
	list := make([]batchRowRow, 0, len(rows))
	for _, r := range rows {
		row, err := newBatchRowRow(id, r)
		if err != nil {
			return err
		}
		list = append(list, row)
	}
	if has >= maxBatchRows { // only those that are there already are written over
		list = nil
	}
	return db.Insert(ctx, tx, list, batchRowSize, "CONFLICT (batch_id, number) DO UPDATE")
}

func batchRowSize(r batchRowRow) int {
	return 2 * (len(r.Header) + len(r.Fields) + len(r.Cells) + len(r.Draft) + len(r.Notes))
}
