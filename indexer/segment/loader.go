package segment

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
)

// ErrClosed is returned by Loader.Wait after Close.
var ErrClosed = errors.New("segmenter loader is closed")

// Loader loads the dictionary segmenter in the background, once: at the first
// Start, Wait or Segmenter. It takes about half a second and 120 MB, which a
// command that segments nothing never pays. Loaders of the same words share it.
type Loader struct {
	dir         string
	userDict    []byte
	fingerprint string

	done  chan struct{} // closed when loading has ended or will never begin
	err   error         // why there is no dictionary; read only after done
	ready atomic.Pointer[jieba]

	mu      sync.Mutex
	started bool // guarded by mu
	closed  bool // guarded by mu
}

// NewLoader returns a loader that keeps the dictionary files below dir, about
// 6 MB, and adds words to the dictionary. It touches no file yet. The error is
// that of the first word that cannot be used.
func NewLoader(dir string, words []Word) (*Loader, error) {
	dict, err := userDict(words)
	if err != nil {
		return nil, err
	}
	return &Loader{
		dir:         dir,
		userDict:    dict,
		fingerprint: jiebaFingerprint(dict),
		done:        make(chan struct{}),
	}, nil
}

// Fingerprint returns the fingerprint of the dictionary segmenter without
// loading it, so that a program can tell at once whether its index still fits.
func (l *Loader) Fingerprint() string { return l.fingerprint }

// Start begins loading unless that has happened and returns at once.
func (l *Loader) Start() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.started && !l.closed {
		l.started = true
		go l.load()
	}
}

// Ready reports whether the dictionary segmenter is loaded. It starts nothing.
func (l *Loader) Ready() bool { return l.ready.Load() != nil }

// Wait loads the dictionary if need be and returns nil once it is ready. It
// returns the error of ctx, ErrClosed, or why the dictionary could not be
// loaded; that error stays, a new attempt needs a new Loader.
func (l *Loader) Wait(ctx context.Context) error {
	l.Start()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-l.done:
	}
	if l.isClosed() {
		return ErrClosed
	}
	return l.err
}

// Segmenter returns the dictionary segmenter if it is ready and the fallback if
// not, starting to load. Keep the result for a unit of work: its fingerprint
// tells which one it is, and it does not turn into the other until Close.
func (l *Loader) Segmenter() Segmenter {
	if j := l.ready.Load(); j != nil {
		return j
	}
	l.Start()
	return NewFallback()
}

// Close waits for loading and for running Segment calls to end, then frees the
// dictionary unless another Loader has it too. Segmenters handed out before then answer as the fallback does,
// with its fingerprint. Close may be called again and always returns nil.
func (l *Loader) Close() error {
	l.mu.Lock()
	if !l.started && !l.closed {
		close(l.done)
	}
	l.closed = true
	l.mu.Unlock()

	<-l.done
	if j := l.ready.Swap(nil); j != nil {
		j.close()
	}
	return nil
}

func (l *Loader) isClosed() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.closed
}

// load runs in its own goroutine.
func (l *Loader) load() {
	defer close(l.done)
	j, err := openJieba(l.dir, l.userDict, l.fingerprint)
	if err != nil {
		l.err = err
		return
	}
	l.ready.Store(j)
}

func openJieba(dir string, userDict []byte, fingerprint string) (*jieba, error) {
	paths, err := installDicts(dir, userDict)
	if err != nil {
		return nil, err
	}
	c, err := shareCutter(paths, fingerprint)
	if err != nil {
		return nil, err
	}
	return newJieba(c, fingerprint)
}
