package reader

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/server/answer"
	"shiyun/server/chance"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/qr"
	"shiyun/server/reader/reading"
	"shiyun/server/typeset"
)

// screenTurn is how long a poem stays, in seconds: long enough to be read
// aloud.
const screenTurn = 40

// screenTries is how many poems are looked at for one that fits a screen.
const screenTries = 12

type screenView struct {
	Poem  *corpus.Poem // nil in an archive without poems
	Code  *qr.Code     // of its address; nil where the host is not known
	Still bool         // it stays until somebody goes on
	Here  string
	Next  string
}

// showScreen shows a poem by itself, for a screen in a hall, and turns to the
// next by itself unless it is told to stay. The browser is told to ask again,
// so that nothing grows on a screen that stands there all evening; whoever
// stops it has a page that stays.
func (s *Server) showScreen(c echo.Context) (answer.Answer, error) {
	n, err := strconv.ParseUint(c.QueryParam("n"), 10, 32)
	if err != nil { // all screens begin with the same
		n = uint64(s.now().Unix()) / screenTurn % 100_000
	}
	v := screenView{Still: c.QueryParam("still") == "1", Here: screenAt(n), Next: screenAt((n + 1) % 100_000)}
	if v.Poem, err = s.screenPoem(c, n); err != nil {
		return nil, err
	}
	view := page.View{Title: s.words.Say("screen.title"), NoIndex: true, Section: "screen"}
	if v.Poem != nil {
		view.Font = reading.Font(*v.Poem)
		if base := s.hosts.Whole(c); base != "" {
			code, err := qr.New(base + paths.Poem(v.Poem.ID))
			if err != nil {
				return nil, err
			}
			v.Code = &code
		}
	}
	if !v.Still {
		c.Response().Header().Set("Refresh", strconv.Itoa(screenTurn)+"; url="+v.Next)
	}
	view.Data = v
	return s.pages.Show(c, http.StatusOK, "screen", view)
}

func screenAt(n uint64) string { return paths.Screen + "?n=" + strconv.FormatUint(n, 10) }

// screenPoem returns the nth poem, an author at a time, that is short enough
// to be read on a screen; one that is not, as far as it goes, where there is
// none.
func (s *Server) screenPoem(c echo.Context, n uint64) (*corpus.Poem, error) {
	ctx := c.Request().Context()
	var long *corpus.Poem
	for i := range screenTries {
		drawn := chance.Pick("screen", strconv.FormatUint(n, 10), strconv.Itoa(i))
		id, err := s.store.FairPublished(ctx, drawn, drawn>>24)
		if corpus.CodeOf(err) == corpus.NotFound {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		p, err := s.store.Published(ctx, id)
		if err != nil {
			continue // withdrawn meanwhile
		}
		if typeset.IsShort(p) {
			return &p, nil
		}
		if long == nil {
			p = begun(p)
			long = &p
		}
	}
	return long, nil
}
