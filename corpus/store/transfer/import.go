package transfer

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/merge"
	"shiyun/corpus/store/authority"
	"shiyun/corpus/store/batches"
	"shiyun/corpus/store/db"
	"shiyun/corpus/store/poems"
)

// ImportOptions are how drafts become poems.
type ImportOptions struct {
	By      corpus.Actor
	Files   []string // as the curator named them, for the record
	Publish bool     // new poems are published instead of put in review
	DryRun  bool     // decide everything, write nothing
}

// Import is one run that brings drafts in. It is used by one goroutine.
type Import struct {
	s     *Transfer
	opts  ImportOptions
	batch corpus.Batch
	names *authority.Resolver

	// Of a dry run: what was decided before, as if it had been written, and
	// what numbers of an export would stand for.
	merger       *merge.Merger
	predictedIDs map[numberKey]int64
}

// ImportRow is a draft on its way into the archive.
type ImportRow struct {
	merge.Row
	From  corpus.BatchRow // where it stands: number, file, line, header and cells
	Mends bool            // the row was counted as failed and comes back mended

	// Of a whole export. A chunk holds either poems or lines that are none.
	Whole  bool                // a poem that later lines name by its ID
	Record corpus.ExportRecord // a line that is no poem; nil for a poem
	Media  *corpus.Media       // what the content of a MediaRecord is; nil where it was not read
}

// RowResult is what became of a row.
type RowResult struct {
	Outcome corpus.Outcome
	Poem    corpus.PoemID    // 0 for a row that is in no poem, and for a new one of a dry run
	Notes   []corpus.RowNote // why it failed, or what of it was left out
}

// Chunk is a part of a batch, decided and committed as one.
type Chunk struct {
	Rows    []ImportRow
	Skipped int               // rows with nothing in them
	Refused []corpus.BatchRow // rows no draft could be read of, kept for their curator
	Again   int               // how many of Refused were counted as failed before
	Twins   map[int][]int     // by the number of a row of these, the rows that may be merged into it
	AtFile  int               // how far this brings the batch
	AtRow   int
}

// holdsRecords reports whether the lines of the chunk are no poems.
func (c Chunk) holdsRecords() bool { return len(c.Rows) > 0 && c.Rows[0].Record != nil }

// BeginImport opens a batch that runs in one go. A dry run leaves no trace of
// it.
func (s *Transfer) BeginImport(ctx context.Context, opts ImportOptions) (*Import, error) {
	im := s.newImport(opts)
	im.batch = corpus.Batch{Kind: corpus.BatchImport, By: opts.By, State: corpus.BatchRunning, Files: opts.Files,
		StartedAt: time.Now(), BegunAt: time.Now()}
	if opts.DryRun {
		return im, nil
	}
	err := s.db.Write(ctx, "begin import", func(tx bun.Tx) (err error) {
		im.batch.ID, err = batches.Begin(ctx, tx, im.batch)
		return err
	})
	return im, err
}

// ContinueImport goes on with a batch from where it stands. A dry run counts
// from nothing.
func (s *Transfer) ContinueImport(b corpus.Batch, opts ImportOptions) *Import {
	im := s.newImport(opts)
	im.batch = b
	if opts.DryRun {
		im.batch.Counts = corpus.Counts{}
	}
	return im
}

func (s *Transfer) newImport(opts ImportOptions) *Import {
	return &Import{s: s, opts: opts, names: authority.NewResolver(), merger: merge.New(opts.Publish, time.Now), predictedIDs: map[numberKey]int64{}}
}

// Batch is the run as it stands.
func (im *Import) Batch() corpus.Batch { return im.batch }

// Write commits drafts as Commit does.
func (im *Import) Write(ctx context.Context, drafts []corpus.Draft) ([]RowResult, error) {
	rows := make([]ImportRow, len(drafts))
	for i, d := range drafts {
		rows[i] = ImportRow{Row: merge.Row{Draft: d}}
	}
	return im.Commit(ctx, Chunk{Rows: rows})
}

// Commit decides every row in turn and commits them together, their counts
// with them: after any crash the batch counts exactly what is in the archive.
// It returns the result of each row, and a Conflict error, with nothing done,
// where the batch is no longer running, because it was cancelled.
func (im *Import) Commit(ctx context.Context, c Chunk) ([]RowResult, error) {
	before := im.batch
	var results []RowResult
	var err error
	if im.opts.DryRun {
		results, err = im.dryRun(ctx, c)
	} else {
		results, err = im.commit(ctx, c)
	}
	if err != nil {
		im.batch = before
		im.names.Forget() // numbers dealt in the failed transaction are dealt again
		return nil, err
	}
	return results, nil
}

func (im *Import) dryRun(ctx context.Context, c Chunk) ([]RowResult, error) {
	if c.holdsRecords() {
		return im.importRecords(ctx, im.s.read, c, func(func(bun.Tx) error) error { return nil })
	}
	decided, err := im.decide(ctx, im.s.read, c, im.merger)
	if err != nil {
		return nil, err
	}
	im.predictPoemIDs(c, decided)
	im.merger.Forget()
	return rowResults(decided), nil
}

func (im *Import) commit(ctx context.Context, c Chunk) (results []RowResult, err error) {
	err = im.s.db.Write(ctx, "import", func(tx bun.Tx) error {
		if c.holdsRecords() {
			results, err = im.importRecords(ctx, tx, c, func(write func(bun.Tx) error) error { return write(tx) })
		} else {
			results, err = im.poems(ctx, tx, c)
		}
		if err != nil {
			return err
		}
		if err := im.saveRows(ctx, tx, c, results); err != nil {
			return err
		}
		im.batch.AtFile, im.batch.AtRow = c.AtFile, c.AtRow
		return im.saveProgress(ctx, tx)
	})
	return results, err
}

func (im *Import) poems(ctx context.Context, tx bun.Tx, c Chunk) ([]RowResult, error) {
	merger := merge.New(im.opts.Publish, time.Now)
	decided, err := im.decide(ctx, tx, c, merger)
	if err != nil {
		return nil, err
	}
	if err := im.flush(ctx, tx, merger.Changed()); err != nil {
		return nil, err
	}
	results := rowResults(decided)
	return results, im.keepPoemNumbers(ctx, tx, c, results)
}

// flush writes the changed poems, what they newly name, their revisions and
// the rows of the change log.
func (im *Import) flush(ctx context.Context, tx bun.Tx, changed []*merge.Entry) error {
	if err := im.names.Create(ctx, tx, changed); err != nil {
		return err
	}
	if err := poems.AssignIDs(ctx, tx, changed); err != nil {
		return err
	}
	return poems.Save(ctx, tx, changed, poems.Edit{By: im.opts.By, Batch: im.batch.ID})
}

// decide decides the rows of a chunk and counts what becomes of them.
func (im *Import) decide(ctx context.Context, conn bun.IDB, c Chunk, merger *merge.Merger) ([]merge.Result, error) {
	rows := make([]merge.Row, len(c.Rows))
	for i, row := range c.Rows {
		rows[i] = row.Row
	}
	decided, err := merger.Decide(ctx, mergeReader{conn, im.names}, rows)
	if err != nil {
		return nil, err
	}
	for i, row := range c.Rows {
		im.count(decided[i].Outcome, row.Mends)
	}
	im.countOthers(c)
	return decided, nil
}

// rowResults are for after the writing: a new poem has its number only then.
func rowResults(decided []merge.Result) []RowResult {
	results := make([]RowResult, len(decided))
	for i, d := range decided {
		results[i] = RowResult{Outcome: d.Outcome, Notes: d.Notes}
		if d.Entry != nil {
			results[i].Poem = d.Entry.Poem.ID
		}
	}
	return results
}

func (im *Import) count(o corpus.Outcome, mends bool) {
	if mends {
		im.batch.Counts.Mend(o)
	} else {
		im.batch.Counts.Add(o)
	}
}

// countOthers counts the rows of a chunk that no draft could be read of.
func (im *Import) countOthers(c Chunk) {
	for range len(c.Refused) - c.Again {
		im.count(corpus.Failed, false)
	}
	for range c.Skipped {
		im.count(corpus.Skipped, false)
	}
}

// End closes a batch that BeginImport opened, as done or failed.
func (im *Import) End(ctx context.Context, state corpus.BatchState) error {
	im.batch.State, im.batch.EndedAt = state, time.Now()
	if im.opts.DryRun {
		return nil
	}
	return im.s.db.Write(ctx, "end import", func(tx bun.Tx) error {
		if err := im.saveProgress(ctx, tx); err != nil {
			return err
		}
		if err := batches.ForgetNumbers(ctx, tx, im.batch.ID); err != nil {
			return err
		}
		return batches.RecordStep(ctx, tx, im.batch.ID, im.opts.By, corpus.BatchRunning, state)
	})
}

// saveProgress writes how far a running batch has come.
func (im *Import) saveProgress(ctx context.Context, tx bun.Tx) error {
	c := im.batch.Counts
	done, err := tx.NewRaw("UPDATE batches SET state = ?, created = ?, updated = ?, duplicate = ?, skipped = ?, failed = ?, "+
		"at_file = ?, at_row = ?, ended_at = ? WHERE id = ? AND state = ?", im.batch.State, c.Created, c.Updated, c.Duplicate, c.Skipped,
		c.Failed, im.batch.AtFile, im.batch.AtRow, db.Micros(im.batch.EndedAt), im.batch.ID, corpus.BatchRunning).Exec(ctx)
	if err != nil {
		return fmt.Errorf("write counts of batch %d: %w", im.batch.ID, err)
	}
	return db.WantOne(done, "archive.batch_stopped")
}

// IsDryRun reports whether the run writes nothing.
func (im *Import) IsDryRun() bool { return im.opts.DryRun }

// MediaDir is that of the store.
func (im *Import) MediaDir() string { return im.s.poems.MediaDir() }
