package backup

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/backup/place"
)

// Copied is the last backup that a second place got.
type Copied struct {
	Name      string    `json:"name"`
	CreatedAt time.Time `json:"created_at"` // of the backup
	CopiedAt  time.Time `json:"copied_at"`
}

// copiedName is the file, in a folder of backups, with what second places have
// of them: a place need not be reached to show it.
const copiedName = "copied.json"

// ReadCopied returns the last backup of each second place that the folder was
// copied to, by the place's address.
func ReadCopied(dir string) (map[string]Copied, error) {
	copied := map[string]Copied{}
	content, err := os.ReadFile(filepath.Join(dir, copiedName))
	if errors.Is(err, fs.ErrNotExist) {
		return copied, nil
	}
	if err == nil {
		err = json.Unmarshal(content, &copied)
	}
	if err != nil {
		return nil, fmt.Errorf("read what was copied: %w", err)
	}
	return copied, nil
}

// Mirror copies the newest good backup of a folder to a second place, with the
// files that are not there yet. What is copied is compared with its hash on the
// way: damage does not spread. Broken off, the place has its earlier backups and
// nothing that looks like another.
func Mirror(ctx context.Context, o Options, to place.Place) (Manifest, error) {
	l, err := lock(ctx, o.Dir)
	if err != nil {
		return Manifest{}, err
	}
	defer func() { _ = l.Unlock() }() // ends with the process at the latest
	m, err := Find(o.Dir, "")
	if err != nil {
		return m, err
	}
	from := place.NewFolder(o.Dir)
	if there, err := readManifest(ctx, to, m.Name); err == nil && there.SHA256 == m.SHA256 {
		return m, noteCopied(o.Dir, to.String(), Copied{m.Name, m.CreatedAt, time.Now().UTC()})
	}
	for i, f := range m.Files {
		o.progress("files", i, len(m.Files))
		if size, err := to.Size(ctx, m.objectFile(f)); err == nil && size == f.stored().Size {
			continue // its name is its hash
		}
		if err := copyProven(ctx, from, to, m.objectFile(f), f); err != nil {
			return m, fmt.Errorf("copy backup to %s: %w", to, err)
		}
	}
	if err := copyProven(ctx, from, to, m.archiveFile(), m.Archive); err != nil {
		return m, fmt.Errorf("copy backup to %s: %w", to, err)
	}
	if m.Key != "" && m.suffix() != "" {
		key := keyFile(m.Key, m.sharedSuffix())
		if err := copyAsIs(ctx, place.NewFolder(o.Keys()), key, to, keysName+"/"+key); err != nil {
			return m, fmt.Errorf("copy key to %s: %w", to, err)
		}
	}
	manifest := m.Name + "/" + manifestName
	if err := copyAsIs(ctx, from, manifest, to, manifest); err != nil {
		return m, fmt.Errorf("copy backup to %s: %w", to, err)
	}
	return m, noteCopied(o.Dir, to.String(), Copied{m.Name, m.CreatedAt, time.Now().UTC()})
}

// copyProven copies a file that is compared with its hash.
func copyProven(ctx context.Context, from, to place.Place, name string, f File) error {
	want := f.stored()
	in, err := from.Get(ctx, name)
	if err != nil {
		return err
	}
	defer in.Close()
	return to.Put(ctx, name, want.Size, &proven{in: contextReader{ctx, in}, count: newCounter(), want: want.SHA256, path: f.Path})
}

// copyAsIs copies a file that proves itself.
func copyAsIs(ctx context.Context, from place.Place, name string, to place.Place, as string) error {
	in, err := from.Get(ctx, name)
	if err != nil {
		return err
	}
	defer in.Close()
	size, err := from.Size(ctx, name)
	if err != nil {
		return err
	}
	return to.Put(ctx, as, size, contextReader{ctx, in})
}

// proven ends with an error instead of io.EOF where what was read has another
// hash.
type proven struct {
	in    io.Reader
	count *counter
	want  string
	path  string
}

func (p *proven) Read(b []byte) (int, error) {
	n, err := p.in.Read(b)
	_, _ = p.count.Write(b[:n]) // a hash takes everything
	if errors.Is(err, io.EOF) && p.count.sum() != p.want {
		return n, corpus.NewError(corpus.Invalid, "backup.file_damaged", p.path)
	}
	return n, err
}

func noteCopied(dir, address string, last Copied) error {
	copied, err := ReadCopied(dir)
	if err != nil {
		copied = map[string]Copied{} // it only shows what is known
	}
	copied[address] = last
	content, err := json.MarshalIndent(copied, "", "  ")
	if err != nil {
		return err
	}
	path := filepath.Join(dir, copiedName)
	if err := os.Remove(path + ".new"); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := writeFile(path+".new", content); err != nil {
		return fmt.Errorf("note what was copied: %w", err)
	}
	return os.Rename(path+".new", path)
}
