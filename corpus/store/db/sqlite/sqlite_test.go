package sqlite_test

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"syscall"
	"testing"

	"github.com/mattn/go-sqlite3"

	"shiyun/corpus/store/db"
	"shiyun/corpus/store/db/sqlite"
)

func TestFaults(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		err  error
		want db.Fault
	}{
		"none":                {nil, db.NoFault},
		"full":                {sqlite3.Error{Code: sqlite3.ErrFull}, db.Full},
		"no space":            {sqlite3.Error{Code: sqlite3.ErrIoErr, SystemErrno: syscall.ENOSPC}, db.Full},
		"input and output":    {sqlite3.Error{Code: sqlite3.ErrIoErr}, db.Failing},
		"out of handles":      {sqlite3.Error{Code: sqlite3.ErrCantOpen, SystemErrno: syscall.EMFILE}, db.Exhausted},
		"damaged":             {sqlite3.Error{Code: sqlite3.ErrCorrupt}, db.Damaged},
		"no database":         {sqlite3.Error{Code: sqlite3.ErrNotADB}, db.Damaged},
		"read-only":           {sqlite3.Error{Code: sqlite3.ErrReadonly}, db.Unwritable},
		"file read-only":      {syscall.EROFS, db.Unwritable},
		"busy":                {sqlite3.Error{Code: sqlite3.ErrBusy}, db.Busy},
		"race for a log":      {sqlite3.Error{Code: sqlite3.ErrProtocol}, db.Busy},
		"constraint":          {sqlite3.Error{Code: sqlite3.ErrConstraint}, db.NoFault},
		"not of the database": {errors.New("busy"), db.NoFault},
	} {
		if got := (sqlite.Dialect{}).FaultOf(fmt.Errorf("write: %w", errors.Join(c.err))); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// A migration that archives have been through is never edited: they would not
// go through it again, and new ones would differ from them.
func TestMigrationsKeepTheirBytes(t *testing.T) {
	t.Parallel()
	shipped := map[string]string{
		"00001_archive.sql":  "8c96cef735d68c65",
		"00002_curation.sql": "2b9f33a1834e8aa1",
		"00003_feeds.sql":    "7a80af06e4047c27",
		"00004_media.sql":    "442e6720450c70e7",
		"00005_stones.sql":   "abc844bb01e2254a",
		"00006_annexes.sql":  "754ce684329d6b1d",
		"00007_messages.sql": "d86370ce6adcb3a1",
		"00008_reasons.sql":  "e941eb8692c2495f",
	}
	_, files := sqlite.In("").Migrations()
	for name, want := range shipped {
		content, err := fs.ReadFile(files, name)
		if err != nil {
			t.Fatal(err)
		}
		if sum := sha256.Sum256(content); hex.EncodeToString(sum[:8]) != want {
			t.Errorf("%s was edited", name)
		}
	}
}
