package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"shiyun/cmd/shiyun/command"
	"shiyun/indexer/segment/segmenttest"
)

// process is the program, running.
type process struct {
	cmd      *exec.Cmd
	out, err *output
	ended    chan struct{} // closed when it has ended and status is set
	status   int           // -1 where a signal ended it
}

// output is what a process has written so far.
type output struct {
	mu   sync.Mutex
	text bytes.Buffer // guarded by mu
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String()
}

// environment is that of every process: no archive of the person who runs the
// tests, and a race detector that does not wait a second at exit.
func environment() []string {
	var env []string
	for _, v := range os.Environ() {
		if !strings.HasPrefix(v, "SHIYUN_") {
			env = append(env, v)
		}
	}
	return append(env, "GORACE=atexit_sleep_ms=0")
}

// start runs a command; it is killed at the end of the test at the latest.
func start(t testing.TB, args ...string) *process {
	t.Helper()
	return startCommand(t, exec.Command("shiyun", args...))
}

// startCommand is start with a command of the test's own.
func startCommand(t testing.TB, cmd *exec.Cmd) *process {
	t.Helper()
	p := &process{cmd: cmd, out: &output{}, err: &output{}, ended: make(chan struct{})}
	p.cmd.Env, p.cmd.Stdout, p.cmd.Stderr = environment(), p.out, p.err
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		defer close(p.ended)
		p.cmd.Wait() // its status is read from ProcessState
		p.status = p.cmd.ProcessState.ExitCode()
	}()
	t.Cleanup(func() {
		p.signal(t, syscall.SIGKILL)
		<-p.ended
		if t.Failed() {
			t.Logf("shiyun %s: status %d\n%s%s", strings.Join(cmd.Args[1:], " "), p.status, p.out, last(p.err.String(), 4000))
		}
	})
	return p
}

func last(s string, n int) string { return s[max(0, len(s)-n):] }

// wait returns the exit status.
func (p *process) wait(t testing.TB) int {
	t.Helper()
	select {
	case <-p.ended:
		return p.status
	case <-time.After(patience):
		t.Fatalf("%v has not ended", p.cmd.Args)
		return -1
	}
}

func (p *process) running() bool {
	select {
	case <-p.ended:
		return false
	default:
		return true
	}
}

// signal does nothing to a process that has ended.
func (p *process) signal(t testing.TB, s syscall.Signal) {
	t.Helper()
	if err := p.cmd.Process.Signal(s); err != nil && !errors.Is(err, os.ErrProcessDone) {
		t.Errorf("signal %v: %v", s, err)
	}
}

// kill ends the process as a power cut would, as far as the process can tell,
// and reports whether it was still running.
func (p *process) kill(t testing.TB) bool {
	t.Helper()
	p.signal(t, syscall.SIGKILL)
	return p.wait(t) == -1
}

// shiyun runs a command that must succeed, in this process, and returns its
// standard output.
func shiyun(t testing.TB, args ...string) string {
	t.Helper()
	return runFor(t, command.StatusOK, args...)
}

// runFor is shiyun for a command that must end with a status.
func runFor(t testing.TB, want int, args ...string) string {
	t.Helper()
	status, out, err := runCommand(t, args...)
	if status != want {
		t.Fatalf("shiyun %s: status %d, want %d\n%s%s", strings.Join(args, " "), status, want, out, err)
	}
	return out
}

// runCommand runs a command in this process, where the dictionary is loaded once
// for all of them.
func runCommand(t testing.TB, args ...string) (status int, out, err string) {
	t.Helper()
	segmenttest.KeepLoaded(t)
	var o, e output
	status = command.Process{In: strings.NewReader(""), Out: &o, Err: &e}.Run(t.Context(), args)
	return status, o.String(), e.String()
}

// await polls a condition that other processes make true.
func await(t testing.TB, what string, met func() bool) {
	t.Helper()
	timeout := time.After(patience)
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for !met() {
		select {
		case <-timeout:
			t.Fatalf("waited in vain until %s", what)
		case <-tick.C:
		}
	}
}
