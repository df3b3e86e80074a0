package pagecache

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/server/answer"
)

// archive is one whose cursor is set by hand.
type archive struct {
	at    corpus.Cursor
	whole bool
}

func (a *archive) PublicHead(context.Context) (corpus.Cursor, error) { return a.at, nil }
func (a *archive) Has(corpus.Cursor) bool                            { return a.whole }

func TestKeep(t *testing.T) {
	t.Parallel()
	a := &archive{at: "1", whole: true}
	made, again := 0, 0
	p := Pages{New(), a, a, func(c echo.Context) string { return c.QueryParam("key") }}
	serve := p.Keep(func(c echo.Context) error {
		made++
		switch c.QueryParam("as") {
		case "unkept":
			answer.Unkeep(c)
		case "private":
			c.Response().Header().Set("Cache-Control", "no-store")
		case "cookie":
			c.Response().Header().Set("Set-Cookie", "a=b")
		case "missing":
			return c.NoContent(http.StatusNotFound)
		case "large":
			return c.String(http.StatusOK, strings.Repeat("诗", mostPage))
		}
		answer.Again(c, func() { again++ })
		send, err := answer.Body(http.StatusOK, "text/html", []byte("诗"+string(a.at)))
		if err != nil {
			return err
		}
		return send(c)
	})
	get := func(query, tag string) *httptest.ResponseRecorder {
		t.Helper()
		r := httptest.NewRequest(http.MethodGet, "/?"+query, nil)
		r.Header.Set("If-None-Match", tag)
		w := httptest.NewRecorder()
		if err := serve(echo.New().NewContext(r, w)); err != nil {
			t.Fatal(err)
		}
		return w
	}
	asks := func(name, query string, want int) *httptest.ResponseRecorder {
		t.Helper()
		before := made
		w := get(query, "")
		if made-before != want {
			t.Errorf("%s: made %d times, want %d", name, made-before, want)
		}
		return w
	}
	first := asks("the first", "key=a", 1)
	second := asks("the second", "key=a", 0)
	if first.Body.String() != second.Body.String() || first.Header().Get("ETag") != second.Header().Get("ETag") || second.Header().Get("Content-Type") != "text/html" {
		t.Errorf("another page than before: %v, %v", first.Header(), second.Header())
	}
	if again != 1 {
		t.Errorf("counted again %d times, want once", again)
	}
	if w := get("key=a", first.Header().Get("ETag")); w.Code != http.StatusNotModified {
		t.Errorf("with its tag: %d", w.Code)
	}
	asks("another key", "key=b", 1)
	asks("no key", "", 1)
	asks("no key again", "", 1)
	a.at = "2"
	if w := asks("after a change", "key=a", 1); w.Body.String() != "诗2" {
		t.Errorf("after a change: %q", w.Body)
	}
	a.at, a.whole = "3", false
	asks("searches lag", "key=a", 1)
	asks("searches lag still", "key=a", 1)
	a.whole = true
	for _, as := range []string{"unkept", "private", "cookie", "missing", "large"} {
		asks(as, "key="+as+"&as="+as, 1)
		asks(as+" again", "key="+as+"&as="+as, 1)
	}
}

// What is kept is bounded, and those asked for last are kept longest.
func TestCacheIsBounded(t *testing.T) {
	t.Parallel()
	c, now := New(), time.Now()
	const pages = 2 * mostBytes / mostPage
	name := func(i int) string { return strings.Repeat("k", i+1) }
	for i := range pages {
		c.put(&entry{key: name(i), at: "1", made: now, page: page{body: make([]byte, mostPage)}})
		c.get(name(0), "1", now)
	}
	if c.bytes > mostBytes || len(c.pages) != c.order.Len() {
		t.Errorf("%d bytes in %d pages of %d", c.bytes, len(c.pages), c.order.Len())
	}
	for i, want := range map[int]bool{0: true, 1: false, pages - 1: true} {
		if _, ok := c.get(name(i), "1", now); ok != want {
			t.Errorf("page %d: kept %v", i, ok)
		}
	}
	if _, ok := c.get(name(0), "1", now.Add(mostAge+1)); ok {
		t.Error("an old page was kept")
	}
	if _, ok := c.get(name(pages-1), "1", now.Add(-time.Hour)); ok {
		t.Error("a page of the future was kept: the clock was set back")
	}
}
