package store

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
func (s *Store) AddBatch(ctx context.Context, b corpus.Batch, place func(corpus.BatchID) error) (corpus.Batch, error) {
	b.StartedAt = time.Now()
	err := s.db.Write(ctx, "add batch", func(tx bun.Tx) (err error) {
		if b.ID, err = addBatch(ctx, tx, b); err != nil {
			return err
		}
		return place(b.ID)
	})
	return b, err
}

func addBatch(ctx context.Context, tx bun.Tx, b corpus.Batch) (corpus.BatchID, error) {
	id, err := countBatches.Take(ctx, tx, 1)
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
	return b.ID, recordStep(ctx, tx, b.ID, b.By, "", b.State)
}

// recordStep writes what a person did to a batch, or how it ended, into the
// audit log.
func recordStep(ctx context.Context, tx bun.Tx, id corpus.BatchID, by corpus.Actor, from, to corpus.BatchState) error {
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
func (s *Store) MoveBatch(ctx context.Context, by corpus.Actor, id corpus.BatchID, step corpus.BatchStep, change func(*corpus.Batch) error) (corpus.Batch, error) {
	var b corpus.Batch
	err := s.db.Write(ctx, "move batch", func(tx bun.Tx) (err error) {
		if b, err = readBatch(ctx, tx, id); err != nil {
			return err
		}
		return moveBatch(ctx, tx, by, &b, step, change)
	})
	return b, err
}

func moveBatch(ctx context.Context, tx bun.Tx, by corpus.Actor, b *corpus.Batch, step corpus.BatchStep, change func(*corpus.Batch) error) error {
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
	if step == corpus.StepStart { // the run says anew what is wrong with which row
		if _, err := tx.NewRaw("DELETE FROM batch_rows WHERE batch_id = ? AND likeness = 0", b.ID).Exec(ctx); err != nil {
			return fmt.Errorf("clear rows of batch %d: %w", b.ID, err)
		}
	}
	if step == corpus.StepFinish {
		if err := forgetNumbers(ctx, tx, b.ID); err != nil {
			return err
		}
	}
	return recordStep(ctx, tx, b.ID, by, from, to)
}

func readBatch(ctx context.Context, conn bun.IDB, id corpus.BatchID) (corpus.Batch, error) {
	var row batchRow
	if err := conn.NewSelect().Model(&row).Where("id = ?", id).Scan(ctx); err != nil {
		return corpus.Batch{}, fmt.Errorf("read batch %d: %w", id, db.OneRow(err, "archive.no_batch"))
	}
	return row.batch()
}

// Batch returns a batch as it stands; NotFound where there is none.
func (s *Store) Batch(ctx context.Context, id corpus.BatchID) (corpus.Batch, error) {
	return readBatch(ctx, s.read, id)
}

// Batches lists the latest batches, newest first.
func (s *Store) Batches(ctx context.Context, limit int) ([]corpus.Batch, error) {
	return s.batches(ctx, s.read.NewSelect().OrderExpr("id DESC").Limit(int64(limit)))
}

// BusyBatches lists, oldest first, the batches that a desk is to work on: those
// being checked or undone, and imports under way that can be resumed.
func (s *Store) BusyBatches(ctx context.Context) ([]corpus.Batch, error) {
	return s.batches(ctx, s.read.NewSelect().OrderExpr("id").
		Where("state IN (?, ?) OR state = ? AND plan <> ''", corpus.BatchChecking, corpus.BatchUndoing, corpus.BatchRunning))
}

func (s *Store) batches(ctx context.Context, q *bun.SelectQuery) ([]corpus.Batch, error) {
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
