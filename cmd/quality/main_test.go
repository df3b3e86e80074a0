package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRunRefuses(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "missing.jsonl")
	for name, tt := range map[string]struct {
		args []string
		want string
	}{
		"nothing to measure": {nil, "usage"},
		"two archives":       {[]string{"--data", "a", "--poems", "b"}, "usage"},
		"no cases":           {[]string{"--data", "a", "--cases", "0"}, "usage"},
		"no such file":       {[]string{"--poems", missing}, "refused"},
	} {
		t.Run(name, func(t *testing.T) {
			err := run(t.Context(), tt.args, &strings.Builder{}, &strings.Builder{})
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
}

// TestRunSaysWhatLacks: one poem cannot give every class, and the command must
// say so instead of printing a table of nothing.
func TestRunSaysWhatLacks(t *testing.T) {
	file := filepath.Join(t.TempDir(), "poems.jsonl")
	line := `{"ref":"a","title":"靜夜思","author":"李白","body":"牀前看月光，疑是地上霜。\n舉頭望山月，低頭思故鄉。"}`
	if err := os.WriteFile(file, fmt.Appendln(nil, line), 0o600); err != nil {
		t.Fatal(err)
	}
	err := run(t.Context(), []string{"--poems", file, "--cases", "1"}, &strings.Builder{}, &strings.Builder{})
	if err == nil || !strings.Contains(err.Error(), "1 poems gave only 0 of 1 cases") {
		t.Errorf("got %v", err)
	}
}
