package site

import (
	"cmp"
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/server/answer"
	"shiyun/server/paths"
)

// MovedPoem leads from a merged poem to the one it is part of, where that may
// be read; otherwise it returns why the poem itself may not.
func (s *Site) MovedPoem(c echo.Context, id int64, path func(corpus.PoemID) string, cause error) (answer.Answer, error) {
	if code := corpus.CodeOf(cause); code != corpus.Gone && code != corpus.NotFound {
		return nil, cause
	}
	to, err := s.Store.Redirect(c.Request().Context(), corpus.KindPoem, id)
	if err != nil || to == 0 {
		return nil, cmp.Or(err, cause)
	}
	if _, err := s.Store.Published(c.Request().Context(), corpus.PoemID(to)); err != nil {
		return nil, cmp.Or(IgnoreHidden(err), cause)
	}
	return moved(c, path(corpus.PoemID(to)))
}

// MovedAuthor likewise, for authors with something to read.
func (s *Site) MovedAuthor(c echo.Context, id int64, cause error) (answer.Answer, error) {
	if corpus.CodeOf(cause) != corpus.NotFound {
		return nil, cause
	}
	to, err := s.Store.Redirect(c.Request().Context(), corpus.KindAuthor, id)
	if err != nil || to == 0 {
		return nil, cmp.Or(err, cause)
	}
	author, err := s.Store.Author(c.Request().Context(), corpus.AuthorID(to))
	if err != nil || author.Poems == 0 {
		return nil, cmp.Or(IgnoreHidden(err), cause)
	}
	return moved(c, paths.Author(author.ID))
}

// IgnoreHidden drops an error that says no more than that nobody may see it.
func IgnoreHidden(err error) error {
	if code := corpus.CodeOf(err); code == corpus.Gone || code == corpus.NotFound {
		return nil
	}
	return err
}

// moved is for good, and yet asked again each time: a merge can be taken back.
func moved(c echo.Context, to string) (answer.Answer, error) {
	c.Response().Header().Set(echo.HeaderCacheControl, "no-cache")
	return answer.Redirect(http.StatusMovedPermanently, to)
}
