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

// Asked for one of several kin, a poem with that one comes before a poem that
// shows the theme by another word.
func TestFocus(t *testing.T) {
	t.Parallel()
	theme, ok := themes.Default().Find("孙女")
	if !ok {
		t.Fatal("no theme")
	}
	inFocus := map[string]bool{}
	for _, i := range theme.Focus("孙女") {
		inFocus[theme.Words[i].Text] = true
	}
	for _, word := range []string{"孙女", "小孙", "儿孙"} {
		if !inFocus[word] {
			t.Errorf("%s is not in focus", word)
		}
	}
	if inFocus["稚子"] {
		t.Error("稚子 is in focus")
	}
}

// Weak words show a theme that is told by its mood, and never one that must be
// named.
func TestNamed(t *testing.T) {
	t.Parallel()
	for name, shown := range map[string]bool{"儿子": false, "读书": true} {
		theme, ok := themes.Default().Find(name)
		if !ok {
			t.Fatalf("no theme %s", name)
		}
		var mentions []themes.Mention
		for i, w := range theme.Words {
			if w.Strength == themes.Weak && w.Learnt == 0 && len(mentions) < 3 {
				mentions = append(mentions, themes.Mention{Word: i, Body: 1})
			}
		}
		scorer := themes.NewScorer(theme, name, make([]int, len(theme.Words)), 100)
		if got := scorer.Score(mentions, 60) > 0; got != shown {
			t.Errorf("%s: %d weak words show it: %v", name, len(mentions), got)
		}
	}
}

// What is learnt adds to a score and never shows a theme by itself.
func TestLearntShowsNothing(t *testing.T) {
	t.Parallel()
	learnt := 0
	for _, theme := range themes.Default().All() {
		var mentions []themes.Mention
		for i, w := range theme.Words {
			if w.Learnt > 0 {
				mentions = append(mentions, themes.Mention{Word: i, Body: 3})
			}
		}
		learnt += len(mentions)
		scorer := themes.NewScorer(theme, theme.Name, make([]int, len(theme.Words)), 100)
		if scorer.Score(mentions, 60) > 0 {
			t.Errorf("%s is shown by learnt words", theme.Name)
		}
	}
	if learnt == 0 {
		t.Error("nothing was learnt")
	}
}
