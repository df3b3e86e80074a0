package indexer

import (
	"context"
	"fmt"
	"slices"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/corpus/verse"
	"shiyun/indexer/engine"
)

// sampleEvery is the share of poems that verify also looks up by their own
// first line: checksums are not checked when an index opens, so only reading
// it shows that its postings are sound.
const sampleEvery = 50

// Report is how the index compares with the archive. It is sound where
// everything but Generation, Poems and Sampled is 0.
type Report struct {
	Generation int64 `json:"generation"`
	Poems      int   `json:"poems"`   // published in the archive
	Missing    int   `json:"missing"` // of those, not in the index
	Stale      int   `json:"stale"`   // in the index as an older revision
	Extra      int   `json:"extra"`   // in the index and not published
	Sampled    int   `json:"sampled"` // looked up by their first line
	Unfound    int   `json:"unfound"` // of those, not found
}

// Sound reports whether the index is as the archive would have it.
func (r Report) Sound() bool { return r.Missing+r.Stale+r.Extra+r.Unfound == 0 }

// verify compares the generation, which has caught up, with the store.
func (x *Index) verify(ctx context.Context, g *generation) (Report, error) {
	report := Report{Generation: g.record.ID}
	indexed := map[corpus.PoemID]int{}
	err := g.engine.Revisions(ctx, func(id corpus.PoemID, revision int) error {
		indexed[id] = revision
		return nil
	})
	if err != nil {
		return report, fmt.Errorf("read index: %w", err)
	}
	err = x.store.EachPoem(ctx, 0, corpus.StatusPublished, func(p corpus.Poem) error {
		report.Poems++
		revision, ok := indexed[p.ID]
		delete(indexed, p.ID)
		switch {
		case !ok:
			report.Missing++
		case revision != p.Revision:
			report.Stale++
		case report.Poems%sampleEvery == 1:
			report.Sampled++
			found, err := findsItself(ctx, g.engine, p, len(indexed)+report.Poems)
			if !found {
				report.Unfound++
			}
			return err
		}
		return nil
	})
	report.Extra = len(indexed)
	return report, err
}

// findsItself reports whether the poem is among those, of no more than most in
// the index, that have the characters of its first line.
func findsItself(ctx context.Context, e engine.Engine, p corpus.Poem, most int) (bool, error) {
	var chars []engine.Expr
	if lines := verse.Lines(p.Body); len(lines) > 0 {
		for _, r := range fold.String(lines[0].Text) {
			chars = append(chars, engine.Has(engine.Char, string(r)))
		}
	}
	found, err := e.Candidates(ctx, engine.And(chars...), most)
	return slices.Contains(found.IDs, p.ID), err
}
