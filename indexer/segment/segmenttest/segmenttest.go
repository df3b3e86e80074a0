// Package segmenttest keeps the dictionary in memory while tests run.
package segmenttest

import (
	"context"
	"os"
	"sync"
	"testing"

	"shiyun/indexer/segment"
)

// KeepLoaded loads the dictionary without words of an operator, until the
// process ends. Every index that tests open after it cuts by the same one;
// loading and freeing it for each small archive took most of their time.
func KeepLoaded(t testing.TB) {
	t.Helper()
	if err := keep(); err != nil {
		t.Fatal(err)
	}
}

var keep = sync.OnceValue(func() error {
	dir, err := os.MkdirTemp("", "dict-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir) // the library has read the files by then
	loader, err := segment.NewLoader(dir, nil)
	if err != nil {
		return err
	}
	return loader.Wait(context.Background())
})
