package command

import (
	"context"
	"fmt"
	"io"
	"strings"

	"shiyun/corpus"
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
	printCut(a.Out, cut.Words, cut.Tokens)
	for _, char := range cut.Chars {
		fmt.Fprintf(a.Out, "  %s %s\n", char.Char, char.Readings)
	}
	if t := cut.Trial; t != nil {
		printMessage(a.Out, corpus.NewMessage("command.cut.with", t.Word))
		printCut(a.Out, t.Words, t.Tokens)
		if t.Known {
			printMessage(a.Out, corpus.NewMessage("command.cut.known"))
		}
		printMessage(a.Out, corpus.NewMessage("command.cut.poems", t.Poems, strings.Trim(fmt.Sprint(t.First), "[]")))
	}
	return nil
}

// printCut prints the whole words of a line, and all tokens.
func printCut(w io.Writer, words, tokens []string) {
	printMessage(w, corpus.NewMessage("command.cut.words", strings.Join(words, " | ")))
	printMessage(w, corpus.NewMessage("command.cut.tokens", strings.Join(tokens, " ")))
}
