package api

import (
	_ "embed"
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/server/site"
)

// openAPI describes the API for programs; a test holds it against the routes.
//
//go:embed openapi.json
var openAPI []byte

func (s *Server) describe(c echo.Context) error {
	return site.Write(c, http.StatusOK, echo.MIMEApplicationJSON+"; charset=utf-8", openAPI)
}
