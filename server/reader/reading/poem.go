package reading

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/store/poems"
	"shiyun/corpus/verse"
	"shiyun/server/answer"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/published"
	"shiyun/server/request"
)

// SampleTag marks poems written to show the archive, so that no one takes
// them for a neighbour's.
const SampleTag = "样例"

// moreByAuthor is how many other poems of the author stand below a poem.
const moreByAuthor = 5

type poemView struct {
	Poem    corpus.Poem // as it is
	Reading Reading     // as it is shown
	Panel   *charPanel  // nil where no character was asked for
	Tools   tools
	Way     way
	Heard   []published.MediaView // recordings, above the verse
	Media   []published.MediaView // pictures, below it
	Taking  taking
	Changed bool // there is a history to read
	Data    work
	Related []relatedView
	More    []corpus.Poem
	Curator bool // whoever looks may edit
}

func (s *Server) showPoem(c echo.Context) (answer.Answer, error) {
	id, err := request.PathID(c)
	if err != nil {
		return nil, err
	}
	p, err := s.store.Published(c.Request().Context(), corpus.PoemID(id))
	if err != nil {
		return published.MovedPoem(c, s.store, id, paths.Poem, err)
	}
	v, err := s.viewPoem(c, p)
	if err != nil {
		return nil, err
	}
	return s.pages.Show(c, http.StatusOK, "poem", page.View{
		Title: s.words.Say("poem.title", p.Title, p.Author.Name), Description: Opening(p), Path: paths.Poem(p.ID), Font: Font(p),
		Picture: cardPath(p, squareCard, s.pages.Site(c.Request().Context())), Data: v,
	})
}

func (s *Server) viewPoem(c echo.Context, p corpus.Poem) (v poemView, err error) {
	ctx := c.Request().Context()
	prefs, of := s.origin.Preferences(c), s.pages.Site(ctx)
	prefs = prefs.With(map[string][]string{"script": {c.QueryParam("script")}})
	v = poemView{Poem: p, Reading: ReadingOf(p, prefs), Panel: panelOf(p, c.QueryParam("char")), Data: s.workOf(p, of, s.hosts.Whole(c)), Curator: s.sessions.Curates(c)}
	if c.QueryParam(showsMetre) != "" {
		v.Reading.Metre = s.metreOf(p, prefs.Book)
	}
	if v.Way, err = s.wayOf(c, p); err != nil {
		return v, err
	}
	if v.Taking, err = s.taking(p, of, s.hosts.Whole(c)); err != nil {
		return v, err
	}
	media, err := published.Media(ctx, s.store, p.ID)
	if err != nil {
		return v, err
	}
	for _, m := range media {
		if m.Sound {
			v.Heard = append(v.Heard, m)
		} else {
			v.Media = append(v.Media, m)
		}
	}
	if v.More, err = s.moreBy(ctx, p); err != nil {
		return v, err
	}
	v.Tools = toolsOf(p, prefs, v.Way)
	v.Tools.Metre, v.Tools.MetreOn = PoemAt(p.ID, v.Way.query, showsMetre, "1"), v.Reading.Metre != nil
	if v.Tools.MetreOn {
		v.Tools.Metre = PoemAt(p.ID, v.Way.query, "", "")
	}
	v.Changed, err = s.hasHistory(ctx, p)
	v.Related = s.related(ctx, c, p.ID)
	return v, err
}

// moreBy returns poems of the same author that come after this one, going
// round to the first ones.
func (s *Server) moreBy(ctx context.Context, p corpus.Poem) ([]corpus.Poem, error) {
	by := poems.Filter{Author: p.Author.ID}
	more, _, err := s.store.ListPublished(ctx, by, p.ID, moreByAuthor)
	if err != nil || len(more) == moreByAuthor {
		return more, err
	}
	first, _, err := s.store.ListPublished(ctx, by, 0, moreByAuthor)
	for _, q := range first {
		known := func(m corpus.Poem) bool { return m.ID == q.ID }
		if len(more) < moreByAuthor && q.ID != p.ID && !slices.ContainsFunc(more, known) {
			more = append(more, q)
		}
	}
	return more, err
}

// Opening returns the first couplet of a poem, to know it by in a list.
func Opening(p corpus.Poem) string {
	const enough = 30
	var b strings.Builder
	n := 0
	for _, line := range verse.Lines(p.Body)[:min(2, len(verse.Lines(p.Body)))] {
		for _, r := range strings.TrimSpace(line.Text) {
			if n++; n > enough {
				return b.String() + "…"
			}
			b.WriteRune(r)
		}
	}
	return b.String()
}

// IsSample reports whether a poem was written to show the archive.
func IsSample(p corpus.Poem) bool { return slices.Contains(p.Tags, SampleTag) }
