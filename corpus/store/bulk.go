package store

import (
	"context"
	"fmt"
	"slices"

	"github.com/uptrace/bun"

	"shiyun/corpus"
)

// MaxBulk bounds the poems of one bulk edit.
const MaxBulk = 10_000

// BulkChange is one change of many poems. What is zero changes nothing.
type BulkChange struct {
	AddTags, RemoveTags               []string
	AddCollections, RemoveCollections []string
	Place                             *string // path of names; "" takes the place away
	Form                              *corpus.Form
	Publish                           bool // those in review; others stay as they are
}

// IsEmpty holds for a change that changes nothing.
func (c BulkChange) IsEmpty() bool {
	return len(c.AddTags)+len(c.RemoveTags)+len(c.AddCollections)+len(c.RemoveCollections) == 0 && c.Place == nil && c.Form == nil && !c.Publish
}

// BulkEdit changes poems as a batch of its own, which can be taken back as a
// whole. Poems go in part by part, each with its counts: after a crash the
// batch says what was done. Those that are not there are left out. It returns
// Invalid for more than MaxBulk poems.
func (s *Store) BulkEdit(ctx context.Context, edit Edit, change BulkChange, ids []corpus.PoemID) (corpus.Batch, error) {
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
func (s *Store) beginBulk(ctx context.Context, edit Edit, change BulkChange, poems int) (corpus.Batch, error) {
	batch := corpus.Batch{Kind: corpus.BatchEdit, By: edit.By, Files: change.words(poems), State: corpus.BatchFailed, Fault: cutOff, Total: poems, StartedAt: s.now(), BegunAt: s.now()}
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

// words say what a bulk edit does, where the list of batches shows the files
// of an import.
func (c BulkChange) words(poems int) []string {
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

func (s *Store) bulkPart(ctx context.Context, edit Edit, change BulkChange, ids []corpus.PoemID, counts *corpus.Counts) error {
	before := *counts
	err := s.inTx(ctx, "bulk edit", func(tx bun.Tx) error {
		poems, err := poemsToEdit(ctx, tx, ids)
		if err != nil {
			return err
		}
		drafts := make([]corpus.Draft, len(poems))
		for i, p := range poems {
			drafts[i] = change.draft(p)
		}
		im := s.newImport(ImportOptions{})
		if err := im.names.resolve(ctx, tx, drafts); err != nil {
			return err
		}
		var changed []*known
		for i, p := range poems {
			if k := s.changedTo(p, im.names.apply(p, drafts[i]), drafts[i].Status, counts); k != nil {
				changed = append(changed, k)
			}
		}
		if err := im.createNames(ctx, tx, changed); err != nil {
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

// changedTo counts a poem, and returns what to write of it; nil where nothing
// changes.
func (s *Store) changedTo(p, next corpus.Poem, status corpus.Status, counts *corpus.Counts) *known {
	if status != "" {
		next.Status = status
	}
	if sameContent(p, next) {
		counts.Add(corpus.Duplicate)
		return nil
	}
	next.Corrected = union(p.Corrected, changedFields(p, next))
	counts.Add(corpus.Updated)
	k := &known{poem: s.stamp(next)}
	k.revisions = []corpus.Poem{k.poem}
	return k
}

// draft is what the change makes of one poem.
func (c BulkChange) draft(p corpus.Poem) corpus.Draft {
	d := corpus.Draft{Place: c.Place, Form: c.Form}
	if len(c.AddTags)+len(c.RemoveTags) > 0 {
		tags := without(union(p.Tags, c.AddTags), c.RemoveTags)
		d.Tags = &tags
	}
	if len(c.AddCollections)+len(c.RemoveCollections) > 0 {
		var has []string
		for _, ref := range p.Collections {
			has = append(has, ref.Name)
		}
		names := without(union(has, c.AddCollections), c.RemoveCollections)
		d.Collections = &names
	}
	if c.Publish && p.Status == corpus.StatusInReview {
		d.Status = corpus.StatusPublished
	}
	return d
}

func without(list, out []string) []string {
	return slices.DeleteFunc(list, func(item string) bool { return slices.Contains(out, item) })
}
