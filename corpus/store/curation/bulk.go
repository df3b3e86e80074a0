package curation

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/merge"
	"shiyun/corpus/store/audit"
	"shiyun/corpus/store/authority"
	"shiyun/corpus/store/batches"
	"shiyun/corpus/store/db"
	"shiyun/corpus/store/poems"
)

// bulkChunk is how many poems of a bulk edit are written together.
const bulkChunk = 500

// MaxBulk bounds the poems of one bulk edit.
const MaxBulk = 10_000

// BulkEdit changes poems as a batch of its own, which can be taken back as a
// whole. Poems go in part by part, each with its counts: after a crash the
// batch counts what was done. Those that are not there are left out. It returns
// Invalid for more than MaxBulk poems.
func (s *Curation) BulkEdit(ctx context.Context, edit poems.Edit, change merge.BulkChange, ids []corpus.PoemID) (corpus.Batch, error) {
	if len(ids) > MaxBulk {
		return corpus.Batch{}, corpus.NewError(corpus.Invalid, "archive.bulk_too_many", MaxBulk)
	}
	if change.IsEmpty() || len(ids) == 0 {
		return corpus.Batch{}, corpus.NewError(corpus.Invalid, "archive.bulk_empty")
	}
	ids = slices.Compact(slices.Sorted(slices.Values(ids)))
	batch, err := s.beginBulk(ctx, edit, change, len(ids))
	if err != nil {
		return batch, err
	}
	edit.Batch = batch.ID
	for part := range slices.Chunk(ids, bulkChunk) {
		if err = s.bulkPart(ctx, edit, change, part, &batch.Counts); err != nil {
			break
		}
	}
	if err != nil {
		return batch, err
	}
	batch.State, batch.Fault, batch.EndedAt = corpus.BatchDone, corpus.Message{}, time.Now()
	err = s.db.Write(ctx, "end bulk edit", func(tx bun.Tx) error {
		_, err := tx.NewRaw("UPDATE batches SET state = ?, fault = '', ended_at = ? WHERE id = ?", batch.State, db.Micros(batch.EndedAt), batch.ID).Exec(ctx)
		return err
	})
	return batch, err
}

// beginBulk opens the batch as one that was cut off, which it is until its
// end: a bulk edit is not resumed, and one that a crash ended has to show it and
// can be taken back. It records the act at once: what is done
// afterwards, however far it comes, is its actor's.
func (s *Curation) beginBulk(ctx context.Context, edit poems.Edit, change merge.BulkChange, poems int) (corpus.Batch, error) {
	batch := corpus.Batch{Kind: corpus.BatchEdit, By: edit.By, Summary: summarise(change, poems), State: corpus.BatchFailed, Fault: corpus.NewMessage("archive.bulk_cut_off"), Total: poems, StartedAt: time.Now(), BegunAt: time.Now()}
	err := s.db.Write(ctx, "begin bulk edit", func(tx bun.Tx) error {
		id, err := batches.Insert(ctx, tx, batch)
		if err != nil {
			return err
		}
		batch.ID = id
		return audit.Record(ctx, tx, corpus.Act{By: edit.By, Verb: corpus.ActBulkEdit, Object: fmt.Sprintf("batch/%d", id)})
	})
	return batch, err
}

func (s *Curation) bulkPart(ctx context.Context, edit poems.Edit, change merge.BulkChange, ids []corpus.PoemID, counts *corpus.Counts) error {
	before := *counts
	err := s.db.Write(ctx, "bulk edit", func(tx bun.Tx) error {
		found, err := poems.ReadAll(ctx, tx, ids)
		if err != nil {
			return err
		}
		drafts := make([]corpus.Draft, len(found))
		for i, p := range found {
			drafts[i] = change.Draft(p)
		}
		names, err := authority.Resolve(ctx, tx, drafts...)
		if err != nil {
			return err
		}
		var changed []*merge.Entry
		for i, p := range found {
			next, _ := merge.Correct(p, drafts[i], names)
			if merge.SameContent(p, next) {
				counts.Add(corpus.Duplicate)
				continue
			}
			counts.Add(corpus.Updated)
			changed = append(changed, poems.NewEntry(next))
		}
		if err := names.Create(ctx, tx, changed); err != nil {
			return err
		}
		if len(changed) > 0 {
			if err := poems.Save(ctx, tx, changed, edit); err != nil {
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

// summarise returns what a bulk edit does, for the list of batches.
func summarise(c merge.BulkChange, poems int) []corpus.Message {
	list := []corpus.Message{corpus.NewMessage("archive.bulk_edit", poems)}
	for _, tag := range c.AddTags {
		list = append(list, corpus.NewMessage("archive.bulk_add_tag", tag))
	}
	for _, tag := range c.RemoveTags {
		list = append(list, corpus.NewMessage("archive.bulk_remove_tag", tag))
	}
	for _, name := range c.AddCollections {
		list = append(list, corpus.NewMessage("archive.bulk_add_collection", name))
	}
	for _, name := range c.RemoveCollections {
		list = append(list, corpus.NewMessage("archive.bulk_remove_collection", name))
	}
	if c.Place != nil {
		list = append(list, corpus.NewMessage("archive.bulk_place", *c.Place))
	}
	if c.Form != nil {
		list = append(list, corpus.NewMessage("archive.bulk_form", corpus.Name(*c.Form)))
	}
	if c.Publish {
		list = append(list, corpus.NewMessage("archive.bulk_publish"))
	}
	return list
}
