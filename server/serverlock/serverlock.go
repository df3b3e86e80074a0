// Package serverlock keeps a data directory to one server, and tells commands
// on the same machine where that server is.
package serverlock

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

	"shiyun/corpus"
)

// Lock is held by the one server on a data directory. It ends with the
// process; the file beside it has the server's address.
type Lock struct {
	lock   *flock.Flock
	path   string
	server info
}

// info is the file's content.
type info struct {
	PID     int    `json:"pid"`
	Address string `json:"address"` // host and port as a client on this machine reaches them
}

func paths(data string) (lock, file string) {
	return filepath.Join(data, "serve.lock"), filepath.Join(data, "serve.json")
}

// Moment is longer than a command holds the lock to see whether a server is
// there.
const Moment = time.Second

// Acquire waits for the lock at most as long as said and returns a Conflict
// error where another server has the directory. It comes before listening:
// whoever starts a second server, on the same port most likely, is told about
// the directory and not about the port.
func Acquire(ctx context.Context, data string, wait time.Duration) (*Lock, error) {
	if err := os.MkdirAll(data, 0o700); err != nil {
		return nil, fmt.Errorf("make data directory: %w", err)
	}
	lockPath, path := paths(data)
	lock := flock.New(lockPath)
	waiting, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	ok, err := lock.TryLockContext(waiting, Moment/20)
	switch {
	case ok:
		os.Remove(path) // a server that was killed could not
		return &Lock{lock: lock, path: path}, nil
	case ctx.Err() != nil || !errors.Is(err, context.DeadlineExceeded):
		return nil, fmt.Errorf("lock data directory: %w", err)
	}
	server, err := readInfo(path)
	if err != nil || server.Address == "" {
		return nil, corpus.NewError(corpus.Conflict, "command.other_starting", data)
	}
	return nil, corpus.NewError(corpus.Conflict, "command.other_serving", server.PID, server.Address, data)
}

// Announce writes down where the server is.
func (l *Lock) Announce(addr net.Addr) error {
	l.server = info{PID: os.Getpid(), Address: reachableAddress(addr)}
	content, err := json.Marshal(l.server)
	if err == nil {
		err = os.WriteFile(l.path, content, 0o600)
	}
	if err != nil {
		return fmt.Errorf("write server address: %w", err)
	}
	return nil
}

// Address returns what was announced.
func (l *Lock) Address() string { return l.server.Address }

// Close unlocks the directory, announced or not.
func (l *Lock) Close() error {
	err := os.Remove(l.path)
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return errors.Join(err, l.lock.Unlock())
}

// Find returns the address of the server on a data directory, "" for none.
func Find(data string) string { return find(data).Address }

// Process returns the number of the server's process, 0 for none.
func Process(data string) int { return find(data).PID }

func find(data string) info {
	lockPath, path := paths(data)
	if _, err := os.Stat(lockPath); err != nil {
		return info{}
	}
	lock := flock.New(lockPath)
	free, err := lock.TryRLock()
	if err = errors.Join(err, lock.Unlock()); err != nil || free {
		return info{}
	}
	server, err := readInfo(path)
	if err != nil {
		return info{}
	}
	return server
}

func readInfo(path string) (server info, err error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return server, err
	}
	return server, json.Unmarshal(content, &server)
}

// reachableAddress returns the listening address as this machine reaches it: a
// server that listens everywhere is reached on loopback.
func reachableAddress(addr net.Addr) string {
	tcp, ok := addr.(*net.TCPAddr)
	if !ok || !tcp.IP.IsUnspecified() {
		return addr.String()
	}
	return net.JoinHostPort("127.0.0.1", fmt.Sprint(tcp.Port))
}
