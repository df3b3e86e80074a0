package themes_test

import (
	"slices"
	"testing"

	"shiyun/indexer/themes"
)

func TestAdditions(t *testing.T) {
	t.Parallel()
	known := themes.Default()
	l := known.With([]themes.Addition{
		{Theme: "菊花", Names: []string{"東籬花"}, Strong: []string{"诗韵菊"}, Excluded: []string{"秋菊打官司"}, Weak: []string{"菊"}},
		{Theme: "象棋摊", Names: []string{"棋摊"}, Strong: []string{"楚河"}, Title: []string{"车马炮"}},
	})
	for _, tt := range []struct {
		name, theme, word string
		strength          themes.Strength
		inTitle           bool
	}{
		{"a word of a theme", "菊花", "诗韵菊", themes.Strong, false},
		{"by a name added, in either script", "东篱花", "诗韵菊", themes.Strong, false},
		{"by a name it had", "秋菊", "秋菊打官司", themes.Excluded, false},
		{"a word it had, made weaker", "菊花", "菊", themes.Weak, true},
		{"a theme of their own", "棋摊", "楚河", themes.Strong, false},
		{"for titles alone", "象棋摊", "车马炮", themes.Excluded, true},
	} {
		theme, ok := l.Find(tt.theme)
		if !ok {
			t.Errorf("%s: no theme %s", tt.name, tt.theme)
			continue
		}
		at := slices.IndexFunc(theme.Words, func(w themes.Word) bool { return w.Text == tt.word })
		if at < 0 || theme.Words[at].Strength != tt.strength || theme.Words[at].InTitle != tt.inTitle {
			t.Errorf("%s: %+v", tt.name, theme.Words)
		}
	}
	if _, ok := known.Find("象棋摊"); ok || known.Len() != l.First() {
		t.Error("the lexicon that is added to has changed")
	}
	for _, theme := range known.All() {
		if slices.ContainsFunc(theme.Words, func(w themes.Word) bool { return w.ID >= known.Len() }) {
			t.Errorf("%s has a word that was added", theme.Name)
		}
	}
	var met []int
	l.Each("楚河边菊花开", func(id int) { met = append(met, id) })
	if len(met) != 1 || met[0] < l.First() {
		t.Errorf("words of its own in the text: %v", met)
	}
}
