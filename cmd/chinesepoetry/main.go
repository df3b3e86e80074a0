// Command chinesepoetry turns the npm package chinese-poetry 2.0.1 (MIT) into
// JSON lines of the import format, for benchmarks and tests of scale.
//
//	npm pack chinese-poetry@2.0.1
//	chinesepoetry --out poems.jsonl chinese-poetry-2.0.1.tgz
//	chinesepoetry --limit 3600 --seed 7 package/ > sample.jsonl
//
// It reads four parts of the package, 343,795 poems with text in all: 全唐诗
// 57,603, 全宋诗 254,225, 全宋词 21,053 and 元曲 10,914. The other parts
// repeat these or are prose.
package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"shiyun/corpus/borrowing/chinesepoetry"
)

func main() {
	if err := run(os.Args[1:], os.Stdout, os.Stderr); err != nil {
		if !errors.Is(err, flag.ErrHelp) {
			fmt.Fprintln(os.Stderr, "chinesepoetry:", err)
		}
		os.Exit(1)
	}
}

// run is main with its surroundings handed in, so that tests can call it.
func run(args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("chinesepoetry", flag.ContinueOnError)
	flags.SetOutput(stderr)
	out := flags.String("out", "", "write to this file instead of standard output")
	limit := flags.Int("limit", 0, "write a fixed sample of this many poems; 0 writes all")
	seed := flags.Uint64("seed", 1, "which sample --limit takes")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() != 1 || *limit < 0 {
		return errors.New("usage: chinesepoetry [--out FILE] [--limit N] [--seed S] PACKAGE-DIRECTORY|PACKAGE.tgz")
	}
	tree, cleanup, err := chinesepoetry.Open(flags.Arg(0))
	if err != nil {
		return err
	}
	defer cleanup()
	write := func(w io.Writer) error { return convert(tree, w, stderr, *limit, *seed) }
	if *out == "" {
		return buffered(stdout, write)
	}
	return writeFile(*out, write)
}

func buffered(w io.Writer, write func(io.Writer) error) error {
	b := bufio.NewWriter(w)
	if err := write(b); err != nil {
		return err
	}
	return b.Flush()
}

// writeFile closes what it opened and reports a failure to do so: a full disk
// often shows only then.
func writeFile(name string, write func(io.Writer) error) (err error) {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return buffered(f, write)
}
