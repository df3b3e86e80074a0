package paper

import (
	"strings"

	"github.com/labstack/echo/v4"

	"shiyun/server/answer"
	"shiyun/server/paths"
	"shiyun/server/published"
	"shiyun/server/reader/browse"
	"shiyun/server/reader/results"
	"shiyun/server/request"
	"shiyun/server/typeset"
)

// mostPartsFound bounds the parts a search has on paper: each asks for all
// those before it.
const mostPartsFound = 20

// showSearchPaper shows what a search finds whole, in the order it is found
// in, to be printed.
func (s *Server) showSearchPaper(c echo.Context) (answer.Answer, error) {
	req := request.Search(c, mostOnPaper)
	if req.Cursor = ""; req.Query == "" && !request.Narrowed(req) {
		return nil, request.NotFound()
	}
	ctx, page := c.Request().Context(), browse.PageNumber(c)
	if page > mostPartsFound {
		return nil, request.NotFound()
	}
	found, err := s.search.Search(ctx, req)
	for part := 1; part < page && err == nil; part++ {
		if req.Cursor = found.Cursor; req.Cursor == "" {
			return nil, request.NotFound()
		}
		found, err = s.search.Search(ctx, req)
	}
	if err != nil {
		return nil, err
	}
	poems, err := published.InOrder(ctx, s.store, results.IDs(found.Hits))
	if err != nil {
		return nil, err
	}
	var names []string
	if req.Query != "" {
		names = append(names, s.words.Say("way.search", typeset.Shorten(req.Query, typeset.MostOfLine)))
	}
	req.Query = "" // what it leaves out is said with it
	for _, filter := range s.results.Chosen(ctx, req) {
		names = append(names, filter.Label)
	}
	return s.paperPage(c, onPaper{strings.Join(names, " · "), paths.SearchPaper(request.Search(c, 0)), min(found.Total, mostPartsFound*mostOnPaper), poems}, page)
}
