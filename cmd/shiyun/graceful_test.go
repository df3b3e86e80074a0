package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"syscall"
	"testing"
)

// Asked to end, the server answers what it has accepted, under load too, and
// ends with status 0.
func TestServerEndsInOrderUnderLoad(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	closeStore(t, openSamples(t, dir))
	s := serve(t, "serve", dir)
	s.awaitReady(t)

	crowd := newCrowd(t, s, 8)
	held := holdRequests(t, s, 10)
	s.signal(t, syscall.SIGTERM)
	await(t, "no new visitors are let in", func() bool {
		conn, err := net.Dial("tcp", strings.TrimPrefix(s.url, "http://"))
		if err == nil {
			conn.Close()
		}
		return errors.Is(err, syscall.ECONNREFUSED)
	})
	if !s.running() {
		t.Error("the server ended with requests under way")
	}
	for _, conn := range held {
		finishRequest(t, conn)
	}
	if status := s.wait(t); status != 0 {
		t.Errorf("status %d", status)
	}
	crowd.leave(t)
}

// holdRequests sends requests and keeps back the last byte of each, so that
// the server has accepted and handled them and cannot answer yet.
func holdRequests(t *testing.T, s *site, n int) (held []net.Conn) {
	t.Helper()
	for range n {
		conn, err := net.Dial("tcp", strings.TrimPrefix(s.url, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { conn.Close() })
		fmt.Fprintf(conn, "GET /api/v1/suggest?q=%s HTTP/1.1\r\nHost: shiyun\r\nContent-Length: 1\r\n\r\n", escape("月"))
		held = append(held, conn)
	}
	await(t, "the server has handled the requests", func() bool {
		return strings.Count(s.err.String(), "route=/api/v1/suggest") >= n
	})
	return held
}

func finishRequest(t *testing.T, conn net.Conn) {
	t.Helper()
	if _, err := conn.Write([]byte("x")); err != nil {
		t.Errorf("request under way: %v", err)
		return
	}
	res, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Errorf("request under way: %v", err)
		return
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK || !json.Valid(body) {
		t.Errorf("request under way: status %d, %q, %v", res.StatusCode, body, err)
	}
}

// crowd are visitors who search one after the other until the server is gone.
type crowd struct {
	all    sync.WaitGroup
	mu     sync.Mutex
	served int     // guarded by mu
	failed []error // guarded by mu
}

func newCrowd(t *testing.T, s *site, n int) *crowd {
	t.Helper()
	c := &crowd{}
	for range n {
		c.all.Go(func() {
			for c.visit(s.url) {
			}
		})
	}
	await(t, "the visitors are at it", func() bool {
		c.mu.Lock()
		defer c.mu.Unlock()
		return c.served > 10*n
	})
	return c
}

// visit searches once and reports whether to go on. A visitor who is not let
// in goes home; one who has been given the beginning of an answer must be
// given the rest.
func (c *crowd) visit(url string) bool {
	res, err := http.Get(url + "/api/v1/search?q=" + escape("月"))
	if err != nil {
		return false
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.served++
	if err != nil || res.StatusCode != http.StatusOK || !json.Valid(body) {
		c.failed = append(c.failed, fmt.Errorf("status %d, %d bytes, %w", res.StatusCode, len(body), err))
	}
	return true
}

// leave waits until everybody has gone home.
func (c *crowd) leave(t *testing.T) {
	t.Helper()
	c.all.Wait()
	t.Logf("%d searches were answered", c.served)
	for _, err := range c.failed {
		t.Error(err)
	}
}
