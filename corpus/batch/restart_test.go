package batch

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shiyun/corpus"
)

// fuse is a context that ends when it has been asked a number of times whether
// it has: once a row while a file is read, and all over the store.
type fuse struct {
	context.Context
	left  atomic.Int64
	blown chan struct{}
	once  sync.Once
}

func newFuse(n int64) *fuse {
	f := &fuse{Context: context.Background(), blown: make(chan struct{})}
	f.left.Store(n)
	return f
}

func (f *fuse) Done() <-chan struct{} { return f.blown }

func (f *fuse) Err() error {
	if f.left.Add(-1) < 0 {
		f.once.Do(func() { close(f.blown) })
		return context.Canceled
	}
	return nil
}

// manyRows is a sheet in which every kind of row stands next to every other.
func manyRows(n int) string {
	rows := make([]string, n)
	for i := range rows {
		switch i % 9 {
		case 4:
			rows[i] = fmt.Sprintf("|坏行%d|甲|", i)
		case 7:
			rows[i] = rows[i-1]
		case 8:
			rows[i] = "|||"
		default:
			rows[i] = fmt.Sprintf("n%d|题%d|作者%d|第%d行，不与别人相同的一句%d", i, i, i%5, i, i*i)
		}
	}
	return table("编号|题|作者|正文", rows...)
}

// However often and wherever a batch is cut off, its end is the same.
func TestRestartAnywhere(t *testing.T) {
	smallChunks(t, 7)
	whole := newArchive(t)
	want := whole.bring("a.csv", manyRows(100))
	content := whole.content()
	failed := whole.countRows(want.ID)
	cuts := 0
	for _, pace := range []int64{3, 17, 41, 90, 200} {
		t.Run(fmt.Sprint(pace), func(t *testing.T) {
			a := newArchive(t)
			id := a.upload("a.csv", manyRows(100))
			a.check(id, keepNear)
			a.must(a.desk.Start(ctx(), curator, id))
			cuts += a.finishInPieces(id, pace)
			b := a.finish(id, corpus.BatchDone)
			if b.Counts != want.Counts {
				t.Errorf("%+v, want %+v", b.Counts, want.Counts)
			}
			if diff := cmp.Diff(content, a.content()); diff != "" {
				t.Error(diff)
			}
			if n := a.countRows(id); n != failed {
				t.Errorf("%d rows kept, want %d", n, failed)
			}
			a.must(a.desk.Undo(ctx(), curator, id))
			cuts += a.finishInPieces(id, pace)
			a.finish(id, corpus.BatchUndone)
			if left := a.content(); len(left) != 0 {
				t.Errorf("%d poems left", len(left))
			}
		})
	}
	if cuts < 20 {
		t.Errorf("only %d cuts", cuts)
	}
}

func (a *archive) countRows(id corpus.BatchID) int {
	a.t.Helper()
	n, err := a.store.CountBatchRows(ctx(), id, rowsAll)
	if err != nil {
		a.t.Fatal(err)
	}
	return n
}

// finishInPieces works on a batch until a fuse blows, each a little longer
// than the last, until it is at rest; it returns how many blew.
func (a *archive) finishInPieces(id corpus.BatchID, pace int64) (cuts int) {
	a.t.Helper()
	for length := pace; ; length += pace {
		b, err := a.desk.Finish(newFuse(length), id)
		if err == nil && !b.State.Busy() {
			return cuts
		}
		cuts++
		now := a.must(a.store.Batch(ctx(), id))
		wantSum(a.t, now)
		if now.State == corpus.BatchFailed {
			a.t.Fatalf("cut off, it failed: %s", now.Fault)
		}
	}
}

func TestCancelAndResume(t *testing.T) {
	smallChunks(t, 7)
	a := newArchive(t)
	id := a.upload("a.csv", manyRows(100))
	a.must(a.desk.Cancel(ctx(), curator, id))
	a.must(a.desk.Resume(ctx(), curator, id))
	a.finish(id, corpus.BatchChecked)
	if _, err := a.desk.Decide(ctx(), id, 0, corpus.DecideKeep); err != nil {
		t.Fatal(err)
	}
	a.must(a.desk.Start(ctx(), curator, id))
	for length := int64(100); a.must(a.store.Batch(ctx(), id)).Counts.Read == 0; length += 100 {
		if _, err := a.desk.Finish(newFuse(length), id); err == nil {
			t.Fatal("the batch was done before it could be cancelled")
		}
	}
	cut := a.must(a.desk.Cancel(ctx(), curator, id))
	if cut.Counts.Read == 0 || cut.Counts.Read >= 100 {
		t.Fatalf("cancelled at %+v", cut.Counts)
	}
	a.must(a.desk.Resume(ctx(), curator, id))
	if b := a.finish(id, corpus.BatchDone); b.Counts.Read != 100 {
		t.Errorf("%+v", b.Counts)
	}
}

// Two programs on one batch: one does the work and the other waits for it.
func TestTwoWorkers(t *testing.T) {
	smallChunks(t, 3)
	a := newArchive(t)
	other := openArchive(t, a.dir)
	id := a.upload("a.csv", manyRows(200))
	a.check(id, keepNear)
	a.must(a.desk.Start(ctx(), curator, id))
	var both sync.WaitGroup
	both.Go(func() { a.finish(id, corpus.BatchDone) })
	both.Go(func() { other.finish(id, corpus.BatchDone) })
	both.Wait()
	if b := a.must(a.store.Batch(ctx(), id)); b.Counts.Read != 200 || b.Counts.Created != len(a.content()) {
		t.Errorf("%+v, %d poems", b.Counts, len(a.content()))
	}
}

func TestWatch(t *testing.T) {
	smallChunks(t, 5)
	a := newArchive(t)
	id := a.upload("a.csv", manyRows(100))
	a.check(id, keepNear)
	a.must(a.desk.Start(ctx(), curator, id))
	told, err := a.desk.Watch(ctx(), id)
	if err != nil {
		t.Fatal(err)
	}
	go a.desk.Finish(ctx(), id)
	var last Progress
	for p := range told {
		if p.Counts.Read < last.Counts.Read {
			t.Errorf("went back from %+v to %+v", last.Counts, p.Counts)
		}
		last = p
	}
	if last.State != corpus.BatchDone || last.Counts.Read != last.Total {
		t.Errorf("the last word was %+v", last)
	}
}
