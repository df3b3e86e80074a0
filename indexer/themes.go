package indexer

import (
	"context"
	"slices"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/indexer/texts"
	"shiyun/indexer/themes"
)

// Theme is a theme as it stands, with the words that show it.
type Theme struct {
	Name  string
	Names []string // folded
	// Words are by strength, folded.
	Strong, Plain, Weak, Title, Excluded []string
	Poems                                int
	Known                                bool // the program carries it
}

// ThemeTrial is what a change to a theme would do.
type ThemeTrial struct {
	Before, After int             // poems about it
	Gained, Lost  []corpus.PoemID // at most MaxCutListed, those most about it first
}

func additions(list []corpus.ThemeWords) []themes.Addition {
	var added []themes.Addition
	for _, t := range list {
		if !t.Empty() {
			added = append(added, themes.Addition{Theme: t.Theme, Names: t.Names, Strong: t.Strong, Plain: t.Plain, Weak: t.Weak, Title: t.Title, Excluded: t.Excluded})
		}
	}
	return added
}

// Themes lists all themes by name, without their words and counts.
func (x *Index) Themes() []Theme {
	var list []Theme
	for _, t := range x.Texts().Themes().All() {
		_, known := themes.Default().Find(t.Name)
		list = append(list, Theme{Name: t.Name, Names: t.Names[1:], Known: known})
	}
	return list
}

// Theme returns the theme that goes by a name, false for none.
func (x *Index) Theme(name string) (Theme, bool) {
	snapshot := x.Texts()
	found, ok := snapshot.Themes().Find(name)
	if !ok {
		return Theme{}, false
	}
	_, known := themes.Default().Find(found.Name)
	t := Theme{Name: found.Name, Names: found.Names[1:], Known: known, Poems: snapshot.CountTheme(found)}
	for _, w := range found.Words {
		if w.Learnt > 0 {
			continue // it shows nothing alone
		}
		switch w.Strength {
		case themes.Strong:
			t.Strong = append(t.Strong, w.Text)
		case themes.Plain:
			t.Plain = append(t.Plain, w.Text)
		case themes.Weak:
			t.Weak = append(t.Weak, w.Text)
		default:
			if !w.InTitle {
				t.Excluded = append(t.Excluded, w.Text)
			}
		}
		if w.InTitle {
			t.Title = append(t.Title, w.Text)
		}
	}
	return t, true
}

// TryTheme returns what a change to a theme would do, beside all that is added to
// others.
func (x *Index) TryTheme(ctx context.Context, change corpus.ThemeWords, all []corpus.ThemeWords) (ThemeTrial, error) {
	snapshot := x.Texts()
	var trial ThemeTrial
	var before, after *texts.OnTheme
	if t, ok := snapshot.Themes().Find(change.Theme); ok {
		before = snapshot.OnTheme(t, t.Name)
		trial.Before = len(before.IDs())
	}
	own := fold.String(change.Theme)
	others := slices.DeleteFunc(slices.Clone(all), func(t corpus.ThemeWords) bool { return fold.String(t.Theme) == own })
	lexicon := themes.Default().With(additions(append(others, change)))
	if t, ok := lexicon.Find(change.Theme); ok {
		after = snapshot.TryTheme(lexicon, t)
		trial.After = len(after.IDs())
	}
	trial.Gained, trial.Lost = newlyOn(before, after), newlyOn(after, before)
	return trial, ctx.Err()
}

// newlyOn returns the poems that are about one theme and not about another.
func newlyOn(old, now *texts.OnTheme) []corpus.PoemID {
	if now == nil {
		return nil
	}
	var ids []corpus.PoemID
	for _, id := range now.IDs() {
		if old == nil || old.Score(id) == 0 {
			ids = append(ids, id)
		}
	}
	slices.SortStableFunc(ids, func(a, b corpus.PoemID) int { return now.Score(b) - now.Score(a) })
	return ids[:min(len(ids), MaxCutListed)]
}
