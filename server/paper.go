package server

import (
	"net/http"
	"net/url"
	"strconv"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/store"
)

// mostOnPaper is how many poems one list on paper holds: some fifteen sheets
// of short ones.
const mostOnPaper = 60

type paperView struct {
	Heading  string
	Readings []reading
	Total    int
	Next     string // address of the rest; "" for none
}

// showPaper shows the poems of a list whole, one after the other, to be
// printed: in the script and with the pinyin the reader has chosen.
func (s *Server) showPaper(c echo.Context) error {
	ctx := c.Request().Context()
	f, possible, err := s.filterParams(ctx, c)
	f.Collection = corpus.CollectionID(parseID(c.QueryParam("collection")))
	if err != nil {
		return err
	}
	if !possible || f == (store.Filter{}) {
		return s.notFound()
	}
	poems, total, more, err := s.poemsAfter(ctx, f, after(c), mostOnPaper)
	if err != nil {
		return err
	}
	if total == 0 {
		return s.notFound()
	}
	v := paperView{Heading: paperHeading(f, poems), Total: total}
	prefs := s.preferencesOf(c)
	for _, p := range poems {
		r := readingOf(p, prefs)
		r.Among = true
		v.Readings = append(v.Readings, r)
	}
	if more {
		v.Next = paperPath(f) + "&after=" + cursorOf(poems)
	}
	return s.page(c, http.StatusOK, "paper", view{Title: s.words.say("paper.title", v.Heading), NoIndex: true, Data: v})
}

// paperPath is the address of a list on paper.
func paperPath(f store.Filter) string {
	q := url.Values{}
	for name, id := range map[string]int64{"author": int64(f.Author), "place": int64(f.Place), "collection": int64(f.Collection), "year": int64(f.Year)} {
		if id != 0 {
			q.Set(name, strconv.FormatInt(id, 10))
		}
	}
	if f.Form != "" {
		q.Set("form", string(f.Form))
	}
	if f.Tag != "" {
		q.Set("tag", f.Tag)
	}
	return "/paper?" + q.Encode()
}

// paperHeading names the list by what its poems say of it.
func paperHeading(f store.Filter, poems []corpus.Poem) string {
	switch {
	case f.Tag != "":
		return f.Tag
	case f.Form != "":
		return string(f.Form)
	case f.Year != 0:
		return strconv.Itoa(f.Year)
	case len(poems) == 0:
		return ""
	case f.Collection != 0:
		return collectionName(poems, f.Collection)
	case f.Place != 0:
		return poems[0].Place.Name()
	}
	return poems[0].Author.Name
}
