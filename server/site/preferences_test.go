package site

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"
	"pgregory.net/rapid"
)

// chosen draws any choice of every option.
func chosen(t *rapid.T) Preferences {
	p := Ordinary()
	for _, o := range options {
		o.set(&p, rapid.SampledFrom(o.values).Draw(t, o.name))
	}
	return p
}

func TestPreferencesComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := chosen(t)
		if got := readPreferences(p.Cookie()); got != p {
			t.Errorf("%+v came back as %+v", p, got)
		}
		if len(p.Cookie()) > longestView {
			t.Errorf("a cookie of %d bytes is not read", len(p.Cookie()))
		}
	})
	if cookie := Ordinary().Cookie(); cookie != "" {
		t.Errorf("nothing said is written as %q", cookie)
	}
}

func TestPreferencesOfOthersAreNotTaken(t *testing.T) {
	large := Ordinary()
	large.Size = "30"
	for cookie, want := range map[string]Preferences{
		"":                                       Ordinary(),
		"size=30":                                large,
		"size=31":                                Ordinary(),
		"size=30&theme=<script>":                 large,
		"size=30&colour=red":                     large,
		"size=30&size=18":                        large,
		"size=%zz":                               Ordinary(),
		"size=30;theme=dark":                     Ordinary(),
		"SIZE=30":                                Ordinary(),
		strings.Repeat("a=b&", 100) + "&size=30": Ordinary(),
	} {
		if got := readPreferences(cookie); got != want {
			t.Errorf("%q: %+v, want %+v", cookie, got, want)
		}
	}
}

// Whatever a cookie says, every preference is one the pages know.
func FuzzReadPreferences(f *testing.F) {
	for _, cookie := range []string{"", "size=24&theme=dark", "elder=on&direction=vertical", "size=%00", "&&==;;%"} {
		f.Add(cookie)
	}
	f.Fuzz(func(t *testing.T, cookie string) {
		p := readPreferences(cookie)
		for _, o := range options {
			if value := *o.field(&p); !slices.Contains(o.values, value) {
				t.Errorf("%s is %q", o.name, value)
			}
		}
		if again := readPreferences(p.Cookie()); again != p {
			t.Errorf("%+v came back as %+v", p, again)
		}
	})
}

func TestLocalAddress(t *testing.T) {
	for to, want := range map[string]string{
		"/poems/3":                      "/poems/3",
		"/search?q=%E6%9C%88&sort=x":    "/search?q=%E6%9C%88&sort=x",
		"/tags/%E8%8C%B6":               "/tags/%E8%8C%B6",
		"/../poems/./3/":                "/poems/3",
		"":                              "/",
		"poems/3":                       "/",
		"//evil.example":                "/",
		"///evil.example":               "/evil.example",
		"/%2fevil.example":              "/evil.example",
		`/\evil.example`:                "/",
		`\\evil.example`:                "/",
		"/\t/evil.example":              "/",
		"/a\r\nSet-Cookie: a=b":         "/",
		"https://evil.example/":         "/",
		"https:/evil.example":           "/",
		"javascript:alert(1)":           "/",
		"//user@evil.example/":          "/",
		"/" + strings.Repeat("a", 3000): "/",
	} {
		if got := LocalAddress(to); got != want {
			t.Errorf("%q: %q, want %q", to, got, want)
		}
	}
}

// A browser that follows the address stays on the site.
func FuzzLocalAddress(f *testing.F) {
	for _, to := range []string{"/poems/3", "//evil.example", `/\evil`, "/%2f%2fevil", "/?//evil", "/a:b"} {
		f.Add(to)
	}
	here := &url.URL{Scheme: "https", Host: "shiyun.example", Path: "/preferences"}
	f.Fuzz(func(t *testing.T, to string) {
		got := LocalAddress(to)
		led, err := here.Parse(strings.ReplaceAll(got, `\`, "/"))
		if err != nil || led.Host != here.Host || led.Scheme != here.Scheme || strings.ContainsAny(got, "\r\n\t") {
			t.Errorf("%q leads to %q, %v", to, got, err)
		}
	})
}

func TestAddressOfAFormIsThePageItself(t *testing.T) {
	for _, tt := range []struct{ method, target, want string }{
		{http.MethodGet, "/search?q=a", "/search?q=a"},
		{http.MethodPost, "/submit?x=1", "/submit"},
	} {
		req := httptest.NewRequest(tt.method, tt.target, nil)
		if got := addressOf(echo.New().NewContext(req, nil)); got != tt.want {
			t.Errorf("%s %s: %q, want %q", tt.method, tt.target, got, tt.want)
		}
	}
}
