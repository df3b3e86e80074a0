package db

import (
	"context"
	"sync"
	"time"

	"github.com/uptrace/bun"

	"shiyun/corpus"
)

// probeEvery is how often a database that took no writing is tried again.
const probeEvery = 3 * time.Second

// readOnly is whether the database takes writing, and why not.
type readOnly struct {
	mu      sync.Mutex // guards what follows
	asked   corpus.Message
	failing corpus.Message
	probing bool

	closing context.Context // ends with Close
	close   context.CancelFunc
	probes  sync.WaitGroup
}

// ReadOnly returns why nothing can be written at the moment; the zero message
// where it can. It is so from the first write that the disk refused until one,
// tried now and then, succeeds.
func (d *DB) ReadOnly() corpus.Message {
	d.readOnly.mu.Lock()
	defer d.readOnly.mu.Unlock()
	if !d.readOnly.asked.IsZero() {
		return d.readOnly.asked
	}
	return d.readOnly.failing
}

// RefuseWrites refuses every write from now on, but for what is Derived.
func (d *DB) RefuseWrites(reason corpus.Message) {
	d.readOnly.mu.Lock()
	defer d.readOnly.mu.Unlock()
	d.readOnly.asked = reason
}

type derivedKey struct{}

// Derived marks writing about what is made of the archive and can be made
// anew, such as its index: it goes on where RefuseWrites refuses the rest.
func Derived(ctx context.Context) context.Context {
	return context.WithValue(ctx, derivedKey{}, true)
}

// refusal returns the error of a write that is refused.
func (d *DB) refusal(ctx context.Context) error {
	d.readOnly.mu.Lock()
	defer d.readOnly.mu.Unlock()
	if d.readOnly.asked.IsZero() || ctx.Value(derivedKey{}) != nil {
		return nil
	}
	return &corpus.Error{Code: corpus.Unavailable, Message: d.readOnly.asked}
}

// noteWrite draws from how a write ended whether others can succeed.
func (d *DB) noteWrite(err error) {
	key, lasts := lasting[d.dialect.FaultOf(err)]
	d.readOnly.mu.Lock()
	defer d.readOnly.mu.Unlock()
	switch {
	case err == nil:
		d.readOnly.failing = corpus.Message{}
	case lasts:
		d.readOnly.failing = corpus.NewMessage(key)
		if !d.readOnly.probing {
			d.readOnly.probing = true
			d.readOnly.probes.Go(d.probe)
		}
	}
}

// probe writes now and then until that succeeds, so that nobody need lose a
// text to learn that the disk has room again.
func (d *DB) probe() {
	tick := time.NewTicker(probeEvery)
	defer tick.Stop()
	for {
		select {
		case <-d.readOnly.closing.Done():
			return
		case <-tick.C:
		}
		ctx, cancel := context.WithTimeout(d.readOnly.closing, probeEvery)
		err := d.run(ctx, func(tx bun.Tx) error {
			_, err := probes.Take(ctx, tx, 1)
			return err
		})
		cancel()
		d.noteWrite(err)
		d.readOnly.mu.Lock()
		if d.readOnly.failing.IsZero() {
			d.readOnly.probing = false
			d.readOnly.mu.Unlock()
			return
		}
		d.readOnly.mu.Unlock()
	}
}

// probes counts the writes that were only to see whether they succeed.
const probes Counter = "probes"
