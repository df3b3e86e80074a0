package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"

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

// takeSeat returns a Conflict error where another server has the directory.
func takeSeat(data string, addr net.Addr) (*seat, error) {
	lockPath, path := seatPaths(data)
	lock := flock.New(lockPath)
	ok, err := lock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("lock data directory: %w", err)
	}
	if !ok {
		at, _ := readSeat(path)
		return nil, corpus.Errorf(corpus.Conflict, "另一个诗韵（进程 %d，http://%s/）正在用目录 %s，一个目录只能开一个", at.PID, at.Address, data)
	}
	s := &seat{lock: lock, path: path, at: seatFile{PID: os.Getpid(), Address: reachable(addr)}}
	content, err := json.Marshal(s.at)
	if err == nil {
		err = os.WriteFile(path, content, 0o600)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("take the directory: %w", err), lock.Unlock())
	}
	return s, nil
}

func (s *seat) host() string { return s.at.Address }

// Close leaves the seat.
func (s *seat) Close() error { return errors.Join(os.Remove(s.path), s.lock.Unlock()) }

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
