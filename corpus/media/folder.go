package media

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"

	"shiyun/corpus"
)

// Folder is where the files are. Their names say nothing of what they are of.
type Folder string

// fileName is what Put makes. Anything else is no name of a file here, and
// never reaches the file system.
var fileName = regexp.MustCompile(`^[0-9a-f]{32}\.(jpg|mp3|m4a|ogg|wav)$`)

// Put keeps a file and returns its name. It is on the disk, whole, when Put
// returns.
func (f Folder) Put(v Vetted) (name string, err error) {
	if err := os.MkdirAll(string(f), 0o700); err != nil {
		return "", fmt.Errorf("make media folder: %w", err)
	}
	var random [16]byte
	if _, err := rand.Read(random[:]); err != nil {
		return "", fmt.Errorf("name file: %w", err)
	}
	name = hex.EncodeToString(random[:]) + v.Ext
	file, err := os.CreateTemp(string(f), "new-*")
	if err != nil {
		return "", fmt.Errorf("make file: %w", err)
	}
	_, err = file.Write(v.Content)
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err == nil {
		err = os.Rename(file.Name(), filepath.Join(string(f), name))
	}
	if err == nil {
		err = syncFolder(string(f)) // or a power cut could take the name away
	}
	if err != nil {
		return "", errors.Join(fmt.Errorf("keep file: %w", err), os.Remove(file.Name()))
	}
	return name, nil
}

func syncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}

// Open opens a file. It returns NotFound for what is no name of a file here.
func (f Folder) Open(name string) (*os.File, error) {
	if !fileName.MatchString(name) {
		return nil, corpus.NewError(corpus.NotFound, "archive.no_file")
	}
	file, err := os.OpenInRoot(string(f), name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &corpus.Error{Code: corpus.NotFound, Message: corpus.NewMessage("archive.no_file"), Err: err}
	}
	if err != nil {
		return nil, fmt.Errorf("open file: %w", err)
	}
	return file, nil
}

// OpenWhole opens the file of a medium. It returns a NotFound error for one that
// is missing or of another length than it was taken in with: part of a recording
// is worse than none.
func (f Folder) OpenWhole(m corpus.Media) (*os.File, error) {
	file, err := f.Open(m.File)
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err == nil && info.Size() != m.Size {
		err = &corpus.Error{Code: corpus.NotFound, Message: corpus.NewMessage("archive.no_file"), Err: fmt.Errorf("%s has %d bytes, not %d", m.File, info.Size(), m.Size)}
	}
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return file, nil
}

// Remove takes a file away for good; that it is gone already is no error.
func (f Folder) Remove(name string) error {
	if !fileName.MatchString(name) {
		return corpus.NewError(corpus.NotFound, "archive.no_file")
	}
	err := os.Remove(filepath.Join(string(f), name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("remove file: %w", err)
	}
	return nil
}
