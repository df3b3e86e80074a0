package browse

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"shiyun/corpus/fold"
	"shiyun/corpus/store/poems"
	"shiyun/corpus/verse"
	"shiyun/server/answer"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/request"
)

// showTune lists the poems of a tune, however its name is written. Where no
// poem has the name, that of the same tune which most have is shown.
func (s *Server) showTune(c echo.Context) (answer.Answer, error) {
	e, err := s.entrances.Get(c.Request().Context())
	if err != nil {
		return nil, err
	}
	name := request.PathParam(c, "name")
	at := slices.IndexFunc(e.Tunes, func(t poems.Tune) bool { return t.Name == name })
	if at < 0 {
		folded := fold.String(name)
		at = slices.IndexFunc(e.Tunes, func(t poems.Tune) bool { return folded != "" && fold.String(t.Name) == folded })
	}
	if at < 0 {
		at = slices.IndexFunc(e.Tunes, func(t poems.Tune) bool { return isSameTune(t.Name, name) })
	}
	if at < 0 {
		return nil, request.NotFound()
	}
	tune := e.Tunes[at]
	if tune.Name != name {
		return answer.Redirect(http.StatusFound, paths.Tune(tune.Name))
	}
	l, err := s.listPage(c, poems.Filter{Tune: tune.Name}, paths.Tune(tune.Name))
	if err != nil {
		return nil, err
	}
	v := formView{listView: listView{tune.Name, s.words.Named(tune.Form), paths.Form(tune.Form), l}, About: s.tuneAbout(tune.Name),
		Also: Keep(e.Tunes, func(t poems.Tune) bool { return t.Name != tune.Name && isSameTune(t.Name, tune.Name) })}
	return s.pages.Show(c, http.StatusOK, "form", page.View{Title: tune.Name, Description: cmp.Or(v.About, s.words.Say("describe.form", tune.Name, l.Total)), Path: paths.Tune(tune.Name), Section: "forms", Data: v})
}

// isSameTune reports whether two names are of one tune: 念奴娇 and 百字令.
func isSameTune(a, b string) bool {
	return slices.Contains(verse.SameTunes(fold.String(a)), fold.String(b))
}

// tuneAbout explains a tune, also where its name stands in the other script
// or has more around it, as in 中吕·山坡羊; "" for one that is not explained.
func (s *Server) tuneAbout(name string) string {
	const family = "tune_about."
	names := append([]string{name}, strings.FieldsFunc(name, func(r rune) bool { return strings.ContainsRune("·・【】[]（）() ", r) })...)
	for _, one := range names {
		for key, sentence := range s.words.Words {
			if tune, ok := strings.CutPrefix(key, family); ok && fold.String(tune) == fold.String(one) {
				return sentence
			}
		}
	}
	return ""
}
