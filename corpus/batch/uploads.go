package batch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/intake"
)

// What one upload may hold, in bytes. A table is read row by row and may be
// longer than a text, which is held in memory; an archive is read entry by
// entry.
const (
	maxTextFile  = 20 << 20
	maxTableFile = 64 << 20
	maxZIPFile   = 100 << 20
	// MaxUpload bounds all files of an upload together, and is what a server
	// should refuse a request for by its length alone.
	MaxUpload = 200 << 20
)

// keepUploads is how long the files of a batch that nobody goes on with are
// kept. What was refused of them is in the archive and stays.
const keepUploads = 30 * 24 * time.Hour

// unfinished begins the names of uploads that are not whole yet.
const unfinished = "upload-"

// uploads keeps the curators' files, DATA/uploads/BATCH/0, 1, 2 … They never
// lie under a name that somebody else chose.
type uploads struct{ dir string }

func (u uploads) of(id corpus.BatchID) string {
	return filepath.Join(u.dir, strconv.FormatInt(int64(id), 10))
}

func (u uploads) path(id corpus.BatchID, n int) string {
	return filepath.Join(u.of(id), strconv.Itoa(n))
}

// open opens a file of a batch; NotFound where it is no longer kept.
func (u uploads) open(id corpus.BatchID, n int) (*os.File, error) {
	f, err := os.Open(u.path(id, n))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &corpus.Error{Code: corpus.NotFound, Message: corpus.NewMessage("desk.files_gone"), Err: err}
	}
	if err != nil {
		return nil, fmt.Errorf("open upload: %w", err)
	}
	return f, nil
}

func (u uploads) remove(id corpus.BatchID) error {
	if err := os.RemoveAll(u.of(id)); err != nil {
		return fmt.Errorf("remove uploads of batch %d: %w", id, err)
	}
	return nil
}

// receive keeps files in a directory without a number yet and returns it with
// their names. Where anything fails, nothing is left.
func (u uploads) receive(files iter.Seq2[File, error]) (dir string, names []string, err error) {
	if err = os.MkdirAll(u.dir, 0o700); err == nil {
		dir, err = os.MkdirTemp(u.dir, unfinished)
	}
	if err != nil {
		return "", nil, noSpace(err)
	}
	left := int64(MaxUpload)
	for file, broken := range files {
		if err = broken; err != nil {
			err = cutOff(err)
			break
		}
		if len(names) == intake.MaxFiles {
			err = corpus.NewError(corpus.Invalid, "desk.too_many_uploads", intake.MaxFiles)
			break
		}
		name := label(file.Name)
		var size int64
		if size, err = receiveFile(filepath.Join(dir, strconv.Itoa(len(names))), name, file.Content, left); err != nil {
			break
		}
		left -= size
		names = append(names, name)
	}
	if err == nil && len(names) == 0 {
		err = corpus.NewError(corpus.Invalid, "desk.no_files")
	}
	if err == nil {
		err = syncDir(dir)
	}
	if err != nil {
		return "", nil, errors.Join(err, os.RemoveAll(dir))
	}
	return dir, names, nil
}

// receiveFile copies one file and returns when it is on the disk.
func receiveFile(path, name string, content io.Reader, left int64) (int64, error) {
	limit := min(limitOf(name), left)
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return 0, noSpace(err)
	}
	in := &source{r: content}
	size, err := io.Copy(f, io.LimitReader(in, limit+1))
	switch {
	case in.err != nil:
		err = cutOff(in.err)
	case err != nil:
		err = noSpace(err)
	case size > limit:
		err = corpus.NewError(corpus.Invalid, "desk.file_too_large", name, int(limit>>20))
	default:
		if err = f.Sync(); err != nil {
			err = noSpace(err)
		}
	}
	return size, errors.Join(err, f.Close())
}

// source remembers that reading failed, and not writing.
type source struct {
	r   io.Reader
	err error
}

func (s *source) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		s.err = err
	}
	return n, err
}

func limitOf(name string) int64 {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".zip":
		return maxZIPFile
	case ".xlsx", ".ods", ".docx", ".odt", ".epub", ".csv", ".tsv", ".jsonl", ".ndjson", ".json":
		return maxTableFile
	}
	return maxTextFile
}

// label is a file's name as people are shown it, at most 200 code points.
func label(name string) string {
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	clean, err := corpus.CleanLine(strings.ToValidUTF8(name, ""))
	if err != nil || clean == "" {
		return "未命名"
	}
	if runes := []rune(clean); len(runes) > 200 {
		ext := []rune(filepath.Ext(clean))
		if len(ext) > 10 {
			ext = nil
		}
		clean = string(runes[:200-len(ext)]) + string(ext)
	}
	return clean
}

func cutOff(err error) error {
	var said *corpus.Error
	if errors.As(err, &said) {
		return err
	}
	return &corpus.Error{Code: corpus.Unavailable, Message: corpus.NewMessage("desk.upload_cut_off"), Err: err}
}

func noSpace(err error) error {
	return &corpus.Error{Code: corpus.Unavailable, Message: corpus.NewMessage("desk.no_space"), Err: err}
}

// syncDir makes the names in a directory as lasting as the files.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return fmt.Errorf("sync directory: %w", err)
	}
	if err := errors.Join(d.Sync(), d.Close()); err != nil {
		return fmt.Errorf("sync directory: %w", err)
	}
	return nil
}

// sweep removes what is left of uploads that broke off, and the files of
// batches that are over or that nobody has gone on with for long.
func (u uploads) sweep(ctx context.Context, batch func(context.Context, corpus.BatchID) (corpus.Batch, error), now time.Time) error {
	entries, err := os.ReadDir(u.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("sweep uploads: %w", err)
	}
	for _, entry := range entries {
		id, err := strconv.ParseInt(entry.Name(), 10, 64)
		if err == nil {
			b, err := batch(ctx, corpus.BatchID(id))
			if err != nil && corpus.CodeOf(err) != corpus.NotFound {
				return err
			}
			if err == nil && wanted(b, now) {
				continue
			}
		} else if !strings.HasPrefix(entry.Name(), unfinished) {
			continue // nothing of ours
		}
		if err := os.RemoveAll(filepath.Join(u.dir, entry.Name())); err != nil {
			return fmt.Errorf("sweep uploads: %w", err)
		}
	}
	return nil
}

// wanted reports whether the files of a batch may still be read.
func wanted(b corpus.Batch, now time.Time) bool {
	switch {
	case b.State.Busy():
		return b.State != corpus.BatchUndoing
	case b.State == corpus.BatchDone || b.State == corpus.BatchUndone:
		return false
	}
	return now.Sub(laterOf(b.StartedAt, b.EndedAt)) < keepUploads
}

func laterOf(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
