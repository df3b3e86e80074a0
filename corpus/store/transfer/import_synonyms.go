package transfer

import (
	"context"
	"fmt"
	"slices"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/corpus/store/words"
)

// importSynonyms joins a group with those that share a word with it.
func (im *Import) importSynonyms(ctx context.Context, conn bun.IDB, a corpus.Synonyms) (recordResult, error) {
	clean, err := words.CleanSynonyms(a.Words)
	if err != nil {
		return asItIs, err
	}
	groups, err := words.ReadSynonyms(ctx, conn)
	if err != nil {
		return asItIs, fmt.Errorf("list synonyms: %w", err)
	}
	group, err := words.JoinSynonyms(corpus.Synonyms{Words: clean}, groups)
	if err != nil {
		return asItIs, err
	}
	outcome := corpus.Created
	if i := slices.IndexFunc(groups, func(g corpus.Synonyms) bool { return g.ID == group.ID }); i >= 0 {
		if outcome = corpus.Updated; holdsAll(groups[i].Words, clean) {
			return asItIs, nil
		}
	}
	return recordResult{outcome, func(tx bun.Tx) error {
		if group.ID == 0 {
			id, err := numberFor(ctx, tx, words.SynonymCounter, int64(a.ID), 0)
			if err != nil {
				return err
			}
			group.ID = corpus.SynonymID(id)
		}
		return words.WriteSynonyms(ctx, tx, im.opts.By, &group, groups)
	}}, nil
}

func holdsAll(has, words []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool {
		return !slices.ContainsFunc(has, func(h string) bool { return fold.String(h) == fold.String(w) })
	})
}
