package place

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// newPrefix begins the name of a file that is not whole yet.
const newPrefix = ".new-"

// Folder is a directory of this machine: another disk, or a share that is
// mounted.
type Folder struct{ dir, address string }

// NewFolder returns the place in dir, which is made by the first Put.
func NewFolder(dir string) Folder { return Folder{filepath.Clean(dir), dir} }

func (f Folder) path(name string) string { return filepath.Join(f.dir, filepath.FromSlash(name)) }

// List implements Place.
func (f Folder) List(_ context.Context, folder string) ([]Info, error) {
	entries, err := os.ReadDir(f.path(folder))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("list folder: %w", err)
	}
	list := make([]Info, 0, len(entries))
	for _, entry := range entries {
		list = append(list, Info{entry.Name(), entry.IsDir()})
	}
	return list, nil
}

// Size implements Place.
func (f Folder) Size(_ context.Context, name string) (int64, error) {
	info, err := os.Stat(f.path(name))
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

// Get implements Place.
func (f Folder) Get(_ context.Context, name string) (io.ReadCloser, error) {
	return os.Open(f.path(name))
}

// Put implements Place. The file and its folders are on the disk when it
// returns.
func (f Folder) Put(_ context.Context, name string, size int64, content io.Reader) (err error) {
	folder := filepath.Dir(f.path(name))
	if err := f.makeFolder(folder); err != nil {
		return err
	}
	file, err := os.CreateTemp(folder, newPrefix)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(file.Name()) // best effort: the error that counts is err
			f.removeEmpty(folder)
		}
	}()
	n, err := io.Copy(file, content)
	if err == nil && n != size {
		err = io.ErrUnexpectedEOF
	}
	if err == nil {
		err = file.Sync()
	}
	if err := errors.Join(err, file.Close()); err != nil {
		return err
	}
	if err := os.Rename(file.Name(), f.path(name)); err != nil {
		return err
	}
	return syncFolder(folder)
}

// makeFolder makes a folder and those above it within the place, each synced
// into the one above.
func (f Folder) makeFolder(path string) error {
	if _, err := os.Stat(path); err == nil {
		return nil
	}
	if path == f.dir {
		return os.MkdirAll(path, 0o700)
	}
	above := filepath.Dir(path)
	if err := f.makeFolder(above); err != nil {
		return err
	}
	if err := os.Mkdir(path, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return syncFolder(above)
}

func syncFolder(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}

// Remove implements Place.
func (f Folder) Remove(_ context.Context, name string) error {
	path := f.path(name)
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	f.removeEmpty(filepath.Dir(path))
	return nil
}

// removeEmpty removes a folder and those above it that are empty then. One that
// is not stays, whatever the reason.
func (f Folder) removeEmpty(folder string) {
	for folder != f.dir && os.Remove(folder) == nil {
		folder = filepath.Dir(folder)
	}
}

func (f Folder) String() string { return f.address }

// Close implements Place.
func (f Folder) Close() error { return nil }
