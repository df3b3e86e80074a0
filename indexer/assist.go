package indexer

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/store"
)

// Until waits until done says so, and sees to it that someone keeps the index
// meanwhile: a server that runs on the same directory, or, where there is
// none, this process. Should the server end before it is done, this process
// takes over.
func Until(ctx context.Context, cfg Config, done func(context.Context) (bool, error)) error {
	for {
		unlock, ours, err := TryLock(cfg.Dir)
		if err != nil {
			return err
		}
		if ours {
			err := keepUntil(ctx, cfg, done)
			return errors.Join(err, unlock())
		}
		if finished, err := done(ctx); finished || err != nil {
			return err
		}
		if err := pause(ctx); err != nil {
			return err
		}
	}
}

// keepUntil runs the index in this process until done.
func keepUntil(ctx context.Context, cfg Config, done func(context.Context) (bool, error)) error {
	x, err := New(cfg)
	if err != nil {
		return err
	}
	running, stop := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() { ended <- x.Run(running) }()
	for {
		finished, err := done(ctx)
		// What the store says of an index that is missing or damaged is true
		// only once it has been made good: Ready says so.
		if finished && x.Ready() || err != nil {
			stop()
			return errors.Join(err, <-ended)
		}
		select {
		case err := <-ended:
			stop()
			return err
		default:
		}
		if err := pause(ctx); err != nil {
			stop()
			return errors.Join(err, <-ended)
		}
	}
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
