package server_test

import (
	"bufio"
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"shiyun/corpus"
)

// busyBatch is a batch that is checked by a process which is not there.
func busyBatch(t *testing.T, v *volunteer) corpus.BatchID {
	t.Helper()
	b, err := v.store.AddBatch(t.Context(), corpus.Batch{Kind: corpus.BatchImport, By: "王老师", State: corpus.BatchRunning, Files: []string{"a.csv"}, Total: 9},
		func(corpus.BatchID) error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	return b.ID
}

func (v *volunteer) listen(ctx context.Context, base string) (*bufio.Reader, *http.Response) {
	v.t.Helper()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, base+"/curator/batches/1/events", nil)
	if err != nil {
		v.t.Fatal(err)
	}
	req.Header.Set("Cookie", v.cookie)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		v.t.Fatal(err)
	}
	v.t.Cleanup(func() { res.Body.Close() })
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
	v := newVolunteer(t)
	id := busyBatch(t, v)
	web := httptest.NewServer(v.site)
	defer web.Close()
	ctx, stop := contextFor(t, 30*time.Second)
	defer stop()
	events, res := v.listen(ctx, web.URL)
	if res.Header.Get("Content-Type") != "text/event-stream" || res.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("%v", res.Header)
	}
	until(t, events, "event: progress")
	until(t, events, `<progress max="9" value="0"`)
	v.open("/curator/batches/1")
	v.says("导入中", "刷新", "取消这一批")
	v.press("act=cancel", nil)
	until(t, events, "event: end")
	if b, err := v.store.Batch(t.Context(), id); err != nil || b.State != corpus.BatchCancelled {
		t.Errorf("%+v, %v", b, err)
	}
}

// Who is signed out hears nothing more.
func TestProgressEndsWithTheSession(t *testing.T) {
	v := newVolunteer(t)
	busyBatch(t, v)
	web := httptest.NewServer(v.site)
	defer web.Close()
	ctx, stop := contextFor(t, 30*time.Second)
	defer stop()
	events, _ := v.listen(ctx, web.URL)
	until(t, events, "event: progress")
	if rec := send(t, v.site, "/curator/sign-out", nil, "Cookie", v.cookie); rec.Code != http.StatusSeeOther {
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
