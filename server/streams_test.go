package server_test

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/labstack/echo/v4"

	"shiyun/server/servertest"
)

// endless is a body without end.
type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }

// Slow uploads and event streams outlive the time other requests have, over a
// real connection; events come out at once and not compressed.
func TestStreamsAreNotCutOff(t *testing.T) {
	site := servertest.NewSite(t, servertest.OpenStore(t))
	more := make(chan struct{})
	site.Add(http.MethodGet, "/events", "", func(c echo.Context) error {
		if _, ends := c.Request().Context().Deadline(); ends {
			t.Error("the stream has a deadline")
		}
		c.Response().Header().Set("Content-Type", "text/event-stream")
		for range 2 {
			if _, err := io.WriteString(c.Response(), "data: "+strings.Repeat("x", 2000)+"\n\n"); err != nil {
				return err
			}
			c.Response().Flush()
			<-more
		}
		return nil
	}, 0, 0, true)
	site.Add(http.MethodPost, "/upload", "", func(c echo.Context) error {
		deadline, _ := c.Request().Context().Deadline()
		if time.Until(deadline) < 30*time.Minute {
			t.Errorf("the upload ends at %v", deadline)
		}
		reader, err := c.Request().MultipartReader()
		if err != nil {
			return err
		}
		part, err := reader.NextPart()
		if err != nil {
			return err
		}
		if _, err := io.Copy(io.Discard, part); err != nil {
			return err
		}
		return c.NoContent(http.StatusNoContent)
	}, 1<<20, time.Hour, false)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	srv := &http.Server{Handler: site, ReadTimeout: 300 * time.Millisecond, WriteTimeout: 300 * time.Millisecond}
	go func() { _ = srv.Serve(l) }()
	t.Cleanup(func() { _ = srv.Close() })
	base := "http://" + l.Addr().String()

	req, err := http.NewRequest(http.MethodGet, base+"/events", nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Accept-Encoding", "gzip")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	events := bufio.NewReader(res.Body)
	for range 2 {
		if line, err := events.ReadString('\n'); err != nil || !strings.HasPrefix(line, "data: xxx") {
			t.Fatalf("event %.20q, %v; encoding %q", line, err, res.Header.Get("Content-Encoding"))
		}
		if _, err := events.ReadString('\n'); err != nil {
			t.Fatal(err)
		}
		time.Sleep(400 * time.Millisecond) // longer than the server's own limits
		more <- struct{}{}
	}

	body, pipe := io.Pipe()
	go func() {
		for _, part := range []string{"--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.csv\"\r\n\r\n", "一行\n", "\r\n--b--\r\n"} {
			_, _ = io.WriteString(pipe, part)
			time.Sleep(300 * time.Millisecond)
		}
		_ = pipe.Close()
	}()
	res, err = http.Post(base+"/upload", "multipart/form-data; boundary=b", body)
	if err != nil || res.StatusCode != http.StatusNoContent {
		t.Fatalf("slow upload: %v, %v", res, err)
	}
	res.Body.Close()
}

// An open event stream does not hold up the end of the program.
func TestStreamsEndWithTheProgram(t *testing.T) {
	site := servertest.NewSite(t, servertest.OpenStore(t))
	entered := make(chan struct{})
	site.Add(http.MethodGet, "/events", "", func(c echo.Context) error {
		close(entered)
		<-c.Request().Context().Done()
		return c.NoContent(http.StatusNoContent)
	}, 0, 0, true)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- site.Serve(ctx, l) }()
	answered := make(chan int, 1)
	go func() {
		res, err := http.Get("http://" + l.Addr().String() + "/events")
		if err != nil {
			answered <- 0
			return
		}
		answered <- res.StatusCode
		res.Body.Close()
	}()
	<-entered
	stop()
	if status := <-answered; status != http.StatusNoContent {
		t.Errorf("the stream ended with %d", status)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// deadlines notes until when an answer may be written.
type deadlines struct {
	http.ResponseWriter
	write time.Time
}

func (d *deadlines) SetReadDeadline(time.Time) error        { return nil }
func (d *deadlines) SetWriteDeadline(until time.Time) error { d.write = until; return nil }

// Whoever waits in vain is told so: there is time for an answer after that of
// the handler has run out.
func TestWhoWaitsInVainIsAnswered(t *testing.T) {
	t.Parallel()
	site := servertest.NewSite(t, servertest.OpenStore(t))
	var handler time.Time
	site.Add(http.MethodGet, "/slow", "", func(c echo.Context) error {
		handler, _ = c.Request().Context().Deadline()
		return context.DeadlineExceeded
	}, 0, time.Minute, false)
	rec := httptest.NewRecorder()
	w := &deadlines{ResponseWriter: rec}
	site.ServeHTTP(w, servertest.NewRequest("/slow", "10.0.0.1:1"))
	if rec.Code != http.StatusServiceUnavailable || w.write.Sub(handler) < 5*time.Second {
		t.Errorf("%d; the handler ends %v, the connection %v", rec.Code, handler, w.write)
	}
}
