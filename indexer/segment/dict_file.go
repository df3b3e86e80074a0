package segment

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"
)

var (
	errNotRegular = errors.New("not a regular file")
	errChecksum   = errors.New("checksum differs")
)

// checkFile returns nil if path is a regular file with the given SHA-256 in
// hex. It looks before opening: opening a named pipe would wait for ever.
func checkFile(path, sum string) error {
	info, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("check file: %w", err)
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("check %s: %w", path, errNotRegular)
	}
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("check file: %w", err)
	}
	defer f.Close() // read only: nothing to lose
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return fmt.Errorf("check %s: %w", path, err)
	}
	if hex.EncodeToString(h.Sum(nil)) != sum {
		return fmt.Errorf("check %s: %w", path, errChecksum)
	}
	return nil
}

const tempPrefix = ".tmp-"

// writeFile replaces path in one step: a reader sees the old file or the whole
// new one, after a power cut too.
func writeFile(path string, data []byte) error {
	dir := filepath.Dir(path)
	f, err := os.CreateTemp(dir, tempPrefix+"*")
	if err != nil {
		return fmt.Errorf("create temporary file: %w", err)
	}
	err = errors.Join(fill(f, data), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("write %s: %w", path, err), os.Remove(f.Name()))
	}
	return syncDir(dir)
}

func fill(f *os.File, data []byte) error {
	if _, err := f.Write(data); err != nil {
		return err
	}
	if err := f.Chmod(0o644); err != nil {
		return err
	}
	return f.Sync()
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return fmt.Errorf("open directory to sync: %w", err)
	}
	if err := errors.Join(d.Sync(), d.Close()); err != nil {
		return fmt.Errorf("sync directory %s: %w", dir, err)
	}
	return nil
}

// staleAfter is how old a temporary file must be to belong to a process that
// died: a younger one may be another process writing right now.
const staleAfter = time.Hour

// removeStaleTemps is housekeeping only; what it cannot remove stays.
func removeStaleTemps(dir string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || !strings.HasPrefix(e.Name(), tempPrefix) {
			continue
		}
		if time.Since(info.ModTime()) > staleAfter {
			_ = os.Remove(filepath.Join(dir, e.Name()))
		}
	}
}
