package indexer

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
)

// TryLock takes the index of a data directory for this process. It returns
// false where another process has it. The lock ends with the process, however
// it ends.
func TryLock(dir string) (unlock func() error, ok bool, err error) {
	if err := os.MkdirAll(filepath.Join(dir, "index"), 0o700); err != nil {
		return nil, false, fmt.Errorf("make index directory: %w", err)
	}
	lock := flock.New(filepath.Join(dir, "index", "lock"))
	ok, err = lock.TryLock()
	if err != nil {
		return nil, false, fmt.Errorf("lock index: %w", err)
	}
	return lock.Unlock, ok, nil
}
