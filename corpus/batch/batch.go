package batch

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"

	"shiyun/corpus"
	"shiyun/corpus/format"
	"shiyun/corpus/intake"
	"shiyun/corpus/similarity"
	"shiyun/corpus/store"
	"shiyun/corpus/store/transfer"
)

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
	Hidden   []string            // names of hidden sheets and columns that are read all the same
	Near     corpus.Decision     // for rows that are nearly a poem the archive has; keep or "" does not look for them
	Progress func(corpus.Counts) // called after every chunk, from Run's goroutine; may be nil
}

// Report is the outcome of an import.
type Report struct {
	Batch corpus.BatchID // 0 for a dry run
	corpus.Counts
	Errors   []Problem
	Warnings []Problem // of rows that went in
	Warned   int       // how many there were, more than are listed
}

func (r *Report) warning(p Problem) {
	if r.Warned++; len(r.Warnings) < maxErrors {
		r.Warnings = append(r.Warnings, p)
	}
}

func (r *Report) problem(p Problem) {
	if len(r.Errors) < maxErrors {
		r.Errors = append(r.Errors, p)
	}
}

// Run imports the files in order, in one go. Rows that are refused are
// reported and the others go in. The report is true even where an error is
// returned.
func Run(ctx context.Context, s *store.Store, opts Options) (Report, error) {
	report := Report{Errors: []Problem{}}
	if len(opts.Sources) > intake.MaxFiles {
		return report, corpus.NewError(corpus.Invalid, "desk.too_many_files", intake.MaxFiles)
	}
	var names []string
	for _, source := range opts.Sources {
		names = append(names, source.Name)
	}
	into, err := s.BeginImport(ctx, transfer.ImportOptions{By: opts.By, Files: names, Publish: opts.Publish, DryRun: opts.DryRun})
	if err != nil {
		return report, err
	}
	e := &engine{into: into, publish: opts.Progress, problem: report.problem, warning: report.warning}
	if e.alike, err = readNamesakes(ctx, s); err == nil && opts.Near != corpus.DecideAsk && opts.Near != corpus.DecideKeep {
		err = e.lookNear(ctx, s, opts.Near)
	}
	aliases, base := format.Aliases(names), 0
	for i, source := range opts.Sources {
		if err != nil {
			break
		}
		plan := FilePlan{Name: source.Name, Options: intake.Options{Format: opts.Format, Hidden: opts.Hidden, Alias: aliases[source.Name]}, Base: base}
		err = e.read(ctx, file{plan: plan, index: i, open: func() (io.ReadCloser, error) { return openSource(source) }})
		base = e.last
	}
	if err == nil {
		err = unwrapOurs(e.flush(ctx))
		report.warnOfMissing(opts.Hidden)
	}
	state := corpus.BatchDone
	if err != nil {
		state = corpus.BatchFailed
	}
	// The end is recorded even where ctx has ended: the counts are true.
	err = errors.Join(err, into.End(context.WithoutCancel(ctx), state))
	report.Batch, report.Counts = into.Batch().ID, into.Batch().Counts
	return report, err
}

// warnOfMissing warns of the hidden sheets and columns that were asked for and
// of which nothing was read: a name mistyped would else pass for an empty sheet.
func (r *Report) warnOfMissing(asked []string) {
	for _, name := range asked {
		if !slices.ContainsFunc(r.Warnings, func(p Problem) bool { return p.Code == intake.CodeHidden && p.Column == name }) {
			r.warning(Problem{Column: name, Code: intake.CodeHidden, Message: corpus.NewMessage("intake.warn.no_such_hidden", name)})
		}
	}
}

func openSource(s Source) (io.ReadCloser, error) {
	in, err := s.Open()
	if err != nil {
		return nil, &corpus.Error{Code: corpus.NotFound, Message: corpus.NewMessage("desk.cannot_open", s.Name), Err: err}
	}
	return in, nil
}

// lookNear has every row looked up among the poems of the archive and those
// the run brings in.
func (e *engine) lookNear(ctx context.Context, s *store.Store, decision corpus.Decision) error {
	index, err := NewNeighbours(s).Index(ctx)
	if err != nil {
		return err
	}
	e.weigh = func(rows []transfer.ImportRow) {
		for i, m := range nearest(index, rows) {
			if m.Similarity > 0 {
				rows[i].Decision, rows[i].Near = decision, m.ID
			}
		}
	}
	e.after = func(c transfer.Chunk, results []transfer.RowResult) error {
		putNew(index, c, results)
		return nil
	}
	return nil
}

func putNew(index *similarity.Index, c transfer.Chunk, results []transfer.RowResult) {
	for i, row := range c.Rows {
		if results[i].Outcome == corpus.Created && results[i].Poem != 0 && row.Record == nil {
			index.Put(results[i].Poem, text(row.Title), text(row.Author), *row.Body)
		}
	}
}
