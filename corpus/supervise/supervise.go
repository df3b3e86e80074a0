// Package supervise owns work in the background: what panics is logged with its
// stack and begun again after a pause, and until it has run for a while it is
// known as ill. A server whose backups ended in silence would look well.
package supervise

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
	"slices"
	"sync"
	"time"
)

// Supervisor runs work. The zero value is not usable. All methods may be called
// from any goroutine.
type Supervisor struct {
	log    *slog.Logger
	pause  time.Duration
	settle time.Duration
	work   sync.WaitGroup

	mu  sync.Mutex
	ill map[string]bool // by name; guarded by mu
}

const (
	firstPause = time.Second
	mostPause  = 5 * time.Minute
	// settleTime is how long work must run after it was begun again to be well.
	settleTime = time.Minute
)

// New returns a supervisor that logs to log.
func New(log *slog.Logger) *Supervisor { return newSupervisor(log, firstPause, settleTime) }

func newSupervisor(log *slog.Logger, pause, settle time.Duration) *Supervisor {
	return &Supervisor{log: log, pause: pause, settle: settle, ill: map[string]bool{}}
}

// Go runs work until ctx ends. Work that panics, or returns before, is begun
// again: at first after a second, later after up to five minutes.
func (s *Supervisor) Go(ctx context.Context, name string, work func(context.Context)) {
	s.work.Go(func() {
		pause := s.pause
		for {
			began := time.Now()
			settled := time.AfterFunc(s.settle, func() { s.setIll(name, false) })
			err := Recover(func() error { work(ctx); return nil })
			settled.Stop()
			if ctx.Err() != nil && err == nil {
				return
			}
			s.setIll(name, true)
			s.log.Error("background work ended", "work", name, "error", err, "again_in", pause)
			if time.Since(began) > s.settle {
				pause = s.pause
			}
			select {
			case <-ctx.Done():
				return
			case <-time.After(pause):
			}
			pause = min(2*pause, mostPause)
		}
	})
}

// Wait returns when all work has ended.
func (s *Supervisor) Wait() { s.work.Wait() }

// Ill returns the names of work that ended and has not run for a while since,
// sorted.
func (s *Supervisor) Ill() (names []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for name := range s.ill {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func (s *Supervisor) setIll(name string, ill bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if ill {
		s.ill[name] = true
	} else {
		delete(s.ill, name)
	}
}

// Recover runs fn and returns a panic in it as an error with the stack.
func Recover(fn func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return fn()
}
