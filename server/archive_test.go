package server_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/store"
)

// sampleDrafts reads the sample poems that come with the archive.
func sampleDrafts(t testing.TB) []corpus.Draft {
	t.Helper()
	files, err := filepath.Glob("../corpus/sample/poems/*.jsonl")
	if err != nil || len(files) == 0 {
		t.Fatalf("no sample poems: %v", err)
	}
	var drafts []corpus.Draft
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			drafts = append(drafts, readDraft(t, line))
		}
	}
	return drafts
}

func readDraft(t testing.TB, line string) corpus.Draft {
	t.Helper()
	var r struct {
		Ref, Title, Author, Preface, Body, Note, Form, Tune, Place, Date, Source string
		Tags                                                                     []string
		Collection                                                               string
	}
	if err := json.Unmarshal([]byte(line), &r); err != nil {
		t.Fatalf("%v in %s", err, line)
	}
	form, _ := corpus.ParseForm(r.Form)
	date := corpus.ParseDate(r.Date)
	d := corpus.Draft{Ref: r.Ref, Title: &r.Title, Author: &r.Author, Preface: &r.Preface, Body: &r.Body, Note: &r.Note,
		Form: &form, Tune: &r.Tune, Place: &r.Place, Date: &date, Source: &r.Source, Tags: &r.Tags}
	if r.Collection != "" {
		d.Collections = &[]string{r.Collection}
	}
	return d
}

func draft(ref, title, author, body string) corpus.Draft {
	return corpus.Draft{Ref: ref, Title: &title, Author: &author, Body: &body}
}

func openStore(t testing.TB) *store.Store {
	t.Helper()
	st, err := store.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	return st
}

func importDrafts(t testing.TB, st *store.Store, publish bool, drafts ...corpus.Draft) {
	t.Helper()
	im, err := st.BeginImport(t.Context(), store.ImportOptions{Publish: publish})
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
