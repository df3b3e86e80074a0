package main

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/gofrs/flock"

	"shiyun/indexer/search"
)

// many is how many poems there are in an import that is killed, chunk how
// many of them are committed together.
const (
	many  = 12_000
	chunk = 1000
	step  = 2000 // changes the index takes at a time
)

// An import that is killed, at whatever moment, leaves exactly the poems its
// batch says, and importing the file again brings the rest.
func TestKilledImports(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	poems := invent(3, many)
	file := writePoems(t, poems)
	r := rand.New(rand.NewPCG(7, 7))
	// The first two rounds end somewhere between the first instruction and
	// the first commits: migrations, dictionaries, an index being made.
	for round := range 2 {
		p := start(t, "import", "--publish", "--data", dir, file)
		killWithin(t, r, p, 400*time.Millisecond)
		wantWhole(t, dir, fmt.Sprintf("early kill %d", round))
	}
	// From here on there is an index, which the killed imports were following.
	shiyun(t, "import", "--publish", "--data", dir, writePoems(t, poems[:chunk]))
	db := openFile(t, dir)
	for round := range 5 {
		p := start(t, "import", "--publish", "--data", dir, file)
		goal := committed(db) + chunk
		await(t, "another chunk is committed", func() bool { return committed(db) >= goal || !p.running() })
		if !killWithin(t, r, p, 300*time.Millisecond) {
			t.Errorf("round %d: the import had ended", round)
		}
		wantWhole(t, dir, fmt.Sprintf("kill %d", round))
	}
	killDuringCatchUp(t, db, r, dir, file)
	if n := committed(db); n != many {
		t.Fatalf("%d poems, want all %d", n, many)
	}
	wantSound(t, dir)
	wantEveryChunk(t, dir, poems)
	report := wantReport(t, shiyun(t, "import", "--json", "--publish", "--data", dir, file))
	if report.Duplicate != many || report.Read != many {
		t.Errorf("importing once more: %+v", report)
	}
	wantWhole(t, dir, "the end")
}

// killWithin kills at a moment nobody chose, and reports whether the process
// was still running.
func killWithin(t *testing.T, r *rand.Rand, p *process, most time.Duration) bool {
	t.Helper()
	select {
	case <-time.After(time.Duration(r.Int64N(int64(most)))):
	case <-p.ended:
	}
	return p.kill(t)
}

// killDuringCatchUp lets an import write everything while somebody else holds
// the index, lets it have the index, and kills it while it catches up.
func killDuringCatchUp(t *testing.T, db *sql.DB, r *rand.Rand, dir, file string) {
	t.Helper()
	const behind = "SELECT (SELECT max(seq) FROM changes) - (SELECT CAST(cursor AS INTEGER) FROM generations WHERE state = 'live')"
	index := flock.New(filepath.Join(dir, "index", "lock"))
	if ok, err := index.TryLock(); !ok || err != nil {
		t.Fatalf("lock index: %v, %v", ok, err)
	}
	p := start(t, "import", "--publish", "--data", dir, file)
	done := number(db, "SELECT count(*) FROM batches WHERE state = 'done'")
	await(t, "everything is committed", func() bool {
		return number(db, "SELECT count(*) FROM batches WHERE state = 'done'") > done || !p.running()
	})
	before := number(db, behind)
	if before <= step {
		t.Fatalf("the index is only %d changes behind", before)
	}
	if err := index.Unlock(); err != nil {
		t.Fatal(err)
	}
	await(t, "the index has made a step", func() bool { return number(db, behind) < before || !p.running() })
	if !killWithin(t, r, p, 10*time.Millisecond) || number(db, behind) == 0 {
		t.Error("the index had caught up before the kill")
	}
	wantWhole(t, dir, "kill during catch-up")
}

// killDuringRebuild kills a rebuild when some poems are in the new index.
func killDuringRebuild(t *testing.T, db *sql.DB, dir string) {
	t.Helper()
	p := start(t, "index", "rebuild", "--data", dir)
	await(t, "the new index has some poems", func() bool {
		return number(db, "SELECT count(*) FROM generations WHERE state = 'building' AND poems > 0") > 0 || !p.running()
	})
	if !p.kill(t) {
		t.Error("the rebuild had ended before the kill")
	}
	wantWhole(t, dir, "kill during rebuild")
}

// committed is what the batches say is in the archive.
func committed(db *sql.DB) int {
	return max(0, number(db, "SELECT COALESCE(sum(created), 0) FROM batches"))
}

// wantWhole compares the archive with itself.
func wantWhole(t *testing.T, dir, when string) {
	t.Helper()
	db := openFile(t, dir)
	defer db.Close()
	var sound string
	if err := db.QueryRow("PRAGMA integrity_check").Scan(&sound); err != nil || sound != "ok" {
		t.Errorf("%s: integrity_check: %s, %v", when, sound, err)
	}
	if number(db, "SELECT count(*) FROM sqlite_master WHERE name = 'settings'") < 1 {
		return // killed before there was an archive
	}
	created := number(db, "SELECT COALESCE(sum(created), 0) FROM batches")
	for what, query := range map[string]string{
		"rows without the row they refer to": "SELECT count(*) FROM pragma_foreign_key_check",
		"poems more than the batches count":  fmt.Sprintf("SELECT count(*) - %d FROM poems", created),
		"changes of poems that are not there": `SELECT count(*) FROM changes c WHERE kind = 'poem'
			AND NOT EXISTS (SELECT * FROM poems p WHERE p.id = c.id)`,
		"poems without a change": `SELECT count(*) FROM poems p
			WHERE NOT EXISTS (SELECT * FROM changes c WHERE kind = 'poem' AND c.id = p.id)`,
		"poems without a revision": `SELECT count(*) FROM poems p
			WHERE NOT EXISTS (SELECT * FROM revisions r WHERE r.poem_id = p.id AND r.number = p.revision)`,
		"poems there twice":     "SELECT count(*) - count(DISTINCT body) FROM poems",
		"parts of a chunk":      fmt.Sprintf("SELECT count(*) %% %d FROM poems", chunk),
		"batches with no state": "SELECT count(*) FROM batches WHERE state NOT IN ('running', 'done')",
	} {
		if n := number(db, query); n != 0 {
			t.Errorf("%s: %d %s", when, n, what)
		}
	}
}

// wantEveryChunk finds a poem of every chunk that was committed.
func wantEveryChunk(t *testing.T, dir string, poems []invented) {
	t.Helper()
	s := openArchive(t, dir)
	defer closeStore(t, s)
	withSearch(t, s, dir, func(x *search.Searcher) {
		for i := chunk / 2; i < len(poems); i += chunk {
			got, err := x.Search(t.Context(), search.Request{Query: phrase(poems[i])})
			if err != nil || got.Total != 1 || got.Hits[0].Ref != poems[i].Ref || got.Partial {
				t.Errorf("poem %d: %+v, %v", i, got, err)
			}
		}
	})
}

// A server that is killed while somebody imports leaves the index to the
// import, which takes it over and returns when its poems are searchable.
func TestKilledServerDuringAnImport(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	poems := invent(4, 6*chunk)
	server := serve(t, "serve", dir)
	server.awaitReady(t)
	p := start(t, "import", "--json", "--publish", "--data", dir, writePoems(t, poems))
	db := openFile(t, dir)
	await(t, "some chunks are committed", func() bool { return committed(db) >= 2*chunk || !p.running() })
	if !p.running() || !server.kill(t) {
		t.Fatal("the import had ended before the kill")
	}
	if status := p.wait(t); status != 0 {
		t.Fatalf("the import ended with status %d: %s", status, p.err)
	}
	if report := wantReport(t, p.out.String()); report.Created != len(poems) {
		t.Errorf("report %+v", report)
	}
	wantWhole(t, dir, "after the server was killed")
	killDuringRebuild(t, db, dir)
	wantEveryChunk(t, dir, poems)

	// What the dead server left says where it was; the next one takes over, and
	// with it the rebuild.
	next := serve(t, "serve", dir)
	next.awaitReady(t)
	await(t, "the rebuild is done", func() bool {
		return number(db, "SELECT count(*) FROM generations WHERE state = 'live' AND reason = 'asked for'") == 1
	})
	wantSound(t, dir)
	if r := next.search(t, phrase(poems[0])); r.Total != 1 {
		t.Errorf("the next server finds %d", r.Total)
	}
	next.signal(t, syscall.SIGTERM)
	if status := next.wait(t); status != 0 {
		t.Errorf("the next server ended with status %d", status)
	}
}
