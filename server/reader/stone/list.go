package stone

import (
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/server/answer"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/plan"
	"shiyun/server/published"
	"shiyun/server/reader/browse"
)

// stonesView is all stones in the order of a walk.
type stonesView struct {
	Stones []corpus.Stone
	Plan   *plan.Plan
	Asked  string // the code that was typed and leads nowhere; "" for none
}

// showStones lists the stones; a code typed in leads to its stone.
func (s *Server) showStones(c echo.Context) (answer.Answer, error) {
	ctx := c.Request().Context()
	asked := strings.TrimSpace(c.QueryParam("code"))
	if code, ok := corpus.ParseStoneCode(asked); ok {
		if st, err := s.store.StoneByCode(ctx, code); err == nil {
			return answer.Redirect(http.StatusFound, paths.Stone(st.Code))
		}
	}
	e, err := s.entrances.Get(ctx)
	if err != nil {
		return nil, err
	}
	all, err := published.Stones(ctx, s.store)
	if err != nil {
		return nil, err
	}
	v := stonesView{walk(all, spotsOf(e.Places)), s.pages.Plan(c, published.Places(e.Places), all, plan.Here{}), asked}
	return s.pages.Show(c, http.StatusOK, "stones", page.View{Title: s.words.Say("stones.title"), Description: s.words.Say("stones.lead"),
		Path: paths.Stones, Section: "places", Data: v})
}

// walk orders stones so that each is followed by the nearest of those not yet
// passed, from the one furthest up the plan on. Those without a spot come
// last.
func walk(all []corpus.Stone, places map[corpus.PlaceID]*corpus.Spot) []corpus.Stone {
	left := slices.Clone(all)
	height := func(st corpus.Stone) int {
		if at := spotOfStone(st, places); at != nil {
			return at.Y
		}
		return corpus.MaxSpot + 1
	}
	var way []corpus.Stone
	for len(left) > 0 {
		next := 0
		for i := range left {
			closer := height(left[i]) < height(left[next])
			if len(way) > 0 {
				from := spotOfStone(way[len(way)-1], places)
				closer = browse.Distance(from, spotOfStone(left[i], places)) < browse.Distance(from, spotOfStone(left[next], places))
			}
			if closer {
				next = i
			}
		}
		way = append(way, left[next])
		left = slices.Delete(left, next, next+1)
	}
	return way
}
