package store

import (
	"context"
	"fmt"
	"slices"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/merge"
)

// MaxBulk bounds the poems of one bulk edit.
const MaxBulk = 10_000

// BulkEdit changes poems as a batch of its own, which can be taken back as a
// whole. Poems go in part by part, each with its counts: after a crash the
// batch says what was done. Those that are not there are left out. It returns
// Invalid for more than MaxBulk poems.
func (s *Store) BulkEdit(ctx context.Context, edit Edit, change merge.BulkChange, ids []corpus.PoemID) (corpus.Batch, error) {
	if len(ids) > MaxBulk {
		return corpus.Batch{}, corpus.Errorf(corpus.Invalid, "一次最多改 %d 首，请缩小范围", MaxBulk)
	}
	if change.IsEmpty() || len(ids) == 0 {
		return corpus.Batch{}, corpus.Errorf(corpus.Invalid, "没有选诗，或者没有说要改什么")
	}
	ids = slices.Compact(slices.Sorted(slices.Values(ids)))
	batch, err := s.beginBulk(ctx, edit, change, len(ids))
	if err != nil {
		return batch, err
	}
	edit.Batch = batch.ID
	for part := range slices.Chunk(ids, editChunk) {
		if err = s.bulkPart(ctx, edit, change, part, &batch.Counts); err != nil {
			break
		}
	}
	if err != nil {
		return batch, err
	}
	batch.State, batch.Fault, batch.EndedAt = corpus.BatchDone, "", s.now()
	err = s.inTx(ctx, "end bulk edit", func(tx bun.Tx) error {
		_, err := tx.NewRaw("UPDATE batches SET state = ?, fault = '', ended_at = ? WHERE id = ?", batch.State, micros(batch.EndedAt), batch.ID).Exec(ctx)
		return err
	})
	return batch, err
}

// cutOff is what a bulk edit says of itself until its end: nobody resumes one,
// and one that a crash cut off must say so and let itself be taken back.
const cutOff = "改到一半停了；已经改的都在，可以整批撤销"

// beginBulk also records the act: what is done afterwards, however far it
// comes, is somebody's.
func (s *Store) beginBulk(ctx context.Context, edit Edit, change merge.BulkChange, poems int) (corpus.Batch, error) {
	batch := corpus.Batch{Kind: corpus.BatchEdit, By: edit.By, Files: describeBulk(change, poems), State: corpus.BatchFailed, Fault: cutOff, Total: poems, StartedAt: s.now(), BegunAt: s.now()}
	err := s.inTx(ctx, "begin bulk edit", func(tx bun.Tx) error {
		id, err := countBatches.take(ctx, tx, 1)
		if err != nil {
			return err
		}
		batch.ID = corpus.BatchID(id)
		row, err := newBatchRow(batch)
		if err == nil {
			_, err = tx.NewInsert().Model(&row).Exec(ctx)
		}
		if err != nil {
			return fmt.Errorf("insert batch: %w", err)
		}
		return s.record(ctx, tx, corpus.Act{By: edit.By, Verb: corpus.ActBulkEdit, Object: fmt.Sprintf("batch/%d", id)})
	})
	return batch, err
}

func (s *Store) bulkPart(ctx context.Context, edit Edit, change merge.BulkChange, ids []corpus.PoemID, counts *corpus.Counts) error {
	before := *counts
	err := s.inTx(ctx, "bulk edit", func(tx bun.Tx) error {
		poems, err := poemsToEdit(ctx, tx, ids)
		if err != nil {
			return err
		}
		drafts := make([]corpus.Draft, len(poems))
		for i, p := range poems {
			drafts[i] = change.Draft(p)
		}
		names, err := s.resolveNames(ctx, tx, drafts...)
		if err != nil {
			return err
		}
		var changed []*merge.Entry
		for i, p := range poems {
			next, _ := merge.Correct(p, drafts[i], names)
			if merge.SameContent(p, next) {
				counts.Add(corpus.Duplicate)
				continue
			}
			counts.Add(corpus.Updated)
			changed = append(changed, s.newEntry(next))
		}
		if err := names.create(ctx, tx, changed); err != nil {
			return err
		}
		if len(changed) > 0 {
			if err := savePoems(ctx, tx, changed, edit); err != nil {
				return err
			}
		}
		_, err = tx.NewRaw("UPDATE batches SET updated = ?, duplicate = ? WHERE id = ?", counts.Updated, counts.Duplicate, edit.Batch).Exec(ctx)
		return err
	})
	if err != nil {
		*counts = before
	}
	return err
}

// describeBulk says what a bulk edit does, where the list of batches shows the files
// of an import.
func describeBulk(c merge.BulkChange, poems int) []string {
	said := []string{fmt.Sprintf("批量修改 %d 首", poems)}
	each := func(label string, names []string) {
		for _, name := range names {
			said = append(said, label+name)
		}
	}
	each("加标签 ", c.AddTags)
	each("去标签 ", c.RemoveTags)
	each("加入诗集 ", c.AddCollections)
	each("移出诗集 ", c.RemoveCollections)
	if c.Place != nil {
		said = append(said, "地方 "+*c.Place)
	}
	if c.Form != nil {
		said = append(said, "体裁 "+string(*c.Form))
	}
	if c.Publish {
		said = append(said, "发布")
	}
	return said
}
