package help

import (
	"net/http"
	"sync"

	"github.com/labstack/echo/v4"

	"shiyun/server/answer"
	"shiyun/server/notices"
	"shiyun/server/page"
	"shiyun/web"
)

const licencesPath = "/licences"

// licencesPage shows what others wrote of the program.
type licencesPage struct {
	Kinds []licensedKind
	Texts []licenceText
}

// licensedKind is a heading and the parts below it.
type licensedKind struct {
	Title string
	Parts []notices.Part
}

// licenceText is the text of a licence and the names of the parts under it.
type licenceText struct {
	Names []string
	Text  string
}

var readNotices = sync.OnceValues(func() (*notices.List, error) { return notices.Read(web.Files) })

func (s *Server) showLicences(c echo.Context) (answer.Answer, error) {
	list, err := readNotices()
	if err != nil {
		return nil, err
	}
	var shown licencesPage
	for _, kind := range []struct {
		kind notices.Kind
		key  string
	}{{notices.Module, "licences.modules"}, {notices.Font, "licences.fonts"}, {notices.Dictionary, "licences.dictionaries"}} {
		group := licensedKind{Title: s.words.Say(kind.key)}
		for _, part := range list.Parts {
			if part.Kind == kind.kind {
				group.Parts = append(group.Parts, part)
			}
		}
		shown.Kinds = append(shown.Kinds, group)
	}
	for i, names := range list.Under() {
		shown.Texts = append(shown.Texts, licenceText{names, list.Texts[i]})
	}
	return s.pages.Show(c, http.StatusOK, "licences", page.View{Title: s.words.Say("licences.title"),
		Description: s.words.Say("licences.lead"), Path: licencesPath, Data: shown})
}
