package reader

import (
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/server/answer"
)

type manifestIcon struct {
	Source  string `json:"src"`
	Sizes   string `json:"sizes"`
	Type    string `json:"type"`
	Purpose string `json:"purpose"`
}

// serveManifest tells phones what to call the site and how to show it where
// somebody keeps it on the screen. The buttons of the browser stay: who has
// gone astray goes back.
func (s *Server) serveManifest(c echo.Context) (answer.Answer, error) {
	of := s.pages.Site(c.Request().Context())
	var icons []manifestIcon
	for _, size := range []string{"192", "512"} {
		path, err := s.assets.Path("icon-" + size + ".png")
		if err != nil {
			return nil, err
		}
		icons = append(icons, manifestIcon{path, size + "x" + size, "image/png", "any maskable"})
	}
	content, err := json.Marshal(struct {
		Name        string         `json:"name"`
		ShortName   string         `json:"short_name"`
		Description string         `json:"description"`
		Lang        string         `json:"lang"`
		ID          string         `json:"id"`
		Start       string         `json:"start_url"`
		Scope       string         `json:"scope"`
		Display     string         `json:"display"`
		Background  string         `json:"background_color"`
		Theme       string         `json:"theme_color"`
		Icons       []manifestIcon `json:"icons"`
	}{of.Name, of.Name, of.Description, s.words.Lang, "/", "/", "/", "minimal-ui", of.Paper(), of.Paper(), icons})
	if err != nil {
		return nil, fmt.Errorf("describe the site to phones: %w", err)
	}
	return answer.Body(http.StatusOK, "application/manifest+json; charset=utf-8", content)
}
