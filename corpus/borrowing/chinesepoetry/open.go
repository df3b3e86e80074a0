package chinesepoetry

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// maxEntry bounds one file taken out of an archive; the largest of the
// package has some 4 MB, and a forged one must not fill the disk.
const maxEntry = 64 << 20

// Open opens an unpacked package directory, or unpacks the wanted parts
// of a .tgz into a temporary one. cleanup must be called in either case when
// there is no error.
func Open(name string) (tree fs.FS, cleanup func(), err error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, nil, err
	}
	if info.IsDir() {
		return os.DirFS(name), func() {}, nil
	}
	dir, err := os.MkdirTemp("", "chinesepoetry-")
	if err != nil {
		return nil, nil, err
	}
	cleanup = func() { _ = os.RemoveAll(dir) }
	if err := unpack(name, dir); err != nil {
		cleanup()
		return nil, nil, fmt.Errorf("unpack %s: %w", name, err)
	}
	return os.DirFS(dir), cleanup, nil
}

func unpack(name, dir string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	zipped, err := gzip.NewReader(f)
	if err != nil {
		return err
	}
	archive := tar.NewReader(zipped)
	for {
		header, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		entry, ok := strings.CutPrefix(header.Name, "package/")
		if !ok || header.Typeflag != tar.TypeReg || !wanted(entry) {
			continue
		}
		if err := unpackEntry(archive, filepath.Join(dir, filepath.FromSlash(entry))); err != nil {
			return err
		}
	}
}

// unpackEntry is called for wanted names only, and no pattern of parts can
// match one that climbs out of the directory.
func unpackEntry(r io.Reader, target string) (err error) {
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return err
	}
	f, err := os.Create(target)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	n, err := io.Copy(f, io.LimitReader(r, maxEntry+1))
	if err == nil && n > maxEntry {
		err = fmt.Errorf("%s has more than %d bytes", filepath.Base(target), maxEntry)
	}
	return err
}
