package indexer

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

	"shiyun/corpus"
	"shiyun/corpus/supervise"
	"shiyun/indexer/texts"
)

// textsFile is the file in which a large archive keeps its texts. It is derived:
// whoever misses it reads the poems from the store. One process at a time writes
// it, the holder of its lock; any may read it, and a file that another replaces
// or removes stays whole for those who read it. Nothing is ever changed in it
// or cut off.
type textsFile struct {
	path string
	from int // how many poems an archive has that keeps its texts in a file
	lock *flock.Flock
	log  *slog.Logger

	// withdrawn is when a poem went whose text the file still has; zero for
	// none. stay is withdrawnStay, save in tests.
	withdrawn time.Time
	stay      time.Duration
	// writing is what the writer in the background sends its file to; nil while
	// none writes. stop ends it.
	writing chan writtenTexts
	stop    context.CancelFunc

	wrote  time.Time     // when the last writing began
	pause  time.Duration // after a writing that failed, before the next
	rested time.Time
	looked time.Time // when the file was last looked for
	gone   bool      // it was not there
}

type writtenTexts struct {
	file *texts.Written
	err  error
}

const (
	// mapTextsFrom is how many poems an archive has that keeps its texts in a
	// file: beneath, all of them are read in half a second.
	mapTextsFrom = 20_000
	// withdrawnStay is how long the text of a withdrawn poem stays in the file.
	// Searches do not find it from the moment it is withdrawn.
	withdrawnStay = time.Minute
	// restAfter is how long texts have to be unread for their memory to be given
	// back.
	restAfter = time.Minute
	// lookEvery is how often it is looked whether the file is still there.
	lookEvery = 2 * time.Second
	// fewInHeap is how many pages that have changed are kept beside the file; of
	// a large archive, one in so many.
	fewInHeap     = 32
	shareInHeap   = 8
	mostTextPause = 5 * time.Minute
)

func newTextsFile(cfg Config) textsFile {
	path := filepath.Join(Folder(cfg.Dir), "texts")
	from := cfg.MapTextsFrom
	if from == 0 {
		from = mapTextsFrom
	}
	return textsFile{path: path, from: from, lock: flock.New(path + ".lock"), stay: withdrawnStay, log: cfg.Log, rested: time.Now()}
}

// holds reports whether this process may write the file.
func (t *textsFile) holds() bool {
	held, err := t.lock.TryLock()
	if err != nil {
		t.log.Warn("lock texts", "error", err)
	}
	return held
}

// openFile reads the texts from the file, and reports whether it could.
func (f *textsFollower) openFile(ctx context.Context, goal corpus.Cursor) (corpus.Cursor, bool) {
	h, err := f.table.Open(f.file.path, func(h texts.Head) error { return f.checkHistory(ctx, h, goal) })
	if err == nil {
		f.file.log.Info("texts opened", "poems", f.table.Snapshot().Len(), "cursor", h.At)
		return h.At, true
	}
	if !errors.Is(err, os.ErrNotExist) {
		f.file.log.Warn("texts are read from the archive", "reason", err)
	}
	if errors.Is(err, texts.ErrUnusable) && f.file.holds() {
		f.file.remove()
	}
	return "", false
}

// checkHistory returns an ErrUnusable for texts of another history than that of
// the archive.
func (f *textsFollower) checkHistory(ctx context.Context, h texts.Head, goal corpus.Cursor) error {
	hash, err := f.store.LinkHash(ctx, h.History.Link)
	switch {
	case err != nil:
		return err
	case !f.store.Reached(goal, h.At):
		return fmt.Errorf("%w: ahead of the archive", texts.ErrUnusable)
	case hash != h.History.Hash:
		return fmt.Errorf("%w: of another archive", texts.ErrUnusable)
	}
	return nil
}

// readHead returns the head of a file of the texts up to a place that they
// have reached.
func (f *textsFollower) readHead(ctx context.Context, at corpus.Cursor) (texts.Head, error) {
	link, hash, err := f.store.LastLink(ctx)
	return texts.Head{At: at, History: texts.History{Link: link, Hash: hash}}, err
}

// moveLoaded moves what has been loaded before id into a file, which it begins
// once there are enough poems. It returns nil where there is none to go on
// with: the poems then stay in the heap.
func (f *textsFollower) moveLoaded(ctx context.Context, build *texts.Build, id corpus.PoemID) *texts.Build {
	var err error
	if build == nil {
		if f.table.Snapshot().Len() < f.file.from || time.Since(f.file.wrote) < f.file.pause || !f.file.holds() {
			return nil
		}
		f.file.wrote = time.Now()
		build, err = f.table.Build(f.file.path)
	}
	if err == nil {
		err = build.Move(ctx, id)
	}
	if err == nil {
		return build
	}
	if build != nil {
		build.Discard()
	}
	f.file.failed(err)
	return nil
}

// endLoaded finishes the file that the poems were loaded into.
func (f *textsFollower) endLoaded(ctx context.Context, build *texts.Build, at corpus.Cursor) {
	h, err := f.readHead(ctx, at)
	if err != nil {
		build.Discard()
	} else {
		err = build.End(ctx, h)
	}
	if err != nil {
		f.file.failed(err)
		return
	}
	f.file.withdrawn, f.file.gone, f.file.pause = time.Time{}, false, 0
}

// failed notes that a file could not be written: the texts stay where they are.
func (t *textsFile) failed(err error) {
	t.pause = min(max(2*t.pause, time.Second), mostTextPause)
	t.log.Warn("texts not written", "error", err, "again_in", t.pause)
}

// noteWithdrawn notes that poems go of which the file may have the text.
func (f *textsFollower) noteWithdrawn(poems map[corpus.PoemID]*texts.Poem) {
	s := f.table.Snapshot()
	for id, p := range poems {
		if p == nil && f.file.withdrawn.IsZero() && s.Poem(id) != nil {
			f.file.withdrawn = time.Now()
		}
	}
}

// keepFile does what is due for the file: it takes one that was written into
// use, or has another written. It reports whether the texts have to be followed
// from the beginning, because the file is damaged.
func (f *textsFollower) keepFile(ctx context.Context) (again bool) {
	select {
	case done := <-f.file.writing:
		f.takeWritten(done)
	default:
	}
	s := f.table.Snapshot()
	switch {
	case s.Damaged():
		f.readAnew()
		return true
	case time.Since(f.file.rested) > restAfter:
		f.file.rested = time.Now()
		f.table.Rest()
	}
	if f.file.writing == nil && f.at != "" && f.isDue(s) && f.file.holds() {
		f.startWriting(ctx, s)
	}
	return false
}

// isDue reports whether another file is to be written.
func (f *textsFollower) isDue(s *texts.Snapshot) bool {
	t := &f.file
	if s.Len() < t.from || time.Since(t.wrote) < t.pause {
		return false
	}
	if time.Since(t.looked) > lookEvery {
		_, err := os.Stat(t.path)
		t.looked, t.gone = time.Now(), errors.Is(err, os.ErrNotExist)
	}
	inHeap, all := s.InHeap()
	return t.gone || !s.LacksCrafts() && s.UntoldInFile() || inHeap > max(fewInHeap, all/shareInHeap) || !t.withdrawn.IsZero() && time.Since(t.withdrawn) > t.stay
}

// startWriting has the texts written as they are now, in the background.
func (f *textsFollower) startWriting(ctx context.Context, s *texts.Snapshot) {
	h, err := f.readHead(ctx, f.at)
	if err != nil {
		f.file.failed(err)
		return
	}
	ctx, f.file.stop = context.WithCancel(ctx)
	result := make(chan writtenTexts, 1)
	f.file.writing, f.file.wrote, f.file.withdrawn, f.file.gone = result, time.Now(), time.Time{}, false
	go func() {
		var w *texts.Written
		err := supervise.Recover(func() error {
			return s.Guard(func() (err error) {
				w, err = f.table.Write(ctx, s, f.file.path, h)
				return err
			})
		})
		result <- writtenTexts{w, err}
	}()
}

func (f *textsFollower) takeWritten(done writtenTexts) {
	f.file.stop()
	f.file.writing = nil
	if done.err != nil {
		f.file.gone, f.file.looked = true, time.Now() // due again after the pause, whatever for
		f.file.failed(done.err)
		return
	}
	f.file.pause = 0
	f.table.Use(done.file)
}

// stopWriting ends the writer, and waits for it.
func (t *textsFile) stopWriting() {
	if t.writing != nil {
		t.stop()
		<-t.writing
		t.writing = nil
	}
}

// readAnew has the texts read from the archive in place of a damaged file.
func (f *textsFollower) readAnew() {
	f.file.log.Error("texts damaged, read from the archive again")
	f.file.stopWriting()
	if f.file.holds() {
		f.file.remove()
	}
	f.read.Store(false)
	f.table.Forget()
	f.at = ""
}

// drop removes the file, and one that is being written: what should be in none
// any more is then in none. Where texts are searched another is written.
func (t *textsFile) drop() {
	t.stopWriting()
	t.remove()
	t.looked = time.Time{}
}

// remove takes the file out of the folder. Who has it open reads on.
func (t *textsFile) remove() {
	if err := os.Remove(t.path); err != nil && !errors.Is(err, os.ErrNotExist) {
		t.log.Warn("remove texts", "error", err)
	}
	if err := texts.RemoveUnfinished(t.path); err != nil {
		t.log.Warn("remove texts", "error", err)
	}
}

// close ends what the file needs of the process.
func (t *textsFile) close() {
	t.stopWriting()
	if err := t.lock.Unlock(); err != nil {
		t.log.Error("unlock texts", "error", err)
	}
}
