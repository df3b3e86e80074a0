package stone

import (
	"crypto/sha256"
	"encoding/hex"

	"github.com/labstack/echo/v4"

	"shiyun/server/assets"
	"shiyun/server/request"
)

// stoneText is what of a stone's page is set in kai.
func stoneText(v stoneView) string {
	text := v.Stone.Name + v.Poem.Title + v.Poem.Author.Name
	for _, line := range v.Lines {
		text += line
	}
	return text
}

// stoneFont is where the font of a stone's page is, for view.Font: another
// address whenever its words are others.
func stoneFont(v stoneView) string {
	sum := sha256.Sum256([]byte(stoneText(v)))
	return "/fonts/stones/" + v.Stone.Code + "/" + hex.EncodeToString(sum[:6]) + "/"
}

// stoneRunes are the characters of a stone whose present font is asked for.
func (s *Server) stoneRunes(c echo.Context) ([]rune, error) {
	st, err := s.store.StoneByCode(c.Request().Context(), c.Param("code"))
	if err != nil {
		return nil, err
	}
	v, err := s.stoneView(c.Request().Context(), c, st)
	if err != nil {
		return nil, err
	}
	if asked := "/fonts/stones/" + c.Param("code") + "/" + c.Param("hash") + "/"; asked != stoneFont(v) {
		return nil, request.NotFound()
	}
	face, err := assets.Kai()
	if err != nil {
		return nil, err
	}
	return face.Characters(stoneText(v)), nil
}
