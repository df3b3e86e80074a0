package command

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"

	"shiyun/corpus"
	"shiyun/corpus/batch"
	"shiyun/corpus/intake"
	"shiyun/corpus/store"
	"shiyun/indexer"
)

type importCmd struct {
	DryRun  bool     `help:"Say what would happen and change nothing."`
	Publish bool     `help:"Publish at once; otherwise poems wait for review."`
	Format  string   `help:"Format of the files." enum:"auto,csv,xlsx,ods,docx,odt,epub,text,chat,json,jsonl,zip" default:"auto"`
	Near    string   `help:"Poems that are nearly one the archive has." enum:"keep,skip,review" default:"keep"`
	Hidden  []string `help:"Read a sheet or column of this name although it is hidden; may be repeated." placeholder:"NAME" sep:"none"`
	JSON    bool     `name:"json" help:"Print the report as one JSON object."`
	Files   []string `arg:"" name:"file" help:"Files to import; - is standard input."`
}

// Run imports and returns when the poems are searchable. Its exit status is 0
// where every row was accepted, 3 where some were refused, 1 where nothing
// was imported.
func (c *importCmd) Run(ctx context.Context, a *app) (err error) {
	if missing := c.missing(); missing != nil && !c.JSON { // --json reports each file by itself
		return a.usageFault(missing)
	}
	there, err := a.at().Exists(ctx)
	if err != nil {
		return err
	}
	if c.DryRun && !there {
		// Opening would make the archive; an empty one elsewhere tells as much.
		a.database = ""
		if a.data, err = os.MkdirTemp("", "shiyun-dry-run-"); err != nil {
			return fmt.Errorf("dry run: %w", err)
		}
		defer os.RemoveAll(a.data)
	}
	s, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer closing(s, &err)
	began := time.Now()
	report, err := c.importAndIndex(ctx, a, s)
	if err != nil {
		if report.Read > 0 {
			printMessage(a.Err, corpus.NewMessage("command.import.broken_off", report.Created, report.Updated))
		}
		return err
	}
	if c.JSON {
		err = json.NewEncoder(a.Out).Encode(newImportResult(report))
	} else {
		c.print(a, report, time.Since(began))
	}
	if err != nil {
		return err
	}
	switch {
	case report.Failed == 0:
		return nil
	case report.Created+report.Updated+report.Duplicate == 0:
		return exitStatus(StatusFailed)
	}
	return exitStatus(StatusPartial)
}

// missing returns an error for each file where none of them is there: a name
// mistyped is no row that was refused.
func (c *importCmd) missing() error {
	var missing []error
	for _, path := range c.Files {
		if _, err := os.Stat(path); path == "-" || err == nil {
			return nil
		} else {
			missing = append(missing, err)
		}
	}
	return errors.Join(missing...)
}

// importAndIndex keeps the index while it imports, so that both go on at the
// same time, and waits until the index has everything.
func (c *importCmd) importAndIndex(ctx context.Context, a *app, s *store.Store) (report batch.Report, err error) {
	opts := batch.Options{By: corpus.ActorCommand, Sources: c.sources(a), Format: intake.Format(c.Format),
		Publish: c.Publish, DryRun: c.DryRun, Hidden: c.Hidden, Near: corpus.Decision(c.Near)}
	if isTerminal(a.Err) && !c.JSON {
		bar := progressbar.NewOptions(-1, progressbar.OptionSetWriter(a.Err), progressbar.OptionSetDescription(render(corpus.NewMessage("command.import.bar"))),
			progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionSetItsString(render(corpus.NewMessage("command.import.poems"))), progressbar.OptionClearOnFinish())
		defer bar.Finish()
		opts.Progress = func(counts corpus.Counts) { bar.Set(counts.Read) }
	}
	if c.DryRun {
		return batch.Run(ctx, s, opts)
	}
	err = a.whileIndexing(ctx, s, func() (err error) {
		report, err = batch.Run(ctx, s, opts)
		return err
	})
	return report, err
}

// whileIndexing keeps the index while work changes the archive, and returns
// when the index has everything. An error of the work comes first.
func (a *app) whileIndexing(ctx context.Context, s *store.Store, work func() error) error {
	done := make(chan error, 1)
	go func() { done <- work() }()
	var caughtUp func(context.Context) (bool, error)
	var failure error
	err := indexer.Until(ctx, a.index(s), func(ctx context.Context) (bool, error) {
		if caughtUp == nil {
			select {
			case failure = <-done:
			default:
				return false, nil
			}
			goal, err := s.Head(ctx)
			if err != nil {
				return false, err
			}
			caughtUp = indexer.CaughtUp(s, goal)
		}
		return caughtUp(ctx)
	})
	if caughtUp == nil {
		failure = <-done // ctx has ended; the work ends with it
	}
	if failure != nil {
		return failure
	}
	return err
}

func (c *importCmd) sources(a *app) []batch.Source {
	var sources []batch.Source
	for _, path := range c.Files {
		if path == "-" {
			stdin := batch.Source{Name: path, Open: func() (io.ReadCloser, error) { return io.NopCloser(a.In), nil }}
			sources = append(sources, stdin)
			continue
		}
		sources = append(sources, batch.Path(path))
	}
	return sources
}

func (c *importCmd) print(a *app, r batch.Report, took time.Duration) {
	for _, p := range r.Errors {
		printMessage(a.Err, corpus.NewMessage("command.row", p.File, p.Row, p.Column, p.Message))
	}
	c.printWarnings(a, r)
	what := corpus.NewMessage("command.import.done")
	if c.DryRun {
		what = corpus.NewMessage("command.import.dry_run")
	}
	printMessage(a.Out, corpus.NewMessage("command.import.counts", what, r.Read, r.Created, r.Updated, r.Duplicate, r.Skipped, r.Failed))
	printMessage(a.Out, corpus.NewMessage("command.import.took", took.Seconds(), float64(r.Read)/took.Seconds()))
	if !c.Publish && !c.DryRun && r.Created > 0 {
		printMessage(a.Out, corpus.NewMessage("command.import.in_review"))
	}
}

// warningsShown is how many warnings are printed; --json has them all.
const warningsShown = 50

func (c *importCmd) printWarnings(a *app, r batch.Report) {
	for _, p := range r.Warnings[:min(len(r.Warnings), warningsShown)] {
		if p.File == "" { // of the import as a whole
			printMessage(a.Err, corpus.NewMessage("command.warned", p.Message))
			continue
		}
		printMessage(a.Err, corpus.NewMessage("command.row_warned", p.File, p.Row, p.Column, p.Message))
	}
	if more := r.Warned - warningsShown; more > 0 {
		printMessage(a.Err, corpus.NewMessage("command.more_warnings", more))
	}
}
