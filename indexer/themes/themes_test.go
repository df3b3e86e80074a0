package themes_test

import (
	"testing"

	"shiyun/indexer/themes"
)

// The lexicon is the program's own data: a mistake in it must not wait for a
// reader.
func TestLexicon(t *testing.T) {
	t.Parallel()
	names := map[string]bool{}
	for _, theme := range themes.Default().All() {
		if names[theme.Name] {
			t.Errorf("%s twice", theme.Name)
		}
		names[theme.Name] = true
		strong := 0
		for _, w := range theme.Words {
			if w.Strength == themes.Strong {
				strong++
			}
		}
		if strong == 0 {
			t.Errorf("%s has no word that shows it", theme.Name)
		}
	}
	if len(names) < 200 {
		t.Errorf("%d themes", len(names))
	}
}
