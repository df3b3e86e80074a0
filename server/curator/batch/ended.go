package batch

import (
	"context"
	"net/url"
	"strconv"

	"shiyun/corpus"
	"shiyun/corpus/batch"
	"shiyun/corpus/store/poems"
	"shiyun/server/paths"
)

// endedView is a batch at rest: what became of it and what can be done.
type endedView struct {
	batchView
	Poems, Undone int // changed by the batch, and taken back again
	InReview      int
	ReviewURL     string
	PoemsURL      string
	MetreURL      string // of a report on the metre of the poems
	Problems      rowsView
	notedRows
	Mends   bool // a mended sheet can bring rows back
	Resumes bool
	Undoes  bool
	Most    int64
}

func (s *Server) endedOf(ctx context.Context, query url.Values, v batchView) (w endedView, err error) {
	w = endedView{batchView: v, Most: batch.MaxUpload}
	_, planned := batch.PlanOf(v.Batch)
	state := v.Batch.State
	w.Resumes = planned == nil && (state == corpus.BatchFailed || state == corpus.BatchCancelled)
	w.Mends = planned == nil && state == corpus.BatchDone && v.Counts.Failed > 0
	if w.Poems, w.Undone, err = s.store.UndoSize(ctx, v.ID); err != nil {
		return w, err
	}
	beside, err := s.undoesBeside(ctx, v.Batch)
	if err != nil {
		return w, err
	}
	_, may := state.Next(corpus.StepUndo)
	w.Undoes = may && (beside != "" || w.Undone < w.Poems)
	waiting := poems.Criteria{Batch: v.ID, Status: corpus.StatusInReview}
	if _, w.InReview, err = s.store.FindPoems(ctx, waiting, 0, 1); err != nil {
		return w, err
	}
	id := strconv.FormatInt(int64(v.ID), 10)
	w.ReviewURL, w.PoemsURL, w.MetreURL = paths.Review+"?batch="+id, paths.CuratorPoems+"?batch="+id, paths.CuratorMetre+"?batch="+id
	if !v.Counted || state == corpus.BatchUndone {
		return w, nil
	}
	if w.Problems, err = s.problems(ctx, query, v); err != nil {
		return w, err
	}
	w.notedRows, err = s.notedRows(ctx, v)
	return w, err
}
