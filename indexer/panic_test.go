package indexer_test

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"

	"shiyun/indexer"
	"shiyun/indexer/engine"
)

// panicky is an engine that panics as often as it is told to.
type panicky struct {
	engine.Opener
	opens, creates atomic.Int32
}

func (p *panicky) Open(ctx context.Context, name string) (engine.Engine, error) {
	if p.opens.Add(-1) >= 0 {
		panic("opening")
	}
	return p.Opener.Open(ctx, name)
}

func (p *panicky) Create(ctx context.Context, name string) (engine.Engine, error) {
	if p.creates.Add(-1) >= 0 {
		panic("creating")
	}
	return p.Opener.Create(ctx, name)
}

// A panic in a round or in a build ends neither the process nor the index: it
// is logged with its stack, nothing is ready meanwhile, and the next round
// begins anew.
func TestIndexGoesOnAfterAPanic(t *testing.T) {
	t.Parallel()
	a := newArchive(t)
	r := a.start()
	r.publish("一湖秋水")
	r.stop()
	cfg := a.config()
	broken := &panicky{Opener: cfg.Engine}
	broken.opens.Store(2)
	cfg.Engine = broken
	a.startWith(cfg).awaitReady()
	if broken.opens.Load() >= 0 {
		t.Errorf("opened %d times too few", broken.opens.Load()+1)
	}
}

// A build that panics has failed, and who asked for it is told; another may
// follow.
func TestABuildThatPanicsHasFailed(t *testing.T) {
	t.Parallel()
	a := newArchive(t)
	cfg := a.config()
	broken := &panicky{Opener: cfg.Engine}
	cfg.Engine = broken
	a.startWith(cfg).publish("一湖秋水")
	broken.creates.Store(1)
	if err := indexer.Rebuild(t.Context(), a.config()); err == nil || !strings.Contains(err.Error(), "creating") {
		t.Errorf("a build that panicked: %v", err)
	}
	if err := indexer.Rebuild(t.Context(), a.config()); err != nil {
		t.Errorf("the next: %v", err)
	}
}
