package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/export"
	"shiyun/corpus/intake"
	"shiyun/corpus/store"
)

type exportCmd struct {
	jsonFlag

	Format string `help:"Format to write." enum:"jsonl,csv,xlsx,zip" default:"jsonl"`
	Out    string `help:"File to write; standard output by default." placeholder:"FILE"`
}

// Run writes every poem of every status, and as a ZIP the whole archive:
// importing that into an empty one with --publish gives an equal archive.
func (c *exportCmd) Run(ctx context.Context, a *app) (err error) {
	if c.JSON && c.Out == "" {
		return corpus.NewError(corpus.Invalid, "command.export.json_needs_out")
	}
	s, err := a.openExisting(ctx)
	if err != nil {
		return err
	}
	defer closing(s, &err)
	if c.Out == "" {
		return c.write(ctx, s, a.Out)
	}
	if err := replaceFile(c.Out, func(w io.Writer) error { return c.write(ctx, s, w) }); err != nil {
		return err
	}
	info, err := os.Stat(c.Out)
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	return c.print(a, map[string]any{"file": c.Out, "format": c.Format, "bytes": info.Size()}, func() {})
}

func (c *exportCmd) write(ctx context.Context, s *store.Store, w io.Writer) error {
	if err := export.Write(ctx, s, export.Options{Format: intake.Format(c.Format), At: time.Now(), Render: render}, w); err != nil {
		return err
	}
	return s.Record(ctx, corpus.Act{By: corpus.ActorCommand, Verb: corpus.ActExport, Object: "archive", Detail: c.Format})
}

// replaceFile writes beside the file and renames at the end: an export that
// breaks off leaves an older one whole.
func replaceFile(path string, write func(io.Writer) error) error {
	file, err := os.CreateTemp(filepath.Dir(path), ".export-*")
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	err = write(file)
	if err == nil {
		err = file.Sync()
	}
	err = errors.Join(err, file.Close())
	if err == nil {
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		os.Remove(file.Name()) // best effort: the error that counts is err
		return fmt.Errorf("export: %w", err)
	}
	return nil
}
