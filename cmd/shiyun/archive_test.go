package main

import (
	"bufio"
	"database/sql"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/batch"
	"shiyun/corpus/sample"
	"shiyun/corpus/store"
)

func openArchive(t testing.TB, dir string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// openSamples makes an archive of the samples, published, without an index.
func openSamples(t testing.TB, dir string) *store.Store {
	t.Helper()
	s := openArchive(t, dir)
	sources, err := sample.Sources()
	if err != nil || len(sources) == 0 {
		t.Fatalf("no samples: %v", err)
	}
	report, err := batch.Run(t.Context(), s, batch.Options{Sources: sources, Publish: true})
	if err != nil || report.Created < 150 || report.Created != report.Read {
		t.Fatalf("samples: %+v, %v", report, err)
	}
	return s
}

// closeStore ends the connections before another process is looked at alone.
func closeStore(t testing.TB, s *store.Store) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// invented is a poem like no other.
type invented struct {
	Ref    string `json:"ref"`
	Title  string `json:"title"`
	Author string `json:"author"`
	Body   string `json:"body"`
}

// invent makes n poems of random characters, the same for the same seed.
func invent(seed uint64, n int) []invented {
	r := rand.New(rand.NewPCG(seed, 0))
	line := func() string {
		chars := make([]rune, 7)
		for i := range chars {
			chars[i] = '一' + rune(r.IntN(4000))
		}
		return string(chars)
	}
	poems := make([]invented, n)
	for i := range poems {
		poems[i] = invented{Ref: fmt.Sprintf("生-%d-%d", seed, i), Title: fmt.Sprintf("无题 %d", i), Author: fmt.Sprintf("诗人%d", i%97),
			Body: line() + "，\n" + line() + "。\n" + line() + "，\n" + line() + "。"}
	}
	return poems
}

// writePoems writes a file to import.
func writePoems(t testing.TB, poems []invented) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "poems.jsonl")
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	w := bufio.NewWriter(file)
	enc := json.NewEncoder(w)
	for _, p := range poems {
		if err := enc.Encode(p); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	return path
}

// openFile opens the archive's file beside the program, past the store, which
// would hide what is wrong with it. Like the program it waits its turn.
func openFile(t testing.TB, dir string) *sql.DB {
	t.Helper()
	u := url.URL{Scheme: "file", OmitHost: true, Path: filepath.Join(dir, "archive.db"), RawQuery: "_busy_timeout=20000&_query_only=1"}
	db, err := sql.Open("sqlite3", u.String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// number asks for one number, -1 where the tables are not there yet.
func number(db *sql.DB, query string, args ...any) int {
	var n int
	if err := db.QueryRow(query, args...).Scan(&n); err != nil {
		return -1
	}
	return n
}

// wantReport reads the report of an import, which must be one object.
func wantReport(t testing.TB, out string) (counts corpus.Counts) {
	t.Helper()
	if err := json.Unmarshal([]byte(out), &counts); err != nil {
		t.Fatalf("report %q: %v", out, err)
	}
	return counts
}
