package main

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

// seat is the one place for a server on a data directory. The lock ends with
// the process; the file beside it says where the server is.
type seat struct {
	lock *flock.Flock
	path string
	at   seatFile
}

type seatFile struct {
	PID     int    `json:"pid"`
	Address string `json:"address"` // host and port as a client on this machine reaches them
}

func seatPaths(data string) (lock, file string) {
	return filepath.Join(data, "serve.lock"), filepath.Join(data, "serve.json")
}

// glance is longer than a command takes to see whether a server is there,
// which keeps the seat from being taken meanwhile.
const glance = time.Second

// takeSeat returns a Conflict error where another server has the directory.
// It comes before listening: whoever starts a second server, on the same port
// most likely, is told about the directory and not about the port.
func takeSeat(ctx context.Context, data string) (*seat, error) {
	lockPath, path := seatPaths(data)
	lock := flock.New(lockPath)
	waiting, cancel := context.WithTimeout(ctx, glance)
	defer cancel()
	ok, err := lock.TryLockContext(waiting, glance/20)
	switch {
	case ok:
		os.Remove(path) // a server that was killed could not
		return &seat{lock: lock, path: path}, nil
	case ctx.Err() != nil || !errors.Is(err, context.DeadlineExceeded):
		return nil, fmt.Errorf("lock data directory: %w", err)
	}
	at, err := readSeat(path)
	if err != nil || at.Address == "" {
		return nil, corpus.Errorf(corpus.Conflict, "另一个诗韵正在目录 %s 里启动，一个目录只能开一个", data)
	}
	return nil, corpus.Errorf(corpus.Conflict, "另一个诗韵（进程 %d，http://%s/）正在用目录 %s，一个目录只能开一个", at.PID, at.Address, data)
}

// announce says where the server is.
func (s *seat) announce(addr net.Addr) error {
	s.at = seatFile{PID: os.Getpid(), Address: reachable(addr)}
	content, err := json.Marshal(s.at)
	if err == nil {
		err = os.WriteFile(s.path, content, 0o600)
	}
	if err != nil {
		return fmt.Errorf("say where the server is: %w", err)
	}
	return nil
}

func (s *seat) host() string { return s.at.Address }

// Close leaves the seat, announced or not.
func (s *seat) Close() error {
	err := os.Remove(s.path)
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return errors.Join(err, s.lock.Unlock())
}

// serverOn returns the address of the server on a data directory, "" for none.
func serverOn(data string) string {
	lockPath, path := seatPaths(data)
	if _, err := os.Stat(lockPath); err != nil {
		return ""
	}
	lock := flock.New(lockPath)
	free, err := lock.TryRLock()
	if err = errors.Join(err, lock.Unlock()); err != nil || free {
		return ""
	}
	at, err := readSeat(path)
	if err != nil {
		return ""
	}
	return at.Address
}

func readSeat(path string) (at seatFile, err error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return at, err
	}
	return at, json.Unmarshal(content, &at)
}

// reachable is the listening address as this machine reaches it: a server
// that listens everywhere is reached on loopback.
func reachable(addr net.Addr) string {
	tcp, ok := addr.(*net.TCPAddr)
	if !ok || !tcp.IP.IsUnspecified() {
		return addr.String()
	}
	return net.JoinHostPort("127.0.0.1", fmt.Sprint(tcp.Port))
}
