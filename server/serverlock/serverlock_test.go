package serverlock

import (
	"net"
	"testing"
	"time"

	"github.com/gofrs/flock"

	"shiyun/corpus"
)

// A search that looks whether a server is there holds the lock for a moment;
// a server that starts in that moment must not take it for another server.
func TestASearchDoesNotKeepAServerFromStarting(t *testing.T) {
	dir := t.TempDir()
	path, _ := paths(dir)
	search := flock.New(path)
	if ok, err := search.TryRLock(); !ok || err != nil {
		t.Fatalf("lock: %v, %v", ok, err)
	}
	time.AfterFunc(Moment/5, func() { search.Unlock() })
	s, err := Acquire(t.Context(), dir, Moment)
	if err != nil {
		t.Fatal(err)
	}
	if at := Find(dir); at != "" {
		t.Errorf("the server is at %q before it says so", at)
	}
	if err := s.Announce(&net.TCPAddr{IP: net.IPv4zero, Port: 8080}); err != nil {
		t.Fatal(err)
	}
	if at := Find(dir); at != "127.0.0.1:8080" {
		t.Errorf("the server is at %q", at)
	}
	if _, err := Acquire(t.Context(), dir, Moment); corpus.CodeOf(err) != corpus.Conflict {
		t.Errorf("a second lock: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if at := Find(dir); at != "" {
		t.Errorf("no server is there, but %q", at)
	}
}
