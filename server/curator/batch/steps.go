package batch

import (
	"context"
	"net/url"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/server/answer"
	"shiyun/server/curator"
	"shiyun/server/request"
)

// stepBatch takes a batch a step on. The form has the state in which it was
// shown: where the batch has gone on since, by a second click or by
// another curator, nothing is done and the page shows how it stands.
func (s *Server) stepBatch(c echo.Context) (answer.Answer, error) {
	b, values, err := s.batchAsked(c)
	if err != nil {
		return nil, err
	}
	ctx, id := c.Request().Context(), b.ID
	if string(b.State) == values.Get("state") {
		err = s.takeStep(ctx, curator.ActorOf(c), id, values.Get("act"))
	}
	if err != nil && s.goneOn(ctx, b) {
		err = nil
	}
	if err != nil {
		return s.refused(c, id, err)
	}
	return answer.SeeOther(curator.BatchPath(id))
}

func (s *Server) takeStep(ctx context.Context, by corpus.Actor, id corpus.BatchID, act string) (err error) {
	switch act {
	case "check":
		_, err = s.desk.Check(ctx, by, id)
	case "start":
		_, err = s.desk.Start(ctx, by, id)
	case "cancel":
		_, err = s.desk.Cancel(ctx, by, id)
	case "resume":
		_, err = s.desk.Resume(ctx, by, id)
	default:
		err = request.NotFound()
	}
	return err
}

// goneOn reports whether a batch is no longer in the state it was read in.
func (s *Server) goneOn(ctx context.Context, b corpus.Batch) bool {
	now, err := s.store.Batch(ctx, b.ID)
	return err == nil && now.State != b.State
}

// decideBatch decides what becomes of one row that is nearly a poem the archive
// has, or of all that are not decided.
func (s *Server) decideBatch(c echo.Context) (answer.Answer, error) {
	id, err := s.batchID(c)
	if err != nil {
		return nil, err
	}
	values, err := request.Form(c)
	if err != nil {
		return nil, err
	}
	decision := corpus.Decision(values.Get("decision"))
	number := int(request.ParseID(values.Get("row")))
	if _, known := decisionKeys[decision]; !known || number == 0 && values.Get("row") != "all" {
		return nil, request.NotFound()
	}
	if _, err := s.desk.Decide(c.Request().Context(), id, number, decision); err != nil {
		return s.refused(c, id, err)
	}
	to := curator.BatchPath(id)
	if near := request.ParseID(values.Get("near")); near != 0 {
		to += "?" + url.Values{"near": {values.Get("near")}}.Encode()
	}
	if number != 0 {
		return answer.SeeOther(to + "#row-" + values.Get("row"))
	}
	return answer.SeeOther(to + "#near")
}

// decisionKeys are the words for what a person can decide of a row.
var decisionKeys = map[corpus.Decision]string{corpus.DecideMerge: "batch.merge", corpus.DecideKeep: "batch.keep", corpus.DecideSkip: "batch.skip"}

// batchAsked reads the batch a form is about, and the form.
func (s *Server) batchAsked(c echo.Context) (b corpus.Batch, values url.Values, err error) {
	id, err := s.batchID(c)
	if err != nil {
		return b, nil, err
	}
	if values, err = request.Form(c); err != nil {
		return b, nil, err
	}
	b, err = s.store.Batch(c.Request().Context(), id)
	return b, values, err
}
