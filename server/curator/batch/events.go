package batch

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/batch"
	"shiyun/server/answer"
)

// stillSignedIn is how often an event stream makes sure that its session was
// not revoked; it also shows proxies that the line is alive.
const stillSignedIn = time.Second

type progressView struct {
	batchView
	Done, Of int // rows, or poems of an undo; Of is 0 where it is not known yet
	Rate     int // rows a second; 0 where it is not known
	Leave    bool
	Trouble  string // why it does not go on; "" where it does
}

// progressOf is how far a batch has come.
func (s *Server) progressOf(ctx context.Context, v batchView) (progressView, error) {
	p := progressView{batchView: v, Done: v.Counts.Read, Of: v.Total, Leave: v.Batch.State != corpus.BatchUndoing, Trouble: s.words.Render(s.desk.Trouble())}
	var err error
	if v.Batch.State == corpus.BatchUndoing {
		p.Of, p.Done, err = s.store.UndoSize(ctx, v.ID)
	}
	if p.Of > 0 {
		p.Done = min(p.Done, p.Of)
	}
	return p, err
}

// watchBatch sends the part of the page that shows progress whenever it
// changes, until the batch is at rest.
func (s *Server) watchBatch(c echo.Context) (answer.Answer, error) {
	id, err := s.batchID(c)
	if err != nil {
		return nil, err
	}
	return func(c echo.Context) error { return s.sendProgress(c, id) }, nil
}

func (s *Server) sendProgress(c echo.Context, id corpus.BatchID) error {
	ctx, stop := context.WithCancel(c.Request().Context())
	defer stop()
	moments, err := s.desk.Watch(ctx, id)
	if err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderContentType, "text/event-stream")
	c.Response().Header().Set("X-Accel-Buffering", "no") // nginx would hold events back
	c.Response().WriteHeader(http.StatusOK)
	again := time.NewTicker(stillSignedIn)
	defer again.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-again.C:
			if _, err := s.sessions.SignedIn(c); err != nil {
				return nil
			}
			err = say(c, "", nil)
		case moment, more := <-moments:
			if !more {
				return say(c, "end", nil)
			}
			err = s.sayProgress(ctx, c, moment)
		}
		if err != nil {
			return nil // whoever listened is gone
		}
	}
}

func (s *Server) sayProgress(ctx context.Context, c echo.Context, moment batch.Progress) error {
	if !moment.State.Busy() {
		return nil
	}
	v, err := s.progressOf(ctx, batchView{batchHead: s.headOf(moment.Batch)})
	if err != nil {
		return err
	}
	v.Rate, v.Trouble = int(moment.Rate), s.words.Render(moment.Trouble)
	content, err := s.pages.Render("curator-batch-busy", "batch-progress", v)
	if err != nil {
		return err
	}
	return say(c, "progress", content)
}

// say sends one event; without a name it is only a sign of life.
func say(c echo.Context, event string, data []byte) error {
	var b bytes.Buffer
	if event == "" {
		b.WriteString(":\n\n")
	} else {
		fmt.Fprintf(&b, "event: %s\n", event)
		for line := range bytes.SplitSeq(data, []byte("\n")) {
			fmt.Fprintf(&b, "data: %s\n", bytes.ReplaceAll(line, []byte("\r"), nil))
		}
		b.WriteString("\n")
	}
	_, err := io.Copy(c.Response(), &b)
	c.Response().Flush()
	return err
}
