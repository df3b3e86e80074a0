package batch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"shiyun/corpus"
	"shiyun/corpus/format"
	"shiyun/corpus/intake"
	"shiyun/corpus/store/batches"
)

// Describe renders the notes on a row for a sheet: what is wrong with it, and
// what to do.
type Describe func([]corpus.RowNote) (problems, advice string)

// MendedSheet writes the rows of a batch that were refused as a table, CSV or
// XLSX, to be mended: the curator's own columns with 问题, 建议 and 原行号
// after them. Rows that did not come from a table, or from several, stand
// under the archive's columns.
func (d *Desk) MendedSheet(ctx context.Context, id corpus.BatchID, f intake.Format, w io.Writer, describe Describe) error {
	refused := batches.RowFilter{Outcome: corpus.Failed}
	var s sheet
	for row, err := range d.rows(ctx, id, refused) {
		if err != nil {
			return err
		}
		s.measure(row)
	}
	var broken error
	err := format.WriteSheet(w, f, d.uploads.dir, s.header(), func(yield func(format.SheetRow) bool) {
		for row, err := range d.rows(ctx, id, refused) {
			if broken = err; err != nil || !yield(s.row(row, describe)) {
				return
			}
		}
	})
	return errors.Join(broken, err)
}

// sheet is the form of a mended sheet: the curator's own header where all
// rows have the same one, and else the columns of all of them, those that were
// taken for a field under its name.
type sheet struct {
	own   []string
	rows  int
	mixed bool
	names []string
}

func (s *sheet) measure(r corpus.BatchRow) {
	if s.rows == 0 {
		s.own = r.Header
	}
	s.rows++
	s.mixed = s.mixed || r.Header == nil || !slices.Equal(s.own, r.Header)
	names := columnNames(r)
	for _, name := range names {
		if !slices.Contains(s.names, name) {
			s.names = append(s.names, name)
		}
	}
}

func (s *sheet) header() []string {
	if s.rows == 0 || !s.mixed {
		return s.own
	}
	return s.names
}

func (s *sheet) row(r corpus.BatchRow, describe Describe) format.SheetRow {
	row := format.SheetRow{Cells: r.Cells, Number: r.Number}
	if s.mixed {
		row.Cells = s.spread(columnNames(r), cellsOf(r))
	}
	row.Problem, row.Advice = describe(r.Notes)
	return row
}

// spread puts cells under their names; what stands under none goes to the end.
func (s *sheet) spread(names, cells []string) []string {
	row := make([]string, len(s.names))
	for i, cell := range cells {
		if i < len(names) {
			row[slices.Index(s.names, names[i])] = cell
		} else {
			row = append(row, cell)
		}
	}
	return row
}

// columnNames are what the columns of a row are called among those of others.
func columnNames(r corpus.BatchRow) []string {
	if r.Header == nil {
		return textColumns
	}
	names := slices.Clone(r.Header)
	for i := range names {
		if i < len(r.Fields) && r.Fields[i] != "" {
			names[i] = intake.Field(r.Fields[i]).Label()
		}
	}
	return names
}

// textColumns are those of a poem that did not come from a table.
var textColumns = []string{intake.FieldTitle.Label(), intake.FieldAuthor.Label(), intake.FieldPreface.Label(), intake.FieldBody.Label(),
	intake.FieldNote.Label(), intake.FieldForm.Label(), intake.FieldDate.Label()}

func cellsOf(r corpus.BatchRow) []string {
	if r.Header != nil {
		return r.Cells
	}
	cells := make([]string, len(textColumns))
	if d := r.Draft; d != nil {
		cells[0], cells[1], cells[2], cells[3], cells[4] = text(d.Title), text(d.Author), text(d.Preface), text(d.Body), text(d.Note)
		if d.Form != nil {
			cells[5] = string(*d.Form)
		}
		if d.Date != nil {
			cells[6] = d.Date.Text
		}
	}
	return cells
}

// ContinueWith goes on with a batch that is done: the file, a mended sheet
// made by MendedSheet, decides exactly those rows anew that were refused and
// are in it. Rows added to the sheet come in as new ones. It returns an
// Invalid error for a file that is no such sheet, and a Conflict error for a
// batch that is not done.
func (d *Desk) ContinueWith(ctx context.Context, by corpus.Actor, id corpus.BatchID, f File) (corpus.Batch, error) {
	d.arrival.RLock()
	defer d.arrival.RUnlock()
	dir, names, err := d.uploads.receive(Files(f))
	if err != nil {
		return corpus.Batch{}, err
	}
	b, err := d.continueWith(ctx, by, id, filepath.Join(dir, "0"), names[0])
	if err = errors.Join(err, os.RemoveAll(dir)); err == nil {
		d.nudge()
	}
	return b, err
}

func (d *Desk) continueWith(ctx context.Context, by corpus.Actor, id corpus.BatchID, path, name string) (corpus.Batch, error) {
	opts, err := d.mendedOptions(ctx, path, name)
	if err != nil {
		return corpus.Batch{}, err
	}
	return d.store.MoveBatch(ctx, by, id, corpus.StepContinue, func(b *corpus.Batch) error {
		var n int
		err := changePlan(func(p *Plan) error {
			n = len(p.Files)
			p.Files = append(p.Files, FilePlan{Name: name, Options: opts, Base: p.Last, Mended: true})
			return nil
		})(b)
		if err != nil {
			return err
		}
		b.AtFile, b.AtRow = n, 0
		return d.uploads.moveTo(path, id, n)
	})
}

// moveTo moves a file that was received to its batch.
func (u uploads) moveTo(path string, id corpus.BatchID, n int) error {
	err := os.MkdirAll(u.of(id), 0o700)
	if err == nil {
		err = os.Rename(path, u.path(id, n))
	}
	if err != nil {
		return noSpace(err)
	}
	return errors.Join(syncDir(u.of(id)), syncDir(u.dir))
}

// errFound ends reading where what was looked for has been found.
var errFound = errors.New("found")

// mendedOptions are the options of a mended sheet: its columns are mapped as
// those of the sheet it came from.
func (d *Desk) mendedOptions(ctx context.Context, path, name string) (opts intake.Options, err error) {
	err = withFile(path, func(in io.Reader) error {
		p, err := format.Inspect(ctx, name, in, opts)
		if err == nil {
			opts.Mappings, err = d.remembered(ctx, p.Tables, nil)
		}
		return err
	})
	if err != nil {
		return opts, err
	}
	err = withFile(path, func(in io.Reader) error {
		return format.Read(ctx, name, in, opts, func(r intake.Row) error {
			if r.Origin > 0 {
				return errFound
			}
			return nil
		})
	})
	if err == nil {
		err = corpus.NewError(corpus.Invalid, "desk.not_a_mended_sheet", name)
	}
	if errors.Is(err, errFound) {
		err = nil
	}
	return opts, err
}

func withFile(path string, read func(io.Reader) error) error {
	in, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("open upload: %w", err)
	}
	return errors.Join(read(in), in.Close())
}
