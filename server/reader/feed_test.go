package reader_test

import (
	"encoding/xml"
	"net/http"
	"strings"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/store/poems"
	"shiyun/corpus/verse"
	"shiyun/server"
	"shiyun/server/paths"
	"shiyun/server/servertest"
)

type atom struct {
	Title    string     `xml:"title"`
	Subtitle string     `xml:"subtitle"`
	ID       string     `xml:"id"`
	Updated  string     `xml:"updated"`
	Links    []atomLink `xml:"link"`
	Entries  []struct {
		Title     string     `xml:"title"`
		ID        string     `xml:"id"`
		Published string     `xml:"published"`
		Links     []atomLink `xml:"link"`
		Content   string     `xml:"content"`
	} `xml:"entry"`
}

type atomLink struct {
	Href string `xml:"href,attr"`
}

func readFeed(t *testing.T, site http.Handler, target string) atom {
	t.Helper()
	rec := servertest.Get(t, site, target)
	if rec.Code != http.StatusOK || rec.Header().Get("Content-Type") != "application/atom+xml; charset=utf-8" {
		t.Fatalf("%s: %d %s", target, rec.Code, rec.Header().Get("Content-Type"))
	}
	var feed atom
	if err := xml.Unmarshal(rec.Body.Bytes(), &feed); err != nil {
		t.Fatal(err)
	}
	return feed
}

func TestFeedsShowWhatIsPublished(t *testing.T) {
	st := servertest.SampleArchive(t)
	site := servertest.NewSite(t, st, func(c *server.Config) { c.PublicURL = "https://shiyun.example" })
	p, err := st.Published(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	author := "/feeds/authors/" + strings.TrimPrefix(paths.Author(p.Author.ID), "/authors/") + ".atom"
	has := func(target string) bool {
		for _, e := range readFeed(t, site, target).Entries {
			if e.ID == "https://shiyun.example/poems/1" {
				return strings.Contains(e.Content, "<p>"+verse.Lines(p.Body)[0].Text+"</p>")
			}
		}
		return false
	}
	if feed := readFeed(t, site, "/feeds/poems.atom"); len(feed.Entries) != 50 || feed.Title != "诗韵东亭·新诗" {
		t.Errorf("%q has %d entries, want the latest 50", feed.Title, len(feed.Entries))
	}
	if !has(author) {
		t.Errorf("%s lacks the poem", author)
	}
	if err := st.SetStatus(t.Context(), poems.Edit{By: corpus.ActorCommand}, 1, corpus.StatusWithdrawn); err != nil {
		t.Fatal(err)
	}
	if has(author) {
		t.Errorf("%s shows a withdrawn poem", author)
	}
	for _, target := range []string{"/feeds/authors/0.atom", "/feeds/authors/1", "/feeds/authors/999999.atom", "/feeds/collections/x.atom"} {
		if rec := servertest.Get(t, site, target); rec.Code != http.StatusNotFound {
			t.Errorf("%s: %d, want 404", target, rec.Code)
		}
	}
}

// Readers of feeds know an entry by its id, under whatever host they asked.
func TestFeedIsWholeUnderEveryHost(t *testing.T) {
	t.Parallel()
	st := servertest.SampleArchive(t)
	servertest.AddAccount(t, st, "王老师")
	site := servertest.NewSite(t, st)
	unknown := readFeed(t, site, "/feeds/poems.atom")
	servertest.Enter(t, site, "王老师", servertest.Password+"！", "")
	known := readFeed(t, site, "/feeds/poems.atom")
	ids := map[string]bool{}
	for i, e := range known.Entries {
		if ids[e.ID] || !strings.HasPrefix(e.ID, "urn:uuid:") || e.ID != unknown.Entries[i].ID {
			t.Errorf("entry %d: id %q, under another host %q", i, e.ID, unknown.Entries[i].ID)
		}
		ids[e.ID] = true
		if e.Published == "" || len(e.Links) != 1 || !strings.HasPrefix(e.Links[0].Href, "http://example.com/poems/") {
			t.Errorf("entry %d: published %q, links %v", i, e.Published, e.Links)
		}
	}
	if known.ID != unknown.ID || known.Subtitle == "" || known.Updated == "" || len(known.Links) != 2 || known.Links[0].Href != "http://example.com/feeds/poems.atom" {
		t.Errorf("%q beside %q, subtitle %q, updated %q, links %v", known.ID, unknown.ID, known.Subtitle, known.Updated, known.Links)
	}
}

func TestSitemapListsEveryPoemAndNoOther(t *testing.T) {
	st := servertest.SampleArchive(t)
	if err := st.SetStatus(t.Context(), poems.Edit{By: corpus.ActorCommand}, 2, corpus.StatusWithdrawn); err != nil {
		t.Fatal(err)
	}
	site := servertest.NewSite(t, st, func(c *server.Config) { c.PublicURL = "https://shiyun.example" })
	read := func(target string) []string {
		var found struct {
			Files []string `xml:"sitemap>loc"`
			Pages []string `xml:"url>loc"`
		}
		rec := servertest.Get(t, site, target)
		if err := xml.Unmarshal(rec.Body.Bytes(), &found); err != nil {
			t.Fatalf("%s: %d, %v", target, rec.Code, err)
		}
		return append(found.Files, found.Pages...)
	}
	listed := map[string]bool{}
	for _, file := range read("/sitemap.xml") {
		for _, page := range read(strings.TrimPrefix(file, "https://shiyun.example")) {
			listed[page] = true
		}
	}
	for _, p := range servertest.PublishedPoems(t, st) {
		if address := "https://shiyun.example" + paths.Poem(p.ID); !listed[address] {
			t.Errorf("%s is not listed", address)
		}
	}
	if listed["https://shiyun.example/poems/2"] {
		t.Error("a withdrawn poem is listed")
	}
	for _, target := range []string{"/sitemaps/x.xml", "/sitemaps/-1.xml", "/sitemaps/0", "/sitemaps/999999999.xml"} {
		if rec := servertest.Get(t, site, target); rec.Code != http.StatusNotFound {
			t.Errorf("%s: %d, want 404", target, rec.Code)
		}
	}
}

func TestSearchIsDescribedToBrowsers(t *testing.T) {
	site := servertest.NewSite(t, servertest.SampleArchive(t), func(c *server.Config) { c.PublicURL = "https://shiyun.example" })
	rec := servertest.Get(t, site, "/opensearch.xml")
	if !strings.Contains(rec.Body.String(), `template="https://shiyun.example/search?q={searchTerms}"`) {
		t.Errorf("no search in %s", rec.Body)
	}
}
