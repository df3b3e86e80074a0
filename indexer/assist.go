package indexer

import (
	"context"
	"encoding/json"
	"errors"
	"sync"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/store"
)

// With runs fn on an index that has caught up, or, where another process
// holds the index, on the texts alone.
func With(ctx context.Context, cfg Config, fn func(*Index) error) error {
	return running(ctx, cfg, func(x *Index) error {
		for !x.Ready() && !(x.elsewhere.Load() && x.textsRead.Load()) {
			if err := pause(ctx); err != nil {
				return err
			}
		}
		return fn(x)
	})
}

// Until waits until done says so, and sees to it that someone keeps the index
// meanwhile: a server that runs on the same directory, or, where there is
// none, this process. Should the server end before it is done, this process
// takes over.
func Until(ctx context.Context, cfg Config, done func(context.Context) (bool, error)) error {
	return running(ctx, cfg, func(x *Index) error {
		for {
			finished, err := done(ctx)
			// What the store says of an index that is missing or damaged
			// becomes true again once its holder has made it good; Ready
			// says so.
			if err != nil || finished && (x.Ready() || x.elsewhere.Load()) {
				return err
			}
			if err := pause(ctx); err != nil {
				return err
			}
		}
	})
}

// running keeps an index while fn runs.
func running(ctx context.Context, cfg Config, fn func(*Index) error) error {
	x, err := New(cfg)
	if err != nil {
		return err
	}
	running, stop := context.WithCancel(ctx)
	var run sync.WaitGroup
	run.Go(func() { x.Run(running) })
	defer run.Wait()
	defer stop()
	return fn(x)
}

func pause(ctx context.Context) error {
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

// Rebuild has the index built anew and waits until the new one is live.
func Rebuild(ctx context.Context, cfg Config) error {
	_, err := ask(ctx, cfg, store.RequestRebuild)
	return err
}

// Verify has the index compared with the archive.
func Verify(ctx context.Context, cfg Config) (Report, error) {
	var report Report
	answer, err := ask(ctx, cfg, store.RequestVerify)
	if err == nil {
		err = json.Unmarshal([]byte(answer), &report)
	}
	return report, err
}

func ask(ctx context.Context, cfg Config, kind store.RequestKind) (string, error) {
	id, err := cfg.Store.AskIndex(ctx, kind)
	if err != nil {
		return "", err
	}
	var request store.Request
	err = Until(ctx, cfg, func(ctx context.Context) (_ bool, err error) {
		request, err = cfg.Store.IndexRequest(ctx, id)
		return request.Done, err
	})
	if err == nil && request.Error != "" {
		err = errors.New(request.Error)
	}
	return request.Answer, err
}
