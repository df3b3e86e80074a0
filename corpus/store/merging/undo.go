package merging

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/merge"
	"shiyun/corpus/store/db"
	"shiyun/corpus/store/poems"
)

// undoChunk is how many poems of a batch are taken back together.
const undoChunk = 500

// UndoChoice is what becomes of a poem that was changed after the batch.
type UndoChoice string

// The choices. A poem without a choice is left.
const (
	UndoLeave UndoChoice = "leave" // as it is now
	UndoTake  UndoChoice = "take"  // back to before the batch, later changes and all
)

// UndoConflict is a poem of a batch that was changed since in another way.
type UndoConflict struct {
	Now    corpus.Poem
	Then   corpus.Record // as undoing would leave it; its status is removed where the batch made the poem
	Choice UndoChoice    // "" where none was made
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
func touchedBy(ctx context.Context, conn bun.IDB, id corpus.BatchID, after int64, limit int) ([]touched, error) {
	var list []touched
	err := conn.NewRaw("WITH t AS (SELECT poem_id, MIN(number) AS first, MAX(number) AS last, COUNT(*) AS revisions FROM revisions "+
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

// touch reads the records of the row.
func (t touched) touch() (touch merge.Touch, err error) {
	touch = merge.Touch{First: t.First, Last: t.Last, Revisions: t.Revisions, Undone: t.Undone, Corrected: poems.SplitTags(t.Corrected)}
	if t.Before != "" {
		before, err := merge.ReadRecord([]byte(t.Before))
		if err != nil {
			return touch, err
		}
		touch.Before = &before
	}
	touch.After, err = merge.ReadRecord([]byte(t.After))
	return touch, err
}

// UndoSize is how many poems a batch changed, and how many of them it has
// been taken back from.
func (s *Merging) UndoSize(ctx context.Context, id corpus.BatchID) (poems, undone int, err error) {
	err = s.read.NewRaw("SELECT COUNT(DISTINCT poem_id), (SELECT COUNT(DISTINCT poem_id) FROM revisions WHERE undoes = ?) FROM revisions WHERE batch_id = ?",
		id, id).Scan(ctx, &poems, &undone)
	if err != nil {
		return 0, 0, fmt.Errorf("count what batch %d changed: %w", id, err)
	}
	return poems, undone, nil
}

// UndoesMore reports whether a batch that is not undone has something besides
// poems to be taken back.
func (s *Merging) UndoesMore(ctx context.Context, id corpus.BatchID) (more bool, err error) {
	err = s.read.NewRaw("SELECT EXISTS (SELECT 1 FROM merges m JOIN redirects r ON r.kind = m.kind AND r.from_id = m.from_id WHERE m.batch_id = ?) "+
		"OR EXISTS (SELECT 1 FROM batch_numbers n LEFT JOIN media m ON m.id = n.id WHERE n.batch_id = ? AND n.made = 1 "+
		"AND (n.kind = ? AND m.gone_at = 0 OR n.kind = ? AND n.id IN (SELECT id FROM stones WHERE created_at = updated_at)))",
		id, id, corpus.PartMedia, corpus.PartStones).Scan(ctx, &more)
	if err != nil {
		return false, fmt.Errorf("look up what came with batch %d: %w", id, err)
	}
	return more, nil
}

// UndoMade is how many of the poems that a batch changed were not there before
// it: those without an earlier revision, and those whose earlier revision took
// them away.
func (s *Merging) UndoMade(ctx context.Context, id corpus.BatchID) (n int, err error) {
	const earlier = "FROM (SELECT poem_id, MIN(number) AS first FROM revisions WHERE batch_id = ? GROUP BY poem_id) t " +
		"LEFT JOIN revisions b ON b.poem_id = t.poem_id AND b.number = t.first - 1 "
	if err = s.read.NewRaw("SELECT COUNT(*) "+earlier+"WHERE b.content IS NULL", id).Scan(ctx, &n); err != nil {
		return 0, fmt.Errorf("count what batch %d made: %w", id, err)
	}
	var contents []string // the word narrows, which a poem may hold too; the record decides
	err = s.read.NewRaw("SELECT b.content "+earlier+"WHERE b.content LIKE ?", id, db.LikeWithin(string(corpus.StatusRemoved))).Scan(ctx, &contents)
	if err != nil {
		return 0, fmt.Errorf("count what batch %d made again: %w", id, err)
	}
	for _, content := range contents {
		r, err := merge.ReadRecord([]byte(content))
		if err != nil {
			return 0, err
		}
		if r.Status == corpus.StatusRemoved {
			n++
		}
	}
	return n, nil
}

// UndoConflicts calls fn, in order of id, for every poem of a batch that was
// changed since in another way and has not been taken back.
func (s *Merging) UndoConflicts(ctx context.Context, id corpus.BatchID, fn func(UndoConflict) error) error {
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
	touch, err := t.touch()
	if err != nil || touch.Done() || !touch.Conflicts(now) {
		return c, false, err
	}
	return UndoConflict{Now: now, Then: touch.Target(), Choice: UndoChoice(t.Choice)}, true, nil
}

func poemsTouched(ctx context.Context, conn bun.IDB, list []touched) (map[corpus.PoemID]corpus.Poem, error) {
	ids := make([]int64, len(list))
	for i, t := range list {
		ids[i] = t.PoemID
	}
	var rows []*poems.Row
	if err := poems.Select(conn, &rows).Where("p.id IN (?)", bun.List(ids)).Scan(ctx); err != nil {
		return nil, fmt.Errorf("read poems to undo: %w", err)
	}
	poems, err := poems.Complete(ctx, conn, rows)
	byID := make(map[corpus.PoemID]corpus.Poem, len(poems))
	for _, p := range poems {
		byID[p.ID] = p
	}
	return byID, err
}

// ChooseUndo sets what becomes of one poem in conflict when the batch is
// undone.
func (s *Merging) ChooseUndo(ctx context.Context, id corpus.BatchID, poem corpus.PoemID, choice UndoChoice) error {
	return s.db.Write(ctx, "choose undo", func(tx bun.Tx) error {
		_, err := tx.NewRaw("INSERT INTO undo_choices (batch_id, poem_id, choice) VALUES (?, ?, ?) "+
			"ON CONFLICT (batch_id, poem_id) DO UPDATE SET choice = EXCLUDED.choice", id, poem, choice).Exec(ctx)
		return err
	})
}
