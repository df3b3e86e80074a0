package paths

import (
	"net/url"
	"path"
	"strings"
	"unicode"
)

// longestAddress bounds an address of the site's own that is passed on.
const longestAddress = 2000

// Local returns an address within the site, "/" for anything else. It
// is put together anew from its parts, because browsers read "/\evil.example"
// and "//evil.example" as another site.
func Local(to string) string {
	if len(to) > longestAddress || strings.ContainsFunc(to, func(r rune) bool { return r == '\\' || unicode.IsControl(r) }) {
		return "/"
	}
	u, err := url.Parse(to)
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil || u.Opaque != "" || !strings.HasPrefix(u.Path, "/") {
		return "/"
	}
	clean := url.URL{Path: path.Clean(u.Path), RawQuery: u.RawQuery}
	return clean.String()
}
