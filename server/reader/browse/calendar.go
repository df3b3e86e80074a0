package browse

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/corpus/almanac"
	"shiyun/server/answer"
	"shiyun/server/page"
	"shiyun/server/paths"
)

// dayView is one occasion of the calendar.
type dayView struct {
	almanac.Occasion
	Date string
	Note string // what it is, in a sentence or two
	URL  string
	Near bool // it is in season today
}

type monthView struct {
	Name string
	Days []dayView
}

// showCalendar shows the solar terms and festivals of this year by month.
func (s *Server) showCalendar(c echo.Context) (answer.Answer, error) {
	now := s.now()
	near := map[string]bool{}
	for _, o := range almanac.Around(now) {
		near[o.Name] = true
	}
	months := make([]monthView, 0, 12)
	for _, o := range almanac.Year(now.Year()) {
		if len(months) < int(o.Day.Month()) {
			months = append(months, monthView{Name: s.words.Say("calendar.month", int(o.Day.Month()))})
		}
		month := &months[len(months)-1]
		month.Days = append(month.Days, dayView{Occasion: o, URL: paths.Occasion(o), Near: near[o.Name],
			Date: s.words.Say("calendar.date", int(o.Day.Month()), o.Day.Day()), Note: s.words.Say("almanac." + o.Name)})
	}
	return s.pages.Show(c, http.StatusOK, "calendar", page.View{
		Title: s.words.Say("calendar.title"), Path: "/calendar", Section: "calendar",
		Data: struct {
			Year   int
			Months []monthView
		}{now.Year(), months}})
}
