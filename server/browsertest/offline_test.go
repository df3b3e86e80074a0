package browsertest

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"shiyun/corpus"
	"shiyun/corpus/store/poems"
)

// line is the network between a phone and a site, which may be cut.
type line struct{ cut atomic.Bool }

// lay returns the site as it is reached over the line.
func (l *line) lay(t *testing.T, s *site) *site {
	t.Helper()
	to, err := url.Parse(s.url)
	if err != nil {
		t.Fatal(err)
	}
	proxy := httputil.NewSingleHostReverseProxy(to)
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if l.cut.Load() {
			panic(http.ErrAbortHandler) // the connection ends without an answer
		}
		proxy.ServeHTTP(w, r)
	}))
	t.Cleanup(web.Close)
	far := *s
	far.url = web.URL
	return &far
}

// kept are the paths of the pages that the phone keeps.
const kept = `caches.open("pages-1").then(p => p.keys()).then(keys => keys.map(k => new URL(k.url).pathname))`

// awaitKept waits until the phone keeps a page, or keeps it no more.
func (b *browser) awaitKept(path string, want bool) {
	b.t.Helper()
	for deadline := time.Now().Add(30 * time.Second); ; time.Sleep(100 * time.Millisecond) {
		has := strings.Contains(" "+strings.Join(evaluate[[]string](b, kept), " ")+" ", " "+path+" ")
		if has == want {
			return
		}
		if time.Now().After(deadline) {
			b.t.Fatalf("%s kept: %v, want %v", path, has, want)
		}
	}
}

func (b *browser) text(selector string) string {
	b.t.Helper()
	return evaluate[string](b, fmt.Sprintf("document.querySelector(`%s`).textContent.trim()", selector))
}

// What was read can be read again without a network, and nothing else: not what
// was withdrawn since, nor what is a curator's or a receipt's.
func TestReadingWithoutNetwork(t *testing.T) {
	t.Parallel()
	near := newSite(t)
	near.send(t)
	var l line
	s := l.lay(t, near)
	b := openBrowser(t, s.url)
	b.open(s, sight{path: "/poems/1"})
	title := b.text("h1")
	for _, path := range []string{"/poems/1", "/today", "/offline"} {
		b.awaitKept(path, true)
	}
	for _, p := range []sight{{path: "/submit"}, {path: "/receipt/" + receipt}, {path: "/curator/review", curator: true}, {path: "/poems/2", curator: true},
		{path: "/search?q=月"}, {path: "/poems/3"}} {
		b.open(s, p)
	}
	b.awaitKept("/poems/3", true)
	for _, path := range evaluate[[]string](b, kept) {
		if path != "/poems/1" && path != "/poems/3" && path != "/today" && path != "/offline" && path != "/sw/looked" {
			t.Errorf("%s is kept", path)
		}
	}

	l.cut.Store(true)
	b.open(s, sight{path: "/poems/1"})
	if got := b.text("h1"); got != title {
		t.Errorf("without network the poem is %q, want %q", got, title)
	}
	b.open(s, sight{path: "/poems/5"})
	b.await("[data-kept]:not([hidden]) a[href='/poems/1']")

	l.cut.Store(false)
	if err := s.store.SetStatus(t.Context(), poems.Edit{By: corpus.ActorSystem}, 1, corpus.StatusWithdrawn); err != nil {
		t.Fatal(err)
	}
	b.open(s, sight{path: "/poems/3"})
	b.awaitKept("/poems/1", false)
	l.cut.Store(true)
	b.open(s, sight{path: "/poems/1"})
	if got := b.text("h1"); got != "现在没有网" {
		t.Errorf("a withdrawn poem is shown: %q", got)
	}
	for _, c := range b.heard() {
		if !strings.Contains(c, "ERR_") { // what the cut line makes of a request
			t.Error("heard: ", c)
		}
	}
}

// A phone keeps what was read last, and not more and more.
func TestKeptPagesAreBounded(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	b := openBrowser(t, s.url)
	b.open(s, sight{path: "/poems/1"})
	b.awaitKept("/poems/1", true)
	b.do(chromedp.Navigate(s.url + "/poems/2"))
	evaluate[bool](b, `(async () => { for (let n = 3; n < 60; n++) { const a = await fetch("/poems/" + n); if (a.ok) navigator.serviceWorker.controller.postMessage({keep: "/poems/" + n}); } return true })()`)
	b.awaitKept("/poems/1", false)
	time.Sleep(time.Second)
	if n := len(evaluate[[]string](b, kept)); n > 43 {
		t.Errorf("%d pages are kept", n)
	}
}
