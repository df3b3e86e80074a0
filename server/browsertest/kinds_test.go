package browsertest

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

var (
	number = regexp.MustCompile(`/\d+`)
	named  = regexp.MustCompile(`^/(forms|tags|tunes|s|help|calendar|metre/tunes|metre/rules)/[^/]+$`)
)

// kind is an address with its numbers and names left out.
func kind(path string) string {
	if m := named.FindStringSubmatch(path); m != nil {
		return "/" + m[1] + "/*"
	}
	return number.ReplaceAllString(path, "/#")
}

// Whatever page a link leads to, one of its kind is looked at.
func TestEveryPageIsLookedAt(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	looked := map[string]bool{}
	var queue []string
	for _, v := range sights {
		u, err := url.Parse(s.address(v))
		if err != nil {
			t.Fatal(err)
		}
		looked[kind(u.Path)] = true
		queue = append(queue, s.address(v))
	}
	for _, one := range states {
		looked[kind(strings.SplitN(one.path, "?", 2)[0])] = true
	}
	missed := map[string]string{}
	for _, address := range queue {
		for _, path := range linksOf(t, s, address) {
			if k := kind(path); !looked[k] && missed[k] == "" && isPage(t, s, path) {
				missed[k] = path
			}
		}
	}
	for k, example := range missed {
		t.Errorf("nobody looks at %s, such as %s", k, example)
	}
}

func fetch(t *testing.T, s *site, address string) *http.Response {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	req.AddCookie(&http.Cookie{Name: "shiyun", Value: s.cookie})
	answer, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { answer.Body.Close() })
	return answer
}

func isPage(t *testing.T, s *site, path string) bool {
	t.Helper()
	answer := fetch(t, s, s.url+path)
	return answer.StatusCode < 300 && strings.HasPrefix(answer.Header.Get("Content-Type"), "text/html")
}

func linksOf(t *testing.T, s *site, address string) []string {
	t.Helper()
	var paths []string
	tokens := html.NewTokenizer(fetch(t, s, address).Body)
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			return paths
		case html.StartTagToken:
			token := tokens.Token()
			for _, a := range token.Attr {
				if token.Data == "a" && a.Key == "href" && strings.HasPrefix(a.Val, "/") {
					if u, err := url.Parse(a.Val); err == nil {
						paths = append(paths, u.Path)
					}
				}
			}
		}
	}
}
