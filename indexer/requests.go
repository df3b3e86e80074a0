package indexer

import (
	"context"
	"encoding/json"
	"fmt"

	"shiyun/corpus/store"
)

// answerRequests does what commands have asked of whoever holds the index. A
// rebuild is answered when the new generation is live; a request that has to
// wait stays open and is met again at the next look.
func (x *Index) answerRequests(ctx context.Context) error {
	requests, err := x.store.OpenIndexRequests(ctx)
	if err != nil {
		return err
	}
	var rebuilds []int64
	for _, r := range requests {
		switch r.Kind {
		case store.RequestRebuild:
			rebuilds = append(rebuilds, r.ID)
		case store.RequestVerify:
			if g := x.live.Load(); g != nil {
				x.answerVerify(ctx, r.ID, g)
			}
		default:
			x.answer(ctx, r.ID, "", fmt.Errorf("unknown request %q", r.Kind))
		}
	}
	if len(rebuilds) == 0 || x.busy {
		return nil
	}
	return x.startBuild(ctx, "asked for", rebuilds...)
}

func (x *Index) answerVerify(ctx context.Context, request int64, g *generation) {
	report, err := x.verify(ctx, g)
	if err != nil {
		x.answer(ctx, request, "", err)
		return
	}
	answer, err := json.Marshal(report)
	x.answer(ctx, request, string(answer), err)
}

func (x *Index) answer(ctx context.Context, request int64, answer string, failure error) {
	if err := x.store.AnswerIndexRequest(ctx, request, answer, failure); err != nil {
		x.log.Error("answer index request", "request", request, "error", err)
	}
}
