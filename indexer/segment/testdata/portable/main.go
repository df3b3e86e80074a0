// Command portable segments its second argument, keeping the dictionary in the
// directory that is its first. A test builds it and runs it away from the
// source tree.
package main

import (
	"context"
	"fmt"
	"os"

	"shiyun/indexer/segment"
)

func main() {
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(dir, text string) error {
	loader, err := segment.NewLoader(dir, nil)
	if err != nil {
		return err
	}
	defer loader.Close()
	if err := loader.Wait(context.Background()); err != nil {
		return err
	}
	for _, t := range loader.Segmenter().Segment(text) {
		fmt.Println(string([]rune(text)[t.Start:t.End]))
	}
	return nil
}
