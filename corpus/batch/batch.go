// Package batch runs files through intake into the store: one import from the
// first row to the report.
package batch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"shiyun/corpus"
	"shiyun/corpus/intake"
	"shiyun/corpus/store"
)

// chunk is how many poems are committed together. A commit costs an fsync;
// what is lost in a crash is at most one chunk, which was never acknowledged.
const chunk = 1000

// maxErrors bounds the problems a report lists; the counts stay true.
const maxErrors = 10_000

// Source is one file to import.
type Source struct {
	Name string // what reports call it
	Open func() (io.ReadCloser, error)
}

// Path is the source at a path.
func Path(path string) Source {
	return Source{filepath.Base(path), func() (io.ReadCloser, error) { return os.Open(path) }}
}

// Options say what to import and how.
type Options struct {
	By       corpus.Actor
	Sources  []Source
	Format   intake.Format
	Publish  bool
	DryRun   bool
	Progress func(corpus.Counts) // called after every chunk, from Run's goroutine; may be nil
}

// Report is the outcome of an import. Its JSON form is a contract with
// scripts.
type Report struct {
	Batch corpus.BatchID `json:"batch"` // 0 for a dry run
	corpus.Counts
	Errors []intake.Problem `json:"errors"`
}

// Run imports the files in order. Rows that are refused are reported and the
// others go in. The report is true even where an error is returned.
func Run(ctx context.Context, s *store.Store, opts Options) (Report, error) {
	r := &run{opts: opts}
	r.report.Errors = []intake.Problem{}
	if len(opts.Sources) > intake.MaxFiles {
		return r.report, corpus.Errorf(corpus.Invalid, "一次最多导入 %d 个文件", intake.MaxFiles)
	}
	var names []string
	for _, source := range opts.Sources {
		names = append(names, source.Name)
	}
	var err error
	r.into, err = s.BeginImport(ctx, store.ImportOptions{By: opts.By, Files: names, Publish: opts.Publish, DryRun: opts.DryRun})
	if err != nil {
		return r.report, err
	}
	for _, source := range opts.Sources {
		if err = r.read(ctx, source); err != nil {
			break
		}
	}
	if err == nil {
		err = r.flush(ctx)
	}
	state := corpus.BatchDone
	if err != nil {
		state = corpus.BatchFailed
	}
	// The end is recorded even where ctx has ended: the counts are true.
	err = errors.Join(err, r.into.End(context.WithoutCancel(ctx), state))
	r.report.Batch, r.report.Counts = r.into.Batch().ID, r.into.Batch().Counts
	return r.report, err
}

type run struct {
	opts    Options
	into    *store.Import
	pending []corpus.Draft
	report  Report
}

// read reads one file. One that cannot be read at all is a problem in the
// report; the other files go in.
func (r *run) read(ctx context.Context, source Source) error {
	in, err := source.Open()
	if err != nil {
		err = &corpus.Error{Code: corpus.NotFound, Message: fmt.Sprintf("打不开文件“%s”，请检查路径", source.Name), Err: err}
	} else {
		err = intake.Read(ctx, source.Name, in, intake.Options{Format: r.opts.Format}, func(row intake.Row) error { return r.row(ctx, row) })
		err = errors.Join(err, in.Close())
	}
	var refused *corpus.Error
	if errors.As(err, &refused) {
		r.into.Note(corpus.Failed)
		r.problem(intake.Problem{File: source.Name, Code: string(refused.Code), Message: refused.Message})
		return nil
	}
	return err
}

func (r *run) row(ctx context.Context, row intake.Row) error {
	switch {
	case row.Skip:
		r.into.Note(corpus.Skipped)
		return nil
	case len(row.Problems) > 0:
		r.into.Note(corpus.Failed)
		for _, p := range row.Problems {
			r.problem(p)
		}
		return nil
	}
	r.pending = append(r.pending, row.Draft)
	if len(r.pending) < chunk {
		return nil
	}
	return r.flush(ctx)
}

func (r *run) problem(p intake.Problem) {
	if len(r.report.Errors) < maxErrors {
		r.report.Errors = append(r.report.Errors, p)
	}
}

func (r *run) flush(ctx context.Context) error {
	if _, err := r.into.Write(ctx, r.pending); err != nil {
		return err
	}
	r.pending = r.pending[:0]
	if r.opts.Progress != nil {
		r.opts.Progress(r.into.Batch().Counts)
	}
	return nil
}
