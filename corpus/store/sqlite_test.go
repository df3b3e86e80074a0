package store_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/corpus/store/db"
	"shiyun/corpus/store/db/sqlite"
	"shiyun/corpus/store/storetest"
	"shiyun/corpus/store/transfer"
)

func TestSQLite(t *testing.T) {
	storetest.Run(t, func(t testing.TB) db.Dialect { return sqlite.In(t.TempDir()) })
}

func open(t testing.TB, dir string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func importOne(t testing.TB, s *store.Store) {
	t.Helper()
	text := "诗"
	im, err := s.BeginImport(t.Context(), transfer.ImportOptions{})
	if err == nil {
		_, err = im.Write(t.Context(), []corpus.Draft{{Title: &text, Author: &text, Body: &text}})
	}
	if err == nil {
		err = im.End(t.Context(), corpus.BatchDone)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// A directory made beforehand may be open to all.
func TestFilesAreTheOwnersAlone(t *testing.T) {
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	s := open(t, dir)
	importOne(t, s)
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) < 3 {
		t.Fatalf("%d files, %v", len(entries), err)
	}
	for _, entry := range entries {
		info, err := entry.Info()
		if err != nil || info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s: %v, %v", entry.Name(), info.Mode(), err)
		}
	}
}

func TestPathsWithAwkwardNames(t *testing.T) {
	dir := t.TempDir() + "/诗 韵?#%20&_sync=0"
	importOne(t, open(t, dir))
	if p, err := open(t, dir).Poem(t.Context(), 1); err != nil || p.Title != "诗" {
		t.Errorf("%+v, %v", p, err)
	}
}

// The archive file is enough neither to sign in nor to make codes.
func TestArchiveFileHoldsNoKeys(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	a, err := s.AddAccount(t.Context(), corpus.ActorCommand, "王老师", corpus.RoleCurator)
	if err != nil {
		t.Fatal(err)
	}
	const secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
	link, err := s.AddLink(t.Context(), corpus.ActorCommand, a.ID)
	if err == nil {
		err = s.SetCode(t.Context(), a.Actor(), a.ID, secret, 7)
	}
	if err != nil {
		t.Fatal(err)
	}
	cred, err := s.Credentials(t.Context(), "王老师")
	if err != nil || cred.Secret != secret || cred.LastStep != 7 {
		t.Fatalf("%+v, %v", cred, err)
	}
	if _, err := s.SignIn(t.Context(), cred, 7, "手机", ""); corpus.CodeOf(err) != corpus.Conflict {
		t.Errorf("a code used before signs in: %v", err)
	}
	session, err := s.SignIn(t.Context(), cred, 8, "手机", "")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := s.SignedIn(t.Context(), session); err != nil || got.ID != a.ID {
		t.Errorf("%+v, %v", got, err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "archive.db*"))
	if err != nil || len(files) < 2 {
		t.Fatalf("%v, %v", files, err)
	}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, private := range []string{secret, link, session} {
			if bytes.Contains(content, []byte(private)) {
				t.Errorf("%s holds %s", file, private)
			}
		}
	}
}
