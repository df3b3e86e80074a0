package batch

import (
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/batch"
	"shiyun/server/answer"
	"shiyun/server/curator"
	"shiyun/server/page"
)

// batchesShown is how many batches the list goes back.
const batchesShown = 100

type batchesView struct {
	Notice string // what went wrong with what was just sent; "" for nothing
	Most   int64  // bytes that may be sent at once
	Rows   []batchHead
}

// batchHead is what is said of a batch wherever it is shown.
type batchHead struct {
	corpus.Batch
	Path  string
	What  string // its files, or what it was
	State string // in words
	Todo  string // what is to be done with it, in one sentence
	Who   string
	Since string
	Waits bool // a person's to go on with
	// Counted is true where the counts are of what happened, or will; those of
	// a check that nothing came of are not.
	Counted bool
}

// contentsOf lists the files of an import, or what another batch does.
func (s *Server) contentsOf(b corpus.Batch) string {
	list := slices.Clone(b.Files)
	for _, m := range b.Summary {
		list = append(list, s.words.Render(m))
	}
	return strings.Join(list, "、")
}

func (s *Server) headOf(b corpus.Batch) batchHead {
	h := batchHead{Batch: b, Path: curator.BatchPath(b.ID), What: s.contentsOf(b), State: s.words.Say("batch_state." + string(b.State)),
		Todo: s.words.Say("batch_next." + string(b.State)), Who: curator.ActorName(s.words, b.By), Since: s.pages.Moment(b.StartedAt), Counted: b.Counts.Read > 0}
	switch {
	case b.Kind == corpus.BatchEdit:
		h.What = strings.TrimSuffix(s.words.Say("batch.edit", h.What), "：")
	case h.What == "":
		h.What = s.words.Say("batch.nameless")
	}
	if b.Kind != corpus.BatchImport && b.State == corpus.BatchUndone { // there is no file to bring again
		h.Todo = s.words.Say("batch.taken_back")
	}
	switch b.State {
	case corpus.BatchUploaded, corpus.BatchMapped, corpus.BatchChecked:
		h.Waits = true
	case corpus.BatchCancelled, corpus.BatchFailed:
		if len(b.Plan) > 0 && b.BegunAt.IsZero() {
			h.Todo, h.Counted = s.words.Say("batch.not_begun"), false
		}
	}
	return h
}

func (s *Server) showBatches(c echo.Context) (answer.Answer, error) {
	return s.batchesPage(c, http.StatusOK, "")
}

// batchesPage lists the batches, and is where new ones begin.
func (s *Server) batchesPage(c echo.Context, status int, notice string) (answer.Answer, error) {
	batches, err := s.store.Batches(c.Request().Context(), batchesShown)
	if err != nil {
		return nil, err
	}
	v := batchesView{Notice: notice, Most: batch.MaxUpload}
	for _, b := range batches {
		v.Rows = append(v.Rows, s.headOf(b))
	}
	return s.pages.Show(c, status, "curator-batches", page.View{Title: s.words.Say("curator.batches"), Data: v})
}
