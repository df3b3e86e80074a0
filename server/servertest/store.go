package servertest

import (
	"context"
	"slices"
	"strings"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/corpus/store/transfer"
)

// OpenStore opens an empty archive, closed when the test ends.
func OpenStore(t testing.TB) *store.Store {
	t.Helper()
	return openStore(t, t.TempDir())
}

func openStore(t testing.TB, dir string) *store.Store {
	t.Helper()
	st, err := store.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	nameSite(t, st)
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	return st
}

// Import imports drafts as one batch.
func Import(t testing.TB, st *store.Store, publish bool, drafts ...corpus.Draft) {
	t.Helper()
	im, err := st.BeginImport(t.Context(), transfer.ImportOptions{Publish: publish})
	if err != nil {
		t.Fatal(err)
	}
	for part := range slices.Chunk(drafts, 500) {
		if _, err := im.Write(t.Context(), part); err != nil {
			t.Fatal(err)
		}
	}
	if err := im.End(t.Context(), corpus.BatchDone); err != nil {
		t.Fatal(err)
	}
}

// Verbs returns the verbs of the last n acts of the audit log, oldest first.
func Verbs(t testing.TB, st *store.Store, n int) string {
	t.Helper()
	acts, err := st.Acts(context.WithoutCancel(t.Context()), 0, n)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for i := len(acts) - 1; i >= 0; i-- {
		list = append(list, string(acts[i].Verb))
	}
	return strings.Join(list, " ")
}

// Poem returns a poem, whatever its status.
func Poem(t testing.TB, st *store.Store, id corpus.PoemID) corpus.Poem {
	t.Helper()
	p, err := st.Poem(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// PublishedPoems returns every published poem.
func PublishedPoems(t testing.TB, st *store.Store) []corpus.Poem {
	t.Helper()
	var all []corpus.Poem
	err := st.EachPoem(t.Context(), 0, corpus.StatusPublished, func(p corpus.Poem) error {
		all = append(all, p)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// nameSite gives the site of a test a name, without an act or a change.
func nameSite(t testing.TB, st *store.Store) {
	t.Helper()
	if err := st.SetSetting(t.Context(), "site", `{"name":"诗韵东亭","seal":"诗韵"}`); err != nil {
		t.Fatal(err)
	}
}
