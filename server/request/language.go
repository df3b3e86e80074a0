package request

import (
	"net/http"

	"golang.org/x/text/language"

	"shiyun/server/catalogue"
	"shiyun/server/preferences"
)

var scripts = language.NewMatcher([]language.Tag{language.SimplifiedChinese, language.TraditionalChinese})

// LangFor returns the script the reader chose, or else the one their browser asks
// for.
func LangFor(r *http.Request) string {
	for _, name := range []string{preferences.CookieName, securePrefix + preferences.CookieName} {
		c, err := r.Cookie(name)
		if err != nil {
			continue
		}
		switch preferences.Read(c.Value).Words {
		case "hant":
			return catalogue.Traditional
		case "hans":
			return catalogue.Simplified
		}
	}
	if _, at := language.MatchStrings(scripts, r.Header.Get("Accept-Language")); at == 1 {
		return catalogue.Traditional
	}
	return catalogue.Simplified
}
