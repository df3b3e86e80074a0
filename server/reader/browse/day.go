package browse

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/almanac"
	"shiyun/indexer/search"
	"shiyun/server/answer"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/published"
	"shiyun/server/request"
)

type dayPage struct {
	Heading string
	Date    string
	Note    string
	List    List
}

// showDay shows the poems of a solar term or festival, the oldest first.
func (s *Server) showDay(c echo.Context) (answer.Answer, error) {
	name := request.PathParam(c, "name")
	year := almanac.Year(s.now().Year())
	at := slices.IndexFunc(year, func(o almanac.Occasion) bool { return o.Name == name })
	if at < 0 {
		return nil, request.NotFound()
	}
	o := year[at]
	ctx := c.Request().Context()
	req := search.Request{Query: paths.OccasionQuery(o), Sort: search.SortDate, Limit: published.PageSize, Cursor: c.QueryParam("after")}
	found, err := s.search.Search(ctx, req)
	if err != nil {
		return nil, err
	}
	ids := make([]corpus.PoemID, len(found.Hits))
	for i, h := range found.Hits {
		ids[i] = h.ID
	}
	list := List{Total: found.Total}
	if list.Poems, err = published.InOrder(ctx, s.store, ids); err != nil {
		return nil, err
	}
	if found.Cursor != "" {
		list.Next = paths.DayAfter(o.Name, found.Cursor)
	}
	if req.Cursor != "" {
		list.First = paths.Day(o.Name)
	}
	heading, note := s.words.Named(o.Name), s.words.Say("almanac."+o.Name)
	return s.pages.Show(c, http.StatusOK, "day", page.View{
		Title: s.words.Say("day.title", heading), Description: note, Path: paths.Day(o.Name), Section: "calendar", NoIndex: found.Total == 0,
		Data: dayPage{heading, s.words.Say("calendar.date", int(o.Day.Month()), o.Day.Day()), note, list}})
}
