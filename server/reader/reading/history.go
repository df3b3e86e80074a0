package reading

import (
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/server/answer"
	"shiyun/server/diff"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/published"
	"shiyun/server/request"
)

// changeView is one change of a poem as readers may see it: never by whom or
// why, which is between curators.
type changeView struct {
	At     time.Time
	Fields []diff.FieldDiff
}

type poemHistoryView struct {
	Poem    corpus.Poem
	Since   time.Time    // when it was first public
	Changes []changeView // latest first
}

// mostChanges bounds what a page lists.
const mostChanges = 50

// readersFields are those whose changes readers see: what the poem is,
// not how it is filed.
var readersFields = []string{"title", "author", "preface", "body", "note", "form", "tune", "place", "date", "source"}

func (s *Server) showPoemHistory(c echo.Context) (answer.Answer, error) {
	id, err := request.PathID(c)
	if err != nil {
		return nil, err
	}
	ctx := c.Request().Context()
	p, err := s.store.Published(ctx, corpus.PoemID(id))
	if err != nil {
		return published.MovedPoem(c, s.store, id, func(id corpus.PoemID) string { return paths.Poem(id) + "/history" }, err)
	}
	v := poemHistoryView{Poem: p, Since: p.PublishedAt}
	if v.Changes, err = s.publicChanges(ctx, p); err != nil {
		return nil, err
	}
	return s.pages.Show(c, http.StatusOK, "poem-history", page.View{Title: s.words.Say("readers.history", p.Title), NoIndex: true, Data: v})
}

func (s *Server) hasHistory(ctx context.Context, p corpus.Poem) (bool, error) {
	if p.Revision < 2 { // most poems: nothing need be read
		return false, nil
	}
	states, err := s.publicStates(ctx, p.ID)
	for i := 1; i < len(states); i++ {
		if told(states[i-1].Record, states[i].Record) {
			return true, nil
		}
	}
	return false, err
}

// publicState is a poem as everyone could read it.
type publicState struct {
	corpus.Record
	at time.Time
}

// publicStates are those of a poem, the first one first. What a poem said
// while no reader could see it stays unread.
func (s *Server) publicStates(ctx context.Context, id corpus.PoemID) ([]publicState, error) {
	revisions, err := s.store.Revisions(ctx, id)
	if err != nil {
		return nil, err
	}
	var states []publicState
	for _, r := range revisions {
		record, err := diff.RecordOf(r)
		if err != nil {
			return nil, err
		}
		if diff.StatusOf(record) == corpus.StatusPublished {
			states = append(states, publicState{record, r.At})
		}
	}
	return states, nil
}

// told holds where readers are told that two states differ.
func told(a, b corpus.Record) bool {
	return slices.ContainsFunc(diff.Changed(a, b), func(f diff.RecordField) bool { return slices.Contains(readersFields, f.Field) })
}

// publicChanges compares the states that were public, each with the one
// before it.
func (s *Server) publicChanges(ctx context.Context, p corpus.Poem) ([]changeView, error) {
	states, err := s.publicStates(ctx, p.ID)
	if err != nil {
		return nil, err
	}
	var changes []changeView
	for i := len(states) - 1; i > 0 && len(changes) < mostChanges; i-- {
		before, after := states[i-1], states[i]
		if !told(before.Record, after.Record) {
			continue
		}
		fields := diff.Compare(s.words, before.Record, after.Record, s.day(before.at), s.day(after.at))
		fields = slices.DeleteFunc(fields, func(f diff.FieldDiff) bool { return !slices.Contains(readersFields, f.Field) })
		changes = append(changes, changeView{after.at, fields})
	}
	return changes, nil
}

func (s *Server) day(at time.Time) string {
	at = at.In(s.now().Location())
	return s.words.Say("readers.day", at.Year(), int(at.Month()), at.Day())
}
