// Package export writes an archive in open formats, so that a community can
// leave with all it has. Package batch reads them back.
package export

import (
	"bufio"
	"context"
	"errors"
	"io"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/format"
	"shiyun/corpus/format/jsonl"
	"shiyun/corpus/intake"
	"shiyun/corpus/store"
)

// Options say how an archive is exported.
type Options struct {
	Format  intake.Format
	TempDir string                      // for what does not fit in memory; "" is the system's
	At      time.Time                   // of the files in a ZIP, which with the archive decides every byte of it
	Render  func(corpus.Message) string // words what a ZIP says of itself
}

// Write writes every poem of an archive, of every status, as JSON lines, CSV
// or XLSX; or, as a ZIP, the whole archive: the poems in all three, texts of
// them, what curators built around them, and what a reader who has never heard
// of 诗韵 needs. An import of the ZIP into an empty archive gives an equal one;
// one of the others gives the poems.
func Write(ctx context.Context, s *store.Store, opts Options, w io.Writer) error {
	out := bufio.NewWriterSize(w, 64<<10)
	x := exporter{ctx: ctx, store: s, opts: opts}
	var err error
	if x.aliases, err = s.Aliases(ctx, nil); err != nil {
		return err
	}
	if opts.Format == intake.ZIP {
		err = x.zip(out)
	} else {
		err = x.poems(opts.Format, out)
	}
	return errors.Join(err, out.Flush())
}

type exporter struct {
	ctx     context.Context
	store   *store.Store
	opts    Options
	aliases map[corpus.AuthorID][]string
}

// poems writes the poems as one file of a format.
func (x exporter) poems(f intake.Format, w io.Writer) (err error) {
	var table *format.PoemWriter
	switch f {
	case intake.JSONL:
		return x.each(func(p corpus.Poem, aliases []string) error { return jsonl.Write(w, p, aliases) })
	case intake.CSV:
		table, err = format.NewCSV(w)
	case intake.XLSX:
		table, err = format.NewXLSX(w, x.opts.TempDir)
	default:
		return corpus.NewError(corpus.Invalid, "desk.export_format", string(f))
	}
	if err != nil {
		return err
	}
	return errors.Join(x.each(table.Write), table.Close())
}

func (x exporter) each(write func(corpus.Poem, []string) error) error {
	return x.store.EachPoem(x.ctx, 0, "", func(p corpus.Poem) error { return write(p, x.aliases[p.Author.ID]) })
}
