package db

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"shiyun/corpus"
)

// WriterWait is how long a write transaction waits for the one before it.
const WriterWait = 20 * time.Second

// Write runs fn in a write transaction and commits it, or rolls it back where
// fn fails. op names the operation in the error. By the one-writer rule fn may
// read and then write what follows from it. It returns an Unavailable error for
// a full disk and for a writer that did not make way in WriterWait; nothing is
// written then. It returns one too where the connection is lost; what was being
// committed at that moment may be written or not.
//
// Only the beginning is tried again: behind the lock nothing can conflict, so
// fn runs once and need not bear being repeated.
func (d *DB) Write(ctx context.Context, op string, fn func(tx bun.Tx) error) error {
	err := d.refusal(ctx)
	if err == nil {
		err = d.run(ctx, fn)
		d.noteWrite(err)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", op, d.explain(err))
	}
	return nil
}

func (d *DB) run(ctx context.Context, fn func(tx bun.Tx) error) error {
	tx, err := d.begin(ctx)
	if err != nil {
		return err
	}
	committed := false
	defer func() {
		if !committed { // after a panic in fn too; the error of fn is the cause, not one of the rollback
			_ = tx.Rollback()
		}
	}()
	if err := fn(tx); err != nil {
		return err
	}
	for _, end := range d.atEnd {
		if err := end(ctx, tx); err != nil {
			return err
		}
	}
	committed = true
	return tx.Commit()
}

// begin tries again while the database is busy: SQLite answers so at once,
// whatever its timeout, while another program recovers the log.
func (d *DB) begin(ctx context.Context) (bun.Tx, error) {
	deadline := time.Now().Add(WriterWait)
	for pause := 5 * time.Millisecond; ; pause *= 2 {
		tx, err := d.dialect.BeginWrite(ctx, d.write)
		if err == nil || d.dialect.FaultOf(err) != Busy || time.Now().Add(pause).After(deadline) {
			return tx, err
		}
		select {
		case <-ctx.Done():
			return tx, err
		case <-time.After(pause):
		}
	}
}

// Fault is what an error of the database means to its caller.
type Fault int

// The faults a caller can do something about. A violated constraint is not among
// them: under the one-writer rule it is a defect of ours.
const (
	NoFault    Fault = iota // any other error, or none
	Full                    // the disk is full; what was there is whole
	Busy                    // another holds the lock; trying again may help
	Lost                    // the connection is gone; trying again makes a new one
	Unwritable              // the medium is read-only, or we may not write
	Failing                 // the disk does not do what it is asked
	Exhausted               // the program has too many files open
	Damaged                 // what is in the file is not what was written there
)

// explained are the faults with their message for people.
var explained = map[Fault]string{
	Full: "archive.disk_full", Busy: "archive.busy", Lost: "archive.connection_lost",
	Unwritable: "archive.unwritable", Failing: "archive.disk_failing", Exhausted: "archive.exhausted", Damaged: "archive.damaged",
}

// lasting are those that meet the next write too.
var lasting = map[Fault]string{Full: "archive.disk_full", Unwritable: "archive.unwritable", Failing: "archive.disk_failing",
	Lost: "archive.connection_lost"}

// Passes reports whether an error is a fault that trying again mends: the
// database is away, or busy, or has no room for one more.
func (d *DB) Passes(err error) bool {
	switch d.dialect.FaultOf(err) {
	case Busy, Lost, Exhausted:
		return true
	}
	return false
}

// explain gives faults a message for people.
func (d *DB) explain(err error) error {
	if key, ok := explained[d.dialect.FaultOf(err)]; ok {
		return &corpus.Error{Code: corpus.Unavailable, Message: corpus.NewMessage(key), Err: err}
	}
	return err
}
