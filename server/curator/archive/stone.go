package archive

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/server/answer"
	"shiyun/server/curator"
	"shiyun/server/entry"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/plan"
	"shiyun/server/published"
	"shiyun/server/request"
)

type stonesView struct {
	Tabs   []page.Choice
	Stones []corpus.Stone
}

func (s *Server) showStones(c echo.Context) (answer.Answer, error) {
	all, err := s.store.Stones(c.Request().Context())
	if err != nil {
		return nil, err
	}
	return s.pages.Show(c, http.StatusOK, "curator-stones", page.View{Title: s.words.Say("stones.title"),
		Data: stonesView{Tabs: s.arranging(paths.CuratorStones), Stones: all}})
}

type stoneView struct {
	*entry.Entry
	Stone    corpus.Stone // as it is kept; the zero stone for a new one
	Places   []corpus.Place
	Writings []offer
	States   []offer
	Plan     *plan.Plan
	Saved    bool
}

// offer is a value a form offers, in words.
type offer struct{ Value, Label string }

func (s *Server) showNewStone(c echo.Context) (answer.Answer, error) {
	code, err := s.store.NextStoneCode(c.Request().Context())
	if err != nil {
		return nil, err
	}
	values := url.Values{"code": {code}, "writing": {string(corpus.WritingColumns)}, "state": {string(corpus.StoneStanding)},
		"poem": {c.QueryParam("poem")}, "place": {c.QueryParam("place")}}
	return s.stoneForm(c, http.StatusOK, corpus.Stone{}, entry.New(s.words, values))
}

func (s *Server) showStone(c echo.Context) (answer.Answer, error) {
	id, err := request.PathID(c)
	if err != nil {
		return nil, err
	}
	st, err := s.store.Stone(c.Request().Context(), corpus.StoneID(id))
	if err != nil {
		return nil, err
	}
	values := url.Values{"code": {st.Code}, "name": {st.Name}, "text": {st.Text}, "note": {st.Note}, "writing": {string(st.Writing)},
		"state": {string(st.State)}, "place": {numberOrNothing(int64(st.Place.ID))}, "poem": {numberOrNothing(int64(st.Poem))}}
	setSpot(values, st.At)
	return s.stoneForm(c, http.StatusOK, st, entry.New(s.words, values))
}

func numberOrNothing(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

func setSpot(values url.Values, at *corpus.Spot) {
	if at != nil {
		values.Set("x", strconv.Itoa(at.X))
		values.Set("y", strconv.Itoa(at.Y))
	}
}

// spotIn reads a place on the plan; nil where neither number is given.
func spotIn(e *entry.Entry) *corpus.Spot {
	x, y := strings.TrimSpace(e.Value("x")), strings.TrimSpace(e.Value("y"))
	if x == "" && y == "" {
		return nil
	}
	var at corpus.Spot
	var err, err2 error
	at.X, err = strconv.Atoi(x)
	at.Y, err2 = strconv.Atoi(y)
	if err != nil || err2 != nil || !at.Within() {
		e.Refuse("x", "spot.wrong", corpus.MaxSpot)
	}
	return &at
}

func (s *Server) stoneForm(c echo.Context, status int, st corpus.Stone, e *entry.Entry) (answer.Answer, error) {
	ctx := c.Request().Context()
	places, err := s.store.PlaceTree(ctx)
	if err != nil {
		return nil, err
	}
	stones, err := published.Stones(ctx, s.store)
	if err != nil {
		return nil, err
	}
	v := stoneView{Entry: e, Stone: st, Places: places, Plan: plan.Draw(places, stones, plan.Here{Stone: st.ID}, s.origin.Preferences(c)), Saved: c.QueryParam("saved") != ""}
	for _, w := range corpus.Writings() {
		v.Writings = append(v.Writings, offer{string(w), s.words.Say("writing." + string(w))})
	}
	for _, state := range corpus.StoneStates() {
		v.States = append(v.States, offer{string(state), s.words.Say("stone_state." + string(state))})
	}
	title := st.Name
	if st.ID == 0 {
		title = s.words.Say("stone.new")
	}
	return s.pages.Show(c, status, "curator-stone", page.View{Title: title, Data: v})
}

// saveStone writes a new stone or an old one.
func (s *Server) saveStone(c echo.Context) (answer.Answer, error) {
	values, err := request.Form(c)
	if err != nil {
		return nil, err
	}
	ctx := c.Request().Context()
	var was corpus.Stone
	if c.Param("id") != "" {
		id, err := request.PathID(c)
		if err != nil {
			return nil, err
		}
		if was, err = s.store.Stone(ctx, corpus.StoneID(id)); err != nil {
			return nil, err
		}
	}
	e := entry.New(s.words, values)
	next := corpus.Stone{ID: was.ID, Code: values.Get("code"), Name: values.Get("name"), Text: values.Get("text"), Note: values.Get("note"),
		Writing: corpus.Writing(values.Get("writing")), State: corpus.StoneState(values.Get("state")),
		Place: corpus.PlaceRef{ID: corpus.PlaceID(request.ParseID(values.Get("place")))}, At: spotIn(e)}
	poem := strings.TrimSpace(values.Get("poem"))
	if next.Poem = corpus.PoemID(request.ParseID(poem)); next.Poem == 0 && poem != "" {
		e.Refuse("poem", "stone.no_poem")
	}
	if !e.Fine() {
		return s.stoneForm(c, http.StatusUnprocessableEntity, was, e)
	}
	saved, err := s.store.SaveStone(ctx, curator.ActorOf(c), next)
	if notice := curator.Notice(s.words, err); notice != "" {
		e.Problems["all"] = notice
		return s.stoneForm(c, http.StatusUnprocessableEntity, was, e)
	}
	if err != nil {
		return nil, err
	}
	return answer.SeeOther(paths.Numbered(paths.CuratorStones+"/", int64(saved.ID)) + "?saved=1")
}
