package poems

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/merge"
	"shiyun/corpus/store/changes"
	"shiyun/corpus/store/db"
)

// AssignIDs gives new poems their ids: the one asked for, when it was free,
// or the next.
func AssignIDs(ctx context.Context, tx bun.Tx, changed []*merge.Entry) error {
	unnumbered, highest := 0, int64(0)
	for _, k := range changed {
		if k.Poem.ID == 0 {
			unnumbered++
		}
		highest = max(highest, int64(k.Poem.ID))
	}
	if err := Counter.Reach(ctx, tx, highest); err != nil {
		return err
	}
	next, err := Counter.Take(ctx, tx, unnumbered)
	if err != nil {
		return err
	}
	if next+int64(unnumbered) > corpus.MaxID {
		return corpus.NewError(corpus.Invalid, "archive.numbers_used_up")
	}
	for _, k := range changed {
		if k.Poem.ID == 0 {
			k.Poem.ID, next = corpus.PoemID(next), next+1
		}
	}
	return nil
}

// Save writes poems that already have their numbers.
func Save(ctx context.Context, tx bun.Tx, changed []*merge.Entry, edit Edit) error {
	var poems []*Row
	var tags []poemTagRow
	var collected []collectionPoemRow
	var revisions []RevisionRow
	var ids, old []int64
	for _, k := range changed {
		id := int64(k.Poem.ID)
		ids = append(ids, id)
		if k.Revisions[0].Revision > 1 {
			old = append(old, id)
		}
		poems = append(poems, newRow(k.Poem))
		for _, tag := range k.Poem.Tags {
			tags = append(tags, poemTagRow{Tag: tag, PoemID: id})
		}
		for _, c := range k.Poem.Collections {
			collected = append(collected, collectionPoemRow{CollectionID: int64(c.ID), PoemID: id, Position: id})
		}
		rows, err := revisionRows(k, edit)
		if err != nil {
			return err
		}
		revisions = append(revisions, rows...)
	}
	if err := keepPositions(ctx, tx, collected, old); err != nil {
		return err
	}
	for _, table := range []string{"poem_tags", "collection_poems"} {
		if _, err := tx.NewRaw("DELETE FROM ? WHERE poem_id IN (?)", bun.Ident(table), bun.List(old)).Exec(ctx); err != nil {
			return fmt.Errorf("clear %s: %w", table, err)
		}
	}
	if err := db.Insert(ctx, tx, poems, poemSize, "CONFLICT (id) DO UPDATE"); err != nil {
		return err
	}
	if err := db.Insert(ctx, tx, tags, nil, ""); err != nil {
		return err
	}
	if err := db.Insert(ctx, tx, collected, nil, ""); err != nil {
		return err
	}
	if err := InsertRevisions(ctx, tx, revisions); err != nil {
		return err
	}
	return changes.Add(ctx, tx, corpus.KindPoem, ids)
}

func poemSize(r *Row) int { return len(r.Body) + len(r.Preface) + len(r.Note) + len(r.Title) }

func revisionRows(k *merge.Entry, edit Edit) ([]RevisionRow, error) {
	rows := make([]RevisionRow, len(k.Revisions))
	for i, p := range k.Revisions {
		p.ID = k.Poem.ID
		content, err := corpus.NewRecord(p).JSON()
		if err != nil {
			return nil, fmt.Errorf("revision of poem %d: %w", p.ID, err)
		}
		rows[i] = RevisionRow{PoemID: int64(p.ID), Number: p.Revision, BatchID: int64(edit.Batch),
			CreatedAt: db.Micros(p.UpdatedAt), Content: string(content),
			Actor: string(edit.By), Undoes: int64(edit.Undoes), Corrected: joinTags(p.Corrected)}
		if err := rows[i].SetReason(edit.Reason); err != nil {
			return nil, fmt.Errorf("reason of a revision of poem %d: %w", p.ID, err)
		}
	}
	return rows, nil
}
