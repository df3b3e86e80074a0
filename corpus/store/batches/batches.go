// Package batches keeps the batches: what was imported, edited or merged in one
// go, the state it is in, and the rows a curator should look at.
package batches

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/store/audit"
	"shiyun/corpus/store/db"
)

const counter db.Counter = "batches"

// Registry keeps the batches of an archive. All methods may be called from any
// goroutine.
type Registry struct {
	db   *db.DB
	read *bun.DB // of db
}

// New returns the batches of the archive in database.
func New(database *db.DB) *Registry { return &Registry{db: database, read: database.Reader()} }

type batchRow struct {
	bun.BaseModel `bun:"table:batches"`

	ID        int64  `bun:"id,pk"`
	Kind      string `bun:"kind"`
	Actor     string `bun:"actor"`
	State     string `bun:"state"`
	Files     string `bun:"files"`
	Plan      string `bun:"plan"`
	Created   int    `bun:"created"`
	Updated   int    `bun:"updated"`
	Duplicate int    `bun:"duplicate"`
	Skipped   int    `bun:"skipped"`
	Failed    int    `bun:"failed"`
	Total     int    `bun:"total"`
	Fault     string `bun:"fault"`
	AtFile    int    `bun:"at_file"`
	AtRow     int    `bun:"at_row"`
	StartedAt int64  `bun:"started_at"`
	BegunAt   int64  `bun:"begun_at"`
	EndedAt   int64  `bun:"ended_at"`
	UndoneBy  string `bun:"undone_by"`
}

func (r batchRow) batch() (corpus.Batch, error) {
	b := corpus.Batch{ID: corpus.BatchID(r.ID), Kind: corpus.BatchKind(r.Kind), By: corpus.Actor(r.Actor), State: corpus.BatchState(r.State),
		Total: r.Total, Fault: readFault(r.Fault), AtFile: r.AtFile, AtRow: r.AtRow,
		StartedAt: db.FromMicros(r.StartedAt), BegunAt: db.FromMicros(r.BegunAt), EndedAt: db.FromMicros(r.EndedAt), UndoneBy: corpus.Actor(r.UndoneBy),
		Counts: corpus.Counts{Read: r.Created + r.Updated + r.Duplicate + r.Skipped + r.Failed,
			Created: r.Created, Updated: r.Updated, Duplicate: r.Duplicate, Skipped: r.Skipped, Failed: r.Failed}}
	if r.Plan != "" {
		b.Plan = []byte(r.Plan)
	}
	if err := json.Unmarshal([]byte(r.Files), batchContents(&b)); err != nil {
		return b, fmt.Errorf("read files of batch %d: %w", r.ID, err)
	}
	return b, nil
}

// readFault also reads the sentence that an earlier version wrote instead of a
// message.
func readFault(written string) (m corpus.Message) {
	if err := json.Unmarshal([]byte(written), &m); err != nil {
		return corpus.Message{Text: written}
	}
	return m
}

// writtenFault is "" where there is none.
func writtenFault(m corpus.Message) (string, error) {
	if m.IsZero() {
		return "", nil
	}
	written, err := json.Marshal(m)
	return string(written), err
}

// batchContents is what the column files holds: the names of the files of an
// import, and of any other batch what it does. Sentences that an earlier
// version wrote there are read as messages.
func batchContents(b *corpus.Batch) any {
	if b.Kind == corpus.BatchImport {
		return &b.Files
	}
	return &b.Summary
}

func newBatchRow(b corpus.Batch) (batchRow, error) {
	files, err := json.Marshal(batchContents(&b))
	if err != nil {
		return batchRow{}, err
	}
	fault, err := writtenFault(b.Fault)
	return batchRow{ID: int64(b.ID), Kind: string(b.Kind), Actor: string(b.By), State: string(b.State), Files: string(files), Plan: string(b.Plan),
		Created: b.Counts.Created, Updated: b.Counts.Updated, Duplicate: b.Counts.Duplicate, Skipped: b.Counts.Skipped, Failed: b.Counts.Failed,
		Total: b.Total, Fault: fault, AtFile: b.AtFile, AtRow: b.AtRow,
		StartedAt: db.Micros(b.StartedAt), BegunAt: db.Micros(b.BegunAt), EndedAt: db.Micros(b.EndedAt), UndoneBy: string(b.UndoneBy)}, err
}

// AddBatch opens a batch in its first state. place is called with its number
// before anything is committed: where it fails there is no batch.
func (r *Registry) AddBatch(ctx context.Context, b corpus.Batch, place func(corpus.BatchID) error) (corpus.Batch, error) {
	b.StartedAt = time.Now()
	err := r.db.Write(ctx, "add batch", func(tx bun.Tx) (err error) {
		if b.ID, err = Begin(ctx, tx, b); err != nil {
			return err
		}
		return place(b.ID)
	})
	return b, err
}

// Begin writes a batch in its first state, which the audit log names. It
// returns the batch's id.
func Begin(ctx context.Context, tx bun.Tx, b corpus.Batch) (corpus.BatchID, error) {
	id, err := Insert(ctx, tx, b)
	if err != nil {
		return 0, err
	}
	return id, RecordStep(ctx, tx, id, b.By, "", b.State)
}

// Insert writes a batch under the next id, which it returns. Its act is the
// caller's to record.
func Insert(ctx context.Context, tx bun.Tx, b corpus.Batch) (corpus.BatchID, error) {
	id, err := counter.Take(ctx, tx, 1)
	if err != nil {
		return 0, err
	}
	b.ID = corpus.BatchID(id)
	row, err := newBatchRow(b)
	if err == nil {
		_, err = tx.NewInsert().Model(&row).Exec(ctx)
	}
	if err != nil {
		return 0, fmt.Errorf("insert batch: %w", err)
	}
	return b.ID, nil
}

// RecordStep writes what a person did to a batch, or how it ended, into the
// audit log.
func RecordStep(ctx context.Context, tx bun.Tx, id corpus.BatchID, by corpus.Actor, from, to corpus.BatchState) error {
	verb, detail := corpus.ActImport, string(to)
	if from != "" {
		detail = string(from) + " → " + detail
	}
	if to == corpus.BatchUndoing || to == corpus.BatchUndone {
		verb = corpus.ActUndo
	}
	return audit.Record(ctx, tx, corpus.Act{By: by, Verb: verb, Object: fmt.Sprintf("batch/%d", id), Detail: detail})
}

// MoveBatch takes a batch a step on, with what the step means to it: change
// may alter the plan, the files, the place it has come to and the fault. It
// returns a Conflict error where the step cannot be taken in the state that
// the batch is in.
func (r *Registry) MoveBatch(ctx context.Context, by corpus.Actor, id corpus.BatchID, step corpus.BatchStep, change func(*corpus.Batch) error) (corpus.Batch, error) {
	var b corpus.Batch
	err := r.db.Write(ctx, "move batch", func(tx bun.Tx) (err error) {
		if b, err = Read(ctx, tx, id); err != nil {
			return err
		}
		return Move(ctx, tx, by, &b, step, change)
	})
	return b, err
}

// Move takes b a step on as MoveBatch does, in the transaction of its caller.
func Move(ctx context.Context, tx bun.Tx, by corpus.Actor, b *corpus.Batch, step corpus.BatchStep, change func(*corpus.Batch) error) error {
	from := b.State
	to, ok := from.Next(step)
	if !ok {
		return corpus.NewError(corpus.Conflict, "archive.batch_wrong_state")
	}
	b.State, b.Fault = to, corpus.Message{}
	if change != nil {
		if err := change(b); err != nil {
			return err
		}
	}
	if !to.Busy() {
		b.EndedAt = time.Now()
	}
	switch step {
	case corpus.StepStart:
		b.BegunAt, b.Counts, b.AtFile, b.AtRow = time.Now(), corpus.Counts{}, 0, 0
	case corpus.StepUndo:
		b.UndoneBy, b.AtRow = by, 0
	}
	row, err := newBatchRow(*b)
	if err == nil {
		_, err = tx.NewUpdate().Model(&row).WherePK().Exec(ctx)
	}
	if err != nil {
		return fmt.Errorf("write batch %d: %w", b.ID, err)
	}
	if step == corpus.StepStart { // the run finds anew what is wrong with which row
		if _, err := tx.NewRaw("DELETE FROM batch_rows WHERE batch_id = ? AND likeness = 0", b.ID).Exec(ctx); err != nil {
			return fmt.Errorf("clear rows of batch %d: %w", b.ID, err)
		}
	}
	if step == corpus.StepFinish {
		if err := ForgetNumbers(ctx, tx, b.ID); err != nil {
			return err
		}
	}
	return RecordStep(ctx, tx, b.ID, by, from, to)
}

// Read returns a batch as conn sees it; NotFound where there is none.
func Read(ctx context.Context, conn bun.IDB, id corpus.BatchID) (corpus.Batch, error) {
	var row batchRow
	if err := conn.NewSelect().Model(&row).Where("id = ?", id).Scan(ctx); err != nil {
		return corpus.Batch{}, fmt.Errorf("read batch %d: %w", id, db.OneRow(err, "archive.no_batch"))
	}
	return row.batch()
}

// Batch returns a batch as it stands; NotFound where there is none.
func (r *Registry) Batch(ctx context.Context, id corpus.BatchID) (corpus.Batch, error) {
	return Read(ctx, r.read, id)
}

// Batches lists the latest batches, newest first.
func (r *Registry) Batches(ctx context.Context, limit int) ([]corpus.Batch, error) {
	return readBatches(ctx, r.read.NewSelect().OrderExpr("id DESC").Limit(int64(limit)))
}

// BusyBatches lists, oldest first, the batches that a desk is to work on: those
// being checked or undone, and imports under way that can be resumed.
func (r *Registry) BusyBatches(ctx context.Context) ([]corpus.Batch, error) {
	return readBatches(ctx, r.read.NewSelect().OrderExpr("id").
		Where("state IN (?, ?) OR state = ? AND plan <> ''", corpus.BatchChecking, corpus.BatchUndoing, corpus.BatchRunning))
}

func readBatches(ctx context.Context, q *bun.SelectQuery) ([]corpus.Batch, error) {
	var rows []batchRow
	if err := q.Model(&rows).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list batches: %w", err)
	}
	batches := make([]corpus.Batch, len(rows))
	for i, r := range rows {
		var err error
		if batches[i], err = r.batch(); err != nil {
			return nil, err
		}
	}
	return batches, nil
}

// ForgetNumbers drops what no undoing asks for: once a batch is through, nothing
// names anything by its numbers.
func ForgetNumbers(ctx context.Context, tx bun.Tx, id corpus.BatchID) error {
	if _, err := tx.NewRaw("DELETE FROM batch_numbers WHERE batch_id = ? AND made = 0", id).Exec(ctx); err != nil {
		return fmt.Errorf("forget numbers of batch %d: %w", id, err)
	}
	return nil
}
