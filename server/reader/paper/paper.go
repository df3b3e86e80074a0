package paper

import (
	"context"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/store/poems"
	"shiyun/server/answer"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/published"
	"shiyun/server/reader/browse"
	"shiyun/server/reader/reading"
	"shiyun/server/request"
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
	Readings    []reading.Reading
	First, Last int // which of the list these are, from 1
	Total       int
	Parts       browse.NumberedPages
}

// showPaper shows the poems of a list whole, one after the other, to be
// printed: in the script and with the pinyin the reader has chosen.
func (s *Server) showPaper(c echo.Context) (answer.Answer, error) {
	ctx, number := c.Request().Context(), browse.PageNumber(c)
	var list onPaper
	var err error
	if id := request.ParseID(c.QueryParam("collection")); id != 0 {
		list, err = s.collectionOnPaper(ctx, corpus.CollectionID(id), number)
	} else if id := request.ParseID(c.QueryParam("thread")); id != 0 {
		list, err = s.threadOnPaper(ctx, corpus.PoemID(id), number)
	} else {
		list, err = s.filterOnPaper(c, number)
	}
	if err != nil {
		return nil, err
	}
	return s.paperPage(c, list, number)
}

func (s *Server) paperPage(c echo.Context, list onPaper, number int) (answer.Answer, error) {
	if len(list.poems) == 0 {
		return nil, request.NotFound()
	}
	first := (number-1)*mostOnPaper + 1
	v := paperView{Heading: list.heading, Total: list.total, First: first, Last: first + len(list.poems) - 1,
		Parts: browse.PagesBeside(list.path, number, mostOnPaper, list.total)}
	prefs := s.origin.Preferences(c)
	for _, p := range list.poems {
		r := reading.ReadingOf(p, prefs)
		r.Among = true
		v.Readings = append(v.Readings, r)
	}
	return s.pages.Show(c, http.StatusOK, "paper", page.View{Title: s.words.Say("paper.title", v.Heading), NoIndex: true, Data: v})
}

func (s *Server) filterOnPaper(c echo.Context, number int) (onPaper, error) {
	ctx := c.Request().Context()
	f, possible, err := published.Filter(ctx, s.store, c)
	f.Tune = c.QueryParam("tune")
	if err != nil || !possible || f == (poems.Filter{}) {
		return onPaper{}, err
	}
	poems, total, err := s.store.PublishedPart(ctx, f, (number-1)*mostOnPaper, mostOnPaper)
	return onPaper{s.paperHeading(f, poems), paths.Paper(f), total, poems}, err
}

func (s *Server) collectionOnPaper(ctx context.Context, id corpus.CollectionID, number int) (onPaper, error) {
	e, err := s.entrances.Get(ctx)
	if err != nil {
		return onPaper{}, err
	}
	at := slices.IndexFunc(e.Collections, func(one corpus.Collection) bool { return one.ID == id })
	if at < 0 {
		return onPaper{}, request.NotFound()
	}
	poems, err := s.store.CollectionPoems(ctx, id, (number-1)*mostOnPaper, mostOnPaper)
	return onPaper{e.Collections[at].Name, paths.CollectionPaper(id), e.Collections[at].Poems, poems}, err
}

func (s *Server) threadOnPaper(ctx context.Context, id corpus.PoemID, number int) (onPaper, error) {
	poems, err := s.threads.Poems(ctx, id)
	if err != nil || len(poems) == 0 {
		return onPaper{}, err
	}
	from := min((number-1)*mostOnPaper, len(poems))
	return onPaper{s.words.Say("thread.of", poems[0].Title), paths.ThreadPaper(id), len(poems), poems[from:min(from+mostOnPaper, len(poems))]}, nil
}

// paperHeading names the list by what its poems have of it.
func (s *Server) paperHeading(f poems.Filter, list []corpus.Poem) string {
	switch {
	case f.Tag != "":
		return f.Tag
	case f.Tune != "":
		return f.Tune
	case f.Form != "":
		return s.words.Named(f.Form)
	case f.Year != 0:
		return s.words.Say("year.heading", f.Year)
	case len(list) == 0:
		return ""
	case f.Place != 0:
		return list[0].Place.Name()
	}
	return list[0].Author.Name
}
