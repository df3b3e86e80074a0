package segment

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

func TestLoaderServesFallbackUntilReady(t *testing.T) {
	l := newLoader(t, sharedDir)
	if l.Ready() {
		t.Error("ready before anything was loaded")
	}
	early := l.Segmenter()
	if got, want := early.Fingerprint(), NewFallback().Fingerprint(); got != want {
		t.Errorf("first segmenter: got %q, want the fallback", got)
	}
	if err := l.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	if !l.Ready() || l.Segmenter().Fingerprint() != l.Fingerprint() {
		t.Error("the dictionary segmenter is not served after Wait")
	}
}

func TestLoaderPaysNothingUntilUsed(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "dict")
	l := newLoader(t, dir)
	_ = l.Fingerprint()
	_ = l.Ready()
	l.Close()
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("files were written: %v", err)
	}
	if err := l.Wait(t.Context()); !errors.Is(err, ErrClosed) {
		t.Errorf("Wait after Close: %v", err)
	}
}

func TestLoaderCloseDuringLoad(t *testing.T) {
	l := newLoader(t, sharedDir)
	l.Start()
	l.Close()
	select {
	case <-l.done:
	default:
		t.Error("loading goes on after Close")
	}
	if l.Ready() {
		t.Error("the dictionary is still in memory")
	}
	if err := l.Wait(t.Context()); !errors.Is(err, ErrClosed) {
		t.Errorf("Wait after Close: %v", err)
	}
}

func TestLoaderWaitHonoursContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := newLoader(t, t.TempDir()).Wait(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestLoaderReportsUnusableDirectory(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	blocked := t.TempDir()
	if err := os.MkdirAll(filepath.Join(blocked, digest(manifest), mainDict, "x"), 0o755); err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, dir string }{
		{"a file", file},
		{"a list of files to the library", filepath.Join(t.TempDir(), "a;b")},
		{"another such list", filepath.Join(t.TempDir(), "a|b")},
		{"NUL in the path", "a\x00b"},
		{"a directory in place of a dictionary", blocked},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l := newLoader(t, tt.dir)
			if err := l.Wait(t.Context()); err == nil {
				t.Error("no error")
			}
			if l.Ready() || len(l.Segmenter().Segment("明月")) != 2 {
				t.Error("the fallback does not serve")
			}
		})
	}
}

func TestLoadersAtOnce(t *testing.T) {
	dir := t.TempDir()
	var wg sync.WaitGroup
	for range 3 {
		l := newLoader(t, dir)
		wg.Go(func() {
			if err := l.Wait(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
}

func TestNewLoaderRefusesBadWord(t *testing.T) {
	_, err := NewLoader(t.TempDir(), []Word{{Text: "明月 光"}})
	if !errors.Is(err, ErrWordCharacter) || !strings.Contains(err.Error(), "明月 光") {
		t.Errorf("got %v", err)
	}
}

func TestFingerprint(t *testing.T) {
	of := func(words ...Word) string { return newLoader(t, t.TempDir(), words...).Fingerprint() }
	base := of(Word{"明月光", 5}, Word{"清风明月", 0})
	if got := of(Word{"清风明月", DefaultFreq}, Word{"明月光", 5}, Word{"明月光", 4}); got != base {
		t.Error("the order and doubles of words change it")
	}
	for name, got := range map[string]string{
		"no words":          of(),
		"another word":      of(Word{"明月光", 5}, Word{"清风明日", 0}),
		"another frequency": of(Word{"明月光", 6}, Word{"清风明月", 0}),
		"the fallback's":    NewFallback().Fingerprint(),
	} {
		if got == base {
			t.Errorf("%s: the same fingerprint", name)
		}
	}
}
