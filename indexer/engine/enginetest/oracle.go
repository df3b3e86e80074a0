package enginetest

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"shiyun/corpus"
	"shiyun/indexer/engine"
)

// After any history the engine answers any expression as the one in memory.
func (s Subject) testOracle(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		o, memory := s.New(t), NewMemory()
		got, err := o.Create(t.Context(), "gen-1")
		if err != nil {
			rt.Fatal(err)
		}
		want, err := memory.Create(t.Context(), "gen-1")
		if err != nil {
			rt.Fatal(err)
		}
		defer func() {
			if err := got.Close(); err != nil {
				rt.Error(err)
			}
		}()
		for n := range rapid.IntRange(1, 6).Draw(rt, "batches") {
			updates, at := drawUpdates(rt, n+1), corpus.Cursor(fmt.Sprint(n+1))
			for _, e := range []engine.Engine{got, want} {
				if err := e.Apply(t.Context(), updates, at); err != nil {
					rt.Fatal(err)
				}
			}
			if rapid.IntRange(0, 3).Draw(rt, "reopen") == 0 {
				if err := got.Close(); err != nil {
					rt.Fatal(err)
				}
				if got, err = o.Open(t.Context(), "gen-1"); err != nil {
					rt.Fatal(err)
				}
			}
		}
		for range 8 {
			compareAnswers(rt, got, want, drawExpr(rt, 3))
		}
		compareStates(rt, got, want)
	})
}

var letters = []string{"春", "夏", "秋", "冬"}

func drawUpdates(t *rapid.T, revision int) (updates []engine.Update) {
	for _, id := range rapid.SliceOfNDistinct(rapid.Int64Range(1, 8), 0, 8, rapid.ID[int64]).Draw(t, "ids") {
		if rapid.Bool().Draw(t, "delete") {
			updates = append(updates, engine.Update{ID: corpus.PoemID(id)})
			continue
		}
		chars := rapid.SliceOfNDistinct(rapid.SampledFrom(letters), 0, 4, rapid.ID[string]).Draw(t, "chars")
		updates = append(updates, poem(corpus.PoemID(id), revision, chars...))
	}
	return updates
}

func drawExpr(t *rapid.T, depth int) engine.Expr {
	op := rapid.IntRange(0, 3).Draw(t, "op")
	if op == 0 || depth == 0 {
		return has(rapid.SampledFrom(append(letters, "无")).Draw(t, "char"))
	}
	var args []engine.Expr
	for range rapid.IntRange(0, 4).Draw(t, "args") {
		args = append(args, drawExpr(t, depth-1))
	}
	switch op {
	case 1:
		return engine.And(args...)
	case 2:
		return engine.Or(args...)
	}
	return engine.MinShouldMatch(rapid.IntRange(-1, 5).Draw(t, "min"), args...)
}

func compareAnswers(t *rapid.T, got, want engine.Engine, e engine.Expr) {
	a, err := got.Candidates(context.Background(), e, noLimit)
	if err != nil {
		t.Fatal(err)
	}
	b, err := want.Candidates(context.Background(), e, noLimit)
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(a.IDs)
	slices.Sort(b.IDs)
	if !slices.Equal(a.IDs, b.IDs) {
		t.Fatalf("%+v: got %v, want %v", e, a.IDs, b.IDs)
	}
}

func compareStates(t *rapid.T, got, want engine.Engine) {
	read := func(e engine.Engine) (counts []int, revisions map[corpus.PoemID]int) {
		var terms []engine.Term
		for _, c := range letters {
			terms = append(terms, engine.Term{Field: engine.Char, Text: c})
		}
		counts, err := e.Frequencies(context.Background(), terms)
		if err != nil {
			t.Fatal(err)
		}
		count, err := e.Count(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		revisions = map[corpus.PoemID]int{}
		err = e.Revisions(context.Background(), func(id corpus.PoemID, revision int) error {
			revisions[id] = revision
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return append(counts, count), revisions
	}
	gotCounts, gotRevisions := read(got)
	wantCounts, wantRevisions := read(want)
	if !slices.Equal(gotCounts, wantCounts) || !maps.Equal(gotRevisions, wantRevisions) {
		t.Fatalf("got %v %v, want %v %v", gotCounts, gotRevisions, wantCounts, wantRevisions)
	}
}
