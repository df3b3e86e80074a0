package batch

import (
	"context"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/store/merging"
	"shiyun/server/answer"
	"shiyun/server/curator"
	"shiyun/server/diff"
	"shiyun/server/page"
	"shiyun/server/request"
)

// conflictsShown is how many poems that were changed since are shown to be
// chosen for one by one; the others share one choice.
const conflictsShown = 50

// undoView is what taking a batch back would do.
type undoView struct {
	batchView
	Removes   int // poems that the batch made
	Restores  int // poems that it changed
	Conflicts []conflictView
	More      int // conflicts beyond those shown
	Undone    int // taken back already
	Beside    string
}

type conflictView struct {
	corpus.Poem
	Removes bool // undoing would take the poem away
	Fields  []diff.FieldDiff
	Choice  merging.UndoChoice
}

func (s *Server) showUndo(c echo.Context) (answer.Answer, error) {
	id, err := s.batchID(c)
	if err != nil {
		return nil, err
	}
	ctx := c.Request().Context()
	b, err := s.store.Batch(ctx, id)
	if err != nil {
		return nil, err
	}
	if _, may := b.State.Next(corpus.StepUndo); !may {
		return answer.SeeOther(curator.BatchPath(id))
	}
	v, err := s.undoOf(ctx, batchView{batchHead: s.headOf(b)})
	if err != nil {
		return nil, err
	}
	return s.pages.Show(c, http.StatusOK, "curator-batch-undo", page.View{Title: s.words.Say("undo.title", id), Data: v})
}

func (s *Server) undoOf(ctx context.Context, v batchView) (w undoView, err error) {
	w.batchView = v
	made := 0
	err = s.store.UndoConflicts(ctx, v.ID, func(conflict merging.UndoConflict) error {
		removes := conflict.Then.Status == corpus.StatusRemoved
		if removes {
			made++
		}
		if len(w.Conflicts) == conflictsShown {
			w.More++
			return nil
		}
		one := conflictView{Poem: conflict.Now, Removes: removes, Choice: conflict.Choice}
		if !removes {
			one.Fields = diff.Compare(s.words, corpus.NewRecord(conflict.Now), conflict.Then, s.words.Say("undo.now"), s.words.Say("undo.then"))
		}
		w.Conflicts = append(w.Conflicts, one)
		return nil
	})
	if err != nil {
		return w, err
	}
	if w.Beside, err = s.undoesBeside(ctx, v.Batch); err != nil {
		return w, err
	}
	poems, undone, err := s.store.UndoSize(ctx, v.ID)
	if err != nil {
		return w, err
	}
	left := poems - undone - len(w.Conflicts) - w.More
	w.Undone = undone
	if undone > 0 {
		return w, nil
	}
	all, err := s.store.UndoMade(ctx, v.ID)
	w.Removes = min(max(all-made, 0), left)
	w.Restores = left - w.Removes
	return w, err
}

// undoesBeside is the key of what is said of things besides poems that go with the
// batch; "" where there are none.
func (s *Server) undoesBeside(ctx context.Context, b corpus.Batch) (string, error) {
	if b.State == corpus.BatchUndone {
		return "", nil
	}
	more, err := s.store.UndoesMore(ctx, b.ID)
	if !more || err != nil {
		return "", err
	}
	return "undo.beside." + string(b.Kind), nil
}

// undoBatch takes a batch back, with what was chosen of poems that another
// changed since.
func (s *Server) undoBatch(c echo.Context) (answer.Answer, error) {
	b, values, err := s.batchAsked(c)
	if err != nil {
		return nil, err
	}
	ctx, id := c.Request().Context(), b.ID
	if values.Get("state") != string(b.State) {
		return answer.SeeOther(curator.BatchPath(id))
	}
	chosen := map[corpus.PoemID]merging.UndoChoice{}
	for key := range values {
		if poem, ok := strings.CutPrefix(key, "p."); ok {
			chosen[corpus.PoemID(request.ParseID(poem))] = undoChoice(values.Get(key))
		}
	}
	if err := s.chooseUndo(ctx, id, chosen, undoChoice(values.Get("rest"))); err != nil {
		return nil, err
	}
	if _, err = s.desk.Undo(ctx, curator.ActorOf(c), id); err != nil && !s.goneOn(ctx, b) {
		return s.refused(c, id, err)
	}
	return answer.SeeOther(curator.BatchPath(id))
}

// chooseUndo keeps what was chosen for every poem in conflict, and for those
// that were not shown what was chosen for the rest.
func (s *Server) chooseUndo(ctx context.Context, id corpus.BatchID, chosen map[corpus.PoemID]merging.UndoChoice, rest merging.UndoChoice) error {
	var others []corpus.PoemID
	err := s.store.UndoConflicts(ctx, id, func(conflict merging.UndoConflict) error {
		if _, ok := chosen[conflict.Now.ID]; !ok {
			others = append(others, conflict.Now.ID)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, poem := range others {
		chosen[poem] = rest
	}
	for poem, choice := range chosen {
		if err := s.store.ChooseUndo(ctx, id, poem, choice); err != nil {
			return err
		}
	}
	return nil
}

// undoChoice is to leave a poem where nothing else was said.
func undoChoice(text string) merging.UndoChoice {
	if text == string(merging.UndoTake) {
		return merging.UndoTake
	}
	return merging.UndoLeave
}
