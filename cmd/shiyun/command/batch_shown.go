package command

import (
	"context"
	"io"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/corpus/store/merging"
)

// rowsShown is how many rows with notes are shown.
const rowsShown = 100

// shownBatch is a batch as --json prints it.
type shownBatch struct {
	ID        corpus.BatchID    `json:"id"`
	Kind      corpus.BatchKind  `json:"kind"`
	By        corpus.Actor      `json:"by"`
	State     corpus.BatchState `json:"state"`
	StartedAt time.Time         `json:"started_at"`
	Files     []string          `json:"files"`
	Summary   []string          `json:"summary,omitempty"` // what it does, in words
	Counts    corpus.Counts     `json:"counts"`
	Fault     string            `json:"fault,omitempty"`
	Notes     []shownNote       `json:"notes,omitempty"` // on rows, the first ones
	Undo      *shownUndo        `json:"undo,omitempty"`
}

// shownNote is why a row was refused, or what else is said of it.
type shownNote struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Column  string `json:"column"`
	Message string `json:"message"`

	message corpus.Message
}

// shownUndo is what taking a batch back would do, or did.
type shownUndo struct {
	Poems     int             `json:"poems"`
	Undone    int             `json:"undone"`
	Conflicts []shownConflict `json:"conflicts"`
}

// shownConflict is a poem that was changed since.
type shownConflict struct {
	Poem  corpus.PoemID `json:"poem"`
	Title string        `json:"title"`
}

func newShownBatch(b corpus.Batch) shownBatch {
	shown := shownBatch{ID: b.ID, Kind: b.Kind, By: b.By, State: b.State, StartedAt: b.StartedAt.UTC(), Files: append([]string{}, b.Files...), Counts: b.Counts,
		Fault: render(b.Fault)}
	for _, m := range b.Summary {
		shown.Summary = append(shown.Summary, render(m))
	}
	return shown
}

func (b *shownBatch) readUndo(ctx context.Context, s *store.Store) (err error) {
	b.Undo = &shownUndo{Conflicts: []shownConflict{}}
	if b.Undo.Poems, b.Undo.Undone, err = s.UndoSize(ctx, b.ID); err != nil {
		return err
	}
	return s.UndoConflicts(ctx, b.ID, func(c merging.UndoConflict) error {
		b.Undo.Conflicts = append(b.Undo.Conflicts, shownConflict{c.Now.ID, c.Now.Title})
		return nil
	})
}

// print shows a batch in words.
func (b *shownBatch) print(w io.Writer, batch corpus.Batch) {
	printBatch(w, batch)
	if !batch.Fault.IsZero() {
		printMessage(w, corpus.NewMessage("command.batch.fault", batch.Fault))
	}
	for _, n := range b.Notes {
		printMessage(w, corpus.NewMessage("command.row", n.File, n.Line, n.Column, n.message))
	}
	printMessage(w, corpus.NewMessage("command.batch.undo_size", b.Undo.Poems, b.Undo.Undone))
	b.printConflicts(w)
}

func (b *shownBatch) printConflicts(w io.Writer) {
	for _, c := range b.Undo.Conflicts {
		printMessage(w, corpus.NewMessage("command.batch.conflict", int(c.Poem), c.Title))
	}
}
