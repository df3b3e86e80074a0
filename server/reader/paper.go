package reader

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/server/answer"
	"shiyun/server/paths"
	"shiyun/server/site"
)

// mostOnPaper is how many poems one part of a list on paper holds: some
// thirty sheets.
const mostOnPaper = 60

// onPaper is one part of a list to be printed, in the order that the list has
// on the screen.
type onPaper struct {
	heading string
	path    string // of the first part
	total   int    // poems of all parts
	poems   []corpus.Poem
}

type paperView struct {
	Heading     string
	Readings    []reading
	First, Last int // which of the list these are, from 1
	Total       int
	Parts       numberedPages
}

// showPaper shows the poems of a list whole, one after the other, to be
// printed: in the script and with the pinyin the reader has chosen.
func (s *Server) showPaper(c echo.Context) (answer.Answer, error) {
	ctx, page := c.Request().Context(), pageNumber(c)
	var list onPaper
	var err error
	if id := site.ParseID(c.QueryParam("collection")); id != 0 {
		list, err = s.collectionOnPaper(ctx, corpus.CollectionID(id), page)
	} else if id := site.ParseID(c.QueryParam("thread")); id != 0 {
		list, err = s.threadOnPaper(ctx, corpus.PoemID(id), page)
	} else {
		list, err = s.filterOnPaper(c, page)
	}
	if err != nil {
		return nil, err
	}
	return s.paperPage(c, list, page)
}

func (s *Server) paperPage(c echo.Context, list onPaper, page int) (answer.Answer, error) {
	if len(list.poems) == 0 {
		return nil, s.NotFound()
	}
	first := (page-1)*mostOnPaper + 1
	v := paperView{Heading: list.heading, Total: list.total, First: first, Last: first + len(list.poems) - 1,
		Parts: pagesBeside(list.path, page, mostOnPaper, list.total)}
	prefs := s.PreferencesOf(c)
	for _, p := range list.poems {
		r := readingOf(p, prefs)
		r.Among = true
		v.Readings = append(v.Readings, r)
	}
	return s.Show(c, http.StatusOK, "paper", site.View{Title: s.Say("paper.title", v.Heading), NoIndex: true, Data: v})
}

func (s *Server) filterOnPaper(c echo.Context, page int) (onPaper, error) {
	ctx := c.Request().Context()
	f, possible, err := s.FilterParams(ctx, c)
	f.Tune = c.QueryParam("tune")
	if err != nil || !possible || f == (store.Filter{}) {
		return onPaper{}, err
	}
	poems, total, err := s.Store.PublishedPart(ctx, f, (page-1)*mostOnPaper, mostOnPaper)
	return onPaper{s.paperHeading(f, poems), paperPath(f), total, poems}, err
}

func (s *Server) collectionOnPaper(ctx context.Context, id corpus.CollectionID, page int) (onPaper, error) {
	e, err := s.entrances(ctx)
	if err != nil {
		return onPaper{}, err
	}
	at := slices.IndexFunc(e.Collections, func(one corpus.Collection) bool { return one.ID == id })
	if at < 0 {
		return onPaper{}, s.NotFound()
	}
	poems, err := s.Store.CollectionPoems(ctx, id, (page-1)*mostOnPaper, mostOnPaper)
	return onPaper{e.Collections[at].Name, collectionPaperPath(id), e.Collections[at].Poems, poems}, err
}

func (s *Server) threadOnPaper(ctx context.Context, id corpus.PoemID, page int) (onPaper, error) {
	all, err := s.conversations(ctx)
	if err != nil {
		return onPaper{}, err
	}
	at, ok := all.of[id]
	if !ok {
		return onPaper{}, s.NotFound()
	}
	poems, err := s.inTime(ctx, all.threads[at])
	if err != nil || len(poems) == 0 {
		return onPaper{}, err
	}
	from := min((page-1)*mostOnPaper, len(poems))
	return onPaper{s.Say("thread.of", poems[0].Title), threadPaperPath(id), len(poems), poems[from:min(from+mostOnPaper, len(poems))]}, nil
}

func collectionPaperPath(id corpus.CollectionID) string {
	return paths.Numbered("/paper?collection=", int64(id))
}

func threadPaperPath(id corpus.PoemID) string { return paths.Numbered("/paper?thread=", int64(id)) }

// paperPath is the address of a list on paper.
func paperPath(f store.Filter) string {
	q := url.Values{}
	for name, id := range map[string]int64{"author": int64(f.Author), "place": int64(f.Place), "year": int64(f.Year)} {
		if id != 0 {
			q.Set(name, strconv.FormatInt(id, 10))
		}
	}
	for name, value := range map[string]string{"form": string(f.Form), "tune": f.Tune, "tag": f.Tag} {
		if value != "" {
			q.Set(name, value)
		}
	}
	return "/paper?" + q.Encode()
}

// paperHeading names the list by what its poems say of it.
func (s *Server) paperHeading(f store.Filter, poems []corpus.Poem) string {
	switch {
	case f.Tag != "":
		return f.Tag
	case f.Tune != "":
		return f.Tune
	case f.Form != "":
		return s.Named(f.Form)
	case f.Year != 0:
		return s.Say("year.heading", f.Year)
	case len(poems) == 0:
		return ""
	case f.Place != 0:
		return poems[0].Place.Name()
	}
	return poems[0].Author.Name
}
