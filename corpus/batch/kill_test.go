package batch

import (
	"bytes"
	"database/sql"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shiyun/corpus"
	"shiyun/corpus/store"
)

// workerDir names the variable that turns the test program into a worker on a
// data directory.
const workerDir = "SHIYUN_TEST_WORKER"

// killedChunk is small, so that there are many commits to be killed between.
const killedChunk = 10

func work(dir string) {
	chunk = killedChunk
	s, err := store.Open(ctx(), dir)
	if err != nil {
		os.Stderr.WriteString(err.Error())
		os.Exit(1)
	}
	NewDesk(Config{Store: s, Dir: dir, Log: slog.Default()}).Run(ctx())
}

// Fifty kills at moments nobody chose, in checks, runs and undos: every batch
// comes to the same end, no poem is there twice and none is lost.
func TestKilledFiftyTimes(t *testing.T) {
	whole := newArchive(t)
	sheet := manyRows(2000)
	want := whole.bring("a.csv", sheet)
	content := whole.content()

	a := newArchive(t)
	r := rand.New(rand.NewPCG(50, 50))
	for kills := 0; kills < 50; {
		id := a.upload("a.csv", sheet)
		plan := must(a.desk.PlanFor(ctx(), id))
		plan.Publish, plan.Near = true, corpus.DecideKeep
		a.must(a.desk.SetPlan(ctx(), curator, id, plan))
		a.must(a.desk.Check(ctx(), curator, id))
		kills += a.killUntil(r, id, corpus.BatchChecked, 2) // it begins anew each time
		a.must(a.desk.Start(ctx(), curator, id))
		kills += a.killUntil(r, id, corpus.BatchDone, 50)
		if b := a.must(a.store.Batch(ctx(), id)); b.Counts != want.Counts {
			t.Errorf("%+v, want %+v", b.Counts, want.Counts)
		}
		if diff := cmp.Diff(content, a.content()); diff != "" {
			t.Fatal(diff)
		}
		a.must(a.desk.Undo(ctx(), curator, id))
		kills += a.killUntil(r, id, corpus.BatchUndone, 50)
		if left := a.content(); len(left) != 0 {
			t.Fatalf("%d poems left", len(left))
		}
	}
	a.wantSound()
	a.wantNoUploads()
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// killUntil has one worker after the other killed until the batch is at rest,
// or most of them are, and returns how many that took.
func (a *archive) killUntil(r *rand.Rand, id corpus.BatchID, rest corpus.BatchState, most int) (kills int) {
	a.t.Helper()
	await := func(what string, met func(corpus.Batch) bool) {
		a.t.Helper()
		for end := time.Now().Add(time.Minute); !met(a.must(a.store.Batch(ctx(), id))); time.Sleep(2 * time.Millisecond) {
			if time.Now().After(end) {
				a.t.Fatalf("waited in vain until %s", what)
			}
		}
	}
	for {
		began := a.must(a.store.Batch(ctx(), id))
		var said bytes.Buffer
		worker := exec.Command(os.Args[0])
		worker.Env = append(os.Environ(), workerDir+"="+a.dir)
		worker.Stderr = &said
		if err := worker.Start(); err != nil {
			a.t.Fatal(err)
		}
		await("a worker has done something", func(b corpus.Batch) bool { return !same(b, began) })
		if kills < most {
			time.Sleep(time.Duration(r.Int64N(int64(60 * time.Millisecond))))
		} else {
			await("the batch is at rest", func(b corpus.Batch) bool { return !b.State.Busy() })
		}
		worker.Process.Kill()
		worker.Wait()
		b := a.must(a.store.Batch(ctx(), id))
		wantSum(a.t, b)
		switch {
		case b.State == rest:
			return kills
		case !b.State.Busy():
			a.t.Fatalf("batch is %s: %s\n%s", b.State, b.Fault, said.String())
		}
		kills++
	}
}

func same(a, b corpus.Batch) bool {
	return a.State == b.State && a.Counts == b.Counts && a.AtRow == b.AtRow
}

// wantSound compares the archive with itself.
func (a *archive) wantSound() {
	a.t.Helper()
	db := must(sql.Open("sqlite3", "file:"+filepath.Join(a.dir, "archive.db")))
	defer db.Close()
	for what, query := range map[string]string{
		"faults of the file":    "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
		"rows that refer wrong": "SELECT count(*) FROM pragma_foreign_key_check",
		"poems there twice":     "SELECT count(*) - count(DISTINCT body) FROM poems",
		"poems without a revision": "SELECT count(*) FROM poems p WHERE NOT EXISTS " +
			"(SELECT * FROM revisions r WHERE r.poem_id = p.id AND r.number = p.revision)",
	} {
		var n int
		if err := db.QueryRow(query).Scan(&n); err != nil || n != 0 {
			a.t.Errorf("%d %s, %v", n, what, err)
		}
	}
}
