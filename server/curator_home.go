package server

import (
	"context"
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/corpus/store"
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
	who       who
	count     func(store.Desk) int
}{
	{"/curator/review", "curator.review", curator, func(d store.Desk) int { return d.InReview }},
	{"/curator/batches", "curator.batches", curator, func(d store.Desk) int { return d.OpenBatches }},
	{"/curator/searches", "curator.searches", curator, func(d store.Desk) int { return d.Misses }},
	{"/curator/poems", "curator.poems", curator, nil},
	{"/curator/words", "curator.words", curator, nil},
	{exportPath, "curator.export", curator, nil},
	{curatorPlacesPath, "curator.places", curator, nil},
	{accountsPath, "curator.accounts", admin, nil},
	{auditPath, "curator.audit", admin, nil},
	{mePath, "curator.me", curator, nil},
}

func (s *Server) showCurator(c echo.Context) error {
	cards, err := s.desk(c.Request().Context(), c)
	if err != nil {
		return err
	}
	return s.page(c, http.StatusOK, "curator", view{Title: s.Say("curator.title"), Data: cards})
}

func (s *Server) desk(ctx context.Context, c echo.Context) ([]deskCard, error) {
	desk, err := s.Store.Desk(ctx)
	if err != nil {
		return nil, err
	}
	account, _ := accountOf(c)
	var cards []deskCard
	for _, d := range deskCards {
		if !s.has(d.path) || d.who == admin && !account.May("admin") {
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
