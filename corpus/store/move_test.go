package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/corpus/store/curation"
	"shiyun/corpus/store/db/postgres/postgrestest"
	"shiyun/corpus/store/db/sqlite"
)

// An archive moves into PostgreSQL and back, and every row of it is the same.
func TestMove(t *testing.T) {
	server := postgrestest.Connect(t)
	dir := t.TempDir()
	s := fill(t, dir)
	away := server.New(t)
	blocks, err := s.MoveTo(t.Context(), away, func(string, int) {})
	if err != nil || blocks == 0 {
		t.Fatalf("%d blocks, %v", blocks, err)
	}
	if _, err := s.MoveTo(t.Context(), away, func(string, int) {}); corpus.CodeOf(err) != corpus.Conflict {
		t.Errorf("moved over an archive: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	there, err := store.OpenOn(t.Context(), dir, away)
	if err != nil {
		t.Fatal(err)
	}
	checkSound(t, there, 4)
	checkWritable(t, there)
	back := t.TempDir()
	if _, err := there.MoveTo(t.Context(), sqlite.In(back), func(string, int) {}); err != nil {
		t.Fatal(err)
	}
	if err := there.Close(); err != nil {
		t.Fatal(err)
	}
	copyKey(t, dir, back)
	home, err := store.OpenOn(t.Context(), back, sqlite.In(back))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { home.Close() })
	checkSound(t, home, 5)
}

// What is half moved is neither opened nor gone on with.
func TestMoveBrokenOff(t *testing.T) {
	server := postgrestest.Connect(t)
	dir := t.TempDir()
	s := fill(t, dir)
	t.Cleanup(func() { s.Close() })
	away := server.New(t)
	stop := errors.New("stop")
	func() {
		defer func() {
			if err, ok := recover().(error); !ok || !errors.Is(err, stop) {
				t.Error("the move was not broken off")
			}
		}()
		_, _ = s.MoveTo(t.Context(), away, func(table string, _ int) {
			if table == "revisions" {
				panic(stop)
			}
		})
	}()
	var refused *corpus.Error
	if _, err := store.OpenOn(t.Context(), t.TempDir(), away); !errors.As(err, &refused) || refused.Message.Key != "start.move_unfinished" {
		t.Fatalf("opened half an archive: %v", err)
	}
	if _, err := s.MoveTo(t.Context(), away, func(string, int) {}); !errors.As(err, &refused) || refused.Message.Key != "start.move_unfinished" {
		t.Errorf("went on with half an archive: %v", err)
	}
	if _, err := s.MoveTo(t.Context(), server.New(t), func(string, int) {}); err != nil {
		t.Errorf("in an empty database: %v", err)
	}
}

// fill makes an archive with poems, a deleted row, an account and a contact.
func fill(t *testing.T, dir string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	for i, body := range []string{"檐声到枕三更雨\n灯影摇窗一夜风", "芦花深处泊孤舟", "竹深树密虫鸣处", "荷风送晚"} {
		sent := curation.Sent{Token: body, Draft: corpus.Draft{Title: new("题" + string(rune('一'+i))), Author: new("周晓"), Body: &body,
			Place: new("东亭/湖边"), Tags: &[]string{"夏", "雨"}}, Contact: s.Secrets().Seal("13800000000")}
		if _, err := s.SubmitPoem(t.Context(), sent); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.FirstLink(t.Context()); err != nil {
		t.Fatal(err)
	}
	return s
}

func checkSound(t *testing.T, s *store.Store, poems int) {
	t.Helper()
	v, err := s.Verify(t.Context(), true, func(int) {})
	if err != nil || !v.Sound() || v.Poems != poems {
		t.Errorf("%+v, %v", v, err)
	}
}

func checkWritable(t *testing.T, s *store.Store) {
	t.Helper()
	body := "新写的一句"
	sent := curation.Sent{Token: "new", Draft: corpus.Draft{Title: new("新题"), Author: new("周晓"), Body: &body}}
	sub, err := s.SubmitPoem(t.Context(), sent)
	if err != nil || sub.Poem == 0 {
		t.Fatalf("%+v, %v", sub, err)
	}
	if err := s.WithdrawSubmission(t.Context(), "new"); err != nil {
		t.Fatal(err)
	}
}

func copyKey(t *testing.T, from, to string) {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(from, "secret.key"))
	if err == nil {
		err = os.WriteFile(filepath.Join(to, "secret.key"), content, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}
