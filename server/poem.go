package server

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/store"
)

// sampleTag marks poems written to show the archive, so that nobody takes
// them for a neighbour's.
const sampleTag = "样例"

// moreByAuthor is how many other poems of the author stand below a poem.
const moreByAuthor = 5

type poemView struct {
	Poem    corpus.Poem
	Related []relatedView
	More    []corpus.Poem
}

func (s *Server) showPoem(c echo.Context) error {
	id, err := s.pathID(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	p, err := s.cfg.Store.Published(ctx, corpus.PoemID(id))
	if err != nil {
		return err
	}
	more, err := s.moreBy(ctx, p)
	if err != nil {
		return err
	}
	return s.page(c, http.StatusOK, "poem", view{
		Title: s.words.say("poem.title", p.Title, p.Author.Name), Description: opening(p), Path: poemPath(p.ID),
		Data: poemView{Poem: p, Related: s.related(ctx, c, p.ID), More: more},
	})
}

// moreBy returns poems of the same author that come after this one, going
// round to the first ones.
func (s *Server) moreBy(ctx context.Context, p corpus.Poem) ([]corpus.Poem, error) {
	by := store.Filter{Author: p.Author.ID}
	more, _, err := s.cfg.Store.ListPublished(ctx, by, p.ID, moreByAuthor)
	if err != nil || len(more) == moreByAuthor {
		return more, err
	}
	first, _, err := s.cfg.Store.ListPublished(ctx, by, 0, moreByAuthor)
	for _, q := range first {
		known := func(m corpus.Poem) bool { return m.ID == q.ID }
		if len(more) < moreByAuthor && q.ID != p.ID && !slices.ContainsFunc(more, known) {
			more = append(more, q)
		}
	}
	return more, err
}

// opening is the first couplet of a poem, to know it by in a list.
func opening(p corpus.Poem) string {
	const enough = 30
	var b strings.Builder
	n := 0
	for _, line := range p.Lines()[:min(2, len(p.Lines()))] {
		for _, r := range strings.TrimSpace(line.Text) {
			if n++; n > enough {
				return b.String() + "…"
			}
			b.WriteRune(r)
		}
	}
	return b.String()
}

func isSample(p corpus.Poem) bool { return slices.Contains(p.Tags, sampleTag) }
