package server_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/borrowing"
	"shiyun/indexer/search"
	"shiyun/server/servertest"
)

// slow answers once it is let go.
type slow struct{ entered, leave chan struct{} }

func (s slow) Search(context.Context, search.Request) (search.Result, error) {
	close(s.entered)
	<-s.leave
	return search.Result{Hits: []search.Hit{}}, nil
}

func (slow) Suggest(context.Context, string, int) ([]search.Suggestion, error) { return nil, nil }

func (slow) Similar(context.Context, corpus.PoemID, int) ([]search.Related, error) { return nil, nil }

func (slow) Borrowed(context.Context, []search.LinesAsked) ([][]borrowing.Found, error) {
	return nil, nil
}

func (slow) Uses(context.Context, []rune, bool, int) ([]search.CharUse, error) { return nil, nil }

func (slow) Answers(context.Context) ([]search.Answer, error) { return nil, nil }

// A request under way is answered although the program was asked to end, and
// meanwhile the site says it is not ready for more.
func TestServeEndsInOrder(t *testing.T) {
	under := slow{entered: make(chan struct{}), leave: make(chan struct{})}
	site := servertest.NewSite(t, servertest.OpenStore(t), servertest.WithSearch(under))
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- site.Serve(ctx, l) }()
	answer := make(chan string, 1)
	go func() {
		res, err := http.Get("http://" + l.Addr().String() + "/api/v1/search?q=x")
		if err != nil {
			answer <- err.Error()
			return
		}
		defer res.Body.Close()
		body, err := io.ReadAll(res.Body)
		if err != nil {
			body = []byte(err.Error())
		}
		answer <- string(body)
	}()
	<-under.entered
	stop()
	for servertest.Get(t, site, "/readyz").Code != http.StatusServiceUnavailable {
		select {
		case err := <-ended:
			t.Fatalf("ended with a request under way: %v", err)
		default:
		}
	}
	close(under.leave)
	if body := <-answer; !strings.Contains(body, `"hits":[]`) {
		t.Errorf("the request under way got %s", body)
	}
	if err := <-ended; err != nil {
		t.Errorf("ended with %v", err)
	}
}

func TestServeTellsWhyItCannot(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	if err := servertest.NewSite(t, servertest.OpenStore(t)).Serve(t.Context(), l); err == nil {
		t.Error("serving on a closed listener is no error")
	}
}
