package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"shiyun/corpus"
	"shiyun/corpus/format"
	"shiyun/corpus/intake"
	"shiyun/corpus/store"
	"shiyun/corpus/store/transfer"
	"shiyun/indexer/quality/asking"
	"shiyun/indexer/search"
)

// chunk is how many poems are written in one transaction.
const chunk = 2000

// importFurnished makes an archive of a file in dir, its poems with the places,
// times, tags and collections that questions ask for.
func importFurnished(ctx context.Context, dir, path string) (err error) {
	s, err := store.Open(ctx, dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	im, err := s.BeginImport(ctx, transfer.ImportOptions{Publish: true})
	if err != nil {
		return err
	}
	var drafts []corpus.Draft
	write := func() error {
		_, err := im.Write(ctx, drafts)
		drafts = drafts[:0]
		return err
	}
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	err = format.Read(ctx, path, file, intake.Options{Format: intake.JSONL}, func(r intake.Row) error {
		asking.Furnish(&r.Draft)
		if drafts = append(drafts, r.Draft); len(drafts) < chunk {
			return nil
		}
		return write()
	})
	if err == nil {
		err = write()
	}
	if err != nil {
		return fmt.Errorf("import %s: %w", path, err)
	}
	return im.End(ctx, corpus.BatchDone)
}

// measureAsking puts the questions to the search, those of the half of the
// templates that measures.
func measureAsking(ctx context.Context, o options, dir string, s *search.Searcher, w io.Writer) error {
	cases, err := askingCases(ctx, o, dir)
	if err != nil {
		return err
	}
	outcomes, err := asking.Run(ctx, s, cases)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "\nasking:\n")
	return asking.WriteTable(w, outcomes)
}

func askingCases(ctx context.Context, o options, dir string) (cases []asking.Case, err error) {
	archive, err := store.Open(ctx, dir)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, archive.Close()) }()
	l, err := asking.ReadLibrary(ctx, archive)
	if err != nil {
		return nil, err
	}
	return asking.Generate(l, true, o.cases, o.seed)
}
