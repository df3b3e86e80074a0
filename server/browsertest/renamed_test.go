package browsertest

import (
	"strings"
	"testing"
)

// An administrator renames the site in the browser, and what a visitor sees, a
// phone installs and a reader of feeds fetches follows.
func TestAdminRenamesTheSite(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b := openBrowser(t, s.url)
	b.open(s, sight{path: "/"})
	fetched := func(path string) string {
		return evaluate[string](b, "fetch('"+path+"', {cache: 'reload'}).then(r => r.text())")
	}
	former := evaluate[string](b, `document.querySelector(".brand-name").textContent`)
	icon := fetched("/favicon.svg")
	b.open(s, sight{path: "/curator/site", curator: true})
	b.act([]act{
		{typed("#name", "柳岸诗社"), "[data-unsaved]:not([hidden])"},
		{typed("#mark", "柳"), "#mark"},
		{`document.querySelector("[name=colours]:not(:checked):not([value=own])").click(); true`, "form"},
		click("button[value=save]", ".notice"),
	})
	b.open(s, sight{path: "/poems/1"})
	if name := evaluate[string](b, `document.querySelector(".brand-name").textContent`); name != "柳岸诗社" {
		t.Errorf("the header says %q", name)
	}
	for what, address := range map[string]string{"page": "/poems/1", "about": "/about", "feed": "/feeds/poems.atom", "manifest": "/site.webmanifest", "opensearch": "/opensearch.xml"} {
		if text := fetched(address); !strings.Contains(text, "柳岸诗社") || strings.Contains(text, former) {
			t.Errorf("%s: the former name, or not the new one", what)
		}
	}
	if og := evaluate[string](b, `document.querySelector("meta[property='og:site_name']").content`); og != "柳岸诗社" {
		t.Errorf("og:site_name is %q", og)
	}
	if fetched("/favicon.svg") == icon {
		t.Error("the mark is as it was")
	}
	for _, c := range b.heard() {
		t.Error("heard: ", c)
	}
}
