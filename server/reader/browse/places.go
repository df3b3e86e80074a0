package browse

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/server/answer"
	"shiyun/server/catalogue"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/plan"
	"shiyun/server/published"
)

// Branch is a place with those below it.
type Branch struct {
	corpus.Place
	Below []Branch
}

type placesView struct {
	Tree   []Branch
	Stones []corpus.Stone
	Plan   *plan.Plan
	Wide   []page.Choice
}

func (s *Server) showPlaces(c echo.Context) (answer.Answer, error) {
	ctx := c.Request().Context()
	e, err := s.entrances.Get(ctx)
	if err != nil {
		return nil, err
	}
	stones, err := published.Stones(ctx, s.store)
	if err != nil {
		return nil, err
	}
	shown := published.Places(e.Places)
	v := placesView{Tree: branches(byParent(shown), 0), Stones: stones, Plan: s.pages.Plan(c, shown, stones, plan.Here{}), Wide: Wide(s.words, "/places")}
	return s.pages.Show(c, http.StatusOK, "places", page.View{
		Title: s.words.Say("places.title"), Description: s.words.Say("describe.places"), Path: "/places", Section: "places", Data: v})
}

// Keep returns those of all that keep reports.
func Keep[T any](all []T, keep func(T) bool) []T {
	var kept []T
	for _, one := range all {
		if keep(one) {
			kept = append(kept, one)
		}
	}
	return kept
}

func byParent(places []corpus.Place) map[corpus.PlaceID][]corpus.Place {
	children := map[corpus.PlaceID][]corpus.Place{}
	for _, p := range places {
		children[p.Parent] = append(children[p.Parent], p)
	}
	return children
}

func branches(children map[corpus.PlaceID][]corpus.Place, parent corpus.PlaceID) []Branch {
	var list []Branch
	for _, p := range children[parent] {
		list = append(list, Branch{Place: p, Below: branches(children, p.ID)})
	}
	return list
}

// Wide returns the other ways to wander through the archive, from one of them.
func Wide(words *catalogue.Catalogue, from string) []page.Choice {
	var ways []page.Choice
	for _, way := range []struct{ path, key string }{
		{"/places", "places.title"}, {"/collections", "collections.title"}, {paths.Threads, "threads.title"}, {"/forms", "forms.title"},
	} {
		if way.path != from {
			ways = append(ways, page.Choice{Label: words.Say(way.key), URL: way.path})
		}
	}
	return ways
}
