package backup

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"shiyun/corpus"
	"shiyun/corpus/backup/place"
	"shiyun/corpus/seal"
)

// Restore is how a backup is brought back.
type Restore struct {
	Dir      string      // where the backups are
	From     place.Place // where they are instead; nil for Dir
	Name     string      // of the backup; the newest for ""
	KeyDir   string      // where the keys are; keys of the place for ""
	Identity string      // file of what opens an encrypted backup
	Target   string      // a directory that is not there yet, or empty
	Progress func(step string, done, of int)
}

// Restored is what was brought back.
type Restored struct {
	Manifest Manifest
	KeyFound bool // false: what is sealed stays sealed
}

// Run brings a backup back, every file compared with its hash. It never
// overwrites: it returns Conflict for a target that holds anything. Broken off
// it leaves the target as it was.
func (r Restore) Run(ctx context.Context) (done Restored, err error) {
	if r.From == nil {
		r.From = place.NewFolder(r.Dir)
	}
	identity, err := newDecryption(r.Identity)
	if err != nil {
		return done, err
	}
	m, err := find(ctx, r.From, r.Name)
	if err != nil {
		return done, err
	}
	done.Manifest = m
	if err := checkEmpty(r.Target); err != nil {
		return done, err
	}
	target := filepath.Clean(r.Target)
	if err := os.MkdirAll(filepath.Dir(target), 0o700); err != nil {
		return done, fmt.Errorf("restore: %w", err)
	}
	unfinished, held, err := beginRestore(target)
	if err != nil {
		return done, fmt.Errorf("restore: %w", err)
	}
	defer held.Close()
	defer os.RemoveAll(unfinished) // nothing, once it is renamed
	if done.KeyFound, err = r.write(ctx, m, identity, unfinished); err != nil {
		return done, fmt.Errorf("restore: %w", err)
	}
	if err := os.Remove(target); err != nil && !errors.Is(err, fs.ErrNotExist) { // empty, or another came before
		return done, corpus.NewError(corpus.Conflict, "backup.target_not_empty", r.Target)
	}
	if err := os.Rename(unfinished, target); err != nil {
		return done, fmt.Errorf("restore: %w", err)
	}
	return done, syncFile(filepath.Dir(target))
}

// beginRestore makes the directory in which a restore is made, beside its
// target, and removes those of restores that were killed. Each is locked by its
// restore, so that one under way is left alone; the lock ends with the file
// returned, or with the process.
func beginRestore(target string) (unfinished string, held *os.File, err error) {
	prefix := "." + filepath.Base(target) + ".restoring-"
	left, _ := filepath.Glob(filepath.Join(escapePattern(filepath.Dir(target)), escapePattern(prefix)+"*"))
	for _, path := range left {
		if f, err := lockFolder(path); err == nil {
			os.RemoveAll(path) // best effort: it stands in nobody's way
			f.Close()
		}
	}
	if unfinished, err = os.MkdirTemp(filepath.Dir(target), prefix); err != nil {
		return "", nil, err
	}
	held, err = lockFolder(unfinished)
	return unfinished, held, err
}

// lockFolder returns an error where another process has the lock.
func lockFolder(path string) (*os.File, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// checkEmpty returns Conflict for a directory that holds anything.
func checkEmpty(target string) error {
	entries, err := os.ReadDir(target)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil || len(entries) > 0:
		return corpus.NewError(corpus.Conflict, "backup.target_not_empty", target)
	}
	return nil
}

func (r Restore) write(ctx context.Context, m Manifest, identity decryption, unfinished string) (keyFound bool, err error) {
	progress := r.Progress
	if progress == nil {
		progress = func(string, int, int) {}
	}
	from := opener{r.From, m, identity}
	progress("archive", 0, 1)
	if err := from.copyWhole(ctx, m.archiveFile(), filepath.Join(unfinished, archiveName), m.Archive); err != nil {
		return false, err
	}
	progress("archive", 1, 1)
	folders := map[string]bool{unfinished: true}
	for i, f := range m.Files {
		progress("files", i, len(m.Files))
		to := filepath.Join(unfinished, filepath.FromSlash(f.Path))
		if err := from.copyWhole(ctx, m.objectFile(f), to, f); err != nil {
			return false, err
		}
		for folder := filepath.Dir(to); folder != unfinished; folder = filepath.Dir(folder) {
			folders[folder] = true
		}
	}
	progress("files", len(m.Files), len(m.Files))
	if keyFound, err = r.writeKey(ctx, from, unfinished); err != nil {
		return false, err
	}
	for folder := range folders {
		if err := syncFile(folder); err != nil {
			return false, err
		}
	}
	return keyFound, nil
}

// opener reads the files of a backup.
type opener struct {
	place    place.Place
	m        Manifest
	identity decryption
}

// copyWhole copies a file that must be what the manifest says.
func (o opener) copyWhole(ctx context.Context, name, to string, want File) error {
	in, err := o.place.Get(ctx, name)
	if errors.Is(err, fs.ErrNotExist) {
		return &corpus.Error{Code: corpus.Invalid, Message: corpus.NewMessage("backup.file_missing", want.Path), Err: err}
	}
	if err != nil {
		return fmt.Errorf("copy %s: %w", want.Path, err)
	}
	defer in.Close()
	count := newCounter()
	content, err := o.identity.open(o.m, io.TeeReader(contextReader{ctx, in}, count))
	if err != nil {
		return o.damaged(ctx, want, in, count, err)
	}
	got, err := writeNew(content, to)
	if err != nil {
		return o.damaged(ctx, want, in, count, err)
	}
	if got.SHA256 != want.SHA256 {
		return corpus.NewError(corpus.Invalid, "backup.file_damaged", want.Path)
	}
	return nil
}

// damaged returns the error of a copy that failed, as one of damage where the
// file is the reason: age fails at the first byte that is wrong.
func (o opener) damaged(ctx context.Context, want File, in io.Reader, count *counter, err error) error {
	if o.m.suffix() == "" || ctx.Err() != nil {
		return fmt.Errorf("copy %s: %w", want.Path, err)
	}
	if _, readErr := io.Copy(count, in); readErr == nil && count.sum() != want.Sealed.SHA256 {
		return &corpus.Error{Code: corpus.Invalid, Message: corpus.NewMessage("backup.file_damaged", want.Path), Err: err}
	}
	return fmt.Errorf("copy %s: %w", want.Path, err)
}

func (r Restore) writeKey(ctx context.Context, from opener, unfinished string) (bool, error) {
	if from.m.Key == "" {
		return true, nil // nothing was sealed yet
	}
	at, name := from.place, keysName+"/"+keyFile(from.m.Key, from.m.sharedSuffix())
	if r.KeyDir != "" {
		at, name = place.NewFolder(r.KeyDir), keyFile(from.m.Key, from.m.sharedSuffix())
	}
	in, err := at.Get(ctx, name)
	if err != nil {
		return false, nil
	}
	defer in.Close()
	plain, err := from.identity.open(from.m, in)
	if err != nil {
		return false, nil
	}
	content, err := io.ReadAll(io.LimitReader(plain, mostKey))
	if err != nil || keyName(content) != from.m.Key {
		return false, nil
	}
	return true, writeFile(filepath.Join(unfinished, seal.FileName), content)
}

// mostKey is more than a key has, in bytes.
const mostKey = 4096
