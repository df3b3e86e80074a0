package server

import (
	"net/url"
	"strconv"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
)

// pathParam is a part of the path as the visitor meant it. Echo hands over
// the raw form whenever the path holds an escaped slash.
func pathParam(c echo.Context, name string) string {
	value := c.Param(name)
	if c.Request().URL.RawPath == "" {
		return value
	}
	plain, err := url.PathUnescape(value)
	if err != nil {
		return value
	}
	return plain
}

// pathID reads the id of what is asked for: anything that cannot be an id is
// not found, like an id that was never dealt.
func (s *Server) pathID(c echo.Context) (int64, error) {
	id := parseID(pathParam(c, "id"))
	if id == 0 {
		return 0, s.notFound()
	}
	return id, nil
}

func (s *Site) notFound() error {
	return &corpus.Error{Code: corpus.NotFound, Message: s.Say("error.not_found.detail")}
}

// parseID returns 0 for what is not an id.
func parseID(text string) int64 {
	id, err := strconv.ParseInt(text, 10, 64)
	if err != nil || id < 1 || id > corpus.MaxID {
		return 0
	}
	return id
}

// parseYear returns 0 for what is not a year.
func parseYear(text string) int {
	year, err := strconv.Atoi(text)
	if err != nil || year < 1 || year > 9999 {
		return 0
	}
	return year
}

// limitParam reads how many things are wanted, at most most of them; what is
// not a number counts as not given.
func limitParam(c echo.Context, usual, most int) int {
	n, err := strconv.Atoi(c.QueryParam("limit"))
	if err != nil {
		return usual
	}
	return min(max(n, 1), most)
}

// after reads where a list goes on.
func after(c echo.Context) corpus.PoemID { return corpus.PoemID(parseID(c.QueryParam("after"))) }
