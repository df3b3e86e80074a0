package command

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"shiyun/corpus"
	"shiyun/corpus/batch"
	"shiyun/corpus/intake"
	"shiyun/corpus/store"
	"shiyun/corpus/store/batches"
	"shiyun/corpus/store/merging"
)

type batchCmd struct {
	List   batchListCmd   `cmd:"" help:"List the latest batches."`
	Show   batchShowCmd   `cmd:"" help:"Show a batch, what is wrong with its rows, and what undoing it would do."`
	Cancel batchCancelCmd `cmd:"" help:"Stop a batch, or close one whose program is gone."`
	Undo   batchUndoCmd   `cmd:"" help:"Take a batch back."`
}

// stateLabels are the states of a batch in words.
var stateLabels = map[corpus.BatchState]corpus.Message{
	corpus.BatchUploaded:  corpus.NewMessage("command.batch.uploaded"),
	corpus.BatchMapped:    corpus.NewMessage("command.batch.mapped"),
	corpus.BatchChecking:  corpus.NewMessage("batch_state.checking"),
	corpus.BatchChecked:   corpus.NewMessage("command.batch.checked"),
	corpus.BatchRunning:   corpus.NewMessage("batch_state.running"),
	corpus.BatchDone:      corpus.NewMessage("batch_state.done"),
	corpus.BatchFailed:    corpus.NewMessage("batch_state.failed"),
	corpus.BatchCancelled: corpus.NewMessage("batch_state.cancelled"),
	corpus.BatchUndoing:   corpus.NewMessage("batch_state.undoing"),
	corpus.BatchUndone:    corpus.NewMessage("batch_state.undone"),
}

type batchListCmd struct {
	jsonFlag

	Limit int `help:"How many." default:"20"`
}

// Run prints the latest batches, newest first.
func (c *batchListCmd) Run(ctx context.Context, a *app) (err error) {
	s, err := a.openExisting(ctx)
	if err != nil {
		return err
	}
	defer closing(s, &err)
	batches, err := s.Batches(ctx, c.Limit)
	if err != nil {
		return err
	}
	if c.JSON {
		list := []shownBatch{}
		for _, b := range batches {
			list = append(list, newShownBatch(b))
		}
		return printJSON(a, list)
	}
	for _, b := range batches {
		printBatch(a.Out, b)
	}
	return nil
}

func printBatch(w io.Writer, b corpus.Batch) {
	counts := corpus.NewMessage("command.batch.counts", b.Counts.Created, b.Counts.Updated, b.Counts.Duplicate, b.Counts.Skipped, b.Counts.Failed)
	fmt.Fprintf(w, "%d  %s  %s  %s  %s\n", b.ID, b.StartedAt.Local().Format("2006-01-02 15:04"), render(stateLabels[b.State]), render(counts), contentsOf(b))
}

// contentsOf lists the files of an import, or what another batch does.
func contentsOf(b corpus.Batch) string {
	list := slices.Clone(b.Files)
	for _, m := range b.Summary {
		list = append(list, render(m))
	}
	return strings.Join(list, "、")
}

type batchShowCmd struct {
	jsonFlag

	ID    corpus.BatchID `arg:"" help:"Number of the batch."`
	Sheet string         `help:"Write the refused rows as a sheet to be mended, .xlsx or .csv." placeholder:"FILE"`
}

// Run prints a batch, its refused rows and the poems in conflict.
func (c *batchShowCmd) Run(ctx context.Context, a *app) (err error) {
	s, err := a.openExisting(ctx)
	if err != nil {
		return err
	}
	defer closing(s, &err)
	b, err := s.Batch(ctx, c.ID)
	if err != nil {
		return err
	}
	shown := newShownBatch(b)
	if err := shown.readUndo(ctx, s); err != nil {
		return err
	}
	rows, err := s.BatchRows(ctx, c.ID, batches.RowFilter{}, 0, rowsShown)
	if err != nil {
		return err
	}
	for _, r := range rows {
		for _, n := range r.Notes {
			shown.Notes = append(shown.Notes, shownNote{r.File, r.Line, n.Column, render(n.Message), n.Message})
		}
	}
	if err := c.print(a, shown, func() { shown.print(a.Out, b) }); err != nil || c.Sheet == "" {
		return err
	}
	format := intake.Format(strings.TrimPrefix(strings.ToLower(filepath.Ext(c.Sheet)), "."))
	return replaceFile(c.Sheet, func(w io.Writer) error { return a.desk(s).MendedSheet(ctx, c.ID, format, w, sentences().DescribeNotes) })
}

func (a *app) desk(s *store.Store) *batch.Desk {
	return batch.NewDesk(batch.Config{Store: s, Dir: a.data, Log: a.log})
}

type batchCancelCmd struct {
	jsonFlag

	ID corpus.BatchID `arg:"" help:"Number of the batch."`
}

// Run stops a batch where it is.
func (c *batchCancelCmd) Run(ctx context.Context, a *app) (err error) {
	s, err := a.openExisting(ctx)
	if err != nil {
		return err
	}
	defer closing(s, &err)
	b, err := a.desk(s).Cancel(ctx, corpus.ActorCommand, c.ID)
	if err != nil {
		return err
	}
	return c.print(a, newShownBatch(b), func() { printBatch(a.Out, b) })
}

type batchUndoCmd struct {
	jsonFlag

	ID    corpus.BatchID `arg:"" help:"Number of the batch."`
	All   bool           `help:"Take back poems that somebody changed since, too." xor:"conflicts"`
	Leave bool           `help:"Leave poems that somebody changed since." xor:"conflicts"`
}

// Run takes a batch back and returns when searches know it. Where poems were
// changed since, it wants to be told what to do with them.
func (c *batchUndoCmd) Run(ctx context.Context, a *app) (err error) {
	s, err := a.openExisting(ctx)
	if err != nil {
		return err
	}
	defer closing(s, &err)
	conflicts := 0
	err = s.UndoConflicts(ctx, c.ID, func(conflict merging.UndoConflict) error {
		conflicts++
		switch {
		case c.All:
			return s.ChooseUndo(ctx, c.ID, conflict.Now.ID, merging.UndoTake)
		case c.Leave:
			return s.ChooseUndo(ctx, c.ID, conflict.Now.ID, merging.UndoLeave)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if conflicts > 0 && !c.All && !c.Leave {
		shown := shownBatch{ID: c.ID}
		if err := shown.readUndo(ctx, s); err != nil {
			return err
		}
		shown.printConflicts(a.Err)
		return corpus.NewError(corpus.Conflict, "command.changed_since", conflicts)
	}
	desk := a.desk(s)
	b, err := desk.Undo(ctx, corpus.ActorCommand, c.ID)
	if err != nil {
		return err
	}
	err = a.whileIndexing(ctx, s, func() (err error) {
		b, err = desk.Finish(ctx, b.ID)
		return err
	})
	if err != nil {
		return err
	}
	shown := newShownBatch(b)
	if err := shown.readUndo(ctx, s); err != nil {
		return err
	}
	return c.print(a, shown, func() {
		printMessage(a.Out, corpus.NewMessage("command.batch.undone", shown.Undo.Undone, shown.Undo.Poems-shown.Undo.Undone))
	})
}
