package assets

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"shiyun/server/catalogue"
	"shiyun/web"
)

func loaded(t *testing.T) *Assets {
	t.Helper()
	hans, hant, err := catalogue.Load(web.Files, nil)
	if err != nil {
		t.Fatal(err)
	}
	a, err := Load(web.Files, hans, hant)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestAssetsAreFoundByTheirContent(t *testing.T) {
	t.Parallel()
	a := loaded(t)
	for _, name := range []string{"shiyun.css", "curator.css", "search-box.js", Icon} {
		address, err := a.Path(name)
		if err != nil || !strings.HasPrefix(address, "/assets/") || !strings.HasSuffix(address, "/"+name) || len(a.Content(name)) == 0 {
			t.Errorf("%s: %q, %v", name, address, err)
		}
	}
	if address, err := a.Path("nothing.css"); err == nil {
		t.Errorf("an asset that is not there is at %q", address)
	}
}

// What only curators need is not sent to residents.
func TestCuratorsStylesAreApart(t *testing.T) {
	t.Parallel()
	a := loaded(t)
	if all := string(a.Content("shiyun.css")); strings.Contains(all, ".desk-cards") || !strings.Contains(all, "@font-face") {
		t.Error("the residents' sheet has the curators' rules, or no fonts")
	}
}

func TestKeysInHeadings(t *testing.T) {
	t.Parallel()
	from := fstest.MapFS{"templates/pages/a.html": {Data: []byte(`
		{{define "content"}}<h1>{{t "one"}}</h1><p>{{t "not"}}</p>
		{{if .A}}<h2 class="x"><a href="{{poemPath .ID}}">{{t "two" .B}}</a></h2>{{else}}<legend>{{t "three"}}</legend>{{end}}
		{{range .C}}<h3>{{.Name}} {{t "not"}}</h3>{{end}}{{end}}`)}}
	keys, err := keysInHeadings(from, "templates/pages/a.html")
	if want := []string{"one", "three", "two"}; err != nil || !slices.Equal(keys, want) {
		t.Errorf("%v, %v, want %v", keys, err, want)
	}
}
