package batch

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"testing"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/corpus/store/batches"
)

const curator corpus.Actor = "王老师"

// TestMain is also the program that the kill test kills.
func TestMain(m *testing.M) {
	if dir := os.Getenv(workerDir); dir != "" {
		work(dir)
		return
	}
	os.Exit(m.Run())
}

// smallChunks makes boundaries between commits frequent.
func smallChunks(t testing.TB, n int) {
	was := chunk
	chunk = n
	t.Cleanup(func() { chunk = was })
}

type archive struct {
	t     testing.TB
	dir   string
	store *store.Store
	desk  *Desk
}

func newArchive(t testing.TB) *archive { return openArchive(t, t.TempDir()) }

func openArchive(t testing.TB, dir string) *archive {
	t.Helper()
	s, err := store.Open(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return &archive{t, dir, s, NewDesk(Config{Store: s, Dir: dir, Log: slog.New(slog.DiscardHandler)})}
}

// must fails the test on an error and returns the batch.
func (a *archive) must(b corpus.Batch, err error) corpus.Batch {
	a.t.Helper()
	if err != nil {
		a.t.Fatal(err)
	}
	return b
}

func (a *archive) upload(name, content string) corpus.BatchID {
	a.t.Helper()
	return a.must(a.desk.Upload(ctx(), curator, Files(File{name, strings.NewReader(content)}))).ID
}

func ctx() context.Context { return context.Background() }

// check takes an uploaded batch through its check.
func (a *archive) check(id corpus.BatchID, change func(*Plan)) corpus.Batch {
	a.t.Helper()
	plan, err := a.desk.PlanFor(ctx(), id)
	if err != nil {
		a.t.Fatal(err)
	}
	plan.Publish = true
	if change != nil {
		change(&plan)
	}
	a.must(a.desk.SetPlan(ctx(), curator, id, plan))
	a.must(a.desk.Check(ctx(), curator, id))
	return a.finish(id, corpus.BatchChecked)
}

func keepNear(p *Plan) { p.Near = corpus.DecideKeep }

func (a *archive) start(id corpus.BatchID) corpus.Batch {
	a.t.Helper()
	a.must(a.desk.Start(ctx(), curator, id))
	return a.finish(id, corpus.BatchDone)
}

func (a *archive) undo(id corpus.BatchID) corpus.Batch {
	a.t.Helper()
	a.must(a.desk.Undo(ctx(), curator, id))
	return a.finish(id, corpus.BatchUndone)
}

func (a *archive) finish(id corpus.BatchID, want corpus.BatchState) corpus.Batch {
	a.t.Helper()
	within, cancel := context.WithTimeout(ctx(), 2*time.Minute)
	defer cancel()
	b := a.must(a.desk.Finish(within, id))
	if b.State != want {
		a.t.Fatalf("batch %d is %s (%s), want %s", id, b.State, b.Fault, want)
	}
	wantSum(a.t, b)
	return b
}

// bring imports a file from upload to done.
func (a *archive) bring(name, content string) corpus.Batch {
	a.t.Helper()
	id := a.upload(name, content)
	a.check(id, keepNear)
	return a.start(id)
}

func wantSum(t testing.TB, b corpus.Batch) {
	t.Helper()
	if c := b.Counts; c.Read != c.Created+c.Updated+c.Duplicate+c.Skipped+c.Failed || min(c.Created, c.Updated, c.Duplicate, c.Skipped, c.Failed) < 0 {
		t.Errorf("batch %d: counts do not add up: %+v", b.ID, c)
	}
}

func (a *archive) wantCounts(b corpus.Batch, want corpus.Counts) {
	a.t.Helper()
	want.Read = want.Created + want.Updated + want.Duplicate + want.Skipped + want.Failed
	if b.Counts != want {
		a.t.Errorf("batch %d: %+v, want %+v", b.ID, b.Counts, want)
	}
}

// content is what readers could see of the archive, and what an import must
// not change behind anybody's back, without revision numbers and times.
func (a *archive) content() map[corpus.PoemID]string {
	a.t.Helper()
	all := map[corpus.PoemID]string{}
	err := a.store.EachPoem(ctx(), 0, "", func(p corpus.Poem) error {
		line, err := corpus.NewRecord(p).JSON()
		all[p.ID] = string(line) + fmt.Sprint(p.Corrected)
		return err
	})
	if err != nil {
		a.t.Fatal(err)
	}
	return all
}

func (a *archive) poem(id corpus.PoemID) corpus.Poem {
	a.t.Helper()
	p, err := a.store.Poem(ctx(), id)
	if err != nil {
		a.t.Fatal(err)
	}
	return p
}

// table is a CSV of rows that are written with "|" between cells.
func table(header string, rows ...string) string {
	lines := append([]string{header}, rows...)
	for i, line := range lines {
		lines[i] = `"` + strings.ReplaceAll(line, "|", `","`) + `"`
	}
	return strings.Join(lines, "\n") + "\n"
}

// rowsAll are all rows kept of a batch.
var rowsAll = batches.RowFilter{}

func ptr[T any](v T) *T { return &v }

// describe writes notes into a sheet without a catalogue.
func describe(notes []corpus.RowNote) (problems, advice string) {
	for _, n := range notes {
		problems += n.Message.String()
		advice += n.Advice.String()
	}
	return problems, advice
}
