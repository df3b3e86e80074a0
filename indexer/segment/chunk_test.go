package segment

import (
	"strings"
	"testing"
)

func TestChunkEnd(t *testing.T) {
	fill := func(n int) string { return strings.Repeat("月", n) }
	tests := []struct {
		name string
		text string
		want int
	}{
		{"short text", fill(10), 10},
		{"exactly one chunk", fill(maxChunkRunes), maxChunkRunes},
		{"after the last separator", "，" + fill(5) + "。" + fill(maxChunkRunes), 7},
		{"a separator before later punctuation", "月\n" + fill(5) + "！" + fill(maxChunkRunes), 2},
		{"after punctuation", fill(5) + "！" + fill(maxChunkRunes), 6},
		{"nothing to cut at", fill(maxChunkRunes + 1), maxChunkRunes},
		{"separator is the last that fits", fill(maxChunkRunes-1) + "\n" + fill(5), maxChunkRunes},
		{"separator just too late", fill(maxChunkRunes) + "\n", maxChunkRunes},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := chunkEnd([]rune(tt.text), 0); got != tt.want {
				t.Errorf("got %d, want %d", got, tt.want)
			}
		})
	}
}

func TestRunsAreBounded(t *testing.T) {
	text := strings.Repeat("a", 2*maxRunRunes+1)
	for _, s := range []Segmenter{dictionary, NewFallback()} {
		if got := len(s.Segment(text)); got != 3 {
			t.Errorf("%s: got %d tokens, want 3", s.Fingerprint(), got)
		}
	}
}
