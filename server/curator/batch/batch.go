package batch

import (
	"context"
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/server/answer"
	"shiyun/server/curator"
	"shiyun/server/page"
	"shiyun/server/request"
)

// batchView is what every page of a batch begins with.
type batchView struct {
	batchHead
	Notice string // what went wrong with the last step; "" for nothing
}

func (s *Server) batchID(c echo.Context) (corpus.BatchID, error) {
	id := request.ParseID(c.Param("id"))
	if id == 0 {
		return 0, request.NotFound()
	}
	return corpus.BatchID(id), nil
}

func (s *Server) showBatch(c echo.Context) (answer.Answer, error) {
	id, err := s.batchID(c)
	if err != nil {
		return nil, err
	}
	return s.batchPage(c, http.StatusOK, id, "")
}

// batchPage shows a batch: what its state asks for.
func (s *Server) batchPage(c echo.Context, status int, id corpus.BatchID, notice string) (answer.Answer, error) {
	ctx := c.Request().Context()
	b, err := s.store.Batch(ctx, id)
	if err != nil {
		return nil, err
	}
	name, data, err := s.batchData(ctx, c, batchView{s.headOf(b), notice})
	if err != nil {
		return nil, err
	}
	return s.pages.Show(c, status, name, page.View{Title: s.words.Say("batch.title", id), Here: curator.BatchPath(id), Data: data})
}

func (s *Server) batchData(ctx context.Context, c echo.Context, v batchView) (page string, data any, err error) {
	switch state := v.Batch.State; {
	case state.Busy():
		data, err = s.progressOf(ctx, v)
		return "curator-batch-busy", data, err
	case state == corpus.BatchUploaded, state == corpus.BatchMapped, state == corpus.BatchChecked && c.QueryParam("edit") != "":
		if state == corpus.BatchChecked {
			v.State, v.Todo = s.words.Say("batch_state.mapped"), s.words.Say("batch_next.mapped")
		}
		data, err = s.planOf(ctx, c.QueryParams(), v)
		return "curator-batch-plan", data, err
	case state == corpus.BatchChecked:
		data, err = s.checkedOf(ctx, c.QueryParams(), v)
		return "curator-batch-checked", data, err
	}
	data, err = s.endedOf(ctx, c.QueryParams(), v)
	return "curator-batch-ended", data, err
}

// refused shows a step that could not be taken on the page of its batch, and
// passes on what is no matter of the batch.
func (s *Server) refused(c echo.Context, id corpus.BatchID, err error) (answer.Answer, error) {
	switch status, message := s.pages.Classify(err); corpus.CodeOf(err) {
	case corpus.Invalid, corpus.Conflict, corpus.NotFound, corpus.Unavailable:
		return s.batchPage(c, status, id, message)
	}
	return nil, err
}
