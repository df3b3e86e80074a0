package stone

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/server/answer"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/published"
	"shiyun/server/qr"
)

// sheet is one piece of paper to hang beside a stone.
type sheet struct {
	stoneView
	QR qr.Code
}

type sheetsView struct {
	Sheets []sheet
	Size   string // a4 or a5
	Sizes  []page.Choice
	Up     string
}

// showStoneSheet is the sheet of one stone.
func (s *Server) showStoneSheet(c echo.Context, st corpus.Stone) (answer.Answer, error) {
	return s.sheetsPage(c, paths.Stone(st.Code), st.Name, st)
}

// showStoneSheets are the sheets of every stone that stands.
func (s *Server) showStoneSheets(c echo.Context) (answer.Answer, error) {
	all, err := published.Stones(c.Request().Context(), s.store)
	if err != nil {
		return nil, err
	}
	return s.sheetsPage(c, paths.CuratorStones, s.words.Say("stones.title"), all...)
}

func (s *Server) sheetsPage(c echo.Context, up, title string, stones ...corpus.Stone) (answer.Answer, error) {
	v := sheetsView{Up: up, Size: "a4"}
	if c.QueryParam("size") == "a5" {
		v.Size = "a5"
	}
	at := c.Request().URL.Path
	for _, size := range []string{"a4", "a5"} {
		v.Sizes = append(v.Sizes, page.Choice{Label: strings.ToUpper(size), URL: at + "?size=" + size, On: size == v.Size})
	}
	font := ""
	for _, st := range stones {
		one, err := s.stoneView(c.Request().Context(), c, st)
		if err != nil {
			return nil, err
		}
		code, err := s.stoneQR(c, st.Code)
		if err != nil {
			return nil, err
		}
		v.Sheets = append(v.Sheets, sheet{one, code})
		if len(stones) == 1 {
			font = stoneFont(one)
		}
	}
	return s.pages.Show(c, http.StatusOK, "stone-print", page.View{Title: s.words.Say("stone.sheet_of", title), Font: font, NoIndex: true, Section: "places", Data: v})
}
