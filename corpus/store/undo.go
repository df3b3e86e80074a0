package store

import (
	"context"
	"fmt"
	"strings"

	"github.com/uptrace/bun"

	"shiyun/corpus"
)

// undoChunk is how many poems of a batch are taken back together.
const undoChunk = 500

// UndoChoice is what becomes of a poem that somebody changed after the batch.
type UndoChoice string

// The choices. A poem nobody chose for is left.
const (
	UndoLeave UndoChoice = "leave" // as it is now
	UndoTake  UndoChoice = "take"  // back to before the batch, later changes and all
)

// UndoConflict is a poem of a batch that was changed by somebody else since.
type UndoConflict struct {
	Now    corpus.Poem
	Then   corpus.Record // as undoing would leave it; its status is removed where the batch made the poem
	Choice UndoChoice    // "" where nobody has chosen
}

// touched is what a batch did to one poem: its revisions in the batch, and
// the content before and after. The first of a poem has nothing before it.
type touched struct {
	PoemID        int64
	First, Last   int
	Revisions     int
	Undone        int // the revision that took the batch back; 0 for none
	Before, After string
	Corrected     string // before
	Choice        string
}

// touchedBy lists, in order of id, what a batch did to the poems after the
// given one, at most limit of them.
func touchedBy(ctx context.Context, db bun.IDB, id corpus.BatchID, after int64, limit int) ([]touched, error) {
	var list []touched
	err := db.NewRaw("WITH t AS (SELECT poem_id, MIN(number) AS first, MAX(number) AS last, COUNT(*) AS revisions FROM revisions "+
		"WHERE batch_id = ? AND poem_id > ? GROUP BY poem_id ORDER BY poem_id LIMIT ?) "+
		"SELECT t.poem_id, t.first, t.last, t.revisions, COALESCE((SELECT MAX(u.number) FROM revisions u WHERE u.poem_id = t.poem_id AND u.undoes = ?), 0) AS undone, "+
		"COALESCE(b.content, '') AS before, COALESCE(b.corrected, '') AS corrected, a.content AS after, COALESCE(c.choice, '') AS choice "+
		"FROM t JOIN revisions a ON a.poem_id = t.poem_id AND a.number = t.last "+
		"LEFT JOIN revisions b ON b.poem_id = t.poem_id AND b.number = t.first - 1 "+
		"LEFT JOIN undo_choices c ON c.batch_id = ? AND c.poem_id = t.poem_id ORDER BY t.poem_id",
		id, after, limit, id, id).Scan(ctx, &list)
	if err != nil {
		return nil, fmt.Errorf("list what batch %d changed: %w", id, err)
	}
	return list, nil
}

// done holds where the batch has been taken back from the poem already.
func (t touched) done() bool { return t.Undone > t.Last }

// conflict holds where undoing would take more than the batch's own changes
// away: the poem is not as the batch left it, or somebody else changed it
// between two changes of the batch.
func (t touched) conflict(now corpus.Poem) (bool, error) {
	after, err := readRecord(t.After)
	if err != nil {
		return false, err
	}
	return t.Last-t.First+1 != t.Revisions || !sameContent(poemOf(after), now), nil
}

// target is the content that undoing leaves.
func (t touched) target() (corpus.Record, error) {
	if t.Before != "" {
		return readRecord(t.Before)
	}
	r, err := readRecord(t.After)
	r.Status = corpus.StatusRemoved
	return r, err
}

// UndoSize is how many poems a batch changed, and how many of them it has
// been taken back from.
func (s *Store) UndoSize(ctx context.Context, id corpus.BatchID) (poems, undone int, err error) {
	err = s.read.NewRaw("SELECT COUNT(DISTINCT poem_id), (SELECT COUNT(DISTINCT poem_id) FROM revisions WHERE undoes = ?) FROM revisions WHERE batch_id = ?",
		id, id).Scan(ctx, &poems, &undone)
	if err != nil {
		return 0, 0, fmt.Errorf("count what batch %d changed: %w", id, err)
	}
	return poems, undone, nil
}

// UndoConflicts calls fn, in order of id, for every poem of a batch that was
// changed since by somebody else and has not been taken back.
func (s *Store) UndoConflicts(ctx context.Context, id corpus.BatchID, fn func(UndoConflict) error) error {
	for after := int64(0); ; {
		list, err := touchedBy(ctx, s.read, id, after, undoChunk)
		if err != nil || len(list) == 0 {
			return err
		}
		poems, err := poemsTouched(ctx, s.read, list)
		if err != nil {
			return err
		}
		for _, t := range list {
			after = t.PoemID
			c, ok, err := t.asConflict(poems[corpus.PoemID(t.PoemID)])
			if err == nil && ok {
				err = fn(c)
			}
			if err != nil {
				return err
			}
		}
	}
}

func (t touched) asConflict(now corpus.Poem) (c UndoConflict, ok bool, err error) {
	if t.done() {
		return c, false, nil
	}
	if ok, err = t.conflict(now); err != nil || !ok {
		return c, false, err
	}
	then, err := t.target()
	return UndoConflict{Now: now, Then: then, Choice: UndoChoice(t.Choice)}, true, err
}

func poemsTouched(ctx context.Context, db bun.IDB, list []touched) (map[corpus.PoemID]corpus.Poem, error) {
	ids := make([]int64, len(list))
	for i, t := range list {
		ids[i] = t.PoemID
	}
	var rows []*poemRow
	if err := selectPoems(db, &rows).Where("p.id IN (?)", bun.List(ids)).Scan(ctx); err != nil {
		return nil, fmt.Errorf("read poems to undo: %w", err)
	}
	poems, err := poemsOf(ctx, db, rows)
	byID := make(map[corpus.PoemID]corpus.Poem, len(poems))
	for _, p := range poems {
		byID[p.ID] = p
	}
	return byID, err
}

// ChooseUndo says what becomes of one poem in conflict when the batch is
// undone.
func (s *Store) ChooseUndo(ctx context.Context, id corpus.BatchID, poem corpus.PoemID, choice UndoChoice) error {
	return s.inTx(ctx, "choose undo", func(tx bun.Tx) error {
		_, err := tx.NewRaw("INSERT INTO undo_choices (batch_id, poem_id, choice) VALUES (?, ?, ?) "+
			"ON CONFLICT (batch_id, poem_id) DO UPDATE SET choice = EXCLUDED.choice", id, poem, choice).Exec(ctx)
		return err
	})
}

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
		list, err := touchedBy(ctx, tx, id, int64(b.AtRow), undoChunk)
		if err != nil {
			return err
		}
		if more = len(list) > 0; !more {
			return s.moveBatch(ctx, tx, b.UndoneBy, &b, corpus.StepUndone, nil)
		}
		if err := s.takeBack(ctx, tx, b, list); err != nil {
			return err
		}
		_, err = tx.NewRaw("UPDATE batches SET at_row = ? WHERE id = ?", list[len(list)-1].PoemID, id).Exec(ctx)
		return err
	})
	return more, err
}

func (s *Store) takeBack(ctx context.Context, tx bun.Tx, b corpus.Batch, list []touched) error {
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
	return savePoems(ctx, tx, changed, Edit{By: b.UndoneBy, undoes: b.ID})
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
