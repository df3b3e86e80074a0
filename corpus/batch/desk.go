package batch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"

	"shiyun/corpus"
	"shiyun/corpus/format"
	"shiyun/corpus/intake"
	"shiyun/corpus/similarity"
	"shiyun/corpus/store"
)

// Desk takes batches through the steps that people ask for. All methods may
// be called from any goroutine; the work itself is Run's.
type Desk struct {
	store   *store.Store
	uploads uploads
	lock    string // the path of the file lock of whoever works
	near    func(context.Context) (*similarity.Index, error)
	log     *slog.Logger
	wake    chan struct{}
	trouble atomic.Pointer[corpus.Message] // see Trouble
	arrival sync.RWMutex                   // held for writing by the sweep, which must not take an upload for a leftover
}

// Config is what a desk needs.
type Config struct {
	Store *store.Store
	Dir   string // the data directory
	// Near is the index of similarity of the archive as it stands; nil has the
	// desk keep one of its own.
	Near func(context.Context) (*similarity.Index, error)
	Log  *slog.Logger
}

// NewDesk returns a desk on an archive.
func NewDesk(c Config) *Desk {
	if c.Near == nil {
		c.Near = NewNeighbours(c.Store).Index
	}
	return &Desk{store: c.Store, uploads: uploads{filepath.Join(c.Dir, "uploads")}, lock: filepath.Join(c.Dir, "batch.lock"),
		near: c.Near, log: c.Log, wake: make(chan struct{}, 1)}
}

// File is a file on its way to the desk.
type File struct {
	Name    string // as its curator calls it: a label, and what tells its kind
	Content io.Reader
}

// Files are files at hand, for Upload.
func Files(files ...File) iter.Seq2[File, error] {
	return func(yield func(File, error) bool) {
		for _, f := range files {
			if !yield(f, nil) {
				return
			}
		}
	}
}

// Upload keeps files, read one after the other as they come, and opens a
// batch of them. An error among the files, a file that is too large
// (Invalid), an upload that breaks off or a full disk (Unavailable) leave
// nothing behind.
func (d *Desk) Upload(ctx context.Context, by corpus.Actor, files iter.Seq2[File, error]) (corpus.Batch, error) {
	d.arrival.RLock()
	defer d.arrival.RUnlock()
	dir, names, err := d.uploads.receive(files)
	if err != nil {
		return corpus.Batch{}, err
	}
	plan := Plan{}
	aliases := format.Aliases(names)
	for _, name := range names {
		plan.Files = append(plan.Files, FilePlan{Name: name, Options: intake.Options{Alias: aliases[name]}})
	}
	b := corpus.Batch{Kind: corpus.BatchImport, By: by, State: corpus.BatchUploaded}
	if err = plan.keep(&b); err == nil {
		b, err = d.store.AddBatch(ctx, b, func(id corpus.BatchID) error { return d.place(dir, id) })
	}
	if err != nil {
		return corpus.Batch{}, errors.Join(err, os.RemoveAll(dir))
	}
	return b, nil
}

// place gives uploaded files their batch's name. Of a batch that came to
// nothing before, files may lie there still.
func (d *Desk) place(dir string, id corpus.BatchID) error {
	if err := d.uploads.remove(id); err != nil {
		return err
	}
	if err := os.Rename(dir, d.uploads.of(id)); err != nil {
		return noSpace(err)
	}
	return syncDir(d.uploads.dir)
}

// Preview shows a file of a batch, counted from 0, as it would be read with
// opts; the zero Options are the plan's. A header that was mapped by hand
// before is mapped so again.
func (d *Desk) Preview(ctx context.Context, id corpus.BatchID, n int, opts intake.Options) (format.Preview, error) {
	b, err := d.store.Batch(ctx, id)
	if err != nil {
		return format.Preview{}, err
	}
	plan, err := PlanOf(b)
	if err != nil {
		return format.Preview{}, err
	}
	if n < 0 || n >= len(plan.Files) {
		return format.Preview{}, corpus.NewError(corpus.NotFound, "desk.no_such_file", n+1)
	}
	if isZero(opts) {
		opts = plan.Files[n].Options
	}
	p, err := d.inspect(ctx, id, n, plan.Files[n].Name, opts)
	if err != nil {
		return p, err
	}
	had := len(opts.Mappings)
	if opts.Mappings, err = d.remembered(ctx, p.Tables, opts.Mappings); err != nil || len(opts.Mappings) == had {
		return p, err
	}
	return d.inspect(ctx, id, n, plan.Files[n].Name, opts)
}

func isZero(o intake.Options) bool {
	return o.Format == "" && o.Encoding == "" && o.Mappings == nil && o.Labels == "" && o.Hidden == nil
}

func (d *Desk) inspect(ctx context.Context, id corpus.BatchID, n int, name string, opts intake.Options) (p format.Preview, err error) {
	f, err := d.uploads.open(id, n)
	if err != nil {
		return p, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return format.Inspect(ctx, name, f, opts)
}

// remembered is given with the mappings that were made by hand before for the
// tables it does not speak of.
func (d *Desk) remembered(ctx context.Context, tables []format.TablePreview, given intake.Mappings) (intake.Mappings, error) {
	all := maps.Clone(given)
	for _, t := range tables {
		key := intake.HeaderKey(t.Header)
		if all[key] != nil {
			continue
		}
		kept, err := d.store.Mapping(ctx, key)
		if err != nil {
			return nil, err
		}
		if kept == "" {
			continue
		}
		var m intake.Mapping
		if err := json.Unmarshal([]byte(kept), &m); err != nil {
			return nil, fmt.Errorf("read mapping: %w", err)
		}
		if all == nil {
			all = intake.Mappings{}
		}
		all[key] = m
	}
	return all, nil
}

// PlanFor is the plan of a batch; of one that nobody has planned yet, with
// the mappings remembered for headers like its tables'.
func (d *Desk) PlanFor(ctx context.Context, id corpus.BatchID) (Plan, error) {
	b, err := d.store.Batch(ctx, id)
	if err != nil {
		return Plan{}, err
	}
	plan, err := PlanOf(b)
	if err != nil || b.State != corpus.BatchUploaded {
		return plan, err
	}
	for i, f := range plan.Files {
		p, err := d.inspect(ctx, id, i, f.Name, f.Options)
		if err != nil {
			continue // what is wrong with the file is told by its preview and by the check
		}
		if plan.Files[i].Options.Mappings, err = d.remembered(ctx, p.Tables, f.Options.Mappings); err != nil {
			return plan, err
		}
	}
	return plan, nil
}

// SetPlan says how the files of a batch are read and what becomes of their
// rows. The names of its files are the batch's and cannot be changed; mappings
// are remembered for headers like theirs.
func (d *Desk) SetPlan(ctx context.Context, by corpus.Actor, id corpus.BatchID, plan Plan) (corpus.Batch, error) {
	decisions := []corpus.Decision{corpus.DecideAsk, corpus.DecideKeep, corpus.DecideSkip, corpus.DecideMerge, corpus.DecideReview}
	if !slices.Contains(decisions, plan.Near) {
		return corpus.Batch{}, corpus.NewError(corpus.Invalid, "desk.unknown_decision")
	}
	b, err := d.store.MoveBatch(ctx, by, id, corpus.StepMap, changePlan(func(p *Plan) error {
		if len(plan.Files) != len(p.Files) {
			return corpus.NewError(corpus.Invalid, "desk.files_not_mapped", len(p.Files))
		}
		for i := range p.Files {
			p.Files[i].Options = plan.Files[i].Options
			p.Files[i].Options.TempDir = ""
		}
		p.Publish, p.Near, p.Blind = plan.Publish, plan.Near, plan.Blind
		return nil
	}))
	if err != nil {
		return b, err
	}
	return b, d.remember(ctx, id, plan)
}

func (d *Desk) remember(ctx context.Context, id corpus.BatchID, plan Plan) error {
	for i, f := range plan.Files {
		if len(f.Options.Mappings) == 0 {
			continue
		}
		p, err := d.inspect(ctx, id, i, f.Name, f.Options)
		if err != nil {
			continue
		}
		for _, t := range p.Tables {
			if err := d.rememberOne(ctx, t, f.Options.Mappings); err != nil {
				return err
			}
		}
	}
	return nil
}

func (d *Desk) rememberOne(ctx context.Context, t format.TablePreview, all intake.Mappings) error {
	key := intake.HeaderKey(t.Header)
	if len(t.Header) != len(all[key]) {
		return nil // none was made for it
	}
	content, err := json.Marshal(all[key])
	if err != nil {
		return fmt.Errorf("keep mapping: %w", err)
	}
	return d.store.RememberMapping(ctx, key, string(content))
}
