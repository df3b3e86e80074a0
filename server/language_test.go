package server_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/longbridgeapp/opencc"
)

func TestSiteSpeaksTheReadersScript(t *testing.T) {
	site := newSite(t, archive(t))
	for _, c := range []struct {
		name, cookie, accepts string
		traditional           bool
	}{
		{"nothing said", "", "", false},
		{"a browser of Taiwan", "", "zh-TW,zh;q=0.9,en;q=0.8", true},
		{"a browser of Hong Kong", "", "zh-HK", true},
		{"a browser of the mainland", "", "zh-CN,zh-TW;q=0.5", false},
		{"an English browser", "", "en-US", false},
		{"chosen", "shiyun_view=words%3Dhant", "zh-CN", true},
		{"chosen, over HTTPS", "__Host-shiyun_view=words%3Dhant", "zh-CN", true},
		{"chosen against the browser", "shiyun_view=words%3Dhans", "zh-TW", false},
		{"nonsense", "shiyun_view=words%3Dxx", ";;;q=", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			cookie := strings.ReplaceAll(c.cookie, "%3D", "=")
			p := checkPage(t, get(t, site, "/authors", "Cookie", cookie, "Accept-Language", c.accepts).Body.String())
			heading, lang := text(p.all("h1")[0]), attr(p.all("html")[0], "lang")
			if traditional := lang == "zh-Hant"; traditional != c.traditional || traditional == (lang == "zh-Hans") {
				t.Errorf("lang %q, heading %q", lang, heading)
			}
			if name := text(p.all("title")[0]); strings.Contains(name, "詩韻") != c.traditional {
				t.Errorf("title %q", name)
			}
		})
	}
}

var blank = regexp.MustCompile(`%[-+ #0-9.]*[a-zA-Z%]`)

// Both catalogues hold the same sentences with the same blanks: going back to
// simplified characters, each is what it was.
func TestCataloguesAreComplete(t *testing.T) {
	site := newSite(t, openStore(t))
	hans, hant := site.Words(), site.TraditionalWords()
	toSimplified, err := opencc.New("tw2s")
	if err != nil {
		t.Fatal(err)
	}
	straight := strings.NewReplacer("「", "“", "」", "”")
	for key, sentence := range hans {
		other := hant[key]
		if a, b := blank.FindAllString(sentence, -1), blank.FindAllString(other, -1); strings.Join(a, " ") != strings.Join(b, " ") {
			t.Errorf("%s: blanks %q and %q", key, a, b)
		}
		back, err := toSimplified.Convert(straight.Replace(other))
		was, _ := toSimplified.Convert(straight.Replace(sentence)) // some sentences show both scripts
		if err != nil || back != was && back != straight.Replace(sentence) {
			t.Errorf("%s: %q goes back to %q, %v", key, other, back, err)
		}
	}
	if len(hant) != len(hans) {
		t.Errorf("%d sentences in simplified and %d in traditional characters", len(hans), len(hant))
	}
}
