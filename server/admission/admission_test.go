package admission

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

// A class takes in as many as it may, lets as many wait, and turns the rest
// away without a wait; another class is not touched by it.
func TestGates(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		g := newGates(map[Class]bounds{Page: {1, 1, time.Second}, Write: {1, 0, time.Second}})
		enter := func(class Class) (func(), time.Duration, error) {
			start := time.Now()
			leave, err := g.Enter(t.Context(), class)
			return leave, time.Since(start), err
		}
		leave, _, err := enter(Page)
		if err != nil {
			t.Fatal(err)
		}
		waited := make(chan error)
		go func() {
			leave, _, err := enter(Page)
			if err == nil {
				leave()
			}
			waited <- err
		}()
		synctest.Wait()
		if _, took, err := enter(Page); !errors.Is(err, ErrBusy) || took != 0 {
			t.Errorf("one more than may wait: %v after %v", err, took)
		}
		other, took, err := enter(Write)
		if err != nil || took != 0 {
			t.Errorf("another class: %v after %v", err, took)
		}
		other()
		leave()
		if err := <-waited; err != nil {
			t.Errorf("the one that waited: %v", err)
		}
		if leave, _, err = enter(Page); err != nil {
			t.Fatal(err)
		}
		if _, took, err := enter(Page); !errors.Is(err, ErrBusy) || took != time.Second {
			t.Errorf("one whose turn does not come: %v after %v", err, took)
		}
		gone, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := g.Enter(gone, Page); !errors.Is(err, context.Canceled) {
			t.Errorf("one that went away: %v", err)
		}
		leave()
		for range 3 { // no place was lost on the way
			if leave, _, err := enter(Page); err != nil {
				t.Fatal(err)
			} else {
				leave()
			}
		}
	})
}
