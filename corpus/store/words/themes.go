package words

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/corpus/store/audit"
	"shiyun/corpus/store/changes"
	"shiyun/corpus/store/db"
)

// ThemeCounter deals the ids of what is added to themes.
const ThemeCounter db.Counter = "themes"

// themeRow is what is added to a theme now, and what was before the last change,
// which undoing puts back. A row stays when nothing is added any more, so that
// this can be undone too.
type themeRow struct {
	bun.BaseModel `bun:"table:themes"`

	ID     int64  `bun:"id,pk"`
	Theme  string `bun:"theme"`  // folded
	Words  string `bun:"words"`  // as JSON
	Before string `bun:"before"` // as JSON
}

// Themes lists what curators have added to themes, in order of id, without those
// that nothing is added to and nothing to undo.
func (w *Words) Themes(ctx context.Context) ([]corpus.ThemeWords, error) {
	var rows []themeRow
	if err := w.read.NewSelect().Model(&rows).Order("id").Scan(ctx); err != nil {
		return nil, fmt.Errorf("list themes: %w", err)
	}
	list := make([]corpus.ThemeWords, len(rows))
	for i, r := range rows {
		if err := json.Unmarshal([]byte(r.Words), &list[i]); err != nil {
			return nil, fmt.Errorf("list themes: theme %d: %w", r.ID, err)
		}
		list[i].ID, list[i].Undoable = corpus.ThemeID(r.ID), r.Before != r.Words
	}
	return list, nil
}

// SaveTheme puts what is added to a theme in place of what was, as CleanTheme
// returns it; nothing at all takes it away.
func (w *Words) SaveTheme(ctx context.Context, by corpus.Actor, t corpus.ThemeWords) error {
	t, err := CleanTheme(t)
	if err != nil {
		return err
	}
	return w.db.Write(ctx, "save theme", func(tx bun.Tx) error {
		var row themeRow
		err := tx.NewSelect().Model(&row).Where("theme = ?", fold.String(t.Theme)).Scan(ctx)
		if err = db.OneRow(err, "archive.no_theme"); corpus.CodeOf(err) == corpus.NotFound {
			row, err = newThemeRow(ctx, tx, t)
		}
		if err != nil {
			return err
		}
		t.ID = corpus.ThemeID(row.ID)
		after, err := json.Marshal(t)
		if err != nil || string(after) == row.Words {
			return err // said before
		}
		row.Before, row.Words = row.Words, string(after)
		return writeTheme(ctx, tx, by, row, t)
	})
}

func newThemeRow(ctx context.Context, tx bun.Tx, t corpus.ThemeWords) (themeRow, error) {
	var n int
	if err := tx.NewRaw("SELECT COUNT(*) FROM themes").Scan(ctx, &n); err != nil {
		return themeRow{}, err
	}
	if n >= corpus.MaxThemes {
		return themeRow{}, corpus.NewError(corpus.Invalid, "archive.themes_too_many", corpus.MaxThemes)
	}
	id, err := ThemeCounter.Take(ctx, tx, 1)
	if err != nil {
		return themeRow{}, err
	}
	empty, err := json.Marshal(corpus.ThemeWords{ID: corpus.ThemeID(id), Theme: t.Theme})
	return themeRow{ID: id, Theme: fold.String(t.Theme), Words: string(empty)}, err
}

// UndoTheme puts back what was added to a theme before the last change; undoing
// again brings the change back.
func (w *Words) UndoTheme(ctx context.Context, by corpus.Actor, id corpus.ThemeID) error {
	return w.db.Write(ctx, "undo theme", func(tx bun.Tx) error {
		var row themeRow
		err := tx.NewSelect().Model(&row).Where("id = ?", int64(id)).Scan(ctx)
		if err = db.OneRow(err, "archive.no_theme"); err != nil {
			return err
		}
		row.Words, row.Before = row.Before, row.Words
		var t corpus.ThemeWords
		if err := json.Unmarshal([]byte(row.Words), &t); err != nil {
			return fmt.Errorf("theme %d: %w", row.ID, err)
		}
		return writeTheme(ctx, tx, by, row, t)
	})
}

func writeTheme(ctx context.Context, tx bun.Tx, by corpus.Actor, row themeRow, t corpus.ThemeWords) error {
	if _, err := tx.NewInsert().Model(&row).On("CONFLICT (id) DO UPDATE").Exec(ctx); err != nil {
		return err
	}
	if err := changes.Add(ctx, tx, corpus.KindThemes, []int64{row.ID}); err != nil {
		return err
	}
	detail := t.Theme
	for i, list := range t.Lists() {
		if len(*list) > 0 {
			detail += " " + []string{"=", "+++", "++", "+", "^", "-"}[i] + strings.Join(*list, " ")
		}
	}
	return audit.Record(ctx, tx, corpus.Act{By: by, Verb: corpus.ActWords, Object: fmt.Sprintf("theme/%d", row.ID), Detail: detail})
}

// CleanTheme returns the words without spaces around them and each once, where it
// stands first, or an Invalid error for what cannot be looked for.
func CleanTheme(t corpus.ThemeWords) (corpus.ThemeWords, error) {
	var err error
	if t.Theme, err = cleanThemeWord(t.Theme); err != nil {
		return t, err
	}
	if t.Theme == "" {
		return t, corpus.NewError(corpus.Invalid, "archive.theme_nameless")
	}
	sum, met := 0, map[string]bool{}
	for i, list := range t.Lists() {
		if i == 1 {
			met = map[string]bool{} // a name may be a word as well
		}
		var kept []string
		for _, word := range *list {
			if word, err = cleanThemeWord(word); err != nil {
				return t, err
			}
			if folded := fold.String(word); folded != "" && !met[folded] {
				met[folded] = true
				kept = append(kept, word)
			}
		}
		*list = kept
		sum += len(kept)
	}
	if sum > corpus.MaxThemeWords {
		return t, corpus.NewError(corpus.Invalid, "archive.theme_words_too_many", corpus.MaxThemeWords)
	}
	return t, nil
}

func cleanThemeWord(word string) (string, error) {
	word, err := corpus.CleanLine(word)
	if err != nil || word == "" {
		return "", err
	}
	clauses := fold.Runs(word)
	switch {
	case len(clauses) != 1:
		return "", corpus.NewError(corpus.Invalid, "archive.synonym_marks", corpus.Clip(word))
	case utf8.RuneCountInString(word) > corpus.MaxThemeWord:
		return "", corpus.NewError(corpus.Invalid, "archive.synonym_too_long", corpus.Clip(word), corpus.MaxThemeWord)
	}
	return clauses[0].Raw, nil
}
