package engine_test

import (
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"shiyun/corpus"
	"shiyun/indexer/engine"
)

// TestBleve runs the suite that every engine must pass.
func TestBleve(t *testing.T) {
	suite(t, func(t testing.TB) engine.Engine {
		b, err := engine.CreateBleve(filepath.Join(t.TempDir(), "index"))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { b.Close() })
		return b
	})
}

func chars(id corpus.PoemID, revision int, text ...string) engine.Update {
	return engine.Update{ID: id, Document: &engine.Document{ID: id, Revision: revision,
		Terms: map[engine.Field][]string{engine.Char: text, engine.Form: {"七绝"}}}}
}

func suite(t *testing.T, create func(testing.TB) engine.Engine) {
	t.Run("candidates", func(t *testing.T) {
		e := create(t)
		apply(t, e, "1", chars(1, 1, "春", "风"), chars(2, 1, "春", "水"), chars(3, 1, "秋", "水"))
		has := func(c string) engine.Expr { return engine.Has(engine.Char, c) }
		tests := []struct {
			name string
			expr engine.Expr
			want []corpus.PoemID
		}{
			{"one term", has("春"), []corpus.PoemID{1, 2}},
			{"a term of one poem", has("秋"), []corpus.PoemID{3}},
			{"no such term", has("夏"), nil},
			{"another field", engine.Has(engine.Form, "七绝"), []corpus.PoemID{1, 2, 3}},
			{"and", engine.And(has("春"), has("水")), []corpus.PoemID{2}},
			{"and with none", engine.And(has("春"), has("夏")), nil},
			{"or", engine.Or(has("秋"), has("风")), []corpus.PoemID{1, 3}},
			{"or of nothing", engine.Or(), nil},
			{"all", engine.All(), []corpus.PoemID{1, 2, 3}},
			{"all but one", engine.Most(1, has("春"), has("风"), has("水")), []corpus.PoemID{1, 2}},
			{"all but two", engine.Most(2, has("春"), has("风"), has("水")), []corpus.PoemID{1, 2, 3}},
			{"all but none", engine.Most(0, has("春"), has("风")), []corpus.PoemID{1}},
			{"as many lacking as there are", engine.Most(2, has("春"), has("夏")), []corpus.PoemID{1, 2, 3}},
			{"and of ors", engine.And(engine.Or(has("春"), has("秋")), has("水")), []corpus.PoemID{2, 3}},
		}
		for _, tt := range tests {
			t.Run(tt.name, func(t *testing.T) {
				if got := candidates(t, e, tt.expr); !slices.Equal(got, tt.want) {
					t.Errorf("got %v, want %v", got, tt.want)
				}
			})
		}
	})
	t.Run("updates replace and tombstones remove", func(t *testing.T) {
		e := create(t)
		apply(t, e, "1", chars(1, 1, "春"), chars(2, 1, "春"))
		apply(t, e, "2", chars(1, 2, "秋"), engine.Update{ID: 2}, engine.Update{ID: 9})
		if got := candidates(t, e, engine.Has(engine.Char, "春")); len(got) != 0 {
			t.Errorf("old terms still find %v", got)
		}
		if got := revisions(t, e); !maps.Equal(got, map[corpus.PoemID]int{1: 2}) {
			t.Errorf("revisions %v", got)
		}
		counts, err := e.Frequencies(t.Context(), engine.Char, []string{"春", "秋", "冬"})
		if err != nil || !slices.Equal(counts, []int{0, 1, 0}) {
			t.Errorf("frequencies %v (%v)", counts, err)
		}
	})
	t.Run("cursor goes with the batch", func(t *testing.T) {
		e := create(t)
		cancelled, cancel := context.WithCancel(t.Context())
		cancel()
		apply(t, e, "7", chars(1, 1, "春"))
		if err := e.Apply(cancelled, []engine.Update{chars(2, 1, "春")}, "8"); err == nil {
			t.Error("a cancelled batch was acknowledged")
		}
		if at, err := e.Cursor(); err != nil || at != "7" {
			t.Errorf("cursor %q (%v), want 7", at, err)
		}
	})
	t.Run("agrees with a map over any history", func(t *testing.T) {
		rapid.Check(t, func(rt *rapid.T) { agreesWithMap(rt, create(t)) })
	})
}

// agreesWithMap applies a random history to the engine and to a map, and
// compares what both say.
func agreesWithMap(t *rapid.T, e engine.Engine) {
	defer e.Close()
	model := map[corpus.PoemID][]string{}
	letters := []string{"春", "夏", "秋", "冬"}
	for step := range rapid.IntRange(1, 6).Draw(t, "batches") {
		var updates []engine.Update
		for _, id := range rapid.SliceOfNDistinct(rapid.Int64Range(1, 8), 0, 8, rapid.ID[int64]).Draw(t, "ids") {
			poem := corpus.PoemID(id)
			if rapid.Bool().Draw(t, "delete") {
				delete(model, poem)
				updates = append(updates, engine.Update{ID: poem})
				continue
			}
			text := rapid.SliceOfNDistinct(rapid.SampledFrom(letters), 1, 4, rapid.ID[string]).Draw(t, "text")
			model[poem] = text
			updates = append(updates, chars(poem, step+1, text...))
		}
		if err := e.Apply(context.Background(), updates, corpus.Cursor(fmt.Sprint(step+1))); err != nil {
			t.Fatal(err)
		}
	}
	for lack := range 4 {
		var all []engine.Expr
		for _, c := range letters {
			all = append(all, engine.Has(engine.Char, c))
		}
		var want []corpus.PoemID
		for id, text := range model {
			if len(text) >= len(letters)-lack {
				want = append(want, id)
			}
		}
		slices.Sort(want)
		got, err := e.Candidates(context.Background(), engine.Most(lack, all...))
		slices.Sort(got)
		if err != nil || !slices.Equal(got, want) {
			t.Fatalf("all but %d: got %v (%v), want %v", lack, got, err, want)
		}
	}
	for _, c := range letters {
		var want []corpus.PoemID
		for id, text := range model {
			if slices.Contains(text, c) {
				want = append(want, id)
			}
		}
		slices.Sort(want)
		got, err := e.Candidates(context.Background(), engine.Has(engine.Char, c))
		slices.Sort(got)
		if err != nil || !slices.Equal(got, want) {
			t.Fatalf("%s: got %v (%v), want %v", c, got, err, want)
		}
	}
}

func apply(t testing.TB, e engine.Engine, at corpus.Cursor, updates ...engine.Update) {
	t.Helper()
	if err := e.Apply(t.Context(), updates, at); err != nil {
		t.Fatal(err)
	}
}

func candidates(t testing.TB, e engine.Engine, expr engine.Expr) []corpus.PoemID {
	t.Helper()
	ids, err := e.Candidates(t.Context(), expr)
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(ids)
	return ids
}

func revisions(t testing.TB, e engine.Engine) map[corpus.PoemID]int {
	t.Helper()
	got := map[corpus.PoemID]int{}
	err := e.Revisions(t.Context(), func(id corpus.PoemID, revision int) error {
		got[id] = revision
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return got
}
