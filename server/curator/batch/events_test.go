package batch_test

import (
	"bufio"
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"shiyun/corpus"
	"shiyun/server/servertest"
)

// busyBatch is a batch that is checked by a process which is not there.
func busyBatch(t *testing.T, v *servertest.Curator) corpus.BatchID {
	t.Helper()
	b, err := v.Store.AddBatch(t.Context(), corpus.Batch{Kind: corpus.BatchImport, By: "王老师", State: corpus.BatchRunning, Files: []string{"a.csv"}, Total: 9},
		func(corpus.BatchID) error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	return b.ID
}

func listen(v *servertest.Curator, ctx context.Context, base string) (*bufio.Reader, *http.Response) {
	v.T.Helper()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, base+"/curator/batches/1/events", nil)
	if err != nil {
		v.T.Fatal(err)
	}
	req.Header.Set("Cookie", v.Cookie)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		v.T.Fatal(err)
	}
	v.T.Cleanup(func() { res.Body.Close() })
	return bufio.NewReader(res.Body), res
}

func until(t *testing.T, r *bufio.Reader, want string) {
	t.Helper()
	for {
		line, err := r.ReadString('\n')
		if strings.Contains(line, want) {
			return
		}
		if err != nil {
			t.Fatalf("no %q: %v", want, err)
		}
	}
}

// Progress is told at once and to the end.
func TestProgressIsTold(t *testing.T) {
	t.Parallel()
	v := servertest.NewCurator(t)
	id := busyBatch(t, v)
	web := httptest.NewServer(v.Site)
	defer web.Close()
	ctx, stop := context.WithTimeout(t.Context(), 30*time.Second)
	defer stop()
	events, res := listen(v, ctx, web.URL)
	if res.Header.Get("Content-Type") != "text/event-stream" || res.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("%v", res.Header)
	}
	until(t, events, "event: progress")
	until(t, events, `<progress max="9" value="0"`)
	v.Open("/curator/batches/1")
	v.WantText("导入中", "刷新", "取消这一批")
	v.Press("act=cancel", nil)
	until(t, events, "event: end")
	if b, err := v.Store.Batch(t.Context(), id); err != nil || b.State != corpus.BatchCancelled {
		t.Errorf("%+v, %v", b, err)
	}
}

// Who is signed out hears nothing more.
func TestProgressEndsWithTheSession(t *testing.T) {
	t.Parallel()
	v := servertest.NewCurator(t)
	busyBatch(t, v)
	web := httptest.NewServer(v.Site)
	defer web.Close()
	ctx, stop := context.WithTimeout(t.Context(), 30*time.Second)
	defer stop()
	events, _ := listen(v, ctx, web.URL)
	until(t, events, "event: progress")
	if rec := servertest.Post(t, v.Site, "/curator/sign-out", nil, "Cookie", v.Cookie); rec.Code != http.StatusSeeOther {
		t.Fatalf("sign out: %d", rec.Code)
	}
	for {
		if _, err := events.ReadString('\n'); err != nil {
			break
		}
	}
	if ctx.Err() != nil {
		t.Error("the stream outlived the session")
	}
}
