package quality

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/mozillazg/go-pinyin"

	"shiyun/indexer/search"
)

// suggested is how many suggestions the site asks for.
const suggested = 8

// Typed makes what stands in the search box while n people type lines, titles
// and authors, by characters, pinyin or initials: every beginning of each.
func Typed(l *Library, n int, seed uint64) []string {
	random := rand.New(rand.NewPCG(seed, streamOf("typed")))
	var typed []string
	for range n {
		p := l.poems[random.IntN(len(l.poems))]
		fields := []string{p.title, p.author, p.body}
		text := []rune(fields[random.IntN(len(fields))])
		text = text[:min(len(text), 7)]
		style := pinyin.Normal
		switch random.IntN(4) {
		case 0:
			style = pinyin.FirstLetter
			fallthrough
		case 1:
			if syllables, ok := spell(text, style); ok {
				text = []rune(strings.Join(syllables, ""))
			}
		}
		for i := range text {
			typed = append(typed, string(text[:i+1]))
		}
	}
	return typed
}

// Suggest measures suggestions for what is typed.
func Suggest(ctx context.Context, s *search.Searcher, typed []string) (Times, error) {
	var took []time.Duration
	for _, text := range typed {
		began := time.Now()
		if _, err := s.Suggest(ctx, text, suggested); err != nil {
			return Times{}, fmt.Errorf("suggest %q: %w", text, err)
		}
		took = append(took, time.Since(began))
	}
	return NewTimes(took), nil
}
