package paths

import (
	"net/url"
	"strings"
	"testing"
)

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
		if got := Local(to); got != want {
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
		got := Local(to)
		led, err := here.Parse(strings.ReplaceAll(got, `\`, "/"))
		if err != nil || led.Host != here.Host || led.Scheme != here.Scheme || strings.ContainsAny(got, "\r\n\t") {
			t.Errorf("%q leads to %q, %v", to, got, err)
		}
	})
}
