package server_test

import (
	"net/http"
	"strings"
	"testing"

	"shiyun/server"
	"shiyun/server/servertest"
)

func TestEveryPageIsSound(t *testing.T) {
	t.Parallel()
	site := servertest.NewSite(t, servertest.SampleArchive(t), func(c *server.Config) { c.Demo = true })
	for _, r := range answers {
		if r.contentType != htmlUTF {
			continue
		}
		t.Run(r.target, func(t *testing.T) {
			p := servertest.CheckPage(t, servertest.Get(t, site, r.target).Body.String())
			if !strings.HasSuffix(servertest.Text(p.All("title")[0]), "诗韵东亭") {
				t.Errorf("title %q", servertest.Text(p.All("title")[0]))
			}
			if banner := p.Classed("demo"); len(banner) != 1 || !strings.Contains(servertest.Text(banner[0]), "样例演示") {
				t.Error("a page of the demo does not say so")
			}
		})
	}
}

// Templates are parsed when they are first shown: here all of them are.
func TestEveryTemplateIsSound(t *testing.T) {
	site := servertest.NewSite(t, servertest.OpenStore(t))
	if len(site.Pages()) < 50 {
		t.Errorf("only %d pages", len(site.Pages()))
	}
	for _, name := range site.Pages() {
		if _, err := site.Template(name); err != nil {
			t.Error(err)
		}
	}
}

// Links within the site lead somewhere.
func TestLinksLeadSomewhere(t *testing.T) {
	t.Parallel()
	site := servertest.NewSite(t, servertest.SampleArchive(t))
	seen, queue := map[string]bool{"/": true}, []string{"/"}
	for len(queue) > 0 && len(seen) < 1500 {
		target := queue[0]
		queue = queue[1:]
		rec := servertest.Get(t, site, target)
		if rec.Code >= 400 {
			t.Errorf("%s: %d", target, rec.Code)
		}
		if rec.Header().Get("Content-Type") != htmlUTF || strings.HasPrefix(target, "/search") {
			continue // every search leads to more searches
		}
		p := servertest.Parse(t, rec.Body.String())
		for _, n := range p.All("a", "link", "script", "img") {
			address, _, _ := strings.Cut(servertest.Attr(n, "href")+servertest.Attr(n, "src"), "#")
			if address != "" && !seen[address] {
				seen[address] = true
				queue = append(queue, address)
			}
		}
	}
	if len(seen) < 200 {
		t.Errorf("only %d addresses found", len(seen))
	}
}

func TestPoemPage(t *testing.T) {
	site := servertest.NewSite(t, servertest.SampleArchive(t), func(c *server.Config) { c.PublicURL = "https://shiyun.example" })
	p := servertest.CheckPage(t, servertest.Get(t, site, "/poems/1/any-slug").Body.String())
	if got := servertest.Text(p.All("title")[0]); got != "鹧鸪天·雨后 · 楚凤散人｜诗韵东亭" {
		t.Errorf("title %q", got)
	}
	var lines []string
	for _, n := range p.Classed("line") {
		lines = append(lines, servertest.Attr(n, "id")+" "+servertest.Text(n))
	}
	if got := strings.Join(lines, "|"); got != "L1 一湖秋水，半岸芦花。|L2 两行雁字，一叶扁舟。" {
		t.Errorf("lines %s", got)
	}
	for _, n := range p.All("link") {
		if servertest.Attr(n, "rel") == "canonical" && servertest.Attr(n, "href") != "https://shiyun.example/poems/1" {
			t.Errorf("canonical address %s", servertest.Attr(n, "href"))
		}
	}
	if len(p.Classed("demo"))+len(p.Classed("badge")) != 0 && !strings.Contains(servertest.Text(p.Classed("others")[0]), "样例") {
		t.Error("a poem of the archive is shown as a sample")
	}
}

func TestSamplesAreMarked(t *testing.T) {
	site := servertest.NewSite(t, servertest.SampleArchive(t))
	v := servertest.JSON(t, site, "/api/v1/poems?tag=样例&limit=1")
	path := v["poems"].([]any)[0].(map[string]any)["url"].(string)
	p := servertest.CheckPage(t, servertest.Get(t, site, path).Body.String())
	if badges := p.Classed("badge"); len(badges) == 0 || servertest.Text(badges[0]) != "样例" {
		t.Errorf("%s is not marked", path)
	}
}

// A poem that is a program stays a poem, wherever it is shown.
func TestVerseIsNeverMarkup(t *testing.T) {
	site := servertest.NewSite(t, servertest.SampleArchive(t))
	for _, target := range []string{"/", "/poems/4", "/authors", "/search?q=" + "%3Cscript%3E", "/search?q=%22%27%26%7B%7B.%7D%7D", "/tags", "/places",
		"/authors/4", "/forms/其他", "/search?q=月&tag=%3Cscript%3E&author=%22%3E%3Cscript%3E"} {
		rec := servertest.Get(t, site, target)
		if rec.Code != http.StatusOK {
			t.Fatalf("%s: %d", target, rec.Code)
		}
		p := servertest.CheckPage(t, rec.Body.String())
		for _, n := range p.All("script", "img") {
			data := servertest.Attr(n, "type") == "application/ld+json" // TestDataForMachines looks into it
			if card := "/poems/4/card.png?r=1"; !data && servertest.Attr(n, "src") != card && !strings.HasPrefix(servertest.Attr(n, "src"), "/assets/") {
				t.Errorf("%s: <%s src=%q> came out of a text", target, n.Data, servertest.Attr(n, "src"))
			}
		}
	}
	p := servertest.Parse(t, servertest.Get(t, site, "/poems/4").Body.String())
	if got := servertest.Text(p.All("h1")[0]); got != servertest.Nasty {
		t.Errorf("title %q, want %q", got, servertest.Nasty)
	}
	if got := servertest.Text(p.Classed("line")[0]); got != servertest.Nasty {
		t.Errorf("line %q, want %q", got, servertest.Nasty)
	}
}

func TestAnEmptyArchiveIsCourteous(t *testing.T) {
	site := servertest.NewSite(t, servertest.OpenStore(t))
	for _, target := range []string{"/", "/search", "/search?q=月", "/authors", "/forms", "/places", "/tags", "/years", "/forms/词"} {
		rec := servertest.Get(t, site, target)
		if rec.Code != http.StatusOK {
			t.Errorf("%s: %d", target, rec.Code)
		}
		servertest.CheckPage(t, rec.Body.String())
	}
	if rec := servertest.Get(t, site, "/today"); rec.Code != http.StatusOK || !strings.Contains(rec.Body.String(), "档案里还没有诗") {
		t.Errorf("/today: %d %s", rec.Code, rec.Body)
	}
	if rec := servertest.Get(t, site, "/random"); rec.Code != http.StatusFound || rec.Header().Get("Location") != "/" {
		t.Errorf("/random: %d to %q", rec.Code, rec.Header().Get("Location"))
	}
}

func TestAssetsMayBeKeptForEver(t *testing.T) {
	site := servertest.NewSite(t, servertest.OpenStore(t))
	p := servertest.Parse(t, servertest.Get(t, site, "/").Body.String())
	types := map[string]string{}
	for _, n := range p.All("link", "script", "img") {
		address := servertest.Attr(n, "src")
		if address == "" {
			address = servertest.Attr(n, "href")
		}
		if !strings.HasPrefix(address, "/assets/") {
			continue
		}
		rec := servertest.Get(t, site, address)
		if rec.Code != http.StatusOK || !strings.Contains(rec.Header().Get("Cache-Control"), "immutable") {
			t.Errorf("%s: %d %s", address, rec.Code, rec.Header().Get("Cache-Control"))
		}
		types[rec.Header().Get("Content-Type")] = address
	}
	for _, want := range []string{"text/css; charset=utf-8", "text/javascript; charset=utf-8", svg} {
		if types[want] == "" {
			t.Errorf("no asset is %s", want)
		}
	}
}
