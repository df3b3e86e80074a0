package reader

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/server/answer"
	"shiyun/server/page"
	"shiyun/server/reader/reading"
)

type todayView struct {
	Date     string
	Occasion string       // what the poem was chosen for; "" for none
	Poem     *corpus.Poem // nil in an archive without poems
}

// showToday shows the poem of the day. Its one address is the poem's own.
func (s *Server) showToday(c echo.Context) (answer.Answer, error) {
	p, occasion, err := s.daily.Poem(c.Request().Context())
	if corpus.CodeOf(err) == corpus.NotFound {
		return s.pages.Show(c, http.StatusOK, "today", page.View{Title: s.words.Say("today.title"), Path: "/today", Section: "today", Data: todayView{}})
	}
	if err != nil {
		return nil, err
	}
	now := s.now()
	date := s.words.Say("today.date", now.Year(), int(now.Month()), now.Day())
	return s.pages.Show(c, http.StatusOK, "today", page.View{
		Title: s.words.Say("today.title"), Description: reading.Opening(*p), Path: "/today", Section: "today", Font: reading.Font(*p),
		Data: todayView{Date: date, Occasion: occasion, Poem: p},
	})
}
