// Command quality measures how well and how fast search finds what people
// half remember: cases of every class made from an archive with a fixed seed.
//
//	quality --data DIR --cases 100 -v
//	quality --poems poems.jsonl --peers
//	quality --poems poems.jsonl --asking
//
// It prints scores and latencies by class; with --peers those of SQLite FTS5
// beside them, which needs a build with -tags sqlite_fts5.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"

	"shiyun/indexer"
	"shiyun/indexer/engine/bleve"
	"shiyun/indexer/quality"
	"shiyun/indexer/search"
)

func main() {
	if err := run(context.Background(), os.Args[1:], os.Stdout, os.Stderr); err != nil {
		if !errors.Is(err, flag.ErrHelp) {
			fmt.Fprintln(os.Stderr, "quality:", err)
		}
		os.Exit(1)
	}
}

type options struct {
	data, poems string
	cases       int
	seed        uint64
	peers       bool
	asking      bool
	failures    int
}

func parse(args []string, stderr io.Writer) (o options, err error) {
	flags := flag.NewFlagSet("quality", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&o.data, "data", "", "measure the archive in this directory; no server may run on it")
	flags.StringVar(&o.poems, "poems", "", "import this file of JSON lines into a temporary archive and measure that")
	flags.IntVar(&o.cases, "cases", 20, "cases of every class")
	flags.Uint64Var(&o.seed, "seed", 1, "which cases are made")
	flags.BoolVar(&o.peers, "peers", false, "measure SQLite FTS5 on the same poems and queries")
	flags.BoolVar(&o.asking, "asking", false, "put questions too; --poems are given the places, times and tags that they ask for")
	flags.IntVar(&o.failures, "v", 0, "print so many of the worst cases of every class")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	if flags.NArg() > 0 || (o.data == "") == (o.poems == "") || o.cases < 1 {
		return o, errors.New("usage: quality (--data DIR | --poems FILE) [--cases N] [--seed S] [--peers] [--asking] [-v N]")
	}
	return o, nil
}

// run is main with its surroundings handed in.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	o, err := parse(args, stderr)
	if err != nil {
		return err
	}
	dir := o.data
	if o.poems != "" {
		temp, err := os.MkdirTemp("", "quality-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(temp)
		importInto := importPoems
		if o.asking {
			importInto = importFurnished
		}
		if err := importInto(ctx, temp, o.poems); err != nil {
			return err
		}
		dir = temp
	}
	log := slog.New(slog.NewTextHandler(stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
	return quality.With(ctx, dir, bleve.NewOpener(indexer.Folder(dir)), log, func(l *quality.Library, s *search.Searcher) error {
		err := measure(ctx, o, l, s, stdout)
		if err == nil && o.asking {
			err = measureAsking(ctx, o, dir, s, stdout)
		}
		return err
	})
}

func measure(ctx context.Context, o options, l *quality.Library, s *search.Searcher, w io.Writer) error {
	cases, err := quality.Generate(l, o.cases, o.seed)
	if err != nil {
		return err
	}
	outcomes, err := quality.Run(ctx, quality.Shiyun{Searcher: s}, cases)
	if err != nil {
		return err
	}
	reports := []quality.Report{{Engine: "shiyun", Outcomes: outcomes}}
	fmt.Fprintf(w, "%d poems, %d cases of every class, seed %d\n\n", l.Len(), o.cases, o.seed)
	if o.peers {
		others, err := askPeers(ctx, l, cases, w)
		if err != nil {
			return err
		}
		reports = append(reports, others...)
	}
	if err := quality.WriteTable(w, reports); err != nil {
		return err
	}
	typed := quality.Typed(l, 10*o.cases, o.seed)
	times, err := quality.Suggest(ctx, s, typed)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "\n%d suggestions: median, 90 %%, 99 %%, worst in ms:\t%s\n", len(typed), times)
	if o.failures > 0 {
		fmt.Fprintln(w)
		quality.WriteFailures(w, l, reports[0], o.failures)
	}
	return nil
}
