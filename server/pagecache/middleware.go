package pagecache

import (
	"bytes"
	"context"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/server/answer"
)

// Archive is what pages are made of.
type Archive interface {
	// PublicHead returns the cursor after the last change that a page could
	// show, and is never older than the question.
	PublicHead(ctx context.Context) (corpus.Cursor, error)
}

// Followed reports whether what searches read has every change up to a
// cursor. A page made before that may lack something, and is not kept.
type Followed interface {
	Has(cursor corpus.Cursor) bool
}

// Pages is a cache over an archive.
type Pages struct {
	Cache    *Cache
	Archive  Archive
	Followed Followed
	// KeyOf returns what an answer depends on besides the archive; "" for one
	// that is nobody else's.
	KeyOf func(c echo.Context) string
}

// Keep answers with the page that was made before, where there is one, and
// keeps the one that next makes. It stands around the compression.
func (p Pages) Keep(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		key := p.KeyOf(c)
		if key == "" {
			return next(c)
		}
		at, err := p.Archive.PublicHead(c.Request().Context())
		if err != nil {
			return next(c) // which needs the archive too, and may not
		}
		if kept, ok := p.Cache.get(key, at, time.Now()); ok {
			return kept.send(c)
		}
		if !p.Followed.Has(at) {
			return next(c)
		}
		made := time.Now()
		res := c.Response()
		rec := &recorder{ResponseWriter: res.Writer}
		res.Writer = rec
		err = next(c)
		res.Writer = rec.ResponseWriter
		if err == nil && res.Status == http.StatusOK && !rec.over && isShared(c, res.Header()) {
			p.Cache.put(&entry{key: key, at: at, made: made, page: page{header: sharedHeader(res.Header()), body: rec.body.Bytes(), again: answer.AgainOf(c)}})
		}
		return err
	}
}

// isShared reports whether an answer may be sent to others.
func isShared(c echo.Context, h http.Header) bool {
	return !answer.IsUnkept(c) && h.Get(echo.HeaderSetCookie) == "" && !strings.Contains(h.Get(echo.HeaderCacheControl), "no-store")
}

// sharedNames are the headers that belong to the page; others belong to the
// request.
var sharedNames = []string{echo.HeaderContentType, echo.HeaderContentEncoding, echo.HeaderCacheControl, echo.HeaderVary, "Etag", "Link", "X-Robots-Tag"}

func sharedHeader(h http.Header) http.Header {
	kept := http.Header{}
	for _, name := range sharedNames {
		if values := h.Values(name); len(values) > 0 {
			kept[name] = append([]string(nil), values...)
		}
	}
	return kept
}

// send answers with the page.
func (p page) send(c echo.Context) error {
	if p.again != nil {
		p.again()
	}
	h := c.Response().Header()
	for name, values := range p.header {
		h[name] = values
	}
	if tag := p.header.Get("Etag"); tag != "" && answer.Matches(c.Request().Header.Get("If-None-Match"), tag) {
		return c.NoContent(http.StatusNotModified)
	}
	h.Set(echo.HeaderContentLength, strconv.Itoa(len(p.body)))
	c.Response().WriteHeader(http.StatusOK)
	_, err := c.Response().Write(p.body)
	return err
}

// recorder keeps a copy of what is sent, as long as it is no larger than a
// page.
type recorder struct {
	http.ResponseWriter
	body bytes.Buffer
	over bool
}

func (r *recorder) Write(b []byte) (int, error) {
	if r.over = r.over || r.body.Len()+len(b) > mostPage; !r.over {
		r.body.Write(b)
	}
	return r.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController reach the connection.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }
