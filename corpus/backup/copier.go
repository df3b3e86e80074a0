package backup

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"shiyun/corpus/seal"
)

// copier keeps files among the objects.
type copier struct {
	Options

	encrypt encryption
	m       *Manifest
	sealed  map[string]Stored // encrypted objects of earlier backups, by the hash of their content
}

func (c copier) object(hash string) string {
	return filepath.Join(c.Dir, filepath.FromSlash(objectName(hash, c.m.sharedSuffix())))
}

// sealedBefore reads which encrypted objects earlier backups name, and as what:
// encrypting a file again gives another. Those for other recipients are not
// taken up: who is named now could not open them.
func (o Options) sealedBefore(m *Manifest) (map[string]Stored, error) {
	known := map[string]Stored{}
	if m.suffix() == "" {
		return known, nil
	}
	list, err := List(o.Dir)
	for _, entry := range list {
		if entry.Err != nil || !slices.Equal(entry.Manifest.Recipients, m.Recipients) {
			continue
		}
		for _, f := range entry.Manifest.Files {
			known[f.SHA256] = f.Sealed
		}
	}
	return known, err
}

// has reports whether the object of a hash is there already, and completes f.
func (c copier) has(f *File) bool {
	if f.SHA256 == "" {
		return false
	}
	f.Sealed = c.sealed[f.SHA256]
	if c.m.suffix() != "" && f.Sealed == (Stored{}) {
		return false
	}
	info, err := os.Stat(c.object(f.SHA256))
	return err == nil && info.Size() == f.stored().Size
}

// keep has a file among the objects and returns it with its hash. Where the
// object of the known hash is there already the file is not read.
func (c copier) keep(ctx context.Context, f File) (kept File, fresh bool, err error) {
	if c.has(&f) {
		return f, false, nil
	}
	from := filepath.Join(c.Data, filepath.FromSlash(f.Path))
	temporary := filepath.Join(c.Dir, newPrefix+"object")
	os.Remove(temporary) // of a backup that broke off
	kept, err = c.encrypt.copyFile(ctx, from, temporary)
	kept.Path = f.Path
	if err != nil {
		os.Remove(temporary) // best effort
		return kept, false, err
	}
	// An earlier backup is compared with what it was encrypted to then.
	if there := (File{Path: f.Path, Size: kept.Size, SHA256: kept.SHA256}); c.m.suffix() != "" && c.has(&there) {
		return there, false, os.Remove(temporary)
	}
	to := c.object(kept.SHA256)
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return kept, false, err
	}
	return kept, true, os.Rename(temporary, to)
}

// copyKey keeps the key apart, by a name of its hash: a key that was changed
// does not take the place of the one that older backups need.
func (o Options) copyKey(ctx context.Context, encrypt encryption, m *Manifest) error {
	source := filepath.Join(o.Data, seal.FileName)
	content, err := os.ReadFile(source)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	m.Key = keyName(content)
	if err := os.MkdirAll(o.Keys(), 0o700); err != nil {
		return err
	}
	path := filepath.Join(o.Keys(), keyFile(m.Key, m.sharedSuffix()))
	if known, err := os.ReadFile(path); err == nil && m.suffix() == "" && keyName(known) == m.Key {
		return nil
	}
	temporary := path + ".new"
	os.Remove(temporary)
	if _, err := encrypt.copyFile(ctx, source, temporary); err != nil {
		return err
	}
	if err := os.Rename(temporary, path); err != nil {
		return err
	}
	return syncFile(o.Keys())
}
