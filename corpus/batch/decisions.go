package batch

import (
	"context"

	"shiyun/corpus"
	"shiyun/corpus/merge"
	"shiyun/corpus/store/batches"
	"shiyun/corpus/store/transfer"
)

// decisions are what people said of rows that are nearly the same as a poem or an
// earlier row.
type decisions struct {
	rows  map[int]*merge.Row // by number; only Near, Decision and ByHand are of meaning
	twins map[int][]int      // by the number of a row, those that refer to it
	wait  map[int]bool       // rows whose twin is not in yet
}

// applyDecisions has the engine do with the rows of a batch as was decided, and know
// those that were refused.
func (d *Desk) applyDecisions(ctx context.Context, e *engine, id corpus.BatchID, otherwise corpus.Decision) error {
	e.failed = map[int]bool{}
	said := decisions{map[int]*merge.Row{}, map[int][]int{}, map[int]bool{}}
	for row, err := range d.rows(ctx, id, batches.RowFilter{}) {
		switch {
		case err != nil:
			return err
		case row.Outcome == corpus.Failed:
			e.failed[row.Number] = true
		case row.Similarity > 0:
			said.note(row, otherwise)
		}
	}
	e.weigh, e.before, e.twins, e.after = said.weigh, said.before, said.twins, said.learnTwins
	return nil
}

func (d decisions) note(row corpus.BatchRow, otherwise corpus.Decision) {
	r := &merge.Row{Near: row.Poem, Decision: row.Decision, ByHand: row.Decision != corpus.DecideAsk}
	if !r.ByHand {
		r.Decision = otherwise
	}
	d.rows[row.Number] = r
	if row.Twin != 0 {
		d.twins[row.Twin] = append(d.twins[row.Twin], row.Number)
		d.wait[row.Number] = row.Poem == 0 && r.Decision == corpus.DecideMerge
	}
}

func (d decisions) weigh(rows []transfer.ImportRow) {
	for i := range rows {
		if r := d.rows[rows[i].From.Number]; r != nil {
			rows[i].Near, rows[i].Decision, rows[i].ByHand = r.Near, r.Decision, r.ByHand
			rows[i].From.Notes = nil // they were kept with the row when it was checked
		}
	}
}

// before holds for a row that is merged into one of which it is not known yet
// what poem it is in.
func (d decisions) before(number int) bool { return d.wait[number] }

// learnTwins learns what poems the twins are in.
func (d decisions) learnTwins(c transfer.Chunk, results []transfer.RowResult) error {
	for i, row := range c.Rows {
		for _, number := range d.twins[row.From.Number] {
			d.rows[number].Near = results[i].Poem
			delete(d.wait, number)
		}
	}
	return nil
}
