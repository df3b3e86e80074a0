package backup

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"shiyun/corpus/store"
)

// Source is an archive that can be copied: an open one, or one about to be
// upgraded.
type Source interface {
	Copy(ctx context.Context, file string) error
}

// Options are how a backup is made.
type Options struct {
	Source  Source
	Data    string // the data directory
	Dir     string // where the backups are
	KeyDir  string // where the key goes; Dir/keys for ""
	Name    string // of the backup; by the time for ""
	Program string // version that writes it
	// Recipients are public keys of age that the backup is encrypted for; it is
	// not encrypted for none.
	Recipients []string
	// Progress is called with a step ("archive", "files") and how far it is; nil
	// for nobody to tell.
	Progress func(step string, done, of int)
}

// Keys is where the key goes.
func (o Options) Keys() string {
	if o.KeyDir != "" {
		return o.KeyDir
	}
	return filepath.Join(o.Dir, keysName)
}

func (o Options) progress(step string, done, of int) {
	if o.Progress != nil {
		o.Progress(step, done, of)
	}
}

// Create writes a backup and returns what it is of. Broken off at any moment it
// leaves the earlier ones as they are, and nothing with a name that is not
// whole. Files that earlier backups have are not copied again.
func Create(ctx context.Context, o Options) (Manifest, error) {
	now := time.Now().UTC().Truncate(time.Second)
	m := Manifest{Format: format, Name: o.Name, CreatedAt: now, Program: o.Program, Recipients: o.Recipients}
	encrypt, err := newEncryption(o.Recipients)
	if err != nil {
		return m, err
	}
	l, err := lock(ctx, o.Dir)
	if err != nil {
		return m, err
	}
	defer func() { _ = l.Unlock() }() // ends with the process at the latest
	if m.Name == "" {
		m.Name = freeName(o.Dir, now)
	}
	removeUnfinished(o.Dir)
	unfinished := filepath.Join(o.Dir, newPrefix+m.Name)
	if err := os.Mkdir(unfinished, 0o700); err != nil {
		return m, fmt.Errorf("begin backup: %w", err)
	}
	defer os.RemoveAll(unfinished) // nothing, once it is renamed
	if err := o.write(ctx, unfinished, encrypt, &m); err != nil {
		return m, fmt.Errorf("backup: %w", err)
	}
	final := filepath.Join(o.Dir, m.Name)
	if err := os.RemoveAll(final); err != nil { // of an upgrade that was broken off
		return m, fmt.Errorf("backup: %w", err)
	}
	if err := os.Rename(unfinished, final); err != nil {
		return m, fmt.Errorf("backup: %w", err)
	}
	return m, syncFile(o.Dir)
}

// freeName is the name of a backup begun now; two in one second differ.
func freeName(dir string, now time.Time) string {
	for ; ; now = now.Add(time.Second) {
		name := now.Format(nameLayout)
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			return name
		}
	}
}

// removeUnfinished clears what backups that broke off left. The lock is held:
// nobody is at it.
func removeUnfinished(dir string) {
	left, _ := filepath.Glob(filepath.Join(escapePattern(dir), newPrefix+"*"))
	for _, path := range left {
		os.RemoveAll(path) // best effort: what stays is no backup
	}
}

func escapePattern(dir string) string {
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(dir)
}

func (o Options) write(ctx context.Context, unfinished string, encrypt encryption, m *Manifest) (err error) {
	o.progress("archive", 0, 1)
	archive := filepath.Join(unfinished, archiveName)
	if err := o.Source.Copy(ctx, archive); err != nil {
		return err
	}
	if err := errors.Join(os.Chmod(archive, 0o600), syncFile(archive)); err != nil {
		return err
	}
	if m.Inspection, err = store.Inspect(ctx, archive); err != nil {
		return err
	}
	if m.Archive, err = encrypt.archive(ctx, archive); err != nil {
		return err
	}
	m.Archive.Path = archiveName
	o.progress("archive", 1, 1)
	if err := o.copyFiles(ctx, encrypt, m); err != nil {
		return err
	}
	if err := o.copyKey(ctx, encrypt, m); err != nil {
		return fmt.Errorf("copy key: %w", err)
	}
	if m.SHA256, err = m.digest(); err != nil {
		return err
	}
	content, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	if err := writeFile(filepath.Join(unfinished, manifestName), append(content, '\n')); err != nil {
		return err
	}
	return syncFile(unfinished)
}

// copyFiles keeps the files that belong to the archive. One that was taken away
// since the archive was copied is gone from both.
func (o Options) copyFiles(ctx context.Context, encrypt encryption, m *Manifest) error {
	files, err := o.listFiles(m.Media)
	if err != nil {
		return err
	}
	copier := copier{o, encrypt, m, nil}
	if copier.sealed, err = o.sealedBefore(m); err != nil {
		return err
	}
	folders := map[string]bool{}
	m.Files = []File{}
	for i, f := range files {
		o.progress("files", i, len(files))
		kept, fresh, err := copier.keep(ctx, f)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return fmt.Errorf("copy %s: %w", f.Path, err)
		}
		if fresh {
			folders[filepath.Dir(copier.object(kept.SHA256))] = true
		}
		m.Files = append(m.Files, kept)
	}
	for folder := range folders {
		if err := syncFile(folder); err != nil {
			return err
		}
	}
	if len(folders) > 0 {
		if err := syncFile(filepath.Join(o.Dir, objectsName)); err != nil {
			return err
		}
	}
	o.progress("files", len(files), len(files))
	return nil
}

// listFiles lists what belongs to the archive besides its database, with the
// hashes that are known.
func (o Options) listFiles(media []mediaFile) ([]File, error) {
	var files []File
	for _, f := range media {
		files = append(files, File{Path: "media/" + filepath.Base(f.Name), Size: f.Size, SHA256: f.Hash})
	}
	for _, path := range []string{"dict/user.txt", "shiyun.toml"} {
		if _, err := os.Stat(filepath.Join(o.Data, filepath.FromSlash(path))); err == nil {
			files = append(files, File{Path: path})
		}
	}
	err := filepath.WalkDir(filepath.Join(o.Data, "uploads"), func(path string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		within, err := filepath.Rel(o.Data, path)
		files = append(files, File{Path: filepath.ToSlash(within)})
		return err
	})
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return files, err
}
