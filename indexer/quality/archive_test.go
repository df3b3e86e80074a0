package quality_test

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"os"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/needs"
	"shiyun/corpus/sample"
	"shiyun/corpus/store"
	"shiyun/corpus/store/transfer"
	"shiyun/indexer"
	"shiyun/indexer/engine/bleve"
	"shiyun/indexer/quality"
	"shiyun/indexer/search"
)

// wantedPoems is how many the file has.
const wantedPoems = 3600

// open makes an archive of the files and runs fn on it.
func open(t testing.TB, files []io.Reader, fn func(*quality.Library, *search.Searcher)) {
	t.Helper()
	dir := t.TempDir()
	s, err := store.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		fill(t, s, file)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	err = quality.With(t.Context(), dir, bleve.NewOpener(indexer.Folder(dir)), slog.New(slog.DiscardHandler), func(l *quality.Library, s *search.Searcher) error {
		fn(l, s)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// row is what of a line of a file searching can see.
type row struct{ Ref, Title, Author, Preface, Body, Form string }

func fill(t testing.TB, s *store.Store, file io.Reader) {
	t.Helper()
	im, err := s.BeginImport(t.Context(), transfer.ImportOptions{Publish: true})
	if err != nil {
		t.Fatal(err)
	}
	var drafts []corpus.Draft
	for rows := json.NewDecoder(bufio.NewReader(file)); ; {
		var r row
		if err := rows.Decode(&r); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		form, _ := corpus.ParseForm(r.Form)
		drafts = append(drafts, corpus.Draft{Ref: r.Ref, Title: &r.Title, Author: &r.Author, Preface: &r.Preface, Body: &r.Body, Form: &form})
	}
	if _, err := im.Write(t.Context(), drafts); err != nil {
		t.Fatal(err)
	}
	if err := im.End(t.Context(), corpus.BatchDone); err != nil {
		t.Fatal(err)
	}
}

// samples opens the sample archive.
func samples(t testing.TB, fn func(*quality.Library, *search.Searcher)) {
	t.Helper()
	sources, err := sample.Sources()
	if err != nil {
		t.Fatal(err)
	}
	var files []io.Reader
	for _, source := range sources {
		file, err := source.Open()
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		files = append(files, file)
	}
	open(t, files, fn)
}

// large opens an archive of poems from the large input.
func large(t testing.TB, fn func(*quality.Library, *search.Searcher)) {
	t.Helper()
	path := needs.Poems(t)
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	open(t, []io.Reader{file}, func(l *quality.Library, s *search.Searcher) {
		if l.Len() != wantedPoems {
			t.Fatalf("%s has %d poems, want the %d of chinesepoetry --limit %d --seed 7", path, l.Len(), wantedPoems, wantedPoems)
		}
		fn(l, s)
	})
}
