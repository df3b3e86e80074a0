package segment

import (
	"slices"
	"sync"
	"testing"
)

// Loaders of the same words have one dictionary between them, which is there
// until the last of them is closed.
func TestDictionaryIsShared(t *testing.T) {
	word := Word{Text: "东篱老圃"}
	first, second, other := newLoader(t, t.TempDir(), word), newLoader(t, t.TempDir(), word), newLoader(t, sharedDir, Word{Text: testWord})
	var all sync.WaitGroup
	for _, l := range []*Loader{first, second, other} {
		all.Go(func() {
			if err := l.Wait(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if first.ready.Load().cutter != second.ready.Load().cutter {
		t.Error("the same words were loaded twice")
	}
	if first.ready.Load().cutter == other.ready.Load().cutter {
		t.Error("other words have the same dictionary")
	}
	first.Close()
	if !slices.Contains(words(second.Segmenter(), "访东篱老圃"), word.Text) {
		t.Error("the dictionary was freed while a segmenter used it")
	}
	second.Close()
	if loaded.byFingerprint[second.Fingerprint()] != nil {
		t.Error("the dictionary was not freed")
	}
	if !slices.Contains(words(other.Segmenter(), testWord), testWord) {
		t.Error("another dictionary was freed")
	}
}
