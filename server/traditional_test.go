package server_test

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"shiyun/corpus"
	"shiyun/corpus/almanac"
	"shiyun/corpus/intake"
	"shiyun/corpus/script"
	"shiyun/server"
	"shiyun/server/play"
	"shiyun/server/servertest"
	"shiyun/server/stats"
)

// inTraditional are poems with every text of theirs in traditional characters:
// what is simplified on a page is then the site's own.
func inTraditional(t testing.TB, drafts []corpus.Draft) []corpus.Draft {
	t.Helper()
	convert := func(text *string) {
		if text != nil {
			*text = script.Traditional(*text)
		}
	}
	for _, d := range drafts {
		for _, text := range []*string{d.Title, d.Author, d.Preface, d.Body, d.Note, d.Tune, d.Place, d.Source} {
			convert(text)
		}
		for _, list := range []*[]string{d.Tags, d.Collections} {
			for i := 0; list != nil && i < len(*list); i++ {
				convert(&(*list)[i])
			}
		}
		for i := range d.Aliases {
			convert(&d.Aliases[i])
		}
		if d.Date != nil {
			convert(&d.Date.Text)
		}
	}
	return drafts
}

// said is all that a page says to people: text, and the attributes that are
// read aloud, shown, or spoken by scripts.
func said(p servertest.Page) string {
	var b strings.Builder
	for n := range p.Descendants() {
		if n.Type == html.TextNode && n.Parent.Data != "script" {
			b.WriteString(n.Data + "\n")
		}
		for _, a := range n.Attr {
			switch {
			case a.Key == "alt", a.Key == "title", a.Key == "placeholder", a.Key == "aria-label", a.Key == "content", strings.HasPrefix(a.Key, "data-"):
				b.WriteString(a.Val + "\n")
			}
		}
	}
	return b.String()
}

// crawl reads the pages that links lead to, from some on: of the many
// searches and poems a few.
func crawl(t *testing.T, site http.Handler, from []string, read func(target, body string), headers ...string) int {
	t.Helper()
	seen, of := map[string]bool{}, map[string]int{}
	for queue := slices.Clone(from); len(queue) > 0; queue = queue[1:] {
		target := queue[0]
		kind := strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' {
				return -1
			}
			return r
		}, strings.SplitN(target, "?", 2)[0])
		if of[kind]++; seen[target] || of[kind] > 6 || strings.HasPrefix(target, "/assets/") {
			continue
		}
		seen[target] = true
		rec := servertest.Get(t, site, target, headers...)
		if to := rec.Header().Get("Location"); to != "" {
			queue = append(queue, to)
		}
		if rec.Header().Get("Content-Type") != htmlUTF {
			continue
		}
		read(target, rec.Body.String())
		for _, n := range servertest.Parse(t, rec.Body.String()).All("a") {
			if address, _, _ := strings.Cut(servertest.Attr(n, "href"), "#"); strings.HasPrefix(address, "/") {
				queue = append(queue, address)
			}
		}
	}
	return len(seen)
}

// others wrote it: what accounts, devices and searches are called in tests, and
// what a link put into the search box.
var others = strings.NewReplacer("王老师", "", "测试的设备", "", "-体:七绝", "")

// Whatever the site itself says to a reader of traditional characters is in
// them, on every page of residents and curators.
func TestEveryPageIsInTheReadersScript(t *testing.T) {
	t.Parallel()
	w := servertest.NewIndexedSite(t, inTraditional(t, servertest.SampleDrafts(t))...)
	w.Site = servertest.NewSite(t, w.Store, servertest.WithDesk(t, w.Store, t.TempDir()), func(c *server.Config) { c.Demo = true }, w.Options)
	v := &servertest.Curator{T: t, Site: w.Site, Store: w.Store,
		Cookie: servertest.SignIn(t, w.Store, "楚鳳", corpus.RoleAdmin) + "; shiyun_view=words=hant"}
	check := func(target, body string) {
		for word := range strings.FieldsSeq(others.Replace(said(servertest.Parse(t, body)))) {
			if wrong := foreign(word, "zh-Hant"); wrong != "" {
				t.Errorf("%s: %s in %.60q", target, wrong, word)
			}
		}
	}
	from := []string{"/", "/search?q=月", "/search?q=無此無此無此", "/search?form=七绝", "/styleguide", "/play/feihua?c=风", "/play/feihua?c=风&at=2",
		"/search?q=" + strings.Repeat("山高月小，水落石出。", 40), "/nothing", "/poems/99999", "/curator", "/curator/submit"}
	for _, form := range corpus.Forms() {
		from = append(from, "/forms/"+string(form))
	}
	if pages := crawl(t, w.Site, from, check, "Cookie", v.Cookie); pages < 150 {
		t.Errorf("only %d pages read", pages)
	}

	v.Open("/curator/batches")
	v.Upload("/curator/batches", servertest.File("files", "詩.csv", "題目,作者,正文,體裁\n夜,甲,月出東山,七言\n空,乙,,\n"))
	check(v.At, v.Answer.Body.String())
	v.Press("act=check", nil)
	v.Await(corpus.BatchChecked)
	check(v.At, v.Answer.Body.String())
	for target, form := range map[string]url.Values{
		"/submit":           {"title": {"題"}, "body": {strings.Repeat("字", 20_001)}},
		"/curator/accounts": {"name": {"楚鳳"}, "role": {"curator"}},
		"/curator/words":    {"words": {"月"}},
		"/curator/places":   {"path": {"/"}},
	} {
		rec := servertest.Post(t, w.Site, target, form, "Cookie", v.Cookie)
		if rec.Code < 400 {
			t.Errorf("%s: %d", target, rec.Code)
		}
		check(target, rec.Body.String())
	}
}

// Every name the program gives to a thing is among the names of the catalogue.
func TestEveryNameIsInTheCatalogue(t *testing.T) {
	words := servertest.NewSite(t, servertest.OpenStore(t)).Words()
	var listed []string
	for _, list := range []string{"names.forms", "names.fields", "names.kinds", "names.terms", "names.festivals", "names.images"} {
		listed = append(listed, strings.Fields(words[list])...)
	}
	want := map[string]bool{}
	for _, form := range corpus.Forms() {
		want[string(form)] = true
	}
	for _, field := range intake.Fields() {
		want[field.Label()] = true
	}
	for _, kind := range corpus.PlaceKinds() {
		want[string(kind)] = true
	}
	for _, o := range almanac.Year(2026) {
		want[o.Name] = true
	}
	for _, image := range stats.Images {
		want[image] = true
	}
	for _, r := range play.FeihuaCharacters {
		want[string(r)] = true
	}
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if !slices.Contains(listed, name) {
			t.Errorf("%s has no name in the catalogue", name)
		}
	}
	for _, name := range listed {
		if !want[name] {
			t.Errorf("the catalogue names %s, which nothing is called", name)
		}
	}
}
