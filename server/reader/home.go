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
	"shiyun/server/reader/browse"
	"shiyun/server/reader/entrances"
	"shiyun/server/reader/reading"
)

// What the first page shows of each entrance; the rest is one link away.
const (
	homePoems = 6
	homeLast  = 200 // added last, of which those are chosen
	homeTags  = 16
	homeYears = 12
)

type homeView struct {
	Today  *corpus.Poem // nil in an archive without poems
	For    string       // what today's poem was chosen for; "" for none
	Newest []corpus.Poem
	Total  int
	Places []browse.Branch
	Years  []corpus.Count[int]
	Tags   []corpus.Count[string]
	entrances.Entrances
}

func (s *Server) showHome(c echo.Context) (answer.Answer, error) {
	v, err := s.home(c)
	if err != nil {
		return nil, err
	}
	home := page.View{Path: "/", Description: s.words.Say("site.description"), Data: v}
	if v.Today != nil {
		home.Font = reading.Font(*v.Today)
	}
	return s.pages.Show(c, http.StatusOK, "home", home)
}

func (s *Server) home(c echo.Context) (v homeView, err error) {
	ctx := c.Request().Context()
	if v.Today, v.For, err = s.daily.Poem(ctx); err != nil && corpus.CodeOf(err) != corpus.NotFound {
		return v, err
	}
	if v.Newest, v.Total, err = s.newest(ctx, homeLast); err != nil {
		return v, err
	}
	v.Newest = inTurn(v.Newest, homePoems)
	if v.Entrances, err = s.entrances.Get(ctx); err != nil {
		return v, err
	}
	v.Places = browse.Tree(v.Entrances.Places)
	v.Years = v.Entrances.Years[:min(len(v.Entrances.Years), homeYears)]
	v.Tags = v.Entrances.Tags[:min(len(v.Entrances.Tags), homeTags)]
	return v, nil
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
