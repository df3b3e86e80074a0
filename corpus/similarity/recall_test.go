package similarity_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/script"
	"shiyun/corpus/similarity"
)

// measured is how many poems of a shelf recall is measured on.
const measured = 2_000

// edit is a way in which a poem comes in again. Make returns false where the
// poem is too short for it.
type edit struct {
	name  string
	kind  similarity.Kind
	floor float64
	make  func(*rand.Rand, poem) (poem, bool)
}

func body(change func(*rand.Rand, string) string) func(*rand.Rand, poem) (poem, bool) {
	return func(rng *rand.Rand, p poem) (poem, bool) {
		p.Body = change(rng, p.Body)
		return p, true
	}
}

// longer is change for poems of at least so many characters and lines.
func longer(leastCharacters, leastLines int, change func(*rand.Rand, string) string) func(*rand.Rand, poem) (poem, bool) {
	return func(rng *rand.Rand, p poem) (poem, bool) {
		if characters(p.Body) < leastCharacters || len(lines(p.Body)) < leastLines {
			return p, false
		}
		return body(change)(rng, p)
	}
}

func edits(t testing.TB) []edit {
	traditional, simplified := script.Traditional, script.Simplified
	share := func(n float64) func(*rand.Rand, string) string {
		return func(rng *rand.Rand, s string) string { return revise(rng, s, int(n*float64(characters(s)))) }
	}
	count := func(n int) func(*rand.Rand, string) string {
		return func(rng *rand.Rand, s string) string { return revise(rng, s, n) }
	}
	return []edit{
		{"retitled", similarity.Exact, 1, func(_ *rand.Rand, p poem) (poem, bool) { return poem{"无题", "佚名", p.Body}, true }},
		{"traditional", similarity.Exact, 0.99, body(func(_ *rand.Rand, s string) string { return traditional(s) })},
		{"simplified", similarity.Exact, 0.99, body(func(_ *rand.Rand, s string) string { return simplified(s) })},
		{"bare", similarity.Exact, 1, body(func(_ *rand.Rand, s string) string { return bare(s) })},
		{"one revised, couplets too", similarity.Near, 0.99, longer(10, 1, count(1))},
		{"two revised", similarity.Near, 1, longer(20, 1, count(2))},
		{"a tenth revised", similarity.Near, 0.99, longer(20, 1, share(0.1))},
		{"a seventh revised", similarity.Near, 0.97, longer(20, 1, share(0.15))},
		{"bare, one revised", similarity.Near, 1, longer(20, 1, func(rng *rand.Rand, s string) string { return bare(revise(rng, s, 1)) })},
		{"a line missing", similarity.Near, 0.97, longer(20, 3, func(rng *rand.Rand, s string) string {
			texts := lines(s)
			i := rng.IntN(len(texts))
			return strings.Join(slices.Delete(texts, i, i+1), "\n")
		})},
		{"a line missing, one revised", similarity.Near, 0.97, longer(20, 4, func(rng *rand.Rand, s string) string {
			return revise(rng, strings.Join(lines(s)[1:], "\n"), 1)
		})},
		{"second half missing", similarity.Near, 0.9, longer(20, 2, func(_ *rand.Rand, s string) string {
			texts := lines(s)
			return strings.Join(texts[:(len(texts)+1)/2], "\n")
		})},
		{"a line added", similarity.Near, 0.99, longer(20, 2, func(_ *rand.Rand, s string) string { return s + "\n东亭荷叶又新圆。" })},
		{"two lines swapped", similarity.Near, 0.99, longer(20, 2, func(rng *rand.Rand, s string) string { return strings.Join(swap(rng, lines(s)), "\n") })},
	}
}

// TestRecall edits poems and looks for what they were.
func TestRecall(t *testing.T) {
	for _, s := range shelves(t) {
		for _, e := range edits(t) {
			t.Run(s.name+"/"+e.name, func(t *testing.T) {
				rng := rand.New(rand.NewPCG(4, 5))
				found, tried := 0, 0
				for _, i := range rng.Perm(len(s.poems))[:min(measured, len(s.poems))] {
					if characters(s.poems[i].Body) == 0 {
						continue
					}
					edited, ok := e.make(rng, s.poems[i])
					if !ok {
						continue
					}
					tried++
					if slices.ContainsFunc(s.find(edited), func(m similarity.Match) bool { return m.ID == corpus.PoemID(i+1) && m.Kind >= e.kind }) {
						found++
					} else {
						t.Logf("lost: %s\n%s", s.poems[i].Body, edited.Body)
					}
				}
				recall := float64(found) / float64(max(tried, 1))
				t.Logf("%.4f of %d", recall, tried)
				if tried == 0 || recall < e.floor {
					t.Errorf("%.4f of %d found, want %.3f", recall, tried, e.floor)
				}
			})
		}
	}
}

// TestDifferentPoemsStayApart asks for poems as they are. The samples have no
// two versions of one poem; the classics have some, so there a few are right.
func TestDifferentPoemsStayApart(t *testing.T) {
	for _, s := range shelves(t) {
		t.Run(s.name, func(t *testing.T) {
			rng := rand.New(rand.NewPCG(6, 7))
			tried, alike := min(measured, len(s.poems)), 0
			for _, i := range rng.Perm(len(s.poems))[:tried] {
				matches := slices.DeleteFunc(s.find(s.poems[i]), func(m similarity.Match) bool { return m.Kind == similarity.Exact })
				if len(matches) > 0 {
					alike++
					m := matches[0]
					t.Logf("%.2f %v\n     %v", m.Similarity, s.poems[i], s.poems[m.ID-1])
				}
			}
			share := float64(alike) / float64(tried)
			t.Logf("%.4f of %d are like another", share, tried)
			if s.name == "samples" && alike > 0 || share > 0.05 {
				t.Errorf("%d of %d poems are like another", alike, tried)
			}
		})
	}
}
