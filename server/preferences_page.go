package server

import (
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
)

const preferencesPath = "/preferences"

// preferencesView is the page of choices.
type preferencesView struct {
	Options []optionView
	Back    string       // where the reader came from
	Sample  *corpus.Poem // to see the choices on; nil in an archive without poems
}

type optionView struct {
	Name    string
	Hint    string // key of a sentence about the choices; "" for none
	Choices []choiceView
}

type choiceView struct {
	Value string
	On    bool
}

// Key is below which the catalogue has the option's title and the names of its
// choices.
func (o optionView) Key() string { return "look." + o.Name }

// hints are for the options that do not explain themselves.
var hints = map[string]string{"elder": "look.elder.hint", "theme": "look.theme.hint", "script": "look.script.hint", "words": "look.words.hint"}

func (s *Server) showPreferences(c echo.Context) error {
	sample, _, err := s.todayPoem(c.Request().Context())
	if err != nil && corpus.CodeOf(err) != corpus.NotFound {
		return err
	}
	back := localAddress(c.QueryParam("back"))
	v := view{Title: s.Say("look.title"), NoIndex: true, Here: back}
	if sample != nil {
		v.Font = poemFont(*sample)
	}
	v.Data = preferencesView{Options: s.preferencesOf(c).choices(), Back: back, Sample: sample}
	return s.page(c, http.StatusOK, "preferences", v)
}

// choices lists the options with what is chosen. Sizes stand in their order, not
// with the ordinary one first.
func (p preferences) choices() []optionView {
	var all []optionView
	for _, o := range options {
		one := optionView{Name: o.name, Hint: hints[o.name]}
		for _, value := range o.values {
			one.Choices = append(one.Choices, choiceView{value, value == *o.field(&p)})
		}
		if o.name == "size" {
			slices.SortFunc(one.Choices, func(a, b choiceView) int { return strings.Compare(a.Value, b.Value) })
		}
		all = append(all, one)
	}
	return all
}

// setPreferences remembers what the form says and leaves the rest as it was,
// so that a page may offer a single choice.
func (s *Server) setPreferences(c echo.Context) error {
	form, err := s.formOf(c)
	if err != nil {
		return err
	}
	p := s.preferencesOf(c).with(form)
	if form.Has("reset") {
		p = ordinary()
	}
	life := viewLife
	if p == ordinary() {
		life = -time.Second
	}
	s.setCookie(c, viewCookie, p.cookie(), life)
	return c.Redirect(http.StatusSeeOther, localAddress(form.Get("back")))
}

// longestAddress bounds an address of the site's own that is passed on.
const longestAddress = 2000

// localAddress returns an address within the site, "/" for anything else. It
// is put together anew from its parts, because browsers read "/\evil.example"
// and "//evil.example" as another site.
func localAddress(to string) string {
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

// addressOf is where the page asked for can be read again.
func addressOf(c echo.Context) string {
	if m := c.Request().Method; m != http.MethodGet && m != http.MethodHead {
		return localAddress(c.Request().URL.Path)
	}
	return localAddress(c.Request().URL.RequestURI())
}
