package reading

import (
	"fmt"
	"strconv"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/script"
	"shiyun/server/assets"
	"shiyun/server/request"
)

// Font returns where the font of a poem is, for view.Font. The revision makes
// the address another one whenever the text is.
func Font(p corpus.Poem) string {
	return fmt.Sprintf("/fonts/poem/%d/%d/", p.ID, p.Revision)
}

// fontText is what of a poem is set in kai, in every script a reader may
// choose.
func fontText(p corpus.Poem) string {
	text := p.Title + "\n" + p.Author.Name + "\n" + p.Tune + "\n" + p.Preface + "\n" + p.Body + "\n" + p.Note
	return text + script.Simplified(text) + script.Traditional(text)
}

// fontRunes are the characters of the published poem a font is asked for.
// Only its present revision has one: the words of a withdrawn poem, or of
// what a poem once said, must not be read out of a font.
func (s *Server) fontRunes(c echo.Context) ([]rune, error) {
	id, err := request.PathID(c)
	if err != nil {
		return nil, err
	}
	p, err := s.store.Published(c.Request().Context(), corpus.PoemID(id))
	switch {
	case corpus.CodeOf(err) == corpus.Gone:
		return nil, request.NotFound()
	case err != nil:
		return nil, err
	case c.Param("revision") != strconv.Itoa(p.Revision):
		return nil, request.NotFound()
	}
	face, err := assets.Kai()
	if err != nil {
		return nil, err
	}
	return face.Characters(fontText(p)), nil
}
