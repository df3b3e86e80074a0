package threads

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/server/answer"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/published"
	"shiyun/server/reader/reading"
	"shiyun/server/request"
	"shiyun/server/typeset"
)

type threadView struct {
	Turns []answering
	Paper string // address of the thread on paper; "" for a poem alone
}

// answering is a poem of a thread.
type answering struct {
	Poem  corpus.Poem
	Verse typeset.Verse
	To    corpus.Poem // what it answers; the zero poem for nothing that may be shown
	Ours  bool        // by whoever began the thread, and set on the other side
}

// showThread shows the thread a poem stands in, under the address of its
// first poem. A poem without answers stands alone.
func (s *Server) showThread(c echo.Context) (answer.Answer, error) {
	number, err := request.PathID(c)
	if err != nil {
		return nil, err
	}
	id := corpus.PoemID(number)
	ctx := c.Request().Context()
	if _, err := s.store.Published(ctx, id); err != nil {
		return published.MovedPoem(c, s.store, number, paths.Thread, err)
	}
	all, err := s.conversations(ctx)
	if err != nil {
		return nil, err
	}
	thread := []corpus.PoemID{id}
	if at, ok := all.of[id]; ok {
		thread = all.threads[at]
	}
	poems, err := s.inTime(ctx, thread)
	if err != nil {
		return nil, err
	}
	if len(poems) == 0 {
		return nil, request.NotFound()
	}
	if poems[0].ID != id && poems[0].ID == thread[0] {
		return answer.Redirect(http.StatusFound, paths.Numbered(paths.Thread(poems[0].ID)+"#p", number))
	}
	v := threadView{Turns: turnsOf(poems, all.to)}
	if len(poems) > 1 {
		v.Paper = paths.ThreadPaper(poems[0].ID)
	}
	return s.pages.Show(c, http.StatusOK, "thread", page.View{Title: s.words.Say("thread.of", poems[0].Title), Description: reading.Opening(poems[0]),
		Path: paths.Thread(poems[0].ID), NoIndex: len(poems) == 1, Font: reading.Font(poems[0]), Data: v})
}

func turnsOf(poems []corpus.Poem, to map[corpus.PoemID]corpus.PoemID) []answering {
	var turns []answering
	for _, p := range poems {
		one := answering{Poem: p, Verse: typeset.Unnumbered(typeset.Versify(p)), Ours: p.Author.ID == poems[0].Author.ID}
		if at := slices.IndexFunc(poems, func(q corpus.Poem) bool { return q.ID == to[p.ID] }); at >= 0 {
			one.To = poems[at]
		}
		turns = append(turns, one)
	}
	return turns
}
