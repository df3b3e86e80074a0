package segment

import (
	"slices"
	"strings"
	"sync"
	"testing"
)

const quatrain = "床前明月光，疑是地上霜。\n举头望明月，低头思故乡。\n"

func TestSegmentConcurrently(t *testing.T) {
	text := strings.Repeat(quatrain, 20)
	want := dictionary.Segment(text)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 50 {
				if !slices.Equal(dictionary.Segment(text), want) {
					t.Error("tokens differ between goroutines")
					return
				}
			}
		})
	}
	wg.Wait()
}

func TestCloseDuringSegment(t *testing.T) {
	l := newLoader(t, sharedDir)
	if err := l.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	s, text := l.Segmenter(), strings.Repeat(quatrain, 50)
	words, characters := s.Segment(text), NewFallback().Segment(text)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for {
				switch got := s.Segment(text); {
				case slices.Equal(got, characters):
					return
				case !slices.Equal(got, words):
					t.Error("tokens of neither segmenter")
					return
				}
			}
		})
	}
	for range 2 {
		wg.Go(func() { l.Close() })
	}
	wg.Wait()
	if got, want := s.Fingerprint(), NewFallback().Fingerprint(); got != want {
		t.Errorf("fingerprint after Close: got %q, want %q", got, want)
	}
}

func BenchmarkSegment(b *testing.B) {
	texts := []struct{ name, text string }{
		{"line", "床前明月光"},
		{"quatrain", quatrain},
		{"100k runes", strings.Repeat(quatrain, 100_000/len([]rune(quatrain)))},
	}
	for _, tt := range texts {
		for name, s := range map[string]Segmenter{"dictionary": dictionary, "fallback": NewFallback()} {
			b.Run(tt.name+"/"+name, func(b *testing.B) {
				b.SetBytes(int64(len(tt.text)))
				b.ReportAllocs()
				for b.Loop() {
					s.Segment(tt.text)
				}
			})
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		l := newLoader(b, sharedDir)
		if err := l.Wait(b.Context()); err != nil {
			b.Fatal(err)
		}
		l.Close()
	}
}
