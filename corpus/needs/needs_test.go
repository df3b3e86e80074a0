package needs_test

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"shiyun/corpus/needs"
)

// recorder is a test that is asked for what it needs.
type recorder struct {
	testing.TB
	outcome, words string
}

func (r *recorder) Helper() {}

func (r *recorder) Skipf(format string, args ...any) { r.end("skipped", format, args) }

func (r *recorder) Fatalf(format string, args ...any) { r.end("failed", format, args) }

func (r *recorder) end(outcome, format string, args []any) {
	r.outcome, r.words = outcome, fmt.Sprintf(format, args...)
	runtime.Goexit()
}

func ask(need func(testing.TB) string) (r recorder, found string) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		found = need(&r)
	}()
	<-done
	return r, found
}

func TestWhatIsMissingIsSaid(t *testing.T) {
	for _, tt := range []struct {
		name string
		need func(testing.TB) string
		says string
	}{
		{"chromium", needs.Chromium, "Chromium"},
		{"axe", needs.Axe, "axe-core"},
		{"poems", needs.Poems, "SHIYUN_POEMS"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Setenv("PATH", t.TempDir())
			t.Setenv("SHIYUN_AXE", "")
			t.Setenv("SHIYUN_POEMS", "")
			for mustRun, want := range map[string]string{"": "skipped", "0": "skipped", "1": "failed"} {
				t.Setenv(needs.MustRun, mustRun)
				if testing.Short() {
					want, tt.says = "skipped", "-short"
				}
				if r, _ := ask(tt.need); r.outcome != want || !strings.Contains(r.words, tt.says) {
					t.Errorf("%s=%q: %s, %s", needs.MustRun, mustRun, r.outcome, r.words)
				}
			}
		})
	}
}

func TestWhatIsThereIsFound(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, []byte("content"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, script := range map[string]string{"chromium": "#!/bin/sh\n", "fc-list": "#!/bin/sh\necho Noto Sans CJK SC\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(script), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", dir)
	t.Setenv("SHIYUN_AXE", file)
	t.Setenv("SHIYUN_POEMS", file)
	for want, need := range map[string]func(testing.TB) string{filepath.Join(dir, "chromium"): needs.Chromium, "content": needs.Axe, file: needs.Poems} {
		if testing.Short() {
			want = ""
		}
		if r, found := ask(need); found != want {
			t.Errorf("found %q, %s %s; want %q", found, r.outcome, r.words, want)
		}
	}
}
