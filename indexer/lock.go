package indexer

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"

	"shiyun/corpus/supervise"
)

// newLock makes the lock of the index in a data directory, not yet held.
func newLock(data string) (*flock.Flock, error) {
	if err := os.MkdirAll(Folder(data), 0o700); err != nil {
		return nil, fmt.Errorf("make index directory: %w", err)
	}
	return flock.New(filepath.Join(Folder(data), "lock")), nil
}

// acquire takes the index for this process unless another has it, and opens
// the live generation. It reports whether this process holds the index.
func (x *Index) acquire(ctx context.Context) (bool, error) {
	if x.lock.Locked() {
		return true, nil
	}
	held, err := x.lock.TryLock()
	if err != nil {
		return false, fmt.Errorf("lock index: %w", err)
	}
	x.heldElsewhere.Store(!held)
	if !held {
		return false, nil
	}
	x.dictionary.use(x.dictionary.freshLoader()) // another process may have added words and built with them
	x.dictionary.loader.Load().Start()
	err = supervise.Recover(func() error { // held after a panic, the lock would keep the index from ever being opened
		if err := x.dropLeftovers(ctx); err != nil {
			return err
		}
		return x.openLive(ctx)
	})
	if err != nil {
		return false, errors.Join(err, x.lock.Unlock())
	}
	return true, nil
}
