package server

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

// routes lists everything the site answers.
func (s *Server) routes() {
	s.get("/", s.showHome)
	s.get("/search", s.showSearch, s.limitSearches())
	s.get(helpPath, s.showHelp)
	s.get("/today", s.showToday)
	s.get("/random", s.showRandom)

	s.get("/poems/:id", s.showPoem)
	s.get("/poems/:id/:slug", s.showPoem) // the slug is for people and is not looked at
	s.get("/authors", s.showAuthors)
	s.get("/authors/:id", s.showAuthor)
	s.get("/forms", s.showForms)
	s.get("/forms/:name", s.showForm)
	s.get("/places", s.showPlaces)
	s.get("/places/:id", s.showPlace)
	s.get("/tags", s.showTags)
	s.get("/tags/:name", s.showTag)
	s.get("/years", s.showYears)
	s.get("/years/:year", s.showYear)
	s.get("/collections/:id", s.showCollection)

	s.get("/api/v1/search", s.apiSearch, s.limitSearches())
	s.get("/api/v1/suggest", s.apiSuggest, s.limitSearches())
	s.get("/api/v1/poems", s.apiPoems)
	s.get("/api/v1/poems/:id", s.apiPoem)
	s.get("/api/v1/poems/:id/similar", s.apiSimilar, s.limitSearches())
	s.get("/api/v1/authors", s.apiAuthors)
	s.get("/api/v1/openapi.json", s.apiOpenAPI)

	s.get("/healthz", s.showHealth)
	s.get("/readyz", s.showReady)
	s.get("/assets/:hash/:name", s.serveAsset)
	s.get("/favicon.ico", s.serveIcon)
	s.get("/favicon.svg", s.serveIcon)
	s.get("/robots.txt", s.serveRobots)
}

// get answers GET, and HEAD with the same headers: net/http drops the body.
func (s *Server) get(path string, h echo.HandlerFunc, m ...echo.MiddlewareFunc) {
	s.echo.Match([]string{http.MethodGet, http.MethodHead}, path, h, m...)
}
