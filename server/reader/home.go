package reader

import (
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/verse"
	"shiyun/server/answer"
	"shiyun/server/page"
	"shiyun/server/plan"
	"shiyun/server/published"
	"shiyun/server/reader/reading"
	"shiyun/server/typeset"
)

// homeView is the first page as one reader sees it.
type homeView struct {
	*homeDay
	Plan *plan.Plan // nil where no place is drawn
	Seal string     // beside the poem of the day
}

func (s *Server) showHome(c echo.Context) (answer.Answer, error) {
	ctx := c.Request().Context()
	day, err := s.home.get(ctx, s.dayOfHome)
	if err != nil {
		return nil, err
	}
	of := s.pages.Site(ctx)
	v := homeView{day, s.pages.Plan(c, published.Places(day.Places), day.Stones, plan.Here{}), of.Seal}
	home := page.View{Path: "/", Description: of.Description, Data: v}
	if v.Today != nil {
		home.Font = reading.Font(*v.Today)
	}
	return s.pages.Show(c, http.StatusOK, "home", home)
}

// The first page shows the whole of a poem with no more lines and characters
// than this, and of a longer one the first half of that: a 赋 would push
// everything else out of sight.
const (
	mostHomeLines      = 16
	mostHomeCharacters = 320
)

// begun is the poem, or of a long one its beginning.
func begun(p corpus.Poem) corpus.Poem {
	begins, lines, characters := 0, 0, 0
	for i, line := range verse.Lines(p.Body) {
		lines = i + 1
		characters += utf8.RuneCountInString(line.Text)
		if lines == 1 || lines <= mostHomeLines/2 && characters <= mostHomeCharacters/2 {
			begins = lines
		}
	}
	if lines <= mostHomeLines && characters <= mostHomeCharacters {
		return p
	}
	var body []string
	for _, line := range verse.Lines(p.Body)[:begins] {
		body = append(body, line.Text)
	}
	p.Body = strings.Join(body, "\n")
	return p
}

// oneLine returns the first line of a poem, or of one with short lines the
// first two.
func oneLine(p corpus.Poem) string {
	const most = 24
	if lines := verse.Lines(p.Body); len(lines) > 0 && len(lines[0].Clauses()) > 1 {
		return typeset.Shorten(strings.TrimSpace(lines[0].Text), most)
	}
	return reading.Opening(p)
}
