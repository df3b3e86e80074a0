package published

import (
	"context"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/corpus/store/poems"
	"shiyun/server/request"
)

// Filter reads which poems are wanted. possible is false where a name
// was given that nothing has: no poem can match, and leaving the filter out
// would match all.
func Filter(ctx context.Context, st *store.Store, c echo.Context) (f poems.Filter, possible bool, err error) {
	f = poems.Filter{Tag: c.QueryParam("tag"), Year: request.ParseYear(c.QueryParam("year"))}
	if name := c.QueryParam("form"); name != "" {
		form, known := corpus.ParseForm(name)
		if !known {
			return f, false, nil
		}
		f.Form = form
	}
	if name := c.QueryParam("author"); name != "" {
		if f.Author, err = authorNamed(ctx, st, name); err != nil || f.Author == 0 {
			return f, false, err
		}
	}
	if name := c.QueryParam("place"); name != "" {
		if f.Place, err = placeNamed(ctx, st, name); err != nil || f.Place == 0 {
			return f, false, err
		}
	}
	return f, true, nil
}

// authorNamed reads a number as an id and anything else as a name; 0 for one
// that no author has.
func authorNamed(ctx context.Context, st *store.Store, name string) (corpus.AuthorID, error) {
	if id := request.ParseID(name); id != 0 {
		return corpus.AuthorID(id), nil
	}
	authors, err := st.Authors(ctx, "")
	for _, a := range authors {
		if a.Name == name {
			return a.ID, nil
		}
	}
	return 0, err
}

// placeNamed likewise; a name may be a path or its last part.
func placeNamed(ctx context.Context, st *store.Store, name string) (corpus.PlaceID, error) {
	if id := request.ParseID(name); id != 0 {
		return corpus.PlaceID(id), nil
	}
	places, err := st.Places(ctx)
	for _, p := range places {
		if p.Path == name || p.Name == name {
			return p.ID, nil
		}
	}
	return 0, err
}
