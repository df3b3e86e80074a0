package published

import (
	"cmp"
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/server/answer"
	"shiyun/server/paths"
)

// MovedPoem leads from a merged poem to the one it is part of, where that may
// be read; otherwise it returns why the poem itself may not.
func MovedPoem(c echo.Context, st *store.Store, id int64, path func(corpus.PoemID) string, cause error) (answer.Answer, error) {
	if code := corpus.CodeOf(cause); code != corpus.Gone && code != corpus.NotFound {
		return nil, cause
	}
	to, err := st.Redirect(c.Request().Context(), corpus.KindPoem, id)
	if err != nil || to == 0 {
		return nil, cmp.Or(err, cause)
	}
	if _, err := st.Published(c.Request().Context(), corpus.PoemID(to)); err != nil {
		return nil, cmp.Or(IgnoreHidden(err), cause)
	}
	return moved(c, path(corpus.PoemID(to)))
}

// MovedAuthor likewise, for authors with something to read.
func MovedAuthor(c echo.Context, st *store.Store, id int64, cause error) (answer.Answer, error) {
	if corpus.CodeOf(cause) != corpus.NotFound {
		return nil, cause
	}
	to, err := st.Redirect(c.Request().Context(), corpus.KindAuthor, id)
	if err != nil || to == 0 {
		return nil, cmp.Or(err, cause)
	}
	author, err := st.Author(c.Request().Context(), corpus.AuthorID(to))
	if err != nil || author.Poems == 0 {
		return nil, cmp.Or(IgnoreHidden(err), cause)
	}
	return moved(c, paths.Author(author.ID))
}

// IgnoreHidden drops an error that means no more than that a thing may not be seen.
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
