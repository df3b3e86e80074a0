package indexer

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"shiyun/corpus/store/state"
)

// Rebuild has the index built anew and waits until the new one is live.
func Rebuild(ctx context.Context, cfg Config) error {
	_, err := request(ctx, cfg, state.RequestRebuild)
	return err
}

// Verify has the index compared with the archive.
func Verify(ctx context.Context, cfg Config) (Report, error) {
	var report Report
	answer, err := request(ctx, cfg, state.RequestVerify)
	if err == nil {
		err = json.Unmarshal([]byte(answer), &report)
	}
	return report, err
}

// request has the process that holds the index do something, and waits.
func request(ctx context.Context, cfg Config, kind state.RequestKind) (string, error) {
	id, err := cfg.Store.AskIndex(ctx, kind)
	if err != nil {
		return "", err
	}
	var asked state.Request
	err = Until(ctx, cfg, func(ctx context.Context) (_ bool, err error) {
		asked, err = cfg.Store.IndexRequest(ctx, id)
		return asked.Done, err
	})
	if err == nil && asked.Error != "" {
		err = errors.New(asked.Error)
	}
	return asked.Answer, err
}

// handleRequests does what commands have asked of the process that holds the
// index. A rebuild is answered when the new generation is live; a request that
// has to wait stays open until a later poll.
func (x *Index) handleRequests(ctx context.Context) error {
	requests, err := x.store.OpenIndexRequests(ctx)
	if err != nil {
		return err
	}
	var rebuilds []int64
	for _, r := range requests {
		switch r.Kind {
		case state.RequestRebuild:
			rebuilds = append(rebuilds, r.ID)
		case state.RequestVerify:
			if g := x.live.Load(); g != nil {
				x.answerVerify(ctx, r.ID, g)
			}
		default:
			x.answerRequest(ctx, r.ID, "", fmt.Errorf("unknown request %q", r.Kind))
		}
	}
	if len(rebuilds) == 0 || x.building {
		return nil
	}
	return x.startBuild(ctx, "asked for", rebuilds...)
}

func (x *Index) answerVerify(ctx context.Context, request int64, g *generation) {
	report, err := x.verify(ctx, g)
	if err != nil {
		x.answerRequest(ctx, request, "", err)
		return
	}
	answer, err := json.Marshal(report)
	x.answerRequest(ctx, request, string(answer), err)
}

func (x *Index) answerRequest(ctx context.Context, request int64, answer string, failure error) {
	if err := x.store.AnswerIndexRequest(ctx, request, answer, failure); err != nil {
		x.log.Error("answer index request", "request", request, "error", err)
	}
}
