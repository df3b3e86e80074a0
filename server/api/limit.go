package api

import (
	"strconv"

	"github.com/labstack/echo/v4"
)

// limitParam reads how many things are wanted, at most most of them; what is
// not a number counts as not given.
func limitParam(c echo.Context, usual, most int) int {
	n, err := strconv.Atoi(c.QueryParam("limit"))
	if err != nil {
		return usual
	}
	return min(max(n, 1), most)
}
