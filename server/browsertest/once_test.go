package browsertest

import (
	"context"
	"os"
	"slices"
	"sync"
	"testing"
)

func TestMain(m *testing.M) {
	code := m.Run()
	endings.run()
	os.Exit(code)
}

// once is what several tests share: the first that needs it makes it, and it
// ends with the program.
type once[T any] struct {
	make func(testing.TB) T

	mu    sync.Mutex
	made  bool
	value T
}

func (o *once[T]) get(t testing.TB) T {
	t.Helper()
	o.mu.Lock()
	defer o.mu.Unlock()
	if !o.made {
		o.value = o.make(lasting{t})
		o.made = true
	}
	return o.value
}

// lasting is a test as what it makes sees it, when that outlives the test.
type lasting struct{ testing.TB }

func (lasting) Context() context.Context { return context.Background() }

func (lasting) Cleanup(end func()) { endings.add(end) }

func (l lasting) TempDir() string {
	dir, err := os.MkdirTemp("", "browsertest-")
	if err != nil {
		l.Fatal(err)
	}
	l.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

// endings are what is done after the last test, the last added first.
var endings endingList

type endingList struct {
	mu  sync.Mutex
	all []func() // guarded by mu
}

func (l *endingList) add(end func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.all = append(l.all, end)
}

func (l *endingList) run() {
	for _, end := range slices.Backward(l.all) {
		end()
	}
}
