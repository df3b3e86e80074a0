package play

import (
	"fmt"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"shiyun/corpus/fold"
	"shiyun/server/answer"
	"shiyun/server/page"
)

// feihuaPlaces are the places of the character in a clause one may choose, 0
// for any.
var feihuaPlaces = []int{0, 1, 2, 3, 4, 5, 6, 7}

// FeihuaCharacters are those that 飞花令 is most often played with.
const FeihuaCharacters = "花月春风酒雨山水云雪江秋"

type feihuaView struct {
	Characters []string
	Places     []int
	Character  string
	Place      int
	Game       turn
}

// showFeihua plays 飞花令: clauses that hold one character, at one place if
// the player likes.
func (s *Server) showFeihua(c echo.Context) (answer.Answer, error) {
	v := feihuaView{Places: feihuaPlaces}
	for _, r := range FeihuaCharacters {
		v.Characters = append(v.Characters, string(r))
	}
	if clause := firstClause(c.QueryParam("c")); clause.Raw != "" {
		v.Character = string([]rune(clause.Raw)[:1])
	}
	if n, err := strconv.Atoi(c.QueryParam("at")); err == nil && n >= 1 && n <= 7 {
		v.Place = n
	}
	if v.Character != "" {
		holds := holdsAt(v.Character, v.Place)
		query := fmt.Sprintf(`句:"%s"`, v.Character)
		fault := s.words.Say("play.feihua.fault", s.words.Named(v.Character))
		if v.Place > 0 {
			query = fmt.Sprintf("%s@%d", v.Character, v.Place)
			fault = s.words.Say("play.feihua.fault_at", v.Place, s.words.Named(v.Character))
		}
		var err error
		v.Game, err = s.takeTurn(c.Request().Context(), c, holds, fault, func([]rune) (string, rule) { return query, holds })
		if err != nil {
			return nil, err
		}
	}
	return s.pages.Show(c, http.StatusOK, "play-feihua", page.View{
		Title: s.words.Say("play.feihua.title"), Description: s.words.Say("play.feihua.lead"), Path: path + "/feihua", Section: "play", Data: v})
}

// holdsAt is the rule of 飞花令; place 0 is anywhere.
func holdsAt(character string, place int) rule {
	want, _ := fold.Rune([]rune(character)[0])
	return func(clause []rune) bool {
		for i, r := range clause {
			if r == want && (place == 0 || i == place-1) {
				return true
			}
		}
		return false
	}
}
