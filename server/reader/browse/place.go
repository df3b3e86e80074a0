package browse

import (
	"cmp"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/store/poems"
	"shiyun/server/answer"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/plan"
	"shiyun/server/published"
	"shiyun/server/request"
	"shiyun/server/typeset"
)

// nearbyPlaces is how many other places are shown below one.
const nearbyPlaces = 6

type placeView struct {
	Place   corpus.Place
	Above   []corpus.Place // from the top down
	Below   []corpus.Place
	Nearby  []corpus.Place
	Stones  []corpus.Stone
	Lived   bool // people live there: its poems are theirs
	Plan    *plan.Plan
	List    List
	Curator bool
}

func (s *Server) showPlace(c echo.Context) (answer.Answer, error) {
	id, err := request.PathID(c)
	if err != nil {
		return nil, err
	}
	ctx := c.Request().Context()
	e, err := s.entrances.Get(ctx)
	if err != nil {
		return nil, err
	}
	shown := published.Places(e.Places)
	v, ok := standing(shown, corpus.PlaceID(id))
	if !ok {
		return nil, request.NotFound()
	}
	stones, err := published.Stones(ctx, s.store)
	if err != nil {
		return nil, err
	}
	path := paths.Place(v.Place.ID)
	if v.List, err = s.listPage(c, poems.Filter{Place: v.Place.ID}, path); err != nil {
		return nil, err
	}
	if v.Place.At != nil {
		v.Plan = s.pages.Plan(c, shown, stones, plan.Here{Place: v.Place.ID})
	}
	v.Stones = Keep(stones, func(st corpus.Stone) bool { return st.Place.ID == v.Place.ID })
	v.Curator = s.sessions.Curates(c)
	return s.pages.Show(c, http.StatusOK, "place", page.View{
		Title: s.words.Say("place.title", v.Place.Name), Description: cmp.Or(typeset.Shorten(v.Place.About, 100), s.words.Say("describe.place", v.Place.Name, v.List.Total)), Path: path, Section: "places", Data: v})
}

// standing finds a place with what is above, below and near it.
func standing(places []corpus.Place, id corpus.PlaceID) (placeView, bool) {
	byID := map[corpus.PlaceID]corpus.Place{}
	for _, p := range places {
		byID[p.ID] = p
	}
	v := placeView{Place: byID[id], Below: byParent(places)[id], Nearby: nearestPlaces(places, byID[id])}
	for up := v.Place.Parent; up != 0 && len(v.Above) < len(places); up = byID[up].Parent {
		v.Above = append(v.Above, byID[up])
	}
	slices.Reverse(v.Above)
	v.Lived = slices.Contains([]corpus.PlaceKind{corpus.PlaceCommunity, corpus.PlaceCompound, corpus.PlaceLane}, v.Place.Kind)
	return v, v.Place.ID != 0
}

// nearestPlaces are the places nearest on the plan, its own parts aside.
func nearestPlaces(places []corpus.Place, to corpus.Place) []corpus.Place {
	if to.At == nil {
		return nil
	}
	near := Keep(places, func(p corpus.Place) bool {
		return p.At != nil && p.ID != to.ID && p.Parent != to.ID && p.ID != to.Parent
	})
	slices.SortStableFunc(near, func(a, b corpus.Place) int { return cmp.Compare(Distance(a.At, to.At), Distance(b.At, to.At)) })
	return near[:min(len(near), nearbyPlaces)]
}

// Distance returns the square of the distance between two spots; far beyond the plan
// where one is not known.
func Distance(a, b *corpus.Spot) int {
	if a == nil || b == nil {
		return 4 * corpus.MaxSpot * corpus.MaxSpot
	}
	x, y := a.X-b.X, a.Y-b.Y
	return x*x + y*y
}
