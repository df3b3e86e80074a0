package themes

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"shiyun/corpus/fold"
)

// learntWord is what a word was found to be worth for a theme.
type learntWord struct {
	text   string // folded
	weight float64
}

// parseLearnt reads what cmd/learnthemes wrote, by the names of themes: a line
// for each, its name in brackets, then words with their weights.
func parseLearnt(text string) (map[string][]learntWord, error) {
	learnt := map[string][]learntWord{}
	for n, line := range strings.Split(text, "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, rest, ok := strings.Cut(strings.TrimPrefix(line, "["), "]")
		fields := strings.Fields(rest)
		if !ok || len(fields)%2 != 0 {
			return nil, fmt.Errorf("line %d: no theme with words and weights", n+1)
		}
		for pair := range slices.Chunk(fields, 2) {
			weight, err := strconv.ParseFloat(pair[1], 64)
			if err != nil {
				return nil, fmt.Errorf("line %d: %w", n+1, err)
			}
			learnt[name] = append(learnt[name], learntWord{fold.String(pair[0]), weight})
		}
	}
	return learnt, nil
}

// learn adds words that the theme lacks. A word that it has keeps the strength
// that people gave it.
func (t *Theme) learn(words []learntWord) {
	for _, w := range words {
		if t.indexOfText(w.text) < 0 {
			t.Words = append(t.Words, Word{Text: w.text, Strength: Weak, Learnt: w.weight})
		}
	}
	slices.SortStableFunc(t.Words, func(a, b Word) int { return len(a.Text) - len(b.Text) })
	t.findWithin()
}
