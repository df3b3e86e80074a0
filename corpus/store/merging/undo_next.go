package merging

import (
	"context"
	"fmt"
	"strings"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/merge"
	"shiyun/corpus/store/authority"
	"shiyun/corpus/store/batches"
	"shiyun/corpus/store/poems"
	"shiyun/corpus/store/transfer"
)

// UndoNext takes the next part of a batch that is being undone back, and
// closes the batch as undone after the last. Every poem taken back gains a
// revision that records it; how far it has come is committed with them, so that
// it goes on from there after any crash. It returns whether more is left, and
// a Conflict error where the batch is not being undone.
func (s *Merging) UndoNext(ctx context.Context, id corpus.BatchID) (more bool, err error) {
	err = s.db.Write(ctx, "undo", func(tx bun.Tx) error {
		b, err := batches.Read(ctx, tx, id)
		if err != nil {
			return err
		}
		if b.State != corpus.BatchUndoing {
			return corpus.NewError(corpus.Conflict, "archive.batch_not_undoing")
		}
		m, err := mergeOf(ctx, tx, id)
		if err == nil && m.kind == corpus.KindAuthor && b.AtRow == 0 { // first of all: the poems name the author
			err = partAuthors(ctx, tx, m)
		}
		if err != nil {
			return err
		}
		list, err := touchedBy(ctx, tx, id, int64(b.AtRow), undoChunk)
		if err != nil {
			return err
		}
		if more = len(list) > 0; !more {
			if err := transfer.UndoRecords(ctx, tx, id); err != nil {
				return err
			}
			return batches.Move(ctx, tx, b.UndoneBy, &b, corpus.StepUndone, nil)
		}
		if err := takeBack(ctx, tx, b, m, list); err != nil {
			return err
		}
		_, err = tx.NewRaw("UPDATE batches SET at_row = ? WHERE id = ?", list[len(list)-1].PoemID, id).Exec(ctx)
		return err
	})
	return more, err
}

func takeBack(ctx context.Context, tx bun.Tx, b corpus.Batch, m joining, list []touched) error {
	current, err := poemsTouched(ctx, tx, list)
	if err != nil {
		return err
	}
	var back []touched
	var touches []merge.Touch
	var targets []corpus.Draft
	for _, t := range list {
		touch, err := t.touch()
		if err != nil {
			return err
		}
		now := current[corpus.PoemID(t.PoemID)]
		if touch.Done() || touch.Conflicts(now) && UndoChoice(t.Choice) != UndoTake {
			continue
		}
		back, touches, targets = append(back, t), append(touches, touch), append(targets, merge.RecordDraft(touch.Target()))
	}
	if len(back) == 0 {
		return nil
	}
	names, err := authority.Resolve(ctx, tx, targets...)
	if err != nil {
		return err
	}
	changed := make([]*merge.Entry, len(back))
	for i, touch := range touches {
		now := current[corpus.PoemID(back[i].PoemID)]
		changed[i] = poems.NewEntry(touch.Undo(now, targets[i], names))
		if err := poems.AfterStatus(ctx, tx, now.Status, changed[i].Poem); err != nil {
			return err
		}
	}
	if err := names.Create(ctx, tx, changed); err != nil {
		return err
	}
	if err := freeRefs(ctx, tx, current, changed); err != nil {
		return err
	}
	if err := poems.Save(ctx, tx, changed, poems.Edit{By: b.UndoneBy, Undoes: b.ID}); err != nil {
		return err
	}
	return partPoems(ctx, tx, m, back)
}

// freeRefs takes the refs of poems about to change away first, so that two
// can change places, and leaves those that another poem has by now where they
// are: a number is one poem's.
func freeRefs(ctx context.Context, tx bun.Tx, now map[corpus.PoemID]corpus.Poem, changed []*merge.Entry) error {
	var moving []int64
	var refs []string
	for _, k := range changed {
		if k.Poem.Ref != now[k.Poem.ID].Ref {
			moving, refs = append(moving, int64(k.Poem.ID)), append(refs, k.Poem.Ref)
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
		if k.Poem.Ref != "" && strings.Contains(has, "\n"+k.Poem.Ref+"\n") {
			k.Poem.Ref = ""
			k.Revisions[0].Ref = ""
		}
	}
	return nil
}
