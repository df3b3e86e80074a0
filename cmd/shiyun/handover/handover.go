// Package handover keeps the socket of the server open while one process
// follows another, so that no visitor is turned away: systemd holds it
// (LISTEN_FDS), or the process before hands it on. Who connects meanwhile
// waits in its queue.
//
// The new process first reads its settings and reports that it can begin; the
// old one then ends what is under way and gives up the lock of the data
// directory, and only then does the new one open the archive.
package handover

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"time"

	"github.com/coreos/go-systemd/v22/activation"
)

// Variable is set in the environment of a process that inherits the socket of
// the one before. It is not a setting.
const Variable = "SHIYUN_HANDOVER"

// The files that are handed on beside the three of every process.
const (
	socketFile = 3
	readyFile  = 4
)

// startTime is how long a successor may take to read its settings.
const startTime = 30 * time.Second

// Socket is what the server listens on.
type Socket struct {
	net.Listener
	ready *os.File // the process before waits at its other end; nil for none
}

// Inherit returns the socket that this process was started with, nil for none.
func Inherit() (*Socket, error) {
	if os.Getenv(Variable) != "" {
		_ = os.Unsetenv(Variable)
		return fromPredecessor()
	}
	sockets, err := activation.Listeners()
	if err != nil {
		return nil, fmt.Errorf("take socket from systemd: %w", err)
	}
	for _, l := range sockets {
		if l != nil {
			return &Socket{Listener: l}, nil
		}
	}
	return nil, nil
}

func fromPredecessor() (*Socket, error) {
	file := os.NewFile(socketFile, "socket")
	defer file.Close() // FileListener has a copy
	l, err := net.FileListener(file)
	if err != nil {
		return nil, fmt.Errorf("take socket over: %w", err)
	}
	return &Socket{l, os.NewFile(readyFile, "ready")}, nil
}

// Listen opens a socket of its own.
func Listen(addr string) (*Socket, error) {
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("listen: %w", err)
	}
	return &Socket{Listener: l}, nil
}

// Succeeds reports whether a process before this one still has to end.
func (s *Socket) Succeeds() bool { return s != nil && s.ready != nil }

// Begin lets the process before end.
func (s *Socket) Begin() error {
	if !s.Succeeds() {
		return nil
	}
	_, err := s.ready.Write([]byte{'+'})
	return errors.Join(err, s.ready.Close())
}

// Pass starts the program once more, from the file it was started from and
// with the same command, and hands the socket on. It returns the number of the
// new process when that can begin; this one has then to end. On an error
// nothing has changed.
func (s *Socket) Pass(ctx context.Context) (pid int, err error) {
	filer, ok := s.Listener.(interface{ File() (*os.File, error) })
	if !ok {
		return 0, errors.New("hand over: the socket cannot be handed on")
	}
	socket, err := filer.File()
	if err != nil {
		return 0, fmt.Errorf("hand over: %w", err)
	}
	defer socket.Close()
	begun, ready, err := os.Pipe()
	if err != nil {
		return 0, fmt.Errorf("hand over: %w", err)
	}
	defer begun.Close()
	program, err := os.Executable()
	if err != nil {
		return 0, errors.Join(fmt.Errorf("hand over: %w", err), ready.Close())
	}
	next := exec.Command(program, os.Args[1:]...)
	next.Args[0] = os.Args[0]
	next.Env = append(os.Environ(), Variable+"=1")
	next.Stdin, next.Stdout, next.Stderr = os.Stdin, os.Stdout, os.Stderr
	next.ExtraFiles = []*os.File{socket, ready}
	err = errors.Join(next.Start(), ready.Close())
	if err != nil {
		return 0, fmt.Errorf("hand over: %w", err)
	}
	go func() { _ = next.Wait() }() // so that one that ends at once is no zombie
	return next.Process.Pid, await(ctx, begun, next.Process)
}

// await waits until the successor can begin. One that takes too long is ended.
func await(ctx context.Context, begun *os.File, next *os.Process) error {
	if err := begun.SetReadDeadline(time.Now().Add(startTime)); err != nil {
		return fmt.Errorf("hand over: %w", err)
	}
	defer context.AfterFunc(ctx, func() { _ = begun.SetReadDeadline(time.Now()) })()
	if _, err := begun.Read(make([]byte, 1)); err != nil {
		_ = next.Kill()
		return fmt.Errorf("hand over: the new process did not begin: %w", err)
	}
	return nil
}
