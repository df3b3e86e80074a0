package intake

import (
	"fmt"
	"io"
	"time"

	"shiyun/corpus"
)

// WriteJSONL writes a poem as one line of the open format, which reads back
// as an equal draft. aliases are the author's other names.
func WriteJSONL(w io.Writer, p corpus.Poem, aliases []string) error {
	r := corpus.NewRecord(p)
	r.Aliases, r.Revision, r.Corrected = aliases, p.Revision, p.Corrected
	if !p.PublishedAt.IsZero() {
		r.Published = p.PublishedAt.UTC().Format(time.RFC3339Nano)
	}
	line, err := r.JSON()
	if err != nil {
		return fmt.Errorf("export poem %d: %w", p.ID, err)
	}
	if _, err := w.Write(append(line, '\n')); err != nil {
		return fmt.Errorf("export poem %d: %w", p.ID, err)
	}
	return nil
}
