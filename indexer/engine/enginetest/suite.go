package enginetest

import (
	"slices"
	"testing"

	"shiyun/corpus"
	"shiyun/indexer/engine"
)

// Subject is the implementation to be tested.
type Subject struct {
	// New returns an opener without generations, for the test alone.
	New func(testing.TB) engine.Opener
	// Damages are ways, by name, to damage a closed generation, so that it
	// cannot be opened or cannot be read; none where that cannot happen.
	Damages map[string]func(t testing.TB, o engine.Opener, name string)
}

// Run runs the suite that every engine must pass.
func Run(t *testing.T, s Subject) {
	t.Run("Candidates", s.testCandidates)
	t.Run("Limit", s.testLimit)
	t.Run("Frequencies", s.testFrequencies)
	t.Run("Updates", s.testUpdates)
	t.Run("Idempotent", s.testIdempotent)
	t.Run("Batches", s.testBatches)
	t.Run("CancelledBatch", s.testCancelledBatch)
	t.Run("Revisions", s.testRevisions)
	t.Run("Generations", s.testGenerations)
	t.Run("Names", s.testNames)
	t.Run("Reopen", s.testReopen)
	t.Run("HalfBuilt", s.testHalfBuilt)
	t.Run("SetAside", s.testSetAside)
	t.Run("Closed", s.testClosed)
	t.Run("ReadersWhileWriting", s.testReadersWhileWriting)
	t.Run("CloseWhileReading", s.testCloseWhileReading)
	t.Run("Oracle", s.testOracle)
	t.Run("Damage", s.testDamage)
}

// create makes an empty generation that is closed when the test ends.
func (s Subject) create(t testing.TB) engine.Engine {
	t.Helper()
	return create(t, s.New(t), "gen-1")
}

func create(t testing.TB, o engine.Opener, name string) engine.Engine {
	t.Helper()
	e, err := o.Create(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	closeAtEnd(t, e)
	return e
}

func open(t testing.TB, o engine.Opener, name string) engine.Engine {
	t.Helper()
	e, err := o.Open(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	closeAtEnd(t, e)
	return e
}

func closeAtEnd(t testing.TB, e engine.Engine) {
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
}

func closeNow(t testing.TB, e engine.Engine) {
	t.Helper()
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
}

// poem is an update to a poem with the characters.
func poem(id corpus.PoemID, revision int, chars ...string) engine.Update {
	return engine.Update{ID: id, Document: &engine.Document{ID: id, Revision: revision,
		Terms: map[engine.Field][]string{engine.Char: chars, engine.Form: {"七绝"}}}}
}

func has(char string) engine.Expr { return engine.Has(engine.Char, char) }

func apply(t testing.TB, e engine.Engine, at corpus.Cursor, updates ...engine.Update) {
	t.Helper()
	if err := e.Apply(t.Context(), updates, at); err != nil {
		t.Fatal(err)
	}
}

// noLimit is more than any test has poems.
const noLimit = 1 << 20

// candidates returns the poems that satisfy an expression, in order of id.
func candidates(t testing.TB, e engine.Engine, expr engine.Expr) []corpus.PoemID {
	t.Helper()
	found, err := e.Candidates(t.Context(), expr, noLimit)
	if err != nil {
		t.Fatal(err)
	}
	if found.More {
		t.Fatalf("%d poems and more, without a limit", len(found.IDs))
	}
	slices.Sort(found.IDs)
	return found.IDs
}

// state is what an engine returns beside candidates.
type state struct {
	cursor    corpus.Cursor
	count     int
	revisions map[corpus.PoemID]int
}

func stateOf(t testing.TB, e engine.Engine) (s state) {
	t.Helper()
	var err error
	if s.cursor, err = e.Cursor(t.Context()); err != nil {
		t.Fatal(err)
	}
	if s.count, err = e.Count(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.revisions = map[corpus.PoemID]int{}
	err = e.Revisions(t.Context(), func(id corpus.PoemID, revision int) error {
		if _, twice := s.revisions[id]; twice {
			t.Errorf("poem %d comes twice", id)
		}
		s.revisions[id] = revision
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}
