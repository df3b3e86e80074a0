package api

import (
	_ "embed"
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/server/answer"
)

// openAPI describes the API for programs; a test holds it against the routes.
//
//go:embed openapi.json
var openAPI []byte

func (s *Server) serveDescription(c echo.Context) (answer.Answer, error) {
	return answer.Body(http.StatusOK, echo.MIMEApplicationJSON+"; charset=utf-8", openAPI)
}
