package batch

import (
	"bufio"
	"context"
	"errors"
	"io"

	"shiyun/corpus"
	"shiyun/corpus/format"
	"shiyun/corpus/format/jsonl"
	"shiyun/corpus/intake"
	"shiyun/corpus/store"
)

// Export writes every poem of an archive, of every status, as JSON lines, CSV
// or XLSX; or, as a ZIP, the whole archive: the poems in all three, texts of
// them, what curators built around them, and the checksums of all. An import
// of the ZIP into an empty archive gives an equal one; one of the others gives
// the poems. tempDir is for what does not fit in memory.
func Export(ctx context.Context, s *store.Store, f intake.Format, tempDir string, w io.Writer) error {
	out := bufio.NewWriterSize(w, 64<<10)
	x := exporter{ctx: ctx, store: s, tempDir: tempDir}
	var err error
	if x.aliases, err = s.Aliases(ctx, nil); err != nil {
		return err
	}
	if f == intake.ZIP {
		err = x.zip(out)
	} else {
		err = x.poems(f, out)
	}
	return errors.Join(err, out.Flush())
}

type exporter struct {
	ctx     context.Context
	store   *store.Store
	tempDir string
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
		table, err = format.NewXLSX(w, x.tempDir)
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
