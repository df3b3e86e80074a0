package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"shiyun/corpus"
)

// ImportOptions say how drafts become poems.
type ImportOptions struct {
	By      corpus.Actor
	Files   []string // as the curator named them, for the record
	Publish bool     // new poems are published instead of put in review
	DryRun  bool     // decide everything, write nothing
}

// Import is one run that brings drafts in. It is used by one goroutine.
type Import struct {
	s     *Store
	opts  ImportOptions
	batch corpus.Batch
	names *names
	seen  *identities // in a dry run it remembers what would have been written
}

// BeginImport opens a batch. A dry run leaves no trace of it.
func (s *Store) BeginImport(ctx context.Context, opts ImportOptions) (*Import, error) {
	im := &Import{s: s, opts: opts, names: newNames(), seen: newIdentities()}
	im.batch = corpus.Batch{State: corpus.BatchRunning, Files: opts.Files, StartedAt: s.now()}
	if opts.DryRun {
		return im, nil
	}
	err := s.inTx(ctx, "begin import", func(tx bun.Tx) error {
		id, err := countBatches.take(ctx, tx, 1)
		if err != nil {
			return err
		}
		im.batch.ID = corpus.BatchID(id)
		files, err := json.Marshal(opts.Files)
		if err != nil {
			return err
		}
		_, err = tx.NewRaw("INSERT INTO batches (id, state, files, started_at) VALUES (?, ?, ?, ?)",
			id, im.batch.State, string(files), micros(im.batch.StartedAt)).Exec(ctx)
		return err
	})
	return im, err
}

// Batch is the run as it stands.
func (im *Import) Batch() corpus.Batch { return im.batch }

// Note counts a row that never became a draft: skipped or failed.
func (im *Import) Note(o corpus.Outcome) { im.batch.Counts.Add(o) }

// Write decides every draft in turn and commits them together, their counts
// with them: after any crash the batch says exactly what is in the archive.
// It returns the outcome of each draft.
func (im *Import) Write(ctx context.Context, drafts []corpus.Draft) ([]corpus.Outcome, error) {
	before := im.batch.Counts
	var outcomes []corpus.Outcome
	var err error
	if im.opts.DryRun {
		outcomes, err = im.decide(ctx, im.s.read, drafts, im.seen)
	} else {
		err = im.s.inTx(ctx, "import", func(tx bun.Tx) error {
			ids := newIdentities()
			if outcomes, err = im.decide(ctx, tx, drafts, ids); err != nil {
				return err
			}
			if err := im.flush(ctx, tx, ids.changed); err != nil {
				return err
			}
			return im.saveCounts(ctx, tx)
		})
	}
	if err != nil {
		im.batch.Counts = before
		im.names.forget() // numbers dealt in the failed transaction are dealt again
		return nil, err
	}
	return outcomes, nil
}

// End closes the batch as done or failed.
func (im *Import) End(ctx context.Context, state corpus.BatchState) error {
	im.batch.State, im.batch.EndedAt = state, im.s.now()
	if im.opts.DryRun {
		return nil
	}
	return im.s.inTx(ctx, "end import", func(tx bun.Tx) error { return im.saveCounts(ctx, tx) })
}

func (im *Import) saveCounts(ctx context.Context, tx bun.Tx) error {
	c := im.batch.Counts
	_, err := tx.NewRaw("UPDATE batches SET state = ?, created = ?, updated = ?, duplicate = ?, skipped = ?, failed = ?, ended_at = ? WHERE id = ?",
		im.batch.State, c.Created, c.Updated, c.Duplicate, c.Skipped, c.Failed, micros(im.batch.EndedAt), im.batch.ID).Exec(ctx)
	return err
}

// decide brings each draft together with the poem it speaks of, if the
// archive has it, and counts the outcome.
func (im *Import) decide(ctx context.Context, db bun.IDB, drafts []corpus.Draft, ids *identities) ([]corpus.Outcome, error) {
	if err := im.names.resolve(ctx, db, drafts); err != nil {
		return nil, err
	}
	proposals := make([]corpus.Poem, len(drafts))
	for i, d := range drafts {
		proposals[i] = im.names.apply(corpus.Poem{ID: d.ID, Ref: d.Ref}, d)
	}
	if err := ids.load(ctx, db, proposals); err != nil {
		return nil, err
	}
	outcomes := make([]corpus.Outcome, len(drafts))
	for i, d := range drafts {
		outcomes[i] = im.decideOne(d, proposals[i], ids)
		im.batch.Counts.Add(outcomes[i])
	}
	return outcomes, nil
}

func (im *Import) decideOne(d corpus.Draft, proposal corpus.Poem, ids *identities) corpus.Outcome {
	known := ids.find(proposal)
	if known == nil {
		proposal.Status = newStatus(d.Status, im.opts.Publish)
		ids.add(im.s.stamp(proposal))
		return corpus.Created
	}
	next := im.names.apply(known.poem, d)
	if d.Ref != "" {
		next.Ref = d.Ref
	}
	next.Status = nextStatus(known.poem.Status, d.Status, im.opts.Publish)
	if sameContent(known.poem, next) {
		return corpus.Duplicate
	}
	ids.change(known, im.s.stamp(next))
	return corpus.Updated
}

// stamp gives a poem about to be written its times and revision number.
func (s *Store) stamp(p corpus.Poem) corpus.Poem {
	now := s.now().Truncate(time.Microsecond)
	if p.CreatedAt.IsZero() {
		p.CreatedAt = now
	}
	p.UpdatedAt = now
	if p.Status == corpus.StatusPublished && p.PublishedAt.IsZero() {
		p.PublishedAt = now
	}
	p.Revision++
	return p
}

// Batches lists the latest import runs, newest first.
func (s *Store) Batches(ctx context.Context, limit int) ([]corpus.Batch, error) {
	var rows []struct {
		ID                                           int64
		State, Files                                 string
		Created, Updated, Duplicate, Skipped, Failed int
		StartedAt, EndedAt                           int64
	}
	if err := s.read.NewRaw("SELECT id, state, files, created, updated, duplicate, skipped, failed, started_at, ended_at FROM batches ORDER BY id DESC LIMIT ?", limit).Scan(ctx, &rows); err != nil {
		return nil, fmt.Errorf("list batches: %w", err)
	}
	batches := make([]corpus.Batch, len(rows))
	for i, r := range rows {
		batches[i] = corpus.Batch{ID: corpus.BatchID(r.ID), State: corpus.BatchState(r.State),
			StartedAt: fromMicros(r.StartedAt), EndedAt: fromMicros(r.EndedAt),
			Counts: corpus.Counts{Read: r.Created + r.Updated + r.Duplicate + r.Skipped + r.Failed,
				Created: r.Created, Updated: r.Updated, Duplicate: r.Duplicate, Skipped: r.Skipped, Failed: r.Failed}}
		if err := json.Unmarshal([]byte(r.Files), &batches[i].Files); err != nil {
			return nil, fmt.Errorf("read files of batch %d: %w", r.ID, err)
		}
	}
	return batches, nil
}
