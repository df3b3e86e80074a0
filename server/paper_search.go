package server

import (
	"strings"

	"github.com/labstack/echo/v4"

	"shiyun/indexer/search"
)

// mostPartsFound bounds the parts a search has on paper: each asks for all
// those before it.
const mostPartsFound = 20

// showSearchPaper shows what a search finds whole, in the order it is found
// in, to be printed.
func (s *Server) showSearchPaper(c echo.Context) error {
	req := searchRequest(c, mostOnPaper)
	if req.Cursor = ""; req.Query == "" && !narrowed(req) {
		return s.notFound()
	}
	ctx, page := c.Request().Context(), pageNumber(c)
	if page > mostPartsFound {
		return s.notFound()
	}
	found, err := s.Search.Search(ctx, req)
	for part := 1; part < page && err == nil; part++ {
		if req.Cursor = found.Cursor; req.Cursor == "" {
			return s.notFound()
		}
		found, err = s.Search.Search(ctx, req)
	}
	if err != nil {
		return err
	}
	poems, err := s.publishedOf(ctx, idsOf(found.Hits))
	if err != nil {
		return err
	}
	var names []string
	if req.Query != "" {
		names = append(names, s.Say("way.search", cut(req.Query, mostOfLine)))
	}
	req.Query = "" // what it leaves out is said with it
	for _, filter := range s.chosen(ctx, req) {
		names = append(names, filter.Label)
	}
	return s.paperPage(c, onPaper{strings.Join(names, " · "), searchPaperURL(searchRequest(c, 0)), min(found.Total, mostPartsFound*mostOnPaper), poems}, page)
}

// searchPaperURL is the address of what a search finds, on paper.
func searchPaperURL(r search.Request) string {
	r.Cursor = ""
	return "/search/paper?" + searchQuery(r).Encode()
}
