package backup

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"shiyun/corpus"
	"shiyun/corpus/seal"
)

// Restore is how a backup is brought back.
type Restore struct {
	Dir      string // where the backups are
	Name     string // of the backup; the newest for ""
	KeyDir   string // where the keys are; Dir/keys for ""
	Target   string // a directory that is not there yet, or empty
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
	m, err := Find(r.Dir, r.Name)
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
	unfinished, err := os.MkdirTemp(filepath.Dir(target), "."+filepath.Base(target)+".restoring-")
	if err != nil {
		return done, fmt.Errorf("restore: %w", err)
	}
	defer os.RemoveAll(unfinished) // nothing, once it is renamed
	if done.KeyFound, err = r.write(ctx, m, unfinished); err != nil {
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

func (r Restore) write(ctx context.Context, m Manifest, unfinished string) (keyFound bool, err error) {
	progress := r.Progress
	if progress == nil {
		progress = func(string, int, int) {}
	}
	progress("archive", 0, 1)
	if err := copyWhole(ctx, filepath.Join(r.Dir, m.Name, archiveName), filepath.Join(unfinished, archiveName), m.Archive); err != nil {
		return false, err
	}
	progress("archive", 1, 1)
	folders := map[string]bool{unfinished: true}
	for i, f := range m.Files {
		progress("files", i, len(m.Files))
		if !filepath.IsLocal(filepath.FromSlash(f.Path)) || len(f.SHA256) != 64 {
			return false, corpus.NewError(corpus.Invalid, "backup.manifest_damaged", m.Name)
		}
		to := filepath.Join(unfinished, filepath.FromSlash(f.Path))
		if err := copyWhole(ctx, objectPath(r.Dir, f.SHA256), to, f); err != nil {
			return false, err
		}
		for folder := filepath.Dir(to); folder != unfinished; folder = filepath.Dir(folder) {
			folders[folder] = true
		}
	}
	progress("files", len(m.Files), len(m.Files))
	if keyFound, err = r.writeKey(m, unfinished); err != nil {
		return false, err
	}
	for folder := range folders {
		if err := syncFile(folder); err != nil {
			return false, err
		}
	}
	return keyFound, nil
}

// copyWhole copies a file that must be what the manifest says.
func copyWhole(ctx context.Context, from, to string, want File) error {
	got, err := copyFile(ctx, from, to)
	if errors.Is(err, fs.ErrNotExist) {
		return &corpus.Error{Code: corpus.Invalid, Message: corpus.NewMessage("backup.file_missing", want.Path), Err: err}
	}
	if err != nil {
		return fmt.Errorf("copy %s: %w", want.Path, err)
	}
	if got.SHA256 != want.SHA256 {
		return corpus.NewError(corpus.Invalid, "backup.file_damaged", want.Path)
	}
	return nil
}

func (r Restore) writeKey(m Manifest, unfinished string) (bool, error) {
	if m.Key == "" {
		return true, nil // nothing was sealed yet
	}
	dir := r.KeyDir
	if dir == "" {
		dir = filepath.Join(r.Dir, keysName)
	}
	content, err := os.ReadFile(keyPath(dir, m.Key))
	if err != nil || keyName(content) != m.Key {
		return false, nil
	}
	return true, writeFile(filepath.Join(unfinished, seal.FileName), content)
}
