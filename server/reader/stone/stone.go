package stone

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/server/answer"
	"shiyun/server/diff"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/plan"
	"shiyun/server/published"
	"shiyun/server/reader/browse"
	"shiyun/server/reader/reading"
	"shiyun/server/request"
	"shiyun/server/typeset"
)

// nearbyStones is how many other stones are shown below one.
const nearbyStones = 4

type stoneView struct {
	Stone   corpus.Stone
	Lines   []string // of what is carved; empty where it may not be shown
	Poem    corpus.Poem
	Now     []diff.Piece // the poem as it is, where it has changed since; nil otherwise
	Carved  []diff.Piece // what is carved, beside Now
	Short   string       // the address as people type it, without the scheme
	Sample  bool
	Nearby  []corpus.Stone
	Plan    *plan.Plan
	Curator bool
}

// Hidden reports whether the poem carved there has been taken off the site: what
// its author took back must not be read here instead.
func (v stoneView) Hidden() bool { return len(v.Lines) == 0 }

// besideEachOther is how many columns find room on the screen of a phone.
const besideEachOther = 5

// Many reports whether the columns go on below each other.
func (v stoneView) Many() bool { return len(v.Lines) > besideEachOther }

// oneBelowTheOther is how many characters of a column fit on a page.
const oneBelowTheOther = 16

// Long reports whether a column has to go on beside itself.
func (v stoneView) Long() bool {
	return slices.ContainsFunc(v.Lines, func(line string) bool { return utf8.RuneCountInString(line) > oneBelowTheOther })
}

// showStone is what people see who scan the code beside a stone.
func (s *Server) showStone(c echo.Context, st corpus.Stone) (answer.Answer, error) {
	ctx := c.Request().Context()
	v, err := s.stoneView(ctx, c, st)
	if err != nil {
		return nil, err
	}
	if err := s.around(c, &v); err != nil {
		return nil, err
	}
	v.Curator = s.sessions.Curates(c)
	return s.pages.Show(c, http.StatusOK, "stone", page.View{Title: st.Name, Description: typeset.Shorten(strings.Join(v.Lines, " "), 60),
		Path: paths.Stone(st.Code), Section: "places", Font: stoneFont(v), Data: v})
}

// ofStone makes a handler out of one for the stone that the address names, for
// everyone. Where the address is an older one, or written otherwise, the
// visitor is sent on to what below, such as "/print", has in the stone's own;
// not for good, for a code may come back to use.
func (s *Server) ofStone(below string, show func(echo.Context, corpus.Stone) (answer.Answer, error)) answer.Handler {
	return func(c echo.Context) (answer.Answer, error) {
		asked := request.PathParam(c, "code")
		code, ok := corpus.ParseStoneCode(asked)
		if !ok {
			return nil, request.NotFound()
		}
		st, err := s.store.StoneByCode(c.Request().Context(), code)
		switch {
		case err != nil:
			return nil, err
		case st.State == corpus.StoneWithdrawn:
			return nil, corpus.NewError(corpus.Gone, "stone.withdrawn")
		case st.Code != asked:
			c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
			return answer.Redirect(http.StatusFound, paths.Stone(st.Code)+below)
		}
		return show(c, st)
	}
}

// stoneView reads the poem behind what is carved.
func (s *Server) stoneView(ctx context.Context, c echo.Context, st corpus.Stone) (stoneView, error) {
	_, short, _ := strings.Cut(s.origin.Of(c)+paths.Stone(st.Code), "://")
	v := stoneView{Stone: st, Short: short}
	if st.Poem == 0 {
		v.Lines = columnsIn(st.Text)
		return v, nil
	}
	p, err := s.carvedPoem(ctx, st.Poem)
	if err != nil {
		return v, published.IgnoreHidden(err)
	}
	v.Poem, v.Lines, v.Sample = p, columnsIn(st.Text), reading.IsSample(p)
	changed, err := s.changedSince(ctx, st, p)
	if changed {
		v.Carved, v.Now = diff.Pieces(st.Text, p.Body)
	}
	return v, err
}

// carvedPoem is the published poem, or the one it was merged into.
func (s *Server) carvedPoem(ctx context.Context, id corpus.PoemID) (corpus.Poem, error) {
	p, err := s.store.Published(ctx, id)
	if err == nil || published.IgnoreHidden(err) != nil {
		return p, err
	}
	to, lookErr := s.store.Redirect(ctx, corpus.KindPoem, int64(id))
	if lookErr != nil || to == 0 {
		return p, cmp.Or(lookErr, err)
	}
	return s.store.Published(ctx, corpus.PoemID(to))
}

// changedSince reports whether the words of the poem are others than when it was
// carved. What is carved often lacks punctuation or has a signature: that is
// no change.
func (s *Server) changedSince(ctx context.Context, st corpus.Stone, p corpus.Poem) (bool, error) {
	if p.ID == st.Poem && p.Revision == st.Revision {
		return false, nil
	}
	then, err := s.recordAt(ctx, st.Poem, st.Revision)
	if err != nil {
		return false, published.IgnoreHidden(err)
	}
	left, right := diff.Pieces(then.Body, p.Body)
	return slices.ContainsFunc(append(left, right...), func(one diff.Piece) bool { return one.Class == "differs" }), nil
}

func columnsIn(text string) []string {
	return slices.DeleteFunc(strings.Split(text, "\n"), func(line string) bool { return strings.TrimSpace(line) == "" })
}

// around finds the plan and the stones nearby.
func (s *Server) around(c echo.Context, v *stoneView) error {
	ctx := c.Request().Context()
	e, err := s.entrances.Get(ctx)
	if err != nil {
		return err
	}
	all, err := published.Stones(ctx, s.store)
	if err != nil {
		return err
	}
	spots := spotsOf(e.Places)
	v.Plan = s.pages.Plan(c, e.Places, all, plan.Here{Place: v.Stone.Place.ID, Stone: v.Stone.ID})
	v.Nearby = nearest(all, v.Stone, spots)
	return nil
}

// spotOfStone is its own, or its place's; nil for none.
func spotOfStone(st corpus.Stone, places map[corpus.PlaceID]*corpus.Spot) *corpus.Spot {
	if st.At != nil {
		return st.At
	}
	return places[st.Place.ID]
}

// nearest are the other stones, those at the same place first, then by
// distance; those without a spot come last.
func nearest(all []corpus.Stone, to corpus.Stone, places map[corpus.PlaceID]*corpus.Spot) []corpus.Stone {
	from := spotOfStone(to, places)
	distance := func(st corpus.Stone) int {
		if st.Place.ID != 0 && st.Place.ID == to.Place.ID {
			return -1
		}
		return browse.Distance(from, spotOfStone(st, places))
	}
	others := slices.DeleteFunc(slices.Clone(all), func(st corpus.Stone) bool { return st.ID == to.ID })
	slices.SortStableFunc(others, func(a, b corpus.Stone) int { return cmp.Compare(distance(a), distance(b)) })
	return others[:min(len(others), nearbyStones)]
}

// recordAt is a poem as it stood at a revision that is not hidden.
func (s *Server) recordAt(ctx context.Context, id corpus.PoemID, number int) (corpus.Record, error) {
	revisions, err := s.store.Revisions(ctx, id)
	if err != nil {
		return corpus.Record{}, err
	}
	for _, r := range revisions {
		if r.Number == number && !r.Hidden {
			return diff.RecordOf(r)
		}
	}
	return corpus.Record{}, request.NotFound()
}

// spotsOf are the spots of places that have one.
func spotsOf(places []corpus.Place) map[corpus.PlaceID]*corpus.Spot {
	spots := map[corpus.PlaceID]*corpus.Spot{}
	for _, p := range places {
		if p.At != nil {
			spots[p.ID] = p.At
		}
	}
	return spots
}
