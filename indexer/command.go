package indexer

import (
	"context"
	"sync"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/store"
)

// With runs fn on an index that has caught up, or, where another process
// holds the index, on the texts alone.
func With(ctx context.Context, cfg Config, fn func(*Index) error) error {
	return whileRunning(ctx, cfg, func(x *Index) error {
		for !x.Ready() && !(x.heldElsewhere.Load() && x.texts.read.Load()) {
			if err := waitForPoll(ctx); err != nil {
				return err
			}
		}
		return fn(x)
	})
}

// Until waits until done reports true. Meanwhile the index is kept by a server
// that runs on the same directory or, where there is none, by this process,
// which also takes over from a server that ends.
func Until(ctx context.Context, cfg Config, done func(context.Context) (bool, error)) error {
	return whileRunning(ctx, cfg, func(x *Index) error {
		for {
			finished, err := done(ctx)
			// The record of an index that is missing or damaged is true again
			// only once its holder has made it good, that is, when it is ready.
			if err != nil || finished && (x.Ready() || x.heldElsewhere.Load()) {
				return err
			}
			if err := waitForPoll(ctx); err != nil {
				return err
			}
		}
	})
}

// whileRunning keeps an index while fn runs.
func whileRunning(ctx context.Context, cfg Config, fn func(*Index) error) error {
	x, err := New(cfg)
	if err != nil {
		return err
	}
	runCtx, stop := context.WithCancel(ctx)
	var run sync.WaitGroup
	run.Go(func() { x.Run(runCtx) })
	defer run.Wait()
	defer stop()
	return fn(x)
}

// waitForPoll waits a while, in which the index may have polled.
func waitForPoll(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(pollInterval / 3):
		return nil
	}
}

// CaughtUp returns a condition for Until: the live index has reached the goal.
func CaughtUp(s *store.Store, goal corpus.Cursor) func(context.Context) (bool, error) {
	return func(ctx context.Context) (bool, error) {
		live, err := s.LiveGeneration(ctx)
		if corpus.CodeOf(err) == corpus.NotFound {
			return false, nil
		}
		return err == nil && s.Reached(live.Cursor, goal), err
	}
}
