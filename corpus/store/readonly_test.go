package store_test

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/corpus/store/curation"
)

func submit(t *testing.T, s *store.Store, token string) error {
	t.Helper()
	body := "一句"
	for len(body) < 8<<10 {
		body += "写在雨里的一句\n"
	}
	_, err := s.SubmitPoem(t.Context(), curation.Sent{Token: token, Draft: corpus.Draft{Title: new("题" + token), Author: new("某"), Body: &body}})
	return err
}

// What changes the archive is refused where only reading was asked for; what is
// made of it goes on.
func TestRefuseWrites(t *testing.T) {
	t.Parallel()
	s, err := store.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	s.RefuseWrites(corpus.NewMessage("archive.read_only_asked"))
	if err := submit(t, s, "a"); corpus.CodeOf(err) != corpus.Unavailable {
		t.Errorf("a poem was taken: %v", err)
	}
	if s.ReadOnly().Key != "archive.read_only_asked" {
		t.Errorf("the reason is %v", s.ReadOnly())
	}
	if _, err := s.CreateGeneration(t.Context(), "f", "none yet"); err != nil {
		t.Errorf("the index cannot be built: %v", err)
	}
}

// A disk without room makes the archive one that is only read, until a write
// succeeds by itself.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=3m"); err != nil {
		t.Skipf("NOT TESTED HERE: a full disk needs root, who may mount a small one: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) })
	s, err := store.Open(t.Context(), filepath.Join(dir, "data"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := submit(t, s, "before"); err != nil || !s.ReadOnly().IsZero() {
		t.Fatalf("%v, %v", err, s.ReadOnly())
	}
	fill := filepath.Join(dir, "fill")
	if err := os.WriteFile(fill, make([]byte, 4<<20), 0o600); err == nil {
		t.Fatal("the disk is not full")
	}
	for i := 0; s.ReadOnly().IsZero(); i++ {
		if err := submit(t, s, string(rune('a'+i))); i > 1000 || err != nil && corpus.CodeOf(err) != corpus.Unavailable {
			t.Fatalf("write %d: %v", i, err)
		}
	}
	if reason := s.ReadOnly().Key; reason != "archive.disk_full" {
		t.Errorf("the reason is %q", reason)
	}
	if _, err := s.Desk(t.Context()); err != nil {
		t.Errorf("reading ended: %v", err)
	}
	if err := os.Remove(fill); err != nil {
		t.Fatal(err)
	}
	for end := time.Now().Add(time.Minute); !s.ReadOnly().IsZero(); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("read-only still, with room again")
		}
	}
	if err := submit(t, s, "after"); err != nil {
		t.Error(err)
	}
}
