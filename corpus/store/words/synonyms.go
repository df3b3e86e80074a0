package words

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/corpus/store/audit"
	"shiyun/corpus/store/changes"
	"shiyun/corpus/store/db"
)

// SynonymCounter deals the ids of groups.
const SynonymCounter db.Counter = "synonyms"

type synonymRow struct {
	bun.BaseModel `bun:"table:synonyms"`

	ID    int64  `bun:"id,pk"`
	Words string `bun:"words"` // parted by LF
}

// Synonyms lists all groups, in order of id.
func (w *Words) Synonyms(ctx context.Context) ([]corpus.Synonyms, error) {
	groups, err := ReadSynonyms(ctx, w.read)
	if err != nil {
		return nil, fmt.Errorf("list synonyms: %w", err)
	}
	return groups, nil
}

// ReadSynonyms returns all groups, in order of id, as conn sees them.
func ReadSynonyms(ctx context.Context, conn bun.IDB) ([]corpus.Synonyms, error) {
	var rows []synonymRow
	if err := conn.NewSelect().Model(&rows).Order("id").Scan(ctx); err != nil {
		return nil, err
	}
	groups := make([]corpus.Synonyms, len(rows))
	for i, r := range rows {
		groups[i] = corpus.Synonyms{ID: corpus.SynonymID(r.ID), Words: strings.Split(r.Words, "\n")}
	}
	return groups, nil
}

// SaveSynonyms makes words stand for each other: as a new group for id 0, in
// place of the words of a group otherwise. Groups that come to share a word
// become one, because two groups with a word in common would be one to
// whoever searches. It returns the group as it is now, or an Invalid error for
// words that cannot be looked for.
func (w *Words) SaveSynonyms(ctx context.Context, by corpus.Actor, id corpus.SynonymID, words []string) (corpus.Synonyms, error) {
	group := corpus.Synonyms{ID: id}
	var err error
	if group.Words, err = CleanSynonyms(words); err != nil {
		return group, err
	}
	err = w.db.Write(ctx, "save synonyms", func(tx bun.Tx) error {
		groups, err := ReadSynonyms(ctx, tx)
		if err != nil {
			return err
		}
		if id != 0 && !slices.ContainsFunc(groups, func(g corpus.Synonyms) bool { return g.ID == id }) {
			return corpus.NewError(corpus.NotFound, "archive.no_synonyms")
		}
		if group, err = JoinSynonyms(group, groups); err != nil {
			return err
		}
		return WriteSynonyms(ctx, tx, by, &group, groups)
	})
	return group, err
}

// JoinSynonyms returns the group with the words of all others that share one
// with it. It keeps its id, or takes the lowest of theirs. It returns an Invalid
// error for a group that has become too large.
func JoinSynonyms(group corpus.Synonyms, groups []corpus.Synonyms) (corpus.Synonyms, error) {
	words := group.Words
	for _, g := range groups {
		if g.ID == group.ID || !shareWord(g.Words, words) {
			continue
		}
		if group.ID == 0 {
			group.ID = g.ID
		}
		group.Words = append(group.Words, g.Words...)
	}
	group.Words = distinct(group.Words)
	if len(group.Words) > corpus.MaxSynonyms {
		return group, corpus.NewError(corpus.Invalid, "archive.synonyms_joined_too_many", corpus.MaxSynonyms, len(group.Words))
	}
	return group, nil
}

// WriteSynonyms writes the group and takes those it has taken in out of groups,
// which are all there are. It gives a group without an id the next, and returns
// an Invalid error where there are too many.
func WriteSynonyms(ctx context.Context, tx bun.Tx, by corpus.Actor, group *corpus.Synonyms, groups []corpus.Synonyms) (err error) {
	for _, g := range groups {
		if g.ID == group.ID || shareWord(g.Words, group.Words) {
			if slices.Equal(g.Words, group.Words) && g.ID == group.ID {
				return nil // said before
			}
			if _, err := tx.NewRaw("DELETE FROM synonyms WHERE id = ?", int64(g.ID)).Exec(ctx); err != nil {
				return err
			}
		}
	}
	if group.ID == 0 {
		if len(groups) >= corpus.MaxSynonymGroups {
			return corpus.NewError(corpus.Invalid, "archive.synonym_groups_too_many", corpus.MaxSynonymGroups)
		}
		id, err := SynonymCounter.Take(ctx, tx, 1)
		if err != nil {
			return err
		}
		group.ID = corpus.SynonymID(id)
	}
	row := synonymRow{ID: int64(group.ID), Words: strings.Join(group.Words, "\n")}
	if _, err := tx.NewInsert().Model(&row).Exec(ctx); err != nil {
		return err
	}
	return synonymsChanged(ctx, tx, by, group.ID, strings.Join(group.Words, " = "))
}

// RemoveSynonyms takes a group out.
func (w *Words) RemoveSynonyms(ctx context.Context, by corpus.Actor, id corpus.SynonymID) error {
	return w.db.Write(ctx, "remove synonyms", func(tx bun.Tx) error {
		var words string
		if err := tx.NewRaw("SELECT words FROM synonyms WHERE id = ?", int64(id)).Scan(ctx, &words); err != nil {
			return db.OneRow(err, "archive.no_synonyms")
		}
		if _, err := tx.NewRaw("DELETE FROM synonyms WHERE id = ?", int64(id)).Exec(ctx); err != nil {
			return err
		}
		return synonymsChanged(ctx, tx, by, id, "- "+strings.ReplaceAll(words, "\n", " = "))
	})
}

// synonymsChanged writes into the change log and the audit log.
func synonymsChanged(ctx context.Context, tx bun.Tx, by corpus.Actor, id corpus.SynonymID, detail string) error {
	if err := changes.Add(ctx, tx, corpus.KindSynonyms, []int64{int64(id)}); err != nil {
		return err
	}
	return audit.Record(ctx, tx, corpus.Act{By: by, Verb: corpus.ActWords, Object: fmt.Sprintf("synonyms/%d", id), Detail: detail})
}

// CleanSynonyms returns the words without spaces around them and without
// doubles, or an Invalid error for words that cannot be looked for.
func CleanSynonyms(words []string) ([]string, error) {
	var kept []string
	for _, w := range words {
		w, err := corpus.CleanLine(w)
		if err != nil {
			return nil, err
		}
		if w == "" {
			continue
		}
		clauses := fold.Runs(w)
		switch {
		case len(clauses) != 1:
			return nil, corpus.NewError(corpus.Invalid, "archive.synonym_marks", corpus.Clip(w))
		case utf8.RuneCountInString(w) > corpus.MaxSynonym:
			return nil, corpus.NewError(corpus.Invalid, "archive.synonym_too_long", corpus.Clip(w), corpus.MaxSynonym)
		}
		kept = append(kept, clauses[0].Raw)
	}
	if kept = distinct(kept); len(kept) < 2 {
		return nil, corpus.NewError(corpus.Invalid, "archive.synonyms_too_few")
	}
	if len(kept) > corpus.MaxSynonyms {
		return nil, corpus.NewError(corpus.Invalid, "archive.synonyms_too_many", corpus.MaxSynonyms)
	}
	return kept, nil
}

// distinct drops words that fold to one before them.
func distinct(words []string) []string {
	met := map[string]bool{}
	return slices.DeleteFunc(slices.Clone(words), func(w string) bool {
		folded := fold.String(w)
		again := met[folded]
		met[folded] = true
		return again
	})
}

func shareWord(a, b []string) bool {
	return slices.ContainsFunc(a, func(w string) bool {
		return slices.ContainsFunc(b, func(v string) bool { return fold.String(v) == fold.String(w) })
	})
}
