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
	Hidden bool // there was a state then which is not shown
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
	return len(stepsOf(states)) > 0, err
}

// publicState is a poem as everyone could read it.
type publicState struct {
	corpus.Record
	at     time.Time
	hidden bool // it is not shown any more, and Record is empty
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
		switch {
		case diff.StatusOf(record) != corpus.StatusPublished:
		case r.Hidden:
			states = append(states, publicState{at: r.At, hidden: true})
		default:
			states = append(states, publicState{Record: record, at: r.At})
		}
	}
	return states, nil
}

// told reports whether readers are told that two states differ.
func told(a, b corpus.Record) bool {
	return slices.ContainsFunc(diff.Changed(a, b), func(f diff.RecordField) bool { return slices.Contains(readersFields, f.Field) })
}

// step leads from one state to the next that readers are told of.
type step struct{ before, after publicState }

// stepsOf are the steps between the states, the first one first. A hidden state
// is a step of its own: those on both sides of it are compared with each
// other, which shows nothing of it.
func stepsOf(states []publicState) []step {
	var steps []step
	var before *publicState // the last one that is shown
	for i, after := range states {
		switch {
		case after.hidden:
			steps = append(steps, step{after: after})
			continue
		case before != nil && told(before.Record, after.Record):
			steps = append(steps, step{*before, after})
		}
		before = &states[i]
	}
	return steps
}

// publicChanges compares the states that were public, each with the one
// before it.
func (s *Server) publicChanges(ctx context.Context, p corpus.Poem) ([]changeView, error) {
	states, err := s.publicStates(ctx, p.ID)
	if err != nil {
		return nil, err
	}
	var changes []changeView
	steps := stepsOf(states)
	for _, one := range slices.Backward(steps[max(0, len(steps)-mostChanges):]) {
		if one.after.hidden {
			changes = append(changes, changeView{At: one.after.at, Hidden: true})
			continue
		}
		fields := diff.Compare(s.words, one.before.Record, one.after.Record, s.day(one.before.at), s.day(one.after.at))
		fields = slices.DeleteFunc(fields, func(f diff.FieldDiff) bool { return !slices.Contains(readersFields, f.Field) })
		changes = append(changes, changeView{At: one.after.at, Fields: fields})
	}
	return changes, nil
}

func (s *Server) day(at time.Time) string {
	at = at.In(s.now().Location())
	return s.words.Say("readers.day", at.Year(), int(at.Month()), at.Day())
}
