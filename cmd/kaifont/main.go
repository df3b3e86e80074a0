// Command kaifont makes the pack of outlines that package typeface serves
// from the npm package @fontsource/lxgw-wenkai, an archive of the typeface
// LXGW WenKai (霞鹜文楷) under the SIL Open Font License. Its cut for Taiwan,
// lxgw-wenkai-tc, draws 没 as 沒 and lacks hundreds of simplified characters.
//
//	npm pack @fontsource/lxgw-wenkai@5.3.0
//	go run ./cmd/kaifont --out web/fonts/kai.pack fontsource-lxgw-wenkai-5.3.0.tgz
package main

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"shiyun/server/typeface"
)

// suffix names the file of the regular weight, which the package calls 500, in
// WOFF 1, which needs no more than the standard library to read.
const suffix = "-500-normal.woff"

func main() {
	out := flag.String("out", "", "file to write")
	flag.Parse()
	if *out == "" || flag.NArg() != 1 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(*out, flag.Arg(0)); err != nil {
		fmt.Fprintln(os.Stderr, "kaifont:", err)
		os.Exit(1)
	}
}

func run(out, archive string) error {
	pack := typeface.NewPack()
	if err := eachFont(archive, pack.Add); err != nil {
		return err
	}
	if err := os.WriteFile(out, pack.Bytes(), 0o644); err != nil {
		return fmt.Errorf("write pack: %w", err)
	}
	fmt.Printf("%d characters\n", pack.Len())
	return nil
}

func eachFont(archive string, use func([]byte) error) error {
	file, err := os.Open(archive)
	if err != nil {
		return fmt.Errorf("open package: %w", err)
	}
	defer file.Close()
	plain, err := gzip.NewReader(file)
	if err != nil {
		return fmt.Errorf("read package: %w", err)
	}
	entries := tar.NewReader(plain)
	for {
		entry, err := entries.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read package: %w", err)
		}
		if !strings.HasSuffix(entry.Name, suffix) {
			continue
		}
		content, err := io.ReadAll(entries)
		if err == nil {
			err = use(content)
		}
		if err != nil {
			return fmt.Errorf("read %s: %w", entry.Name, err)
		}
	}
}
