package jsonl

import (
	"fmt"
	"io"
	"time"

	"shiyun/corpus"
)

// Write writes a poem as one line of the open format, which reads back
// as an equal draft. aliases are the author's other names.
func Write(w io.Writer, p corpus.Poem, aliases []string) error {
	return writeRecord(w, recordOf(p, aliases))
}

// WriteWhole also writes what only the archive says of a poem: since when
// it has been published, and what a person corrected. It is left out elsewhere
// so that an export of what was imported is what was imported.
func WriteWhole(w io.Writer, p corpus.Poem, aliases []string) error {
	r := recordOf(p, aliases)
	r.Corrected = p.Corrected
	if !p.PublishedAt.IsZero() {
		r.Published = p.PublishedAt.UTC().Format(time.RFC3339Nano)
	}
	return writeRecord(w, r)
}

func recordOf(p corpus.Poem, aliases []string) corpus.Record {
	r := corpus.NewRecord(p)
	r.Aliases, r.Revision = aliases, p.Revision
	return r
}

func writeRecord(w io.Writer, r corpus.Record) error {
	line, err := r.JSON()
	if err == nil {
		_, err = w.Write(append(line, '\n'))
	}
	if err != nil {
		return fmt.Errorf("export poem %d: %w", r.ID, err)
	}
	return nil
}
