package main

import (
	"fmt"
	"io"
	"sync"

	"shiyun/corpus"
	"shiyun/server/catalogue"
	"shiyun/web"
)

// sentences is the catalogue in simplified characters, which commands speak.
// It is embedded and a test loads it, so that an error here cannot happen in a
// program that was tested; a command would then print keys.
var sentences = sync.OnceValue(func() *catalogue.Catalogue {
	hans, _, err := catalogue.Load(web.Files, nil)
	if err != nil {
		return &catalogue.Catalogue{Lang: catalogue.Simplified}
	}
	return hans
})

// render returns a message of the corpus or the indexer as a sentence.
func render(m corpus.Message) string { return sentences().Render(m) }

// printMessage prints a message on a line of its own.
func printMessage(w io.Writer, m corpus.Message) { fmt.Fprintln(w, render(m)) }
