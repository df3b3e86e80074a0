package batch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/gofrs/flock"

	"shiyun/corpus"
	"shiyun/corpus/store/transfer"
	"shiyun/corpus/supervise"
)

const (
	idle  = time.Second      // between looks for work that another process left
	pause = 10 * time.Second // after work that could not even be written down as failed
)

// Run does the work of the desk until ctx ends: one batch after the other,
// also those that a process now gone was at. It is for the one server of a
// data directory: what it takes for leftovers of uploads would be another's.
// The index of similarity is read at once; the first check would otherwise wait
// for it, and need its memory on top of its own.
func (d *Desk) Run(ctx context.Context) {
	d.arrival.Lock()
	err := d.uploads.sweep(ctx, d.store.Batch, time.Now())
	d.arrival.Unlock()
	if err != nil {
		d.log.Error("sweep uploads", "err", err)
	}
	if _, err := d.near(ctx); err != nil && ctx.Err() == nil {
		d.log.Error("read the archive for similarity", "err", err)
	}
	for ctx.Err() == nil {
		wait, trouble := idle, corpus.Message{}
		if err := d.workOnAll(ctx); err != nil && ctx.Err() == nil {
			d.log.Error("work on batches", "err", err)
			wait, trouble = pause, faultOf(err)
		}
		d.trouble.Store(&trouble)
		select {
		case <-ctx.Done():
		case <-d.wake:
		case <-time.After(wait):
		}
	}
}

// Trouble returns why the work does not go on at present; zero where it does. It is for what cannot be written down with a batch, such as
// a full disk; the work is tried again by itself.
func (d *Desk) Trouble() corpus.Message {
	if said := d.trouble.Load(); said != nil {
		return *said
	}
	return corpus.Message{}
}

// Finish does the work on one batch, or waits while another process does it,
// and returns it at rest.
func (d *Desk) Finish(ctx context.Context, id corpus.BatchID) (corpus.Batch, error) {
	for {
		b, err := d.store.Batch(ctx, id)
		if err != nil || !b.State.Busy() {
			return b, err
		}
		err = d.locked(ctx, func() error { return d.workOn(ctx, id) })
		if err != nil && !errors.Is(err, errElsewhere) {
			return b, err
		}
		if err != nil {
			select {
			case <-ctx.Done():
				return b, ctx.Err()
			case <-time.After(idle / 5):
			}
		}
	}
}

// workOnAll works on every batch that waits for it, oldest first.
func (d *Desk) workOnAll(ctx context.Context) error {
	err := d.locked(ctx, func() error {
		for {
			busy, err := d.store.BusyBatches(ctx)
			if err != nil || len(busy) == 0 {
				return err
			}
			if err := d.workOn(ctx, busy[0].ID); err != nil {
				return err
			}
		}
	})
	if errors.Is(err, errElsewhere) {
		return nil
	}
	return err
}

// errElsewhere says that another process is at work.
var errElsewhere = errors.New("another process works on batches")

// locked runs fn while no other process, and nobody else in this one, works
// on batches. The lock ends with the process.
func (d *Desk) locked(ctx context.Context, fn func() error) (err error) {
	if busy, err := d.store.BusyBatches(ctx); err != nil || len(busy) == 0 {
		return err
	}
	lock := flock.New(d.lock)
	ok, err := lock.TryLock()
	if err != nil {
		return fmt.Errorf("lock batches: %w", err)
	}
	if !ok {
		return errElsewhere
	}
	defer func() { err = errors.Join(err, lock.Unlock()) }()
	return fn()
}

// workOn does the work of one batch. What goes wrong with it is written down
// with it; the error is one of writing that down.
func (d *Desk) workOn(ctx context.Context, id corpus.BatchID) error {
	b, err := d.store.Batch(ctx, id)
	if err != nil {
		return err
	}
	// A panic is written down with the batch too: begun again by whoever runs the
	// desk, it would meet the same batch first.
	switch b.State {
	case corpus.BatchChecking:
		err = supervise.Recover(func() error { return d.check(ctx, b) })
	case corpus.BatchRunning:
		err = supervise.Recover(func() error { return d.run(ctx, b) })
	case corpus.BatchUndoing:
		return d.undo(ctx, b)
	}
	if err == nil || ctx.Err() != nil {
		return err
	}
	if now, again := d.store.Batch(ctx, id); again == nil && now.State != b.State {
		return nil // somebody stopped it
	}
	d.log.Error("batch failed", "batch", id, "err", err)
	fault := faultOf(err)
	_, err = d.store.MoveBatch(ctx, corpus.ActorSystem, id, corpus.StepFail, func(b *corpus.Batch) error {
		b.Fault = fault
		return nil
	})
	return err
}

// faultOf is an error as a message that can be written down.
func faultOf(err error) corpus.Message {
	var refused *corpus.Error
	if errors.As(err, &refused) {
		if _, err := json.Marshal(refused.Message); err == nil {
			return refused.Message
		}
	}
	return corpus.NewMessage("desk.unexpected")
}

// run lets rows in from where the batch stands.
func (d *Desk) run(ctx context.Context, b corpus.Batch) error {
	plan, err := PlanOf(b)
	if err != nil {
		return err
	}
	e := &engine{into: d.store.ContinueImport(b, transfer.ImportOptions{By: b.By, Publish: plan.Publish})}
	if e.alike, err = readNamesakes(ctx, d.store); err != nil {
		return err
	}
	if err := d.applyDecisions(ctx, e, b.ID, plan.Near); err != nil {
		return err
	}
	last := plan.Last
	for i := b.AtFile; i < len(plan.Files); i++ {
		f := d.file(b.ID, plan, i)
		if i == b.AtFile {
			f.skip = b.AtRow
		}
		if err := e.read(ctx, f); err != nil {
			return err
		}
		last = max(last, e.last)
	}
	if err := e.flush(ctx); err != nil {
		return unwrapOurs(err)
	}
	_, err = d.store.MoveBatch(ctx, b.By, b.ID, corpus.StepFinish, changePlan(func(p *Plan) error {
		p.Last = last
		return nil
	}))
	if err != nil {
		return err
	}
	return d.uploads.remove(b.ID)
}

func (d *Desk) file(id corpus.BatchID, plan Plan, n int) file {
	fp := plan.Files[n]
	fp.Options.TempDir = d.uploads.dir
	return file{plan: fp, index: n, open: func() (io.ReadCloser, error) {
		f, err := d.uploads.open(id, n)
		if err != nil {
			return nil, engineError{err} // not the file's fault: without it the batch must not go on
		}
		return f, nil
	}}
}
