package server

import (
	"bytes"
	"context"
	"net"
	"net/http"
	"sync"
	"time"
)

const (
	// mostConns bounds the connections at a time, each of which costs some
	// 30 KB and may bring a request.
	mostConns = 512
	// mostRefusing bounds the connections that are being told so, each of which
	// costs some 10 KB; one more is closed without a word. A rush of 2,000
	// visitors is told, all of it.
	mostRefusing = 2048
	// refuseTime bounds how long one of those may take to hear it.
	refuseTime = 200 * time.Millisecond
)

// connLimit is a listener that hands over a bounded number of connections.
// Where there are more, one that waits for its visitor's next request is
// closed, as servers may do at any time; where none does, the new one gets an
// answer of 503 at once.
type connLimit struct {
	net.Listener
	page, problem []byte // of the answer, whole
	count         func() // called for each that is refused

	mu    sync.Mutex                  // guards what follows
	open  map[net.Conn]http.ConnState // idle ones wait for another request, new ones for the first
	tells chan struct{}
}

func newConnLimit(l net.Listener, page, problem []byte, count func()) *connLimit {
	return &connLimit{Listener: l, count: count, page: refusal("text/html; charset=utf-8", page), problem: refusal("application/problem+json; charset=utf-8", problem),
		open: map[net.Conn]http.ConnState{}, tells: make(chan struct{}, mostRefusing)}
}

func refusal(contentType string, body []byte) []byte {
	var b bytes.Buffer
	res := http.Response{StatusCode: http.StatusServiceUnavailable, ProtoMajor: 1, ProtoMinor: 1, Close: true, ContentLength: int64(len(body)),
		Header: http.Header{"Content-Type": {contentType}, "Retry-After": {retryAfter}, "Cache-Control": {"no-store"}}}
	_ = res.Write(&b) // into memory
	b.Write(body)
	return b.Bytes()
}

// Accept returns the next connection there is room for.
func (l *connLimit) Accept() (net.Conn, error) {
	for {
		conn, err := l.Listener.Accept()
		if err != nil || l.admit(conn) {
			return conn, err
		}
		l.count()
		select {
		case l.tells <- struct{}{}:
			go func() {
				defer func() { <-l.tells }()
				l.refuse(conn)
			}()
		default:
			conn.Close()
		}
	}
}

// admit reports whether there is room for a connection, or makes it.
func (l *connLimit) admit(conn net.Conn) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.open) >= mostConns {
		idle := l.findIdle()
		if idle == nil {
			return false
		}
		delete(l.open, idle)
		idle.Close()
	}
	l.open[conn] = http.StateNew
	return true
}

// findIdle is called with mu held.
func (l *connLimit) findIdle() net.Conn {
	for conn, state := range l.open {
		if state == http.StateIdle {
			return conn
		}
	}
	return nil
}

// track is the ConnState of the server.
func (l *connLimit) track(conn net.Conn, state http.ConnState) {
	l.mu.Lock()
	defer l.mu.Unlock()
	_, known := l.open[conn]
	switch {
	case !known: // closed to make room
	case state == http.StateClosed, state == http.StateHijacked:
		delete(l.open, conn)
	default:
		l.open[conn] = state
	}
}

// settle takes no more connections and waits, at most as long as ctx, until
// each has sent its first request. Shutdown drops the one that was taken and
// not yet read; the visitor would be told nothing.
func (l *connLimit) settle(ctx context.Context) {
	l.Listener.Close() // Serve reports the error
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for l.hasNew() && ctx.Err() == nil {
		<-tick.C
	}
}

func (l *connLimit) hasNew() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, state := range l.open {
		if state == http.StateNew {
			return true
		}
	}
	return false
}

// refuse answers a connection and closes it. What was sent is read first, and
// what follows too: closing over unread bytes would take the answer away.
func (l *connLimit) refuse(conn net.Conn) {
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(refuseTime))
	buffer := make([]byte, 4<<10)
	n, err := conn.Read(buffer)
	if err != nil {
		return
	}
	answer := l.page
	if _, path, ok := bytes.Cut(buffer[:n], []byte(" ")); ok && bytes.HasPrefix(path, []byte("/api/")) {
		answer = l.problem
	}
	if _, err := conn.Write(answer); err != nil {
		return
	}
	if half, ok := conn.(interface{ CloseWrite() error }); ok {
		_ = half.CloseWrite()
	}
	for err == nil {
		_, err = conn.Read(buffer)
	}
}
