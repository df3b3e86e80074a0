package server

import (
	"github.com/labstack/echo/v4"

	"shiyun/indexer/search"
)

func (s *Server) apiSearch(c echo.Context) error {
	req := searchRequest(c, limitParam(c, search.DefaultLimit, search.MaxLimit))
	result, err := s.search(c.Request().Context(), req)
	if err != nil {
		return err
	}
	return sendJSON(c, withoutNulls(result))
}

// withoutNulls makes every list an array: programs that loop over null fail.
func withoutNulls(r search.Result) search.Result {
	r.Hits = copied(r.Hits)
	for i, h := range r.Hits {
		h.TitleMarks, h.AuthorMarks, h.Lines = copied(h.TitleMarks), copied(h.AuthorMarks), copied(h.Lines)
		for j := range h.Lines {
			h.Lines[j].Marks = copied(h.Lines[j].Marks)
		}
		r.Hits[i] = h
	}
	f := &r.Facets
	for _, values := range []*[]search.FacetValue{&f.Form, &f.Author, &f.Place, &f.Tag, &f.Year} {
		*values = copied(*values)
	}
	return r
}

// copied copies s, nil as an empty one. What the index handed out may be shared
// with other requests and is not written to.
func copied[S ~[]E, E any](s S) S { return append(S{}, s...) }
