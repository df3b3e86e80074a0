package curator

import (
	"context"
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/corpus/store"
	"shiyun/server/answer"
	"shiyun/server/paths"
	"shiyun/server/site"
)

// deskCard is a part of the work with how much of it waits.
type deskCard struct {
	Path  string
	Key   string // of its name in the catalogue, and with ".about" of what it is
	Count int
	Waits bool // Count says what waits
}

// deskCards are in the order of urgency. Those without a route yet are left
// out.
var deskCards = []struct {
	path, key string
	who       site.Who
	count     func(store.Desk) int
}{
	{"/curator/review", "curator.review", site.Curator, func(d store.Desk) int { return d.InReview }},
	{"/curator/batches", "curator.batches", site.Curator, func(d store.Desk) int { return d.OpenBatches }},
	{"/curator/searches", "curator.searches", site.Curator, func(d store.Desk) int { return d.Misses }},
	{"/curator/poems", "curator.poems", site.Curator, nil},
	{"/curator/words", "curator.words", site.Curator, nil},
	{ExportPath, "curator.export", site.Curator, nil},
	{PlacesPath, "curator.places", site.Curator, nil},
	{paths.Accounts, "curator.accounts", site.Admin, nil},
	{paths.Audit, "curator.audit", site.Admin, nil},
	{paths.Me, "curator.me", site.Curator, nil},
}

func (s *Server) showHome(c echo.Context) (answer.Answer, error) {
	cards, err := s.desk(c.Request().Context(), c)
	if err != nil {
		return nil, err
	}
	return s.Show(c, http.StatusOK, "curator", site.View{Title: s.Say("curator.title"), Data: cards})
}

func (s *Server) desk(ctx context.Context, c echo.Context) ([]deskCard, error) {
	desk, err := s.Store.Desk(ctx)
	if err != nil {
		return nil, err
	}
	account, _ := site.AccountOf(c)
	var cards []deskCard
	for _, d := range deskCards {
		if !s.Has(d.path) || d.who == site.Admin && !account.May("admin") {
			continue
		}
		card := deskCard{Path: d.path, Key: d.key}
		if d.count != nil {
			card.Count = d.count(desk)
			card.Waits = card.Count > 0
		}
		cards = append(cards, card)
	}
	return cards, nil
}
