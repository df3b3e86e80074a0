package classics

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// FileName is what the file is called in a data directory.
const FileName = "classics.lines"

// Library is the file of a data directory, read when it is first asked for and
// again when another was installed. It is safe for concurrent use; a nil Library
// has no file.
type Library struct {
	path string

	mu       sync.Mutex // guards what follows
	file     *File
	modified time.Time
	size     int64
	fault    error // of the file of that time and size
}

// NewLibrary returns that of a data directory, where nothing need be installed.
func NewLibrary(data string) *Library { return &Library{path: filepath.Join(data, FileName)} }

// File returns the file, nil where none is installed. A damaged one is an error
// each time, and read only once.
func (l *Library) File() (*File, error) {
	if l == nil {
		return nil, nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	info, err := os.Stat(l.path)
	if errors.Is(err, fs.ErrNotExist) {
		l.file, l.fault, l.size = nil, nil, 0
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if info.Size() != l.size || !info.ModTime().Equal(l.modified) {
		l.size, l.modified = info.Size(), info.ModTime()
		l.file, l.fault = Open(l.path)
	}
	return l.file, l.fault
}

// Install puts a file into the library's directory: a ready one, or one made of
// the npm package. What is there is replaced only by a whole file.
func (l *Library) Install(from string) (*File, error) {
	part := l.path + ".part"
	defer os.Remove(part)
	if err := writePart(part, from); err != nil {
		return nil, err
	}
	if _, err := Open(part); err != nil {
		return nil, err
	}
	if err := os.Rename(part, l.path); err != nil {
		return nil, err
	}
	return l.File()
}

// writePart writes the file that from is, or is made of.
func writePart(part, from string) (err error) {
	ready, err := isFile(from)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(part, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if ready {
		err = copyFile(f, from)
	} else {
		err = MakeFrom(from, f)
	}
	if err != nil {
		return err
	}
	return f.Sync()
}

// isFile reports whether a file begins as a file of lines does.
func isFile(name string) (bool, error) {
	info, err := os.Stat(name)
	if err != nil || info.IsDir() {
		return false, err
	}
	f, err := os.Open(name)
	if err != nil {
		return false, err
	}
	defer f.Close()
	begin := make([]byte, len(mark))
	if _, err := io.ReadFull(f, begin); err != nil {
		return false, fmt.Errorf("read %s: %w", name, err)
	}
	return string(begin) == mark, nil
}

func copyFile(to io.Writer, from string) error {
	f, err := os.Open(from)
	if err != nil {
		return err
	}
	defer f.Close()
	n, err := io.Copy(to, io.LimitReader(f, largest+1))
	if err == nil && n > largest {
		err = errDamaged
	}
	return err
}
