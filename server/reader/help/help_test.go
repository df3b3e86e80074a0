package help_test

import (
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"shiyun/corpus/batch"
	"shiyun/indexer/query"
	"shiyun/server"
	"shiyun/server/servertest"
	"shiyun/web"
)

// Every example on the page of help is a query that is understood, and the
// page shows every kind of thing a query can say.
func TestHelpShowsTheWholeLanguage(t *testing.T) {
	site := servertest.NewSite(t, servertest.SampleArchive(t))
	p := servertest.CheckPage(t, servertest.Get(t, site, "/help/search").Body.String())
	fields, kinds, ops := map[query.Field]bool{}, map[query.ElemKind]bool{}, map[query.Op]bool{}
	quoted, placed := false, false
	examples := 0
	for _, n := range p.All("a") {
		q, isSearch := strings.CutPrefix(servertest.Attr(n, "href"), "/search?q=")
		if !isSearch {
			continue
		}
		examples++
		q, _, _ = strings.Cut(q, "&") // what marks it as offered
		q, err := url.QueryUnescape(q)
		if err != nil || q != servertest.Text(n) {
			t.Errorf("example %q searches for %q: %v", servertest.Text(n), q, err)
		}
		root := query.Parse(q, query.Limits{Pasted: 200, Most: 2000}).Root
		walk(root, func(n *query.Node) {
			ops[n.Op] = true
			fields[n.Term.Field] = true
			quoted, placed = quoted || n.Term.Quoted, placed || n.Term.Nth > 0
			for _, e := range n.Term.Pattern {
				kinds[e.Kind] = true
			}
		})
		if root == nil {
			t.Errorf("example %q asks for nothing", q)
		}
	}
	for field := range query.Tones + 1 {
		if shown := field <= query.Year || field >= query.Rhyme; shown && !fields[field] {
			t.Errorf("no example of field %q", field.Prefix())
		}
	}
	if len(kinds) != int(query.ElemLineEnd)+1 || len(ops) != int(query.Not)+1 || !quoted || !placed || examples < 30 {
		t.Errorf("%d examples, fields %v, pieces of patterns %v, operators %v, quoted %v", examples, fields, kinds, ops, quoted)
	}
}

func walk(n *query.Node, fn func(*query.Node)) {
	if n == nil {
		return
	}
	fn(n)
	for _, kid := range n.Kids {
		walk(kid, fn)
	}
}

func TestHelpIsOneStepAway(t *testing.T) {
	site := servertest.NewSite(t, servertest.SampleArchive(t))
	for target, chapter := range map[string]string{"/": "/help", "/poems/1": "/help", "/search": "/help", "/help": "/help/search",
		"/search?q=没有这样的诗句": "/help/search", "/submit": "/help/submit"} {
		if !servertest.Links(servertest.Parse(t, servertest.Get(t, site, target).Body.String()))[chapter] {
			t.Errorf("%s has no way to %s", target, chapter)
		}
	}
}

// chapters are the pages of help, from the cards on the first.
func chapters(t *testing.T, site http.Handler, headers ...string) map[string]servertest.Page {
	t.Helper()
	all := map[string]servertest.Page{}
	for path := range servertest.Links(servertest.Parse(t, servertest.Get(t, site, "/help", headers...).Body.String())) {
		if strings.HasPrefix(path, "/help/") {
			all[path] = servertest.CheckPage(t, servertest.Get(t, site, path, headers...).Body.String())
		}
	}
	if len(all) < 10 {
		t.Fatalf("%d chapters", len(all))
	}
	return all
}

// Whatever the catalogue holds for the help is said on one of its pages: no
// task is left out of a chapter, no picture out of a task.
func TestHelpSaysAllItHas(t *testing.T) {
	site := servertest.NewSite(t, servertest.SampleArchive(t))
	pages := chapters(t, site)
	pages["/help"] = servertest.CheckPage(t, servertest.Get(t, site, "/help").Body.String())
	var said strings.Builder
	for _, p := range pages {
		said.WriteString(servertest.Text(p.Node))
		for _, img := range p.All("img") {
			said.WriteString(servertest.Attr(img, "alt"))
		}
	}
	for key, sentence := range servertest.Words(t) {
		for line := range strings.Lines(sentence) {
			if strings.HasPrefix(key, "help_") && !strings.Contains(said.String(), strings.TrimSpace(line)) {
				t.Errorf("%s: %q is on no page of help", key, line)
			}
		}
	}
}

// Every picture in the folder is shown with its size, is light, and comes only
// when one gets to it.
func TestHelpShowsEveryPicture(t *testing.T) {
	site := servertest.NewSite(t, servertest.SampleArchive(t))
	shown := map[string]bool{}
	for _, script := range []string{"hans", "hant"} {
		for path, p := range chapters(t, site, "Cookie", "shiyun_view=words="+script) {
			for name := range pictures(t, site, path, p) {
				shown[name] = true
			}
		}
	}
	files, err := web.Files.ReadDir("images/help")
	if err != nil || len(files) == 0 {
		t.Fatalf("no pictures: %v", err)
	}
	for _, file := range files {
		if !shown[file.Name()] {
			t.Errorf("%s is shown nowhere", file.Name())
		}
	}
}

// pictures are the names of those that a page of help shows.
func pictures(t *testing.T, site http.Handler, path string, p servertest.Page) map[string]bool {
	t.Helper()
	shown := map[string]bool{}
	for _, img := range p.All("img") {
		if servertest.Attr(img, "src") == "" || servertest.Attr(img, "loading") != "lazy" {
			continue // the mark of the site
		}
		src := servertest.Attr(img, "src")
		answer := servertest.Get(t, site, src)
		if answer.Code != http.StatusOK || !strings.HasPrefix(answer.Header().Get("Content-Type"), "image/") || answer.Body.Len() > 40<<10 {
			t.Errorf("%s shows %s: %d, %d bytes of %s", path, src, answer.Code, answer.Body.Len(), answer.Header().Get("Content-Type"))
		}
		if servertest.Attr(img, "alt") == "" || servertest.Attr(img, "width") == "0" || servertest.Attr(img, "height") == "0" {
			t.Errorf("%s: %s has no words or no size", path, src)
		}
		shown[src[strings.LastIndex(src, "/")+1:]] = true
	}
	return shown
}

// What the help calls “so” is called so on the site. 「」 is for what a phone
// or WeChat calls its own.
func TestHelpNamesThingsAsTheyAre(t *testing.T) {
	words := servertest.Words(t)
	named := regexp.MustCompile(`“([^”]+)”`)
	elsewhere := func(name string) bool {
		for key, sentence := range words {
			if !strings.HasPrefix(key, "help_") && strings.Contains(sentence, name) {
				return true
			}
		}
		return false
	}
	found := 0
	for key, sentence := range words {
		if !strings.HasPrefix(key, "help_") {
			continue
		}
		for _, m := range named.FindAllStringSubmatch(sentence, -1) {
			found++
			if !elsewhere(m[1]) {
				t.Errorf("%s: nothing is called %q", key, m[1])
			}
		}
	}
	if found < 50 {
		t.Errorf("%d names", found)
	}
}

func TestHelpLeadsSomewhere(t *testing.T) {
	t.Parallel()
	st := servertest.SampleArchive(t)
	desk := batch.NewDesk(batch.Config{Store: st, Dir: t.TempDir(), Log: slog.New(slog.DiscardHandler)})
	site := servertest.NewSite(t, st, func(c *server.Config) { c.Batches = desk })
	for chapter, p := range chapters(t, site) {
		for path := range servertest.Links(p) {
			if id, here := strings.CutPrefix(path, "#"); here {
				if !slices.ContainsFunc(p.Elements, func(n *html.Node) bool { return servertest.Attr(n, "id") == id }) {
					t.Errorf("%s has no %s", chapter, path)
				}
				continue
			}
			if code := servertest.Get(t, site, path).Code; code != http.StatusOK && code != http.StatusSeeOther && code != http.StatusFound {
				t.Errorf("%s leads to %s: %d", chapter, path, code)
			}
		}
	}
}
