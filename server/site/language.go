package site

import (
	"net/http"

	"golang.org/x/text/language"
)

// The scripts the site speaks in, as HTML names them.
const (
	langSimplified  = "zh-Hans"
	LangTraditional = "zh-Hant"
)

var scripts = language.NewMatcher([]language.Tag{language.SimplifiedChinese, language.TraditionalChinese})

// LangFor is the script the reader chose, or else the one their browser asks
// for.
func LangFor(r *http.Request) string {
	for _, name := range []string{ViewCookie, securePrefix + ViewCookie} {
		c, err := r.Cookie(name)
		if err != nil {
			continue
		}
		switch readPreferences(c.Value).Words {
		case "hant":
			return LangTraditional
		case "hans":
			return langSimplified
		}
	}
	if _, at := language.MatchStrings(scripts, r.Header.Get("Accept-Language")); at == 1 {
		return LangTraditional
	}
	return langSimplified
}
