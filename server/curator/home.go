package curator

import (
	"context"
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/corpus/store"
	"shiyun/server/answer"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/route"
	"shiyun/server/session"
)

// deskCard is a part of the work with how much of it waits.
type deskCard struct {
	Path  string
	Key   string // of its name in the catalogue, and with ".about" of what it is
	Count int
	Waits bool // Count is what waits
}

// deskCards are in the order of urgency. Those without a route yet are left
// out.
var deskCards = []struct {
	path, key string
	who       route.Who
	count     func(store.Desk) int
}{
	{"/curator/review", "curator.review", route.Curator, func(d store.Desk) int { return d.InReview }},
	{"/curator/batches", "curator.batches", route.Curator, func(d store.Desk) int { return d.OpenBatches }},
	{"/curator/searches", "curator.searches", route.Curator, func(d store.Desk) int { return d.Misses }},
	{"/curator/poems", "curator.poems", route.Curator, nil},
	{paths.CuratorAuthors, "curator.authors", route.Curator, nil},
	{"/curator/words", "curator.words", route.Curator, nil},
	{ExportPath, "curator.export", route.Curator, nil},
	{PlacesPath, "curator.places", route.Curator, nil},
	{paths.Accounts, "curator.accounts", route.Admin, nil},
	{paths.People, "curator.people", route.Admin, nil},
	{paths.Audit, "curator.audit", route.Admin, nil},
	{paths.SiteSettings, "curator.settings", route.Admin, nil},
	{paths.Upkeep, "curator.upkeep", route.Admin, nil},
	{paths.Me, "curator.me", route.Curator, nil},
}

func (s *Server) showHome(c echo.Context) (answer.Answer, error) {
	cards, err := s.desk(c.Request().Context(), c)
	if err != nil {
		return nil, err
	}
	return s.pages.Show(c, http.StatusOK, "curator", page.View{Title: s.words.Say("curator.title"), Data: cards})
}

func (s *Server) desk(ctx context.Context, c echo.Context) ([]deskCard, error) {
	desk, err := s.store.Desk(ctx)
	if err != nil {
		return nil, err
	}
	account, _ := session.AccountOf(c)
	var cards []deskCard
	for _, d := range deskCards {
		if !s.pages.Has(d.path) || d.who == route.Admin && !account.May("admin") {
			continue
		}
		card := deskCard{Path: d.path, Key: d.key}
		if d.count != nil {
			card.Count = d.count(desk)
			card.Waits = card.Count > 0
		}
		if d.path == paths.Upkeep {
			card.Count = len(s.keep.Complaints())
			card.Waits = card.Count > 0
		}
		cards = append(cards, card)
	}
	return cards, nil
}
