package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/seal"
	"shiyun/corpus/store/db"
)

// keyMark is the setting by which an archive knows its key: a text that only
// it opens.
const keyMark = "key_mark"

// ReplaceKey gives an archive a new key, for who goes on without the one it
// had; where there is no archive it does nothing. A key that is there is put
// aside, not deleted. What was sealed with the old one stays as it is and can
// no longer be read.
func (a At) ReplaceKey(ctx context.Context, before ...BeforeUpgrade) error {
	there, err := a.Exists(ctx)
	if err != nil || !there {
		return err
	}
	d, err := a.dialect()
	if err != nil {
		return err
	}
	if err := setKeyAside(a.Dir); err != nil {
		return fmt.Errorf("replace key: %w", err)
	}
	database, err := db.Open(ctx, d, prepareUpgrade(ctx, before)...)
	if err != nil {
		return err
	}
	secrets, err := seal.Load(a.Dir)
	if err != nil {
		return errors.Join(err, database.Close())
	}
	s := assemble(database, secrets, a.Dir)
	if err = s.prepareProofs(ctx); err == nil {
		err = s.markKey(ctx)
	}
	return errors.Join(err, s.Close())
}

func setKeyAside(dir string) error {
	if !seal.Exists(dir) {
		return nil
	}
	path := filepath.Join(dir, seal.FileName)
	return os.Rename(path, path+".old-"+time.Now().UTC().Format("20060102T150405"))
}

// loadKey returns the key of dir, made where the archive needs none yet. It
// returns a Conflict error where the key is missing, not whole or not the one
// that the archive was sealed with: with another, made or put there in silence,
// every way to reach a resident and every second factor would be unreadable
// unnoticed, and what is sealed from then on would be so once the right one is
// back.
func loadKey(ctx context.Context, database *db.DB, dir string) (*seal.Key, error) {
	sealed, err := readSealed(ctx, database)
	if err != nil {
		return nil, err
	}
	if !seal.Exists(dir) && sealed.count > 0 {
		return nil, corpus.NewError(corpus.Conflict, "start.key_lost", dir, seal.FileName, sealed.count)
	}
	key, err := seal.Load(dir)
	switch {
	case errors.Is(err, seal.ErrNotWhole):
		return nil, corpus.NewError(corpus.Conflict, "start.key_damaged", dir, seal.FileName, sealed.count)
	case err != nil:
		return nil, err
	case !sealed.opensWith(key):
		return nil, corpus.NewError(corpus.Conflict, "start.key_foreign", dir, seal.FileName, sealed.count)
	}
	return key, nil
}

// sealedTexts is what only the key of an archive opens.
type sealedTexts struct {
	count   int      // how many there are, the mark left out
	mark    string   // "" in an archive that has not been marked
	samples []string // some of them
}

func readSealed(ctx context.Context, database *db.DB) (found sealedTexts, err error) {
	const all = `SELECT contact AS sealed FROM submission_private WHERE contact <> '' UNION ALL SELECT totp FROM accounts WHERE totp <> ''`
	read := database.Reader()
	if err = read.NewRaw("SELECT count(*) FROM ("+all+") AS t").Scan(ctx, &found.count); err == nil {
		err = read.NewRaw("SELECT sealed FROM ("+all+") AS t ORDER BY sealed LIMIT 8").Scan(ctx, &found.samples)
	}
	if err == nil {
		err = db.IgnoreNoRows(read.NewRaw("SELECT value FROM settings WHERE name = ?", keyMark).Scan(ctx, &found.mark))
	}
	if err != nil {
		return found, fmt.Errorf("look for what is sealed: %w", err)
	}
	return found, nil
}

// opensWith reports whether a key is the one. Any is, where nothing is sealed.
// Where there is no mark, one text that it opens shows it: another may be
// damaged.
func (s sealedTexts) opensWith(key *seal.Key) bool {
	if s.count == 0 {
		return true
	}
	if s.mark != "" {
		return opens(key, s.mark)
	}
	return slices.ContainsFunc(s.samples, func(text string) bool { return opens(key, text) })
}

func opens(key *seal.Key, sealed string) bool {
	_, err := key.Open(sealed)
	return err == nil
}

// keepMark marks an archive with its key, where it is not so marked yet. One
// that cannot be written goes without.
func (s *Store) keepMark(ctx context.Context) error {
	mark, err := s.Setting(ctx, keyMark)
	if err == nil && !opens(s.secrets, mark) {
		err = s.markKey(ctx)
	}
	if !Unwritable(err).IsZero() {
		return nil
	}
	return err
}

func (s *Store) markKey(ctx context.Context) error {
	return s.SetSetting(ctx, keyMark, s.secrets.Seal("shiyun"))
}
