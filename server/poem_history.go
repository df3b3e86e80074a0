package server

import (
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
)

// changeView is one change of a poem as readers may see it: never by whom or
// why, which is between curators.
type changeView struct {
	At     time.Time
	Fields []fieldDiff
}

type poemHistoryView struct {
	Poem    corpus.Poem
	Since   time.Time    // when it was first public
	Changes []changeView // latest first
}

// mostChanges bounds what a page tells.
const mostChanges = 50

// readersFields are what readers are told the changes of: what the poem says,
// not how it is filed.
var readersFields = []string{"title", "author", "preface", "body", "note", "form", "tune", "place", "date", "source"}

func (s *Server) showPoemHistory(c echo.Context) error {
	id, err := s.pathID(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	p, err := s.cfg.Store.Published(ctx, corpus.PoemID(id))
	if err != nil {
		return s.movedPoem(c, id, func(id corpus.PoemID) string { return poemPath(id) + "/history" }, err)
	}
	v := poemHistoryView{Poem: p, Since: p.PublishedAt}
	if v.Changes, err = s.publicChanges(ctx, p); err != nil {
		return err
	}
	return s.page(c, http.StatusOK, "poem-history", view{Title: s.words.say("readers.history", p.Title), NoIndex: true, Data: v})
}

func (s *Server) hasHistory(ctx context.Context, p corpus.Poem) (bool, error) {
	if p.Revision < 2 { // most poems: nothing need be read
		return false, nil
	}
	changes, err := s.publicChanges(ctx, p)
	return len(changes) > 0, err
}

// publicChanges compares the states that were public, each with the one
// before it. What a poem said while nobody could read it stays unread.
func (s *Server) publicChanges(ctx context.Context, p corpus.Poem) ([]changeView, error) {
	revisions, err := s.cfg.Store.Revisions(ctx, p.ID)
	if err != nil {
		return nil, err
	}
	var changes []changeView
	var before *corpus.Record
	var name string
	for _, r := range revisions {
		record, err := recordOf(r)
		if err != nil {
			return nil, err
		}
		if statusOfRecord(record) != corpus.StatusPublished {
			continue
		}
		day := s.day(r.At)
		if before != nil {
			fields := s.compare(*before, record, name, day)
			fields = slices.DeleteFunc(fields, func(f fieldDiff) bool { return !slices.Contains(readersFields, f.Field) })
			if len(fields) > 0 {
				changes = append(changes, changeView{r.At, fields})
			}
		}
		before, name = &record, day
	}
	slices.Reverse(changes)
	return changes[:min(len(changes), mostChanges)], nil
}

func (s *Server) day(at time.Time) string {
	at = at.In(s.cfg.Now().Location())
	return s.words.say("readers.day", at.Year(), int(at.Month()), at.Day())
}
