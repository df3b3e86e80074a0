package main

import (
	"bufio"
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

type exportCmd struct {
	Format string `help:"Format to write: ${enum}." enum:"jsonl" default:"jsonl"`
	Out    string `help:"File to write; standard output by default." placeholder:"FILE"`
}

// Run writes every poem of every status. Importing the file elsewhere with
// --publish gives an equal archive.
func (c *exportCmd) Run(ctx context.Context, a *app) (err error) {
	s, err := a.openExisting(ctx)
	if err != nil {
		return err
	}
	defer closing(s, &err)
	if c.Out == "" {
		return writeAll(ctx, s, a.out)
	}
	return replaceFile(c.Out, func(w io.Writer) error { return writeAll(ctx, s, w) })
}

func writeAll(ctx context.Context, s *store.Store, w io.Writer) error {
	aliases, err := s.Aliases(ctx, nil)
	if err != nil {
		return err
	}
	buffered := bufio.NewWriter(w)
	err = s.EachPoem(ctx, 0, "", func(p corpus.Poem) error {
		return intake.WriteJSONL(buffered, p, aliases[p.Author.ID])
	})
	return errors.Join(err, buffered.Flush())
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
