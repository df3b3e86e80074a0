package backup

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"

	"shiyun/corpus"
	"shiyun/corpus/backup/place"
	"shiyun/corpus/store"
)

// Check is how a backup is looked through.
type Check struct {
	Dir, Name, KeyDir, Identity string // as with Restore
	From                        place.Place
	// Full brings the backup back into a scratch directory, looks through the
	// archive in it in full and compares it with the manifest. Otherwise every
	// file is compared with its hash.
	Full bool
	// Scratch is where that directory is made; the system's own for "".
	Scratch  string
	Progress func(step string, done, of int)
}

// Run returns what is wrong with a backup, nothing for a good one.
func (c Check) Run(ctx context.Context) (Manifest, []corpus.Message, error) {
	if c.From == nil {
		c.From = place.NewFolder(c.Dir)
	}
	m, err := find(ctx, c.From, c.Name)
	var known *corpus.Error
	if errors.As(err, &known) && known.Code == corpus.Invalid {
		return m, []corpus.Message{known.Message}, nil
	}
	if err != nil {
		return m, nil, err
	}
	if c.Full {
		found, err := c.drill(ctx, m)
		return m, found, err
	}
	found, err := c.compareFiles(ctx, m)
	return m, found, err
}

func (c Check) compareFiles(ctx context.Context, m Manifest) (found []corpus.Message, err error) {
	compare := func(name string, want File) error {
		in, err := c.From.Get(ctx, name)
		if errors.Is(err, os.ErrNotExist) {
			found = append(found, corpus.NewMessage("backup.file_missing", want.Path))
			return nil
		}
		if err != nil {
			return err
		}
		got, readErr := hashAll(contextReader{ctx, in})
		if readErr != nil || got.SHA256 != want.stored().SHA256 {
			found = append(found, corpus.NewMessage("backup.file_damaged", want.Path))
		}
		return in.Close()
	}
	if err := compare(m.archiveFile(), m.Archive); err != nil {
		return found, err
	}
	for i, f := range m.Files {
		if c.Progress != nil {
			c.Progress("files", i, len(m.Files))
		}
		if err := compare(m.objectFile(f), f); err != nil {
			return found, err
		}
	}
	return found, ctx.Err()
}

// drill brings a backup back where it does no harm.
func (c Check) drill(ctx context.Context, m Manifest) ([]corpus.Message, error) {
	scratch, err := os.MkdirTemp(c.Scratch, "shiyun-drill-")
	if err != nil {
		return nil, fmt.Errorf("make scratch directory: %w", err)
	}
	defer os.RemoveAll(scratch)
	target := filepath.Join(scratch, "data")
	r, err := Restore{From: c.From, Name: m.Name, KeyDir: c.KeyDir, Identity: c.Identity, Target: target, Progress: c.Progress}.Run(ctx)
	var known *corpus.Error
	if errors.As(err, &known) && known.Code == corpus.Invalid {
		return []corpus.Message{known.Message}, nil
	}
	if err != nil {
		return nil, err
	}
	return compareRestored(ctx, m, target, r.KeyFound)
}

// compareRestored compares a directory that was brought back with the manifest.
// Without the key what is sealed is not looked at.
func compareRestored(ctx context.Context, m Manifest, target string, keyFound bool) (found []corpus.Message, err error) {
	in, err := store.Inspect(ctx, filepath.Join(target, archiveName))
	if err != nil {
		return []corpus.Message{corpus.NewMessage("verify.unreadable", err.Error())}, ctx.Err()
	}
	if !maps.Equal(in.Counts, m.Counts) || in.PoemsHash != m.PoemsHash || in.AuditHead != m.AuditHead || in.ChainHead != m.ChainHead || in.Schema != m.Schema {
		found = append(found, corpus.NewMessage("backup.differs"))
	}
	if !keyFound { // one that opens nothing, so that the archive opens
		if err := (store.At{Dir: target}).ReplaceKey(ctx); err != nil {
			return nil, err
		}
	}
	s, err := store.Open(ctx, target)
	if err != nil {
		return nil, err
	}
	v, err := s.Verify(ctx, true, nil)
	if err = errors.Join(err, s.Close()); err != nil {
		return nil, err
	}
	for _, f := range v.Findings {
		if keyFound || f.Kind != store.FoundPrivate {
			found = append(found, f.Message)
		}
	}
	return found, nil
}
