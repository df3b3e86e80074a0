package play

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/corpus/fold"
	"shiyun/server/answer"
	"shiyun/server/page"
)

// showChain plays 接龙: each clause begins with the character the one before
// ended with.
func (s *Server) showChain(c echo.Context) (answer.Answer, error) {
	before := turn{Said: saidBefore(c)}
	allowed, fault := rule(func([]rune) bool { return true }), s.words.Say("play.short")
	if last := []rune(fold.String(before.Last())); len(last) > 0 {
		allowed = beginsWith(last[len(last)-1])
		fault = s.words.Say("play.chain.fault", string(last[len(last)-1]))
	}
	game, err := s.takeTurn(c.Request().Context(), c, allowed, fault, func(said []rune) (string, rule) {
		last := said[len(said)-1]
		return string(last) + "@1", beginsWith(last)
	})
	if err != nil {
		return nil, err
	}
	next := ""
	if last := []rune(game.Last()); len(last) > 0 {
		next = string(last[len(last)-1])
	}
	return s.pages.Show(c, http.StatusOK, "play-chain", page.View{
		Title: s.words.Say("play.chain.title"), Description: s.words.Say("play.chain.lead"), Path: path + "/chain", Section: "play",
		Data: struct {
			Game turn
			Next string // what the player's clause must begin with
		}{game, next}})
}

func beginsWith(first rune) rule {
	return func(clause []rune) bool { return len(clause) > 0 && clause[0] == first }
}
