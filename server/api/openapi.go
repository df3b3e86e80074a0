package api

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/server/answer"
)

// openAPI describes the API for programs; a test holds it against the routes.
//
//go:embed openapi.json
var openAPI []byte

// titled is where the description has the name of the site.
const titled = `"title": "诗韵"`

func (s *Server) serveDescription(c echo.Context) (answer.Answer, error) {
	name, err := json.Marshal(s.pages.Site(c.Request().Context()).Name)
	if err != nil {
		return nil, fmt.Errorf("name the site: %w", err)
	}
	described := bytes.Replace(openAPI, []byte(titled), append([]byte(`"title": `), name...), 1)
	return answer.Body(http.StatusOK, echo.MIMEApplicationJSON+"; charset=utf-8", described)
}
