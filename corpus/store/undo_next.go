package store

import (
	"context"
	"fmt"
	"strings"

	"github.com/uptrace/bun"

	"shiyun/corpus"
)

// UndoNext takes the next part of a batch that is being undone back, and
// closes the batch as undone after the last. Every poem taken back gains a
// revision that says so; how far it has come is committed with them, so that
// it goes on from there after any crash. It returns whether more is left, and
// a Conflict error where the batch is not being undone.
func (s *Store) UndoNext(ctx context.Context, id corpus.BatchID) (more bool, err error) {
	err = s.inTx(ctx, "undo", func(tx bun.Tx) error {
		b, err := readBatch(ctx, tx, id)
		if err != nil {
			return err
		}
		if b.State != corpus.BatchUndoing {
			return corpus.Errorf(corpus.Conflict, "这一批没有在撤销")
		}
		m, err := mergeOf(ctx, tx, id)
		if err == nil && m.kind == corpus.KindAuthor && b.AtRow == 0 { // first of all: the poems name the author
			err = s.partAuthors(ctx, tx, m)
		}
		if err != nil {
			return err
		}
		list, err := touchedBy(ctx, tx, id, int64(b.AtRow), undoChunk)
		if err != nil {
			return err
		}
		if more = len(list) > 0; !more {
			if err := s.takeBackAnnexes(ctx, tx, id); err != nil {
				return err
			}
			return s.moveBatch(ctx, tx, b.UndoneBy, &b, corpus.StepUndone, nil)
		}
		if err := s.takeBack(ctx, tx, b, m, list); err != nil {
			return err
		}
		_, err = tx.NewRaw("UPDATE batches SET at_row = ? WHERE id = ?", list[len(list)-1].PoemID, id).Exec(ctx)
		return err
	})
	return more, err
}

func (s *Store) takeBack(ctx context.Context, tx bun.Tx, b corpus.Batch, m merge, list []touched) error {
	poems, err := poemsTouched(ctx, tx, list)
	if err != nil {
		return err
	}
	var back []touched
	var drafts []corpus.Draft
	for _, t := range list {
		now := poems[corpus.PoemID(t.PoemID)]
		if t.done() {
			continue
		}
		if conflict, err := t.conflict(now); err != nil || conflict && UndoChoice(t.Choice) != UndoTake {
			if err != nil {
				return err
			}
			continue
		}
		target, err := t.target()
		if err != nil {
			return err
		}
		back, drafts = append(back, t), append(drafts, draftOf(target))
	}
	if len(back) == 0 {
		return nil
	}
	im := s.newImport(ImportOptions{})
	if err := im.names.resolve(ctx, tx, drafts); err != nil {
		return err
	}
	changed := make([]*known, len(back))
	for i, t := range back {
		now := poems[corpus.PoemID(t.PoemID)]
		next := im.names.apply(now, drafts[i])
		next.Ref, next.Status = drafts[i].Ref, drafts[i].Status
		if t.Before != "" {
			next.Corrected = splitTags(t.Corrected)
		}
		next = s.stamp(next)
		changed[i] = &known{poem: next, revisions: []corpus.Poem{next}}
		if err := afterStatus(ctx, tx, now.Status, next); err != nil {
			return err
		}
	}
	if err := im.createNames(ctx, tx, changed); err != nil {
		return err
	}
	if err := freeRefs(ctx, tx, poems, changed); err != nil {
		return err
	}
	if err := savePoems(ctx, tx, changed, Edit{By: b.UndoneBy, undoes: b.ID}); err != nil {
		return err
	}
	return partPoems(ctx, tx, m, back)
}

// freeRefs takes the refs of poems about to change away first, so that two
// can change places, and leaves those that another poem has by now where they
// are: a number is one poem's.
func freeRefs(ctx context.Context, tx bun.Tx, now map[corpus.PoemID]corpus.Poem, changed []*known) error {
	var moving []int64
	var refs []string
	for _, k := range changed {
		if k.poem.Ref != now[k.poem.ID].Ref {
			moving, refs = append(moving, int64(k.poem.ID)), append(refs, k.poem.Ref)
		}
	}
	if len(moving) == 0 {
		return nil
	}
	var taken []string
	err := tx.NewRaw("SELECT ref FROM poems WHERE ref IN (?) AND id NOT IN (?)", bun.List(refs), bun.List(moving)).Scan(ctx, &taken)
	if err != nil {
		return fmt.Errorf("look up refs: %w", err)
	}
	if _, err := tx.NewRaw("UPDATE poems SET ref = NULL WHERE id IN (?)", bun.List(moving)).Exec(ctx); err != nil {
		return fmt.Errorf("free refs: %w", err)
	}
	has := "\n" + strings.Join(taken, "\n") + "\n"
	for _, k := range changed {
		if k.poem.Ref != "" && strings.Contains(has, "\n"+k.poem.Ref+"\n") {
			k.poem.Ref = ""
			k.revisions[0].Ref = ""
		}
	}
	return nil
}
