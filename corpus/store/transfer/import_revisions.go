package transfer

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/merge"
	"shiyun/corpus/store/db"
	"shiyun/corpus/store/poems"
)

// importRevision adds a former state to the history of a poem that this batch
// brought in. A poem the archive had has its own history.
func (im *Import) importRevision(ctx context.Context, conn bun.IDB, a corpus.RevisionRecord, content corpus.Draft) (recordResult, error) {
	poem, err := im.poemOf(ctx, conn, a.Poem)
	if err != nil {
		return asItIs, err
	}
	row, err := newPastRow(a, content, poem)
	if err != nil {
		return asItIs, err
	}
	row.BatchID = int64(im.batch.ID)
	add := recordResult{corpus.Created, func(tx bun.Tx) error { return poems.InsertRevisions(ctx, tx, []poems.RevisionRow{row}) }}
	if im.opts.DryRun {
		_, err := poems.RecordAt(ctx, conn, poem, a.Number)
		if err == nil {
			return asItIs, nil
		}
		return add, ignoreNotFound(err)
	}
	var next struct{ Number, BatchID int64 }
	err = db.IgnoreNoRows(conn.NewRaw("SELECT number, batch_id FROM revisions WHERE poem_id = ? AND number >= ? ORDER BY number LIMIT 1", poem, a.Number).Scan(ctx, &next))
	if err != nil {
		return asItIs, fmt.Errorf("look up revisions of poem %d: %w", poem, err)
	}
	if next.Number <= int64(a.Number) || next.BatchID != int64(im.batch.ID) {
		return asItIs, nil
	}
	return add, nil
}

func newPastRow(a corpus.RevisionRecord, content corpus.Draft, poem corpus.PoemID) (poems.RevisionRow, error) {
	row := poems.RevisionRow{PoemID: int64(poem), Number: a.Number, CreatedAt: db.Micros(a.At)}
	by, err := corpus.CleanLine(string(a.By))
	if err == nil {
		row.Actor = by
		a.Reason, err = corpus.CleanLine(a.Reason)
	}
	if err == nil {
		reason := corpus.OwnWords(a.Reason)
		if a.Message.IsReason() {
			reason = a.Message
		}
		err = row.SetReason(reason)
	}
	if err == nil && a.Number < 1 {
		err = corpus.NewError(corpus.Invalid, "archive.revision_number")
	}
	if err != nil {
		return row, err
	}
	line, err := merge.DraftRecord(content, poem).JSON()
	row.Content = string(line)
	return row, err
}

func ignoreNotFound(err error) error {
	if corpus.CodeOf(err) == corpus.NotFound {
		return nil
	}
	return err
}
