package batch

import (
	"context"
	"slices"

	"shiyun/corpus"
	"shiyun/corpus/similarity"
	"shiyun/corpus/store/transfer"
)

// check is the dry run of a batch: what would become of every row, what is
// wrong with which, and which are nearly a poem the archive has or an earlier
// row of the batch.
func (d *Desk) check(ctx context.Context, b corpus.Batch) error {
	plan, err := PlanOf(b)
	if err != nil {
		return err
	}
	b.Counts = corpus.Counts{}
	if err := d.store.SaveCheck(ctx, b, nil); err != nil { // forget what an earlier check said
		return err
	}
	e := &engine{into: d.store.ContinueImport(b, transfer.ImportOptions{By: b.By, Publish: plan.Publish, DryRun: true})}
	if e.alike, err = readNamesakes(ctx, d.store); err != nil {
		return err
	}
	look, err := d.lookOut(ctx, plan)
	if err != nil {
		return err
	}
	e.after = func(c transfer.Chunk, results []transfer.RowResult) error {
		near := look.near(c, results)
		rows := append(c.Refused, near...)
		for i, row := range c.Rows {
			isNear := slices.ContainsFunc(near, func(r corpus.BatchRow) bool { return r.Number == row.From.Number })
			if kept, ok := row.Noted(results[i]); ok && !isNear {
				rows = append(rows, kept)
			}
		}
		return d.store.SaveCheck(ctx, e.into.Batch(), rows)
	}
	for i := range plan.Files {
		plan.Files[i].Base = e.last
		if err := e.read(ctx, d.file(b.ID, plan, i)); err != nil {
			return err
		}
	}
	if err := e.flush(ctx); err != nil {
		return unwrapOurs(err)
	}
	plan.Last = e.last
	_, err = d.store.MoveBatch(ctx, b.By, b.ID, corpus.StepChecked, func(b *corpus.Batch) error {
		b.Counts = e.into.Batch().Counts
		b.Total = b.Counts.Read
		return plan.keep(b)
	})
	return err
}

// lookout finds what new rows are nearly the same as.
type lookout struct {
	archive *similarity.Index // nil where nothing is looked for
	batch   *similarity.Index // rows of the batch, by their numbers
}

func (d *Desk) lookOut(ctx context.Context, plan Plan) (lookout, error) {
	if plan.Blind {
		return lookout{}, nil
	}
	archive, err := d.near(ctx)
	return lookout{archive: archive, batch: similarity.New()}, err
}

// near are the rows of a chunk that would be new poems and are nearly the same
// as another.
func (l lookout) near(c transfer.Chunk, results []transfer.RowResult) []corpus.BatchRow {
	if l.archive == nil {
		return nil
	}
	var fresh []transfer.ImportRow
	for i, row := range c.Rows {
		if results[i].Outcome == corpus.Created && row.Record == nil {
			fresh = append(fresh, row)
		}
	}
	var near []corpus.BatchRow
	matches := nearest(l.archive, fresh)
	for i, row := range fresh {
		kept, m := row.From, matches[i]
		kept.Poem, kept.Similarity = m.ID, m.Similarity
		title, author, body := text(row.Title), text(row.Author), text(row.Body)
		if m.Similarity == 0 {
			if twins := l.batch.Find(title, author, body, 1); len(twins) > 0 {
				kept.Twin, kept.Similarity = int(twins[0].ID), twins[0].Similarity
			}
		}
		if kept.Similarity > 0 {
			draft := row.Draft
			kept.Draft, kept.Outcome = &draft, corpus.Created
			near = append(near, kept)
		}
		l.batch.Put(corpus.PoemID(row.From.Number), title, author, body)
	}
	return near
}
