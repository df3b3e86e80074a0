package batch

import (
	"context"
	"errors"
	"io"

	"shiyun/corpus"
	"shiyun/corpus/format"
	"shiyun/corpus/intake"
	"shiyun/corpus/merge"
	"shiyun/corpus/store/transfer"
)

// chunk is how many rows are committed together. A commit costs an fsync;
// what is lost in a crash is at most one chunk, which was never acknowledged.
var chunk = 1000

// chunkBytes bounds the text of a chunk: a thousand poems of the longest kind
// would be sixty megabytes.
const chunkBytes = 4 << 20

// engine puts the rows of files together into chunks and has each committed.
type engine struct {
	into    *transfer.Import
	publish func(corpus.Counts)                              // called after every chunk; may be nil
	problem func(Problem)                                    // called for every problem; may be nil
	warning func(Problem)                                    // called for every warning; may be nil
	weigh   func([]transfer.ImportRow)                       // says what becomes of rows that would be new; may be nil
	before  func(number int) bool                            // reports whether the rows so far must be committed before this one; may be nil
	after   func(transfer.Chunk, []transfer.RowResult) error // called when a chunk is committed; may be nil
	failed  map[int]bool                                     // rows that a mended sheet may bring back
	twins   map[int][]int                                    // rows that later ones refer to
	pending transfer.Chunk
	rows    int        // in pending, all kinds
	size    int        // bytes of text in pending
	last    int        // the highest number dealt
	warned  int        // rows that went in with warnings
	alike   *namesakes // nil where nobody is looked for
}

// file is one file on its way through the engine.
type file struct {
	plan  FilePlan
	index int // among the files of the batch
	skip  int // rows already decided
	open  func() (io.ReadCloser, error)
}

// read takes the rows of one file. One that cannot be read at all is a problem
// in the report; the other files go in.
func (e *engine) read(ctx context.Context, f file) error {
	row, said := 0, false
	e.last = f.plan.Base
	take := func(r intake.Row) error {
		row++
		said = said || !r.Skip
		number := e.number(f, r)
		if row <= f.skip {
			return nil
		}
		return e.take(ctx, f, row, number, r)
	}
	in, err := f.open()
	if err == nil {
		err = format.Read(ctx, f.plan.Name, in, f.plan.Options, take)
		err = errors.Join(err, in.Close())
	}
	if err == nil && !said && !f.plan.Mended {
		err = corpus.NewError(corpus.Invalid, "desk.no_poems", f.plan.Name)
	}
	var refused *corpus.Error
	if errors.As(err, &refused) && !ours(err) {
		err = e.refuseFile(ctx, f, row+1, refused)
	}
	return unwrapOurs(err)
}

// refuseFile takes what could not be read of a file for one more row of it.
func (e *engine) refuseFile(ctx context.Context, f file, row int, refused *corpus.Error) error {
	r := intake.Row{File: f.plan.Name}
	number := e.number(f, r)
	if row <= f.skip {
		return nil
	}
	e.rows++
	e.refuse(r, number, noteOf(refused))
	e.pending.AtFile, e.pending.AtRow = f.index, row
	if e.rows < chunk {
		return nil
	}
	return e.flush(ctx)
}

// engineError is an error of what happens to rows, told apart from one of the
// file they are read from.
type engineError struct{ error }

func (e engineError) Unwrap() error { return e.error }

func ours(err error) bool {
	var e engineError
	return errors.As(err, &e)
}

func unwrapOurs(err error) error {
	var e engineError
	if errors.As(err, &e) {
		return e.error
	}
	return err
}

// number deals the row its number in the batch. In the first file of a batch
// it is the table's own, which its curator sees beside the row.
func (e *engine) number(f file, r intake.Row) int {
	e.last++
	if f.plan.Base == 0 && r.Number > e.last {
		e.last = r.Number
	}
	return e.last
}

func (e *engine) take(ctx context.Context, f file, row, number int, r intake.Row) error {
	mends := f.plan.Mended && r.Origin > 0
	if mends {
		number = r.Origin
	}
	if e.before != nil && e.before(number) || e.parts(r) {
		if err := e.flush(ctx); err != nil {
			return err
		}
	}
	e.rows++
	switch {
	case mends && !e.failed[number], f.plan.Mended && r.Skip:
		// not a row that waits to be mended
	case r.Skip:
		e.pending.Skipped++
	case len(r.Problems) > 0:
		e.refuse(r, number, notesOf(r.Problems)...)
	case r.Open != nil:
		if err := e.takeMedia(ctx, r, number); err != nil {
			return engineError{err}
		}
	default:
		e.accept(r, number, mends)
	}
	if mends {
		delete(e.failed, number) // a second row with the number is not the one either
	}
	e.pending.AtFile, e.pending.AtRow = f.index, row
	switch {
	case r.Open != nil:
		return e.flushMedia(ctx)
	case e.rows < chunk && e.size < chunkBytes:
		return nil
	}
	return e.flush(ctx)
}

// parts holds for a row that must not be in one chunk with what is pending:
// a line of an export that is no poem after a poem, and one with a file, which
// is committed alone.
func (e *engine) parts(r intake.Row) bool {
	return len(e.pending.Rows) > 0 && e.holdsRecords() != (r.Record != nil) || r.Open != nil
}

// holdsRecords reports whether the pending rows are no poems.
func (e *engine) holdsRecords() bool {
	return len(e.pending.Rows) > 0 && e.pending.Rows[0].Record != nil
}

// refuse keeps a row that does not go in, for the notes.
func (e *engine) refuse(r intake.Row, number int, notes ...corpus.RowNote) {
	if e.failed[number] {
		e.pending.Again++
	}
	kept := keptRow(r, number)
	kept.Outcome, kept.Notes = corpus.Failed, notes
	e.report(kept)
	if r.Draft.Body != nil || r.Draft.Title != nil {
		draft := r.Draft
		kept.Draft = &draft
	}
	e.pending.Refused = append(e.pending.Refused, kept)
}

func (e *engine) accept(r intake.Row, number int, mends bool) {
	from := keptRow(r, number)
	e.alike.warn(&r)
	from.Notes = e.warnings(r)
	e.pending.Rows = append(e.pending.Rows, transfer.ImportRow{Row: merge.Row{Draft: r.Draft}, From: from, Mends: mends, Whole: r.Whole, Record: r.Record})
	if twins := e.twins[number]; len(twins) > 0 {
		if e.pending.Twins == nil {
			e.pending.Twins = map[int][]int{}
		}
		e.pending.Twins[number] = twins
	}
	e.size += len(text(r.Draft.Body))
}

// maxWarned bounds the rows of a run that are kept for their warnings alone, so
// that rows that were refused, which their curator mends, find room.
const maxWarned = 5000

// warnings are those of a row that goes in, which are reported and kept beside
// it.
func (e *engine) warnings(r intake.Row) []corpus.RowNote {
	if len(r.Warnings) == 0 {
		return nil
	}
	notes := notesOf(r.Warnings)
	if e.warning != nil {
		for _, p := range r.Warnings {
			e.warning(Problem{File: p.File, Row: p.Row, Column: p.Column, Code: p.Code, Message: p.Message})
		}
	}
	if e.warned++; e.warned > maxWarned {
		return nil
	}
	return notes
}

func keptRow(r intake.Row, number int) corpus.BatchRow {
	kept := corpus.BatchRow{Number: number, File: r.File, Line: r.Number, Cells: r.Cells}
	if r.Table != nil {
		kept.Header = r.Table.Header
		for _, f := range r.Table.Mapping {
			kept.Fields = append(kept.Fields, string(f))
		}
	}
	return kept
}

// flush has the pending rows committed.
func (e *engine) flush(ctx context.Context) error {
	if e.rows == 0 {
		return nil
	}
	if e.weigh != nil && !e.holdsRecords() {
		e.weigh(e.pending.Rows)
	}
	results, err := e.into.Commit(ctx, e.pending)
	if err != nil {
		return engineError{err}
	}
	for i, row := range e.pending.Rows {
		if kept, ok := row.Noted(results[i]); ok && kept.Outcome == corpus.Failed {
			e.report(kept)
		}
	}
	if e.after != nil {
		if err := e.after(e.pending, results); err != nil {
			return engineError{err}
		}
	}
	e.pending = transfer.Chunk{Rows: e.pending.Rows[:0], AtFile: e.pending.AtFile, AtRow: e.pending.AtRow}
	e.rows, e.size = 0, 0
	if e.publish != nil {
		e.publish(e.into.Batch().Counts)
	}
	return nil
}
