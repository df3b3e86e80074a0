package batch

import (
	"context"
	"time"

	"shiyun/corpus"
)

// Progress is a batch at one moment.
type Progress struct {
	corpus.Batch
	Rate    float64        // rows a second since the moment before; 0 at first
	Trouble corpus.Message // why it does not go on; zero where it does
}

// glance is how often progress is looked at. It is read from the archive, so
// that it makes no difference which process does the work.
const glance = 250 * time.Millisecond

// Watch tells of a batch as it goes on, the first time at once, and closes
// when the batch is at rest, after telling so, or ctx ends. A moment at which
// nothing changed is not told.
func (d *Desk) Watch(ctx context.Context, id corpus.BatchID) (<-chan Progress, error) {
	first, err := d.store.Batch(ctx, id)
	if err != nil {
		return nil, err
	}
	out := make(chan Progress, 1)
	trouble := d.Trouble()
	out <- Progress{Batch: first, Trouble: trouble}
	go func() {
		defer close(out)
		for last, at := first, time.Now(); last.State.Busy(); {
			select {
			case <-ctx.Done():
				return
			case <-time.After(glance):
			}
			now, err := d.store.Batch(ctx, id)
			if err != nil {
				return
			}
			if now.State == last.State && now.Counts == last.Counts && now.AtRow == last.AtRow && trouble.String() == d.Trouble().String() {
				continue
			}
			trouble = d.Trouble()
			p := Progress{Batch: now, Trouble: trouble}
			if rows := now.Counts.Read - last.Counts.Read; rows > 0 {
				p.Rate = float64(rows) / time.Since(at).Seconds()
			}
			last, at = now, time.Now()
			select {
			case <-ctx.Done():
				return
			case out <- p:
			}
		}
	}()
	return out, nil
}
