package main

import (
	"context"
	"fmt"
	"strings"

	"shiyun/corpus/store"
	"shiyun/indexer"
)

type cutCmd struct {
	JSON bool   `name:"json" help:"Print an object."`
	Word string `help:"A word that might be added to the dictionary: says what it would change." placeholder:"WORD"`
	Line string `arg:"" help:"The line to cut."`
}

// Run shows how the index cuts a line.
func (c *cutCmd) Run(ctx context.Context, a *app) error {
	var cut indexer.Cut
	err := a.withIndex(ctx, func(_ *store.Store, x *indexer.Index) (err error) {
		cut, err = x.Cut(ctx, c.Line, c.Word)
		return err
	})
	if err != nil {
		return err
	}
	if c.JSON {
		return printJSON(a, cut)
	}
	fmt.Fprintf(a.out, "整词：%s\n全部：%s\n", strings.Join(cut.Words, " | "), strings.Join(cut.Tokens, " "))
	for _, char := range cut.Chars {
		fmt.Fprintf(a.out, "  %s %s\n", char.Char, char.Readings)
	}
	if t := cut.Trial; t != nil {
		fmt.Fprintf(a.out, "词典里有“%s”：\n整词：%s\n全部：%s\n", t.Word, strings.Join(t.Words, " | "), strings.Join(t.Tokens, " "))
		if t.Known {
			fmt.Fprintln(a.out, "这个词词典里已经有了。")
		}
		fmt.Fprintf(a.out, "会有 %d 首诗多出这个词：%s\n", t.Poems, strings.Trim(fmt.Sprint(t.First), "[]"))
	}
	return nil
}
