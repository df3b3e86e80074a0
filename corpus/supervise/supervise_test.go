package supervise

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func TestWorkThatPanicsIsBegunAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		s := New(slog.New(slog.NewTextHandler(&log, nil)))
		ctx, cancel := context.WithCancel(t.Context())
		var runs, calm atomic.Int32
		s.Go(ctx, "backups", func(ctx context.Context) {
			switch runs.Add(1) {
			case 1:
				panicAtHome()
			case 2:
				return // too early is no better
			}
			<-ctx.Done()
		})
		s.Go(ctx, "scrub", func(ctx context.Context) {
			calm.Add(1)
			<-ctx.Done()
		})
		synctest.Wait()
		if ill := s.Ill(); strings.Join(ill, " ") != "backups" {
			t.Errorf("ill %v after a panic", ill)
		}
		time.Sleep(firstPause)
		synctest.Wait()
		time.Sleep(2 * firstPause)
		synctest.Wait()
		if runs.Load() != 3 || calm.Load() != 1 {
			t.Errorf("begun %d and %d times", runs.Load(), calm.Load())
		}
		if ill := s.Ill(); len(ill) != 1 {
			t.Errorf("ill %v as soon as it was begun again", ill)
		}
		time.Sleep(settleTime)
		synctest.Wait()
		if ill := s.Ill(); len(ill) != 0 {
			t.Errorf("ill %v after it has run for a while", ill)
		}
		cancel()
		s.Wait()
		if !strings.Contains(log.String(), "panicAtHome") || strings.Count(log.String(), "background work ended") != 2 {
			t.Errorf("log %s", log.String())
		}
	})
}

func panicAtHome() { panic("no paper") }

func TestWorkThatKeepsEndingIsTriedLessOften(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := New(slog.New(slog.DiscardHandler))
		ctx, cancel := context.WithCancel(t.Context())
		var runs atomic.Int32
		s.Go(ctx, "index", func(context.Context) { runs.Add(1); panicAtHome() })
		time.Sleep(time.Hour)
		if n := runs.Load(); n < 12 || n > 30 { // 1, 2, 4 … 256 s, then every 5 minutes
			t.Errorf("%d times in an hour", n)
		}
		cancel()
		s.Wait()
	})
}

func TestRecoverReturnsErrorsAndPanics(t *testing.T) {
	t.Parallel()
	own := errors.New("own")
	if err := Recover(func() error { return own }); !errors.Is(err, own) {
		t.Error(err)
	}
	if err := Recover(func() error { panicAtHome(); return nil }); err == nil || !strings.Contains(err.Error(), "no paper") || !strings.Contains(err.Error(), "panicAtHome") {
		t.Error(err)
	}
}
