package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"

	"shiyun/server/serverlock"
)

// visitors ask all the time until they are told to stop, each on a connection
// of its own and some on kept ones. A request that fails is a fault, also one
// that is turned away for want of room: they are as many as are worked at at a
// time, so that none waits its turn on a slow machine.
type visitors struct {
	all    sync.WaitGroup
	stop   atomic.Bool
	asked  atomic.Int64
	mu     sync.Mutex
	failed []string // guarded by mu
}

func startVisitors(url string) *visitors {
	v := &visitors{}
	for i := range 2 * runtime.GOMAXPROCS(0) {
		client := &http.Client{Transport: &http.Transport{DisableKeepAlives: i%2 == 0}, Timeout: patience}
		v.all.Go(func() {
			for !v.stop.Load() {
				v.visit(client, url)
			}
		})
	}
	return v
}

func (v *visitors) visit(client *http.Client, url string) {
	res, err := client.Get(url + "/api/v1/suggest?q=" + escape("月"))
	if err == nil {
		_, err = io.ReadAll(res.Body)
		res.Body.Close()
		if err == nil && res.StatusCode != http.StatusOK {
			err = fmt.Errorf("status %d", res.StatusCode)
		}
	}
	v.asked.Add(1)
	if err != nil {
		v.mu.Lock()
		v.failed = append(v.failed, err.Error())
		v.mu.Unlock()
	}
}

// more waits until so many more requests were answered.
func (v *visitors) more(t *testing.T, n int64) {
	goal := v.asked.Load() + n
	await(t, "visitors are answered", func() bool { return v.asked.Load() >= goal })
}

func (v *visitors) check(t *testing.T) {
	v.stop.Store(true)
	v.all.Wait()
	t.Logf("%d requests, %d failed", v.asked.Load(), len(v.failed))
	for _, failure := range v.failed {
		t.Error(failure)
	}
}

// A socket that systemd holds stays open while the program starts anew: who
// asks meanwhile waits.
func TestRestartOnAnInheritedSocket(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	closeStore(t, openSamples(t, dir))
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	socket, err := l.(*net.TCPListener).File()
	if err != nil {
		t.Fatal(err)
	}
	defer socket.Close()
	first := startOnSocket(t, socket, dir)
	v := startVisitors("http://" + l.Addr().String())
	v.more(t, 50)
	first.signal(t, syscall.SIGTERM)
	if status := first.wait(t); status != 0 {
		t.Errorf("status %d", status)
	}
	second := startOnSocket(t, socket, dir)
	v.more(t, 50)
	v.check(t)
	second.signal(t, syscall.SIGTERM)
	second.wait(t)
}

// startOnSocket starts the server as systemd does: the shell that becomes it
// knows its number.
func startOnSocket(t *testing.T, socket *os.File, dir string) *process {
	t.Helper()
	program, err := exec.LookPath("shiyun")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("sh", "-c", `LISTEN_PID=$$ LISTEN_FDS=1 exec "$0" serve --data "$1"`, program, dir)
	cmd.ExtraFiles = []*os.File{socket}
	return startCommand(t, cmd)
}

// SIGUSR2 hands the socket and the lock on to a new process.
func TestHandOverWithoutAFailedRequest(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	closeStore(t, openSamples(t, dir))
	s := serve(t, "serve", dir)
	s.awaitReady(t)
	v := startVisitors(s.url)
	v.more(t, 50)
	s.signal(t, syscall.SIGUSR2)
	await(t, "a second begins", func() bool { return strings.Contains(s.err.String(), "handed over") })
	next := successor(t, s)
	await(t, "the second has the directory", func() bool { return serverlock.Process(dir) == next })
	v.more(t, 50)
	v.check(t)
	if err := syscall.Kill(next, syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if status := s.wait(t); status != 0 { // known when the second, which writes to the same files, has ended too
		t.Errorf("the first ended with status %d", status)
	}
	if at := serverlock.Find(dir); at != "" {
		t.Errorf("the second is still at %s", at)
	}
}

// successor reads the number of the new process from the log of the old one,
// and makes sure that it does not outlive the test.
func successor(t *testing.T, s *site) int {
	t.Helper()
	_, after, found := strings.Cut(s.err.String(), "handed over\" pid=")
	number, _, _ := strings.Cut(after, "\n")
	pid, err := strconv.Atoi(number)
	if !found || err != nil {
		t.Fatalf("the log has no number: %s", last(s.err.String(), 1000))
	}
	t.Cleanup(func() { syscall.Kill(pid, syscall.SIGKILL) })
	return pid
}

// Settings are read anew on SIGHUP: what can be taken over is, and of the
// others the log says that they wait. Broken settings change nothing.
func TestReload(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	closeStore(t, openSamples(t, dir))
	write := func(text string) {
		if err := os.WriteFile(dir+"/shiyun.toml", []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("log-level = \"warn\"\n")
	s := serve(t, "serve", dir)
	s.awaitReady(t)
	says := func(text string) {
		t.Helper()
		await(t, text, func() bool { return strings.Contains(s.err.String(), text) })
	}
	write("log-level = \"info\"\n[serve]\naddr = \"127.0.0.1:1\"\ntrusted-proxies = [\"nobody\"]\nmetrics-addr = \"127.0.0.1:1\"\n")
	s.signal(t, syscall.SIGHUP)
	says(`"setting not reloaded" setting=serve.trusted-proxies`)
	says(`"setting needs a restart" setting=serve.metrics-addr`)
	s.ready()
	says("route=/readyz")
	write("log-lovel = \"info\"\n")
	s.signal(t, syscall.SIGHUP)
	says("settings not reloaded")
	if strings.Contains(s.err.String(), "setting=serve.addr") {
		t.Error("the command line has the address, which no file changes")
	}
}
