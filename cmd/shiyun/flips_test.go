package main

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	_ "github.com/mattn/go-sqlite3"

	"shiyun/corpus/store"
	"shiyun/corpus/store/sums"
)

// flips is how many bytes are flipped, each in a copy of its own:
// SHIYUN_TEST_MEASURE=1 flips as many as the issue asks for.
func flips() int {
	if os.Getenv("SHIYUN_TEST_MEASURE") != "" {
		return 500
	}
	return 60
}

// verify --full finds every flipped byte that changes a row of the truth; the
// scrub finds at least 95 in a hundred of these.
func TestFlippedBytesAreFound(t *testing.T) {
	t.Parallel()
	base := t.TempDir()
	s := openSamples(t, base)
	closeStore(t, s)
	path := filepath.Join(base, "archive.db")
	raw, err := sql.Open("sqlite3", path)
	if err == nil {
		_, err = raw.Exec("PRAGMA wal_checkpoint(TRUNCATE)")
	}
	if err == nil {
		err = raw.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	key, err := os.ReadFile(filepath.Join(base, "secret.key"))
	if err != nil {
		t.Fatal(err)
	}
	said := saysOf(path)
	r := rand.New(rand.NewPCG(5, 12))
	changed, found, scrubbed := 0, 0, 0
	for range flips() {
		at := r.IntN(len(whole))
		dir := t.TempDir()
		damaged := append([]byte{}, whole...)
		damaged[at] ^= byte(1 + r.IntN(255))
		write(t, filepath.Join(dir, "archive.db"), string(damaged))
		write(t, filepath.Join(dir, "secret.key"), string(key))
		if saysOf(filepath.Join(dir, "archive.db")) == said {
			continue // free space, or an index
		}
		changed++
		full, slow := lookThrough(t, dir)
		if full {
			found++
		} else {
			t.Errorf("byte %d of page %d changes the truth and is not found", at%4096, at/4096+1)
		}
		if slow {
			scrubbed++
		}
	}
	t.Logf("%d flips, %d changed the truth, %d found in full, %d by the scrub", flips(), changed, found, scrubbed)
	// 95 in a hundred; of the few of a short run it may miss one.
	if missed := changed - scrubbed; changed < flips()/4 || missed > 1 && missed*20 > changed {
		t.Errorf("%d flips, %d changed the truth, %d found by the scrub", flips(), changed, scrubbed)
	}
}

// saysOf is everything that the tables of the truth say, as SQLite alone reads
// them; or the error.
func saysOf(path string) string {
	raw, err := sql.Open("sqlite3", "file:"+path+"?mode=ro&immutable=1")
	if err != nil {
		return err.Error()
	}
	defer raw.Close()
	var all strings.Builder
	for _, table := range sums.Tables() {
		if err := writeRows(&all, raw, table.Name); err != nil {
			return err.Error()
		}
	}
	return all.String()
}

// writeRows writes every row of a table.
func writeRows(all *strings.Builder, raw *sql.DB, table string) error {
	rows, err := raw.Query("SELECT * FROM " + table)
	if err != nil {
		return err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	values, into := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	fmt.Fprintln(all, table, columns)
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		fmt.Fprintf(all, "%q\n", values)
	}
	return rows.Err()
}

// lookThrough reports whether the damage is found: in full, and by what the
// server does by itself. An archive that is refused is found by both.
func lookThrough(t *testing.T, dir string) (full, slow bool) {
	t.Helper()
	s, err := store.Open(t.Context(), dir)
	if err != nil {
		return true, true
	}
	defer s.Close()
	v, err := s.Verify(t.Context(), true, nil)
	full = err != nil || !v.Sound()
	for at, ended := (sums.Position{}), false; !ended && !slow; {
		at, _, ended, err = s.Scrub(t.Context(), at, 4, func(store.Finding) { slow = true })
		slow = slow || err != nil
	}
	quick, err := s.Verify(t.Context(), false, nil)
	return full, slow || err != nil || !quick.Sound()
}

// What verify prints for scripts names the poem and what to do.
func TestVerifyNamesThePoem(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	closeStore(t, openSamples(t, dir))
	raw, err := sql.Open("sqlite3", filepath.Join(dir, "archive.db"))
	if err == nil {
		_, err = raw.Exec("DROP TRIGGER poems_sum_update; UPDATE poems SET body = body || '呀' WHERE id = 3")
	}
	if err == nil {
		err = raw.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	p := start(t, "verify", "--full", "--json", "--data", dir)
	if status := p.wait(t); status != 1 {
		t.Errorf("status %d: %s", status, p.err)
	}
	var report struct {
		Sound    bool
		Findings []struct {
			Kind, Title, Message, Advice string
			Poem                         int
		}
	}
	if err := json.Unmarshal([]byte(p.out.String()), &report); err != nil {
		t.Fatal(err)
	}
	if report.Sound || len(report.Findings) != 2 || report.Findings[0].Poem != 3 || report.Findings[0].Title == "" || report.Findings[0].Advice == "" || report.Findings[1].Kind != "text" {
		t.Errorf("report %+v", report)
	}
}
