package server_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/text/encoding/simplifiedchinese"

	"shiyun/corpus"
	"shiyun/corpus/batch"
	"shiyun/corpus/store"
	"shiyun/server"
)

// withDesk has a desk at work on a directory of its own for the site.
func withDesk(t testing.TB, st *store.Store, dir string) func(*server.Config) {
	desk := batch.NewDesk(batch.Config{Store: st, Dir: dir, Log: slog.New(slog.DiscardHandler)})
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { desk.Run(ctx); close(ended) }()
	t.Cleanup(func() { stop(); <-ended })
	return func(c *server.Config) { c.Batches = desk }
}

// volunteer goes through pages by their links and forms, as a browser without
// scripts does.
type volunteer struct {
	t      *testing.T
	site   http.Handler
	store  *store.Store
	dir    string
	cookie string
	at     string
	rec    *httptest.ResponseRecorder
	page   page
}

func newVolunteer(t *testing.T) *volunteer {
	t.Helper()
	st, dir := openStore(t), t.TempDir()
	v := &volunteer{t: t, store: st, dir: dir, site: newSite(t, st, withDesk(t, st, dir))}
	v.cookie = signedIn(t, st, "王老师", corpus.RoleCurator)
	return v
}

func (v *volunteer) open(target string) {
	v.t.Helper()
	v.answer(target, get(v.t, v.site, target, "Cookie", v.cookie))
}

// answer follows a redirect and takes the page in.
func (v *volunteer) answer(target string, rec *httptest.ResponseRecorder) {
	v.t.Helper()
	if rec.Code == http.StatusSeeOther {
		to, _, _ := strings.Cut(rec.Header().Get("Location"), "#")
		v.open(to)
		return
	}
	v.at, v.rec = target, rec
	v.page = checkPage(v.t, rec.Body.String())
}

// press fills in fields of the form that has a button, and presses it.
func (v *volunteer) press(button string, fill map[string]string) {
	v.t.Helper()
	for _, form := range v.page.all("form") {
		values := formFields(form)
		for n := range form.Descendants() {
			if n.Data != "button" || attr(n, "name")+"="+attr(n, "value") != button && text(n) != button {
				continue
			}
			for name, value := range fill {
				if !values.Has(name) {
					v.t.Fatalf("%s: the form has no %q, but %v", v.at, name, values)
				}
				values.Set(name, value)
			}
			if name := attr(n, "name"); name != "" {
				values.Set(name, attr(n, "value"))
			}
			v.answer(attr(form, "action"), send(v.t, v.site, attr(form, "action"), values, "Cookie", v.cookie))
			return
		}
	}
	v.t.Fatalf("%s has no button %q: %s", v.at, button, text(v.page.all("main")[0]))
}

// formFields are the fields of a form as a browser sends them.
func formFields(form *html.Node) url.Values {
	values := url.Values{}
	for n := range form.Descendants() {
		name := attr(n, "name")
		switch {
		case name == "":
		case n.Data == "input" && (attr(n, "type") == "radio" || attr(n, "type") == "checkbox"):
			if hasAttr(n, "checked") {
				values.Set(name, attr(n, "value"))
			}
		case n.Data == "input":
			values.Set(name, attr(n, "value"))
		case n.Data == "select":
			for o := range n.Descendants() {
				if o.Data == "option" && (hasAttr(o, "selected") || !values.Has(name)) {
					values.Set(name, attr(o, "value"))
				}
			}
		}
	}
	return values
}

func hasAttr(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

type sentFile struct{ field, name, content string }

func (v *volunteer) upload(target string, files ...sentFile) {
	v.t.Helper()
	body, contentType := multipartOf(v.t, files...)
	v.answer(target, v.post(target, bytes.NewReader(body), int64(len(body)), contentType))
}

func multipartOf(t *testing.T, files ...sentFile) (body []byte, contentType string) {
	t.Helper()
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	for _, f := range files {
		var part io.Writer
		var err error
		if f.name == "" {
			part, err = form.CreateFormField(f.field)
		} else {
			part, err = form.CreateFormFile(f.field, f.name)
		}
		if err == nil {
			_, err = io.WriteString(part, f.content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := form.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), form.FormDataContentType()
}

func (v *volunteer) post(target string, body io.Reader, length int64, contentType string) *httptest.ResponseRecorder {
	req := httptest.NewRequest(http.MethodPost, target, body)
	req.ContentLength = length
	req.Header.Set("Content-Type", contentType)
	req.Header.Set("Sec-Fetch-Site", "same-origin")
	req.Header.Set("Cookie", v.cookie)
	return serve(v.site, req)
}

// await opens a page again until its batch is at rest.
func (v *volunteer) await(state corpus.BatchState) corpus.Batch {
	v.t.Helper()
	path := strings.Split(strings.TrimPrefix(v.at, "/curator/batches/"), "?")[0]
	id := corpus.BatchID(0)
	if _, err := fmt.Sscan(path, &id); err != nil {
		v.t.Fatalf("%s is no page of a batch", v.at)
	}
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		b, err := v.store.Batch(v.t.Context(), id)
		if err != nil {
			v.t.Fatal(err)
		}
		if !b.State.Busy() {
			if b.State != state {
				v.t.Fatalf("batch %d is %s (%s), want %s", id, b.State, b.Fault, state)
			}
			v.open("/curator/batches/" + path)
			return b
		}
	}
	v.t.Fatal("the batch does not come to rest")
	return corpus.Batch{}
}

func (v *volunteer) says(words ...string) {
	v.t.Helper()
	said := text(v.page.all("main")[0])
	for _, word := range words {
		if !strings.Contains(said, word) {
			v.t.Errorf("%s does not say %q: %s", v.at, word, said)
		}
	}
}

func (v *volunteer) bodies() string {
	v.t.Helper()
	var all []string
	err := v.store.EachPoem(v.t.Context(), 0, "", func(p corpus.Poem) error {
		all = append(all, fmt.Sprint(p.ID, " ", p.Title, " ", p.Author.Name, " ", p.Body, " ", p.Status))
		return nil
	})
	if err != nil {
		v.t.Fatal(err)
	}
	return strings.Join(all, "\n")
}

func gbk(t testing.TB, rows ...string) string {
	t.Helper()
	var b strings.Builder
	w := csv.NewWriter(&b)
	for _, row := range rows {
		if err := w.Write(strings.Split(row, "|")); err != nil {
			t.Fatal(err)
		}
	}
	w.Flush()
	encoded, err := simplifiedchinese.GBK.NewEncoder().String(b.String())
	if err != nil {
		t.Fatal(err)
	}
	return encoded
}
