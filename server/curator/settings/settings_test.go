package settings_test

import (
	"bytes"
	"image/png"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shiyun/corpus"
	"shiyun/server"
	"shiyun/server/servertest"
)

const target = "/curator/site"

func filled(change url.Values) url.Values {
	form := url.Values{"name": {"柳岸诗社"}, "line": {"一条街的诗"}, "mark": {"柳"}, "stamp": {"柳岸"}, "colours": {"indigo"}, "plan": {"1"},
		"about": {"我们是柳岸街的人。\n写了二十年。"}, "contact": {"街口小店"}, "act": {"save"}}
	for key, value := range change {
		form[key] = value
	}
	return form
}

// An administrator renames the site: every page, picture and file for programs
// has the new name at once, in both scripts, also those that were kept.
func TestSiteIsRenamed(t *testing.T) {
	t.Parallel()
	st := servertest.SampleArchive(t)
	site := servertest.NewSite(t, st, func(c *server.Config) { c.PublicURL = "http://shiyun.example" })
	boss := "shiyun=" + strings.TrimPrefix(servertest.SignIn(t, st, "管理员", corpus.RoleAdmin), "shiyun=")
	shown := []string{"/", "/poems/1", "/about", "/search?q=秋", "/screen", "/feeds/poems.atom", "/feeds/authors/1.atom", "/feeds/search.atom?q=秋",
		"/opensearch.xml", "/site.webmanifest", "/api/v1/openapi.json", "/poems/1/text", "/stones", "/nothing", "/paper?form=词"}
	card := servertest.Get(t, site, "/poems/1/card.png").Body.Bytes()
	icon := servertest.Get(t, site, "/favicon.svg").Body.String()
	for _, path := range shown {
		if body := servertest.Get(t, site, path).Body.String(); !strings.Contains(body, "诗韵东亭") {
			t.Errorf("%s has no name before", path)
		}
	}
	rec := servertest.Post(t, site, target, filled(nil), "Cookie", boss)
	if rec.Code != http.StatusSeeOther {
		t.Fatalf("%d %s", rec.Code, servertest.Text(servertest.Parse(t, rec.Body.String()).Classed("wrong")[0]))
	}
	for _, path := range shown {
		if body := servertest.Get(t, site, path).Body.String(); strings.Contains(body, "诗韵东亭") || !strings.Contains(body, "柳岸诗社") {
			t.Errorf("%s has not the new name alone", path)
		}
	}
	if body := servertest.Get(t, site, "/about", "Accept-Language", "zh-TW").Body.String(); !strings.Contains(body, "柳岸詩社") || !strings.Contains(body, "寫了二十年") {
		t.Error("in traditional characters it has another name")
	}
	if again := servertest.Get(t, site, "/poems/1/card.png").Body.Bytes(); bytes.Equal(again, card) {
		t.Error("the card is as it was")
	}
	if !strings.Contains(servertest.Get(t, site, "/poems/1").Body.String(), "card-square.png?r=1&amp;s=1") {
		t.Error("the card has the address of before")
	}
	wantLook(t, site, icon)
	act := servertest.Verbs(t, st, 1)
	if act != "site" {
		t.Errorf("the last act is %s", act)
	}
	if log := servertest.Get(t, site, "/curator/audit", "Cookie", boss).Body.String(); !strings.Contains(log, "改动本站设置") {
		t.Error("the log says nothing")
	}
}

// wantLook looks at the mark, the colours and the name's characters.
func wantLook(t *testing.T, site http.Handler, icon string) {
	t.Helper()
	if now := servertest.Get(t, site, "/favicon.svg").Body.String(); now == icon || !strings.Contains(now, "#1f4e6b") || !strings.Contains(now, `<path fill="#fbf6ea" d="M`) {
		t.Errorf("mark %.200s", now)
	}
	page := servertest.Parse(t, servertest.Get(t, site, "/").Body.String())
	for _, link := range page.All("link") {
		address := servertest.Attr(link, "href")
		switch {
		case strings.HasSuffix(address, ".png"):
			img, err := png.Decode(servertest.Get(t, site, address).Body)
			if err != nil || img.Bounds().Dx() < 180 {
				t.Errorf("%s: %v", address, err)
			}
		case strings.HasSuffix(address, "/shiyun.css"):
			css := servertest.Get(t, site, address).Body.String()
			for _, want := range []string{"--seal:#1f4e6b", "--paper:#171a1c", "U+5CB8"} { // 岸
				if !strings.Contains(css, want) {
					t.Errorf("the styles have no %s", want)
				}
			}
		}
	}
	for _, meta := range page.All("meta") {
		if servertest.Attr(meta, "name") == "theme-color" && servertest.Attr(meta, "content") != "#f6f5ee" && servertest.Attr(meta, "content") != "#171a1c" {
			t.Errorf("the browser is told %s", servertest.Attr(meta, "content"))
		}
	}
}

func TestWhatCannotBeSetIsRefused(t *testing.T) {
	t.Parallel()
	st := servertest.OpenStore(t)
	site := servertest.NewSite(t, st)
	boss := servertest.SignIn(t, st, "管理员", corpus.RoleAdmin)
	for name, tt := range map[string]struct {
		change url.Values
		want   string
	}{
		"no name":        {url.Values{"name": {" "}}, "请写网站的名字"},
		"a long name":    {url.Values{"name": {strings.Repeat("长", 13)}}, "13"},
		"no character":   {url.Values{"mark": {"€"}}, "画不出来"},
		"no colour":      {url.Values{"colours": {"own"}, "seal": {"red"}}, "不是颜色"},
		"a pale seal":    {url.Values{"colours": {"own"}, "seal": {"#d08a80"}}, "看不清"},
		"a grey paper":   {url.Values{"colours": {"own"}, "paper": {"888888"}}, "看不清"},
		"a dark evening": {url.Values{"colours": {"own"}, "night_seal": {"#802020"}}, "看不清"},
	} {
		rec := servertest.Post(t, site, target, filled(tt.change), "Cookie", boss)
		p := servertest.CheckPage(t, rec.Body.String())
		if rec.Code != http.StatusUnprocessableEntity || len(p.Classed("wrong")) != 1 || !strings.Contains(servertest.Text(p.Classed("wrong")[0]), tt.want) {
			t.Errorf("%s: %d %v", name, rec.Code, len(p.Classed("wrong")))
		}
		if !strings.Contains(rec.Body.String(), "街口小店") {
			t.Errorf("%s: what was written is lost", name)
		}
	}
	look := servertest.Post(t, site, target, filled(url.Values{"act": {"look"}}), "Cookie", boss)
	if servertest.CheckPage(t, look.Body.String()); look.Code != http.StatusOK || !strings.Contains(look.Body.String(), "还没有存") {
		t.Errorf("looking: %d", look.Code)
	}
	if set, err := st.SiteSettings(t.Context()); err != nil || set.Name != "诗韵东亭" {
		t.Errorf("%+v, %v", set, err)
	}
}

// Places are drawn or listed alone, and can be added a line each.
func TestPlacesOfTheSite(t *testing.T) {
	t.Parallel()
	st := servertest.SampleArchive(t)
	site := servertest.NewSite(t, st)
	place, err := st.Place(t.Context(), 1)
	if err == nil {
		place.At = &corpus.Spot{X: 400, Y: 300}
		err = st.EditPlace(t.Context(), "王老师", place)
	}
	if err != nil {
		t.Fatal(err)
	}
	boss := servertest.SignIn(t, st, "管理员", corpus.RoleAdmin)
	if !strings.Contains(servertest.Get(t, site, "/places").Body.String(), `class="drawn"`) {
		t.Fatal("no plan")
	}
	form := filled(url.Values{"places": {"柳岸社区/一号院\n\n柳岸社区/柳亭"}})
	form.Del("plan")
	if rec := servertest.Post(t, site, target, form, "Cookie", boss); rec.Code != http.StatusSeeOther {
		t.Fatal(rec.Code)
	}
	for _, path := range []string{"/", "/places", "/stones"} {
		if strings.Contains(servertest.Get(t, site, path).Body.String(), `class="drawn"`) {
			t.Errorf("%s draws places", path)
		}
	}
	if body := servertest.Get(t, site, "/curator/places", "Cookie", boss).Body.String(); !strings.Contains(body, "柳岸社区/柳亭") || !strings.Contains(body, "柳岸社区/一号院") {
		t.Error("places are not there")
	}
}

// A site of which nothing is set has the program's own name.
func TestNothingSet(t *testing.T) {
	t.Parallel()
	st := servertest.OpenStore(t)
	if err := st.SetSetting(t.Context(), "site", ""); err != nil {
		t.Fatal(err)
	}
	site := servertest.NewSite(t, st)
	for lang, name := range map[string]string{"zh-CN": "诗韵，邻里诗词档案。", "zh-TW": "詩韻，鄰里詩詞檔案。"} {
		if p := servertest.CheckPage(t, servertest.Get(t, site, "/about", "Accept-Language", lang).Body.String()); !strings.Contains(servertest.Text(p.Classed("lead")[0]), name) {
			t.Errorf("%s: %s", lang, servertest.Text(p.Classed("lead")[0]))
		}
	}
}

// The name of one community is in no file that every other has, too.
func TestNoCommunityIsBuiltIn(t *testing.T) {
	t.Parallel()
	read := 0
	for _, root := range []string{"../../../web", "../..", "../../../cmd", "../../../indexer"} {
		err := filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
			if err != nil {
				return err
			}
			base := filepath.Base(path)
			if d.IsDir() && (base == "testdata" || base == "servertest" || base == "browsertest") {
				return filepath.SkipDir
			}
			switch filepath.Ext(base) {
			case ".html", ".js", ".css", ".json", ".svg", ".go", ".txt":
			default:
				return nil
			}
			if strings.HasSuffix(base, "_test.go") || d.IsDir() {
				return nil
			}
			content, err := os.ReadFile(path)
			for _, name := range []string{"诗韵东亭", "詩韻東亭"} {
				if bytes.Contains(content, []byte(name)) {
					t.Errorf("%s has %s", path, name)
				}
			}
			read++
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if read < 500 {
		t.Errorf("%d files", read)
	}
}
