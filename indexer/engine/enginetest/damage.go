package enginetest

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"

	"shiyun/corpus"
	"shiyun/indexer/engine"
)

// A damaged generation is an error when it is opened or when it is read, never
// a panic and never a wrong answer. An engine may also fall back to a state it
// had before, with the cursor of then, as after a crash. Either way the name is
// free once the generation has been set aside.
func (s Subject) testDamage(t *testing.T) {
	for _, name := range slices.Sorted(maps.Keys(s.Damages)) {
		t.Run(name, func(t *testing.T) {
			o := s.New(t)
			e := create(t, o, "gen-1")
			var updates []engine.Update
			for id := range corpus.PoemID(500) {
				updates = append(updates, poem(id+1, 1, "春", fmt.Sprint("字", id)))
			}
			apply(t, e, "1", updates...)
			closeNow(t, e)
			s.Damages[name](t, o, "gen-1")
			if at, count, err := readDamaged(t, o); err == nil && (at != "" || count != 0) {
				t.Errorf("a damaged generation has %d poems at %q", count, at)
			} else if err != nil && !errors.Is(err, engine.ErrDamaged) {
				t.Errorf("a damaged generation gave %v", err)
			}
			if err := o.SetAside(t.Context(), "gen-1"); err != nil {
				t.Fatal(err)
			}
			if got := stateOf(t, create(t, o, "gen-1")); got.count != 0 {
				t.Errorf("a new generation has %+v", got)
			}
		})
	}
}

// readDamaged opens the generation and asks for everything. It returns the
// cursor and how many poems there are.
func readDamaged(t *testing.T, o engine.Opener) (at corpus.Cursor, count int, err error) {
	e, err := o.Open(t.Context(), "gen-1")
	if err != nil {
		return "", 0, err
	}
	defer func() { _ = e.Close() }() // may fail: it is damaged
	if at, err = e.Cursor(t.Context()); err != nil {
		return "", 0, err
	}
	if _, err := e.Candidates(t.Context(), has("春"), noLimit); err != nil {
		return "", 0, err
	}
	for id := range 500 {
		if _, err := e.Frequencies(t.Context(), []engine.Term{{Field: engine.Char, Text: fmt.Sprint("字", id)}}); err != nil {
			return "", 0, err
		}
	}
	err = e.Revisions(t.Context(), func(corpus.PoemID, int) error {
		count++
		return nil
	})
	return at, count, err
}
