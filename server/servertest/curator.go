package servertest

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/store"
)

// Curator is a curator signed in to a site of its own with a desk of imports, who
// goes through pages by their links and forms as a browser without scripts does.
type Curator struct {
	T      testing.TB
	Site   http.Handler
	Store  *store.Store
	Dir    string // of the desk of imports
	Cookie string
	At     string // the page that is open
	Answer *httptest.ResponseRecorder
	Page   Page
}

// NewCurator opens an empty archive and signs a curator in.
func NewCurator(t testing.TB) *Curator {
	t.Helper()
	st, dir := OpenStore(t), t.TempDir()
	c := &Curator{T: t, Store: st, Dir: dir, Site: NewSite(t, st, WithDesk(t, st, dir))}
	c.Cookie = SignIn(t, st, "王老师", corpus.RoleCurator)
	return c
}

// Open opens a page.
func (c *Curator) Open(target string) {
	c.T.Helper()
	c.Follow(target, Get(c.T, c.Site, target, "Cookie", c.Cookie))
}

// Follow takes in the answer to a request for target, or the page it redirects to.
func (c *Curator) Follow(target string, rec *httptest.ResponseRecorder) {
	c.T.Helper()
	if rec.Code == http.StatusSeeOther {
		to, _, _ := strings.Cut(rec.Header().Get("Location"), "#")
		c.Open(to)
		return
	}
	c.At, c.Answer = target, rec
	c.Page = CheckPage(c.T, rec.Body.String())
}

// Press fills in fields of the form that has a button, named by its text or by
// "name=value", and presses it.
func (c *Curator) Press(button string, fill map[string]string) {
	c.T.Helper()
	for _, form := range c.Page.All("form") {
		values := FormFields(form)
		for n := range form.Descendants() {
			if n.Data != "button" || Attr(n, "name")+"="+Attr(n, "value") != button && Text(n) != button {
				continue
			}
			for name, value := range fill {
				if !values.Has(name) {
					c.T.Fatalf("%s: the form has no %q, but %v", c.At, name, values)
				}
				values.Set(name, value)
			}
			if name := Attr(n, "name"); name != "" {
				values.Set(name, Attr(n, "value"))
			}
			c.Follow(Attr(form, "action"), Post(c.T, c.Site, Attr(form, "action"), values, "Cookie", c.Cookie))
			return
		}
	}
	c.T.Fatalf("%s has no button %q: %s", c.At, button, Text(c.Page.All("main")[0]))
}

// Upload sends files and opens the page they lead to.
func (c *Curator) Upload(target string, files ...Part) {
	c.T.Helper()
	body, contentType := Multipart(c.T, files...)
	c.Follow(target, c.Post(target, bytes.NewReader(body), int64(len(body)), contentType))
}

// Post sends a body of a length, -1 for one not known, and returns the answer.
func (c *Curator) Post(target string, body io.Reader, length int64, contentType string) *httptest.ResponseRecorder {
	req := httptest.NewRequest(http.MethodPost, target, body)
	req.ContentLength = length
	req.Header.Set("Content-Type", contentType)
	req.Header.Set("Sec-Fetch-Site", "same-origin")
	req.Header.Set("Cookie", c.Cookie)
	return Serve(c.Site, req)
}

// Await waits until the batch whose page is open is at rest, in state, and opens
// the page again.
func (c *Curator) Await(state corpus.BatchState) corpus.Batch {
	c.T.Helper()
	path := strings.Split(strings.TrimPrefix(c.At, "/curator/batches/"), "?")[0]
	id := corpus.BatchID(0)
	if _, err := fmt.Sscan(path, &id); err != nil {
		c.T.Fatalf("%s is no page of a batch", c.At)
	}
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		b, err := c.Store.Batch(c.T.Context(), id)
		if err != nil {
			c.T.Fatal(err)
		}
		if !b.State.Busy() {
			if b.State != state {
				c.T.Fatalf("batch %d is %s (%s), want %s", id, b.State, b.Fault, state)
			}
			c.Open("/curator/batches/" + path)
			return b
		}
	}
	c.T.Fatal("the batch does not come to rest")
	return corpus.Batch{}
}

// WantNoText reports words that the page shows and should not.
func (c *Curator) WantNoText(words ...string) {
	c.T.Helper()
	said := Text(c.Page.All("main")[0])
	for _, word := range words {
		if strings.Contains(said, word) {
			c.T.Errorf("%s says %q: %s", c.At, word, said)
		}
	}
}

// WantText reports words that the page does not show.
func (c *Curator) WantText(words ...string) {
	c.T.Helper()
	said := Text(c.Page.All("main")[0])
	for _, word := range words {
		if !strings.Contains(said, word) {
			c.T.Errorf("%s does not say %q: %s", c.At, word, said)
		}
	}
}

// Poems returns every poem of the archive, one a line.
func (c *Curator) Poems() string {
	c.T.Helper()
	var all []string
	err := c.Store.EachPoem(c.T.Context(), 0, "", func(p corpus.Poem) error {
		all = append(all, fmt.Sprint(p.ID, " ", p.Title, " ", p.Author.Name, " ", p.Body, " ", p.Status))
		return nil
	})
	if err != nil {
		c.T.Fatal(err)
	}
	return strings.Join(all, "\n")
}
