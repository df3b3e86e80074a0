package merging

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/store/audit"
	"shiyun/corpus/store/batches"
	"shiyun/corpus/store/db"
	"shiyun/corpus/store/poems"
)

// joining is one poem or author made part of another.
type joining struct {
	kind       corpus.Kind
	from, into int64
	summary    corpus.Message // what is done
	was        mergeWas
}

// mergeWas is what a merge changed besides poems. Nobody but its undoing reads
// it: what is private of an author is in it.
type mergeWas struct {
	Name        string            `json:"name"`          // of the author, title of the poem
	Led         []int64           `json:"led,omitempty"` // ids whose addresses led to "from" before
	Corrections []movedCorrection `json:"corrections,omitempty"`

	About     string       `json:"about,omitempty"`
	CreatedAt int64        `json:"created_at,omitempty"`
	Names     []string     `json:"names,omitempty"`  // other names of "from"
	Gained    []string     `json:"gained,omitempty"` // names that "into" has only since the merge
	Private   []privateRow `json:"private,omitempty"`
}

type movedCorrection struct {
	ID       int64 `json:"id"`
	Revision int   `json:"revision"`
}

// carryOut makes a merge a batch of its own, and runs the function do, which
// writes the merge, as part of it.
func carryOut(ctx context.Context, tx bun.Tx, edit poems.Edit, m joining, do func(poems.Edit) error) (err error) {
	if edit.Batch, err = beginMerge(ctx, tx, edit, &m); err != nil {
		return err
	}
	if err := do(edit); err != nil {
		return err
	}
	if err := endMerge(ctx, tx, edit.Batch, m); err != nil {
		return err
	}
	return audit.Record(ctx, tx, corpus.Act{By: edit.By, Verb: corpus.ActMerge, Object: fmt.Sprintf("%s/%d", m.kind, m.from), Detail: fmt.Sprintf("%s/%d", m.kind, m.into)})
}

// beginMerge opens the batch of a merge. It is done with its transaction.
func beginMerge(ctx context.Context, tx bun.Tx, edit poems.Edit, m *joining) (corpus.BatchID, error) {
	err := tx.NewRaw("SELECT from_id FROM redirects WHERE kind = ? AND to_id = ? ORDER BY from_id", m.kind, m.from).Scan(ctx, &m.was.Led)
	if err != nil {
		return 0, fmt.Errorf("look up redirects: %w", err)
	}
	now := time.Now()
	return batches.Insert(ctx, tx, corpus.Batch{Kind: corpus.BatchMerge, By: edit.By, State: corpus.BatchDone,
		Summary: []corpus.Message{m.summary}, StartedAt: now, BegunAt: now, EndedAt: now})
}

// endMerge leads from one address to the other and keeps what the merge
// changed.
func endMerge(ctx context.Context, tx bun.Tx, id corpus.BatchID, m joining) error {
	if err := poems.AddRedirect(ctx, tx, m.kind, m.from, m.into); err != nil {
		return err
	}
	was, err := json.Marshal(m.was)
	if err != nil {
		return fmt.Errorf("keep merge: %w", err)
	}
	_, err = tx.NewRaw("INSERT INTO merges (batch_id, kind, from_id, into_id, was) VALUES (?, ?, ?, ?, ?)", id, m.kind, m.from, m.into, string(was)).Exec(ctx)
	if err == nil {
		_, err = tx.NewRaw("UPDATE batches SET updated = (SELECT COUNT(*) FROM revisions WHERE batch_id = ?) WHERE id = ?", id, id).Exec(ctx)
	}
	if err != nil {
		return fmt.Errorf("keep merge: %w", err)
	}
	return nil
}

// Merge is a merge as those who look after its outcome see it.
type Merge struct {
	Batch corpus.BatchID
	From  int64  // the number of what is no more
	Name  string // and what it was called
	By    corpus.Actor
	At    time.Time
}

// Merges are what was made part of a poem or an author and can be taken apart
// again, latest first.
func (s *Merging) Merges(ctx context.Context, kind corpus.Kind, into int64) ([]Merge, error) {
	var rows []struct {
		BatchID, FromID, StartedAt int64
		Was, Actor                 string
	}
	err := s.read.NewRaw("SELECT m.batch_id, m.from_id, m.was, b.actor, b.started_at FROM merges m JOIN batches b ON b.id = m.batch_id "+
		"JOIN redirects r ON r.kind = m.kind AND r.from_id = m.from_id WHERE m.kind = ? AND m.into_id = ? AND b.state = ? ORDER BY m.batch_id DESC",
		kind, into, corpus.BatchDone).Scan(ctx, &rows)
	if err != nil {
		return nil, fmt.Errorf("list merges: %w", err)
	}
	list := make([]Merge, len(rows))
	for i, r := range rows {
		was, err := readWas(r.Was)
		if err != nil {
			return nil, err
		}
		list[i] = Merge{corpus.BatchID(r.BatchID), r.FromID, was.Name, corpus.Actor(r.Actor), db.FromMicros(r.StartedAt)}
	}
	return list, nil
}

func readWas(kept string) (was mergeWas, err error) {
	if err = json.Unmarshal([]byte(kept), &was); err != nil {
		err = fmt.Errorf("read merge: %w", err)
	}
	return was, err
}

// mergeOf is the merge that a batch is; its kind is "" for any other batch.
func mergeOf(ctx context.Context, conn bun.IDB, id corpus.BatchID) (m joining, err error) {
	var row struct {
		Kind           corpus.Kind
		FromID, IntoID int64
		Was            string
	}
	err = db.IgnoreNoRows(conn.NewRaw("SELECT kind, from_id, into_id, was FROM merges WHERE batch_id = ?", id).Scan(ctx, &row))
	if err != nil || row.Kind == "" {
		return m, err
	}
	m = joining{kind: row.Kind, from: row.FromID, into: row.IntoID}
	m.was, err = readWas(row.Was)
	return m, err
}
