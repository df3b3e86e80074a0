package browse

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/corpus/almanac"
	"shiyun/server/answer"
	"shiyun/server/page"
)

// dayView is one occasion of the calendar.
type dayView struct {
	almanac.Occasion
	Date  string
	Note  string // what it is, in a sentence or two
	Poems int
	Near  bool // it is in season today
}

type monthView struct {
	Number int
	Name   string
	Now    bool
	Days   []dayView
}

// showCalendar shows the solar terms and festivals of this year: first what
// is in season, then all by month.
func (s *Server) showCalendar(c echo.Context) (answer.Answer, error) {
	now := s.now()
	year := almanac.Year(now.Year())
	counts, err := s.countDays(c.Request().Context(), year)
	if err != nil {
		return nil, err
	}
	near := map[string]bool{}
	var season []dayView
	for _, o := range almanac.Around(now) {
		near[o.Name] = true
		season = append(season, s.dayOf(o, counts, false))
	}
	months := make([]monthView, 0, 12)
	for _, o := range year {
		number := int(o.Day.Month())
		if len(months) < number {
			months = append(months, monthView{Number: number, Name: s.words.Say("calendar.month", number), Now: o.Day.Month() == now.Month()})
		}
		month := &months[len(months)-1]
		month.Days = append(month.Days, s.dayOf(o, counts, near[o.Name]))
	}
	return s.pages.Show(c, http.StatusOK, "calendar", page.View{
		Title: s.words.Say("calendar.title"), Description: s.words.Say("calendar.lead"), Path: "/calendar", Section: "calendar",
		Data: struct {
			Year   int
			Season []dayView
			Months []monthView
		}{now.Year(), season, months}})
}

func (s *Server) dayOf(o almanac.Occasion, counts map[string]int, near bool) dayView {
	return dayView{Occasion: o, Poems: counts[o.Name], Near: near,
		Date: s.words.Say("calendar.date", int(o.Day.Month()), o.Day.Day()), Note: s.words.Say("almanac." + o.Name)}
}
