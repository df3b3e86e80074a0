package metrics

import "strings"

// classes are kinds of route by what they begin with, the first that fits.
var classes = []struct{ prefix, class string }{
	{"/api/v1/search", "search"},
	{"/api/v1/suggest", "suggest"},
	{"/api", "api"},
	{"/search", "search"},
	{"/suggest", "suggest"},
	{"/poems", "poem"},
	{"/submit", "submit"},
	{"/receipt", "submit"},
	{"/curator", "curator"},
	{"/assets", "asset"},
	{"/fonts", "asset"},
	{"/healthz", "health"},
	{"/readyz", "health"},
}

// classOf is the class of a route. The path of a route, not of the address:
// there are few.
func classOf(route string) string {
	switch route {
	case "":
		return "unknown"
	case "/":
		return "home"
	}
	for _, one := range classes {
		if strings.HasPrefix(route, one.prefix) {
			return one.class
		}
	}
	return "page"
}
