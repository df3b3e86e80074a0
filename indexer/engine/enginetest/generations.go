package enginetest

import (
	"errors"
	"maps"
	"slices"
	"testing"

	"shiyun/corpus"
	"shiyun/indexer/engine"
)

func names(t testing.TB, o engine.Opener) []string {
	t.Helper()
	list, err := o.Names(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(list)
	return list
}

// Generations stand side by side and know nothing of each other.
func (s Subject) testGenerations(t *testing.T) {
	o := s.New(t)
	if got := names(t, o); len(got) != 0 {
		t.Fatalf("a new opener has %v", got)
	}
	if o.Format() == "" || o.Format() != s.New(t).Format() {
		t.Errorf("format %q: a fingerprint needs one that stays", o.Format())
	}
	first, second := create(t, o, "gen-1"), create(t, o, "gen-2")
	apply(t, first, "1", poem(1, 1, "春"))
	apply(t, second, "2", poem(2, 1, "春"))
	for e, want := range map[engine.Engine]corpus.PoemID{first: 1, second: 2} {
		if got := candidates(t, e, has("春")); !slices.Equal(got, []corpus.PoemID{want}) {
			t.Errorf("found %v, want %d", got, want)
		}
	}
	if _, err := o.Create(t.Context(), "gen-2"); !errors.Is(err, engine.ErrExists) {
		t.Errorf("creating one that exists: %v", err)
	}
	closeNow(t, first)
	if err := o.Drop(t.Context(), "gen-1"); err != nil {
		t.Fatal(err)
	}
	if got := names(t, o); !slices.Equal(got, []string{"gen-2"}) {
		t.Errorf("after dropping gen-1: %v", got)
	}
	if got := candidates(t, second, has("春")); len(got) != 1 {
		t.Errorf("dropping one took from the other: %v", got)
	}
	again := create(t, o, "gen-1")
	if got := stateOf(t, again); got.count != 0 || got.cursor != "" {
		t.Errorf("a name used again brings back %+v", got)
	}
}

// A name that the opener does not know is an error when it is opened, and
// none when it is dropped: whoever drops may have crashed before.
func (s Subject) testNames(t *testing.T) {
	o := s.New(t)
	if _, err := o.Open(t.Context(), "gen-9"); !errors.Is(err, engine.ErrNotFound) {
		t.Errorf("opening an unknown name: %v", err)
	}
	if err := o.Drop(t.Context(), "gen-9"); err != nil {
		t.Errorf("dropping an unknown name: %v", err)
	}
	if err := o.SetAside(t.Context(), "gen-9"); err != nil {
		t.Errorf("setting aside an unknown name: %v", err)
	}
	if got := names(t, o); len(got) != 0 {
		t.Errorf("asking made %v", got)
	}
	for _, name := range []string{"", "..", "a/b", "../a", "Gen", "9", "-a", "代", "a b", "a\x00"} {
		if _, err := o.Create(t.Context(), name); err == nil {
			t.Errorf("%q was taken for a name", name)
		}
		if err := o.Drop(t.Context(), name); err == nil {
			t.Errorf("%q was dropped", name)
		}
	}
}

func (s Subject) testReopen(t *testing.T) {
	o := s.New(t)
	e := create(t, o, "gen-1")
	apply(t, e, "1", poem(1, 1, "春"), poem(2, 1, "水"))
	apply(t, e, "2", engine.Update{ID: 2}, poem(3, 4, "春", "水"))
	want := stateOf(t, e)
	for range 2 {
		closeNow(t, e)
		e = open(t, o, "gen-1")
		if got := stateOf(t, e); got.cursor != want.cursor || got.count != want.count || !maps.Equal(got.revisions, want.revisions) {
			t.Errorf("%+v, want %+v", got, want)
		}
		if got := candidates(t, e, has("水")); !slices.Equal(got, []corpus.PoemID{3}) {
			t.Errorf("found %v", got)
		}
	}
	apply(t, e, "3", poem(5, 1, "水"))
	if got := candidates(t, e, has("水")); !slices.Equal(got, []corpus.PoemID{3, 5}) {
		t.Errorf("written after it was opened: %v", got)
	}
}

// A build writes its poems without a cursor and the cursor last: one that was
// cut short says so, is listed, and can be dropped.
func (s Subject) testHalfBuilt(t *testing.T) {
	o := s.New(t)
	e := create(t, o, "gen-1")
	apply(t, e, "", poem(1, 1, "春"))
	apply(t, e, "", poem(2, 1, "春"))
	closeNow(t, e)
	e = open(t, o, "gen-1")
	if got := stateOf(t, e); got.cursor != "" || got.count != 2 {
		t.Errorf("%d poems at %q, want 2 without a cursor", got.count, got.cursor)
	}
	apply(t, e, "8")
	if got := stateOf(t, e); got.cursor != "8" || got.count != 2 {
		t.Errorf("finished: %d poems at %q, want 2 at 8", got.count, got.cursor)
	}
	closeNow(t, e)
	closeNow(t, create(t, o, "gen-2")) // ended before its first batch
	if got := stateOf(t, open(t, o, "gen-2")); got.cursor != "" || got.count != 0 {
		t.Errorf("%+v", got)
	}
	if got := names(t, o); !slices.Equal(got, []string{"gen-1", "gen-2"}) {
		t.Errorf("generations %v", got)
	}
}

func (s Subject) testSetAside(t *testing.T) {
	o := s.New(t)
	for _, name := range []string{"gen-1", "gen-2", "gen-3"} {
		e := create(t, o, name)
		apply(t, e, "1", poem(1, 1, "春"))
		closeNow(t, e)
	}
	for _, name := range []string{"gen-1", "gen-2"} {
		if err := o.SetAside(t.Context(), name); err != nil {
			t.Fatal(err)
		}
		if _, err := o.Open(t.Context(), name); !errors.Is(err, engine.ErrNotFound) {
			t.Errorf("%s is still opened: %v", name, err)
		}
	}
	if got := names(t, o); !slices.Equal(got, []string{"gen-3"}) {
		t.Errorf("generations %v", got)
	}
	if got := stateOf(t, create(t, o, "gen-1")); got.count != 0 {
		t.Errorf("a name used again brings back %+v", got)
	}
}
