package play

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"shiyun/server/answer"
	"shiyun/server/chance"
	"shiyun/server/guess"
	"shiyun/server/page"
)

// guessView is one question: which clause comes next?
type guessView struct {
	guess.Question
	Picked   string // "" before the player has chosen
	Correct  int    // so far, this one included
	Answered int
}

// showGuess asks for the clause that follows one.
func (s *Server) showGuess(c echo.Context) (answer.Answer, error) {
	v := guessView{Correct: smallParam(c, "right"), Answered: smallParam(c, "of")}
	number := smallParam(c, "n")
	if number == 0 {
		number = int(chance.Pick(s.now().String())%guess.MostNumber) + 1
	}
	var err error
	if v.Question, err = guess.Ask(c.Request().Context(), s.store, number); err != nil {
		return nil, err
	}
	if clause := firstClause(c.QueryParam("pick")); clause.Raw != "" && v.Clause != "" {
		v.Picked = clause.Raw
		v.Answered++
		if v.Picked == v.Right {
			v.Correct++
		}
	}
	return s.pages.Show(c, http.StatusOK, "play-guess", page.View{
		Title: s.words.Say("play.guess.title"), Description: s.words.Say("play.guess.lead"), Path: path + "/guess", Section: "play", NoIndex: true, Data: v})
}

// smallParam reads a count out of the address; 0 for anything else.
func smallParam(c echo.Context, name string) int {
	n, err := strconv.Atoi(c.QueryParam(name))
	if err != nil || n < 0 || n > 10_000 {
		return 0
	}
	return n
}
