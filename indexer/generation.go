package indexer

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/indexer/engine"
	"shiyun/indexer/segment"
)

// errDamaged says that reading the index failed in a way only a damaged file
// explains.
var errDamaged = errors.New("index is damaged")

// generation is an open index.
type generation struct {
	record store.Generation
	dir    string
	at     corpus.Cursor // how far it is; used by the follower only
	loader *segment.Loader

	mu     sync.RWMutex // read-held while the engine is used, held to close it
	engine engine.Engine
	closed bool
}

// use runs fn on the engine unless it has been closed. A fault or panic while
// reading mapped files becomes errDamaged instead of the end of the process.
func (g *generation) use(fn func(engine.Engine) error) (err error) {
	g.mu.RLock()
	defer g.mu.RUnlock()
	if g.closed {
		return errNoEngine
	}
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %v", errDamaged, p)
		}
	}()
	return fn(g.engine)
}

// close waits for those who use the engine.
func (g *generation) close() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.closed {
		return nil
	}
	g.closed = true
	return g.engine.Close()
}

func (x *Index) generationDir(id int64) string {
	return filepath.Join(x.dir, fmt.Sprintf("gen-%d", id))
}

// openLive opens the live generation, or has one built when it is missing,
// out of date or damaged. Meanwhile searches read every text.
func (x *Index) openLive(ctx context.Context) error {
	record, err := x.store.LiveGeneration(ctx)
	if corpus.CodeOf(err) == corpus.NotFound {
		return x.startBuild(ctx, "none yet")
	}
	if err != nil {
		return err
	}
	g := &generation{record: record, dir: x.generationDir(record.ID), loader: x.loader.Load()}
	if reason := x.unfit(ctx, g); reason != "" {
		x.quarantine(ctx, g, reason)
		return nil
	}
	x.live.Store(g)
	x.log.Info("index opened", "generation", record.ID, "cursor", g.at)
	return nil
}

// unfit opens the generation and says why it cannot be used, "" where it can.
func (x *Index) unfit(ctx context.Context, g *generation) string {
	if g.record.Fingerprint != fingerprint(g.loader) {
		return "out of date"
	}
	if _, err := os.Stat(g.dir); err != nil {
		return "missing"
	}
	bleve, err := engine.OpenBleve(g.dir)
	if err != nil {
		return "damaged: " + err.Error()
	}
	g.engine = bleve
	var count int
	err = g.use(func(e engine.Engine) (err error) {
		if g.at, err = e.Cursor(); err == nil {
			count, err = e.Count()
		}
		return err
	})
	head, headErr := x.store.Head(ctx)
	switch {
	case err != nil:
		return "damaged: " + err.Error()
	case headErr != nil || !x.store.Reached(head, g.at):
		return "ahead of the archive"
	case g.at == g.record.Cursor && count != g.record.Poems:
		return fmt.Sprintf("holds %d poems instead of %d", count, g.record.Poems)
	}
	return ""
}

// quarantine takes a generation out of use, keeps its files aside for who
// wants to know what happened, and has a new one built.
func (x *Index) quarantine(ctx context.Context, g *generation, reason string) {
	x.log.Warn("index put aside", "generation", g.record.ID, "reason", reason)
	x.live.CompareAndSwap(g, nil)
	if g.engine != nil {
		if err := g.close(); err != nil {
			x.log.Warn("close index", "error", err)
		}
	}
	aside := filepath.Join(x.dir, fmt.Sprintf("quarantine-%s-gen-%d", time.Now().UTC().Format("20060102T150405"), g.record.ID))
	if err := os.Rename(g.dir, aside); err != nil && !errors.Is(err, os.ErrNotExist) {
		x.log.Error("put index aside", "error", err)
	}
	if err := x.store.EndGeneration(ctx, g.record.ID, store.GenerationQuarantined); err != nil {
		x.log.Error("record quarantine", "error", err)
	}
	if err := x.startBuild(ctx, reason); err != nil {
		x.log.Error("start rebuild", "error", err)
	}
}

// clearLeftovers removes what a process that ended in the middle of a build
// left, and every quarantine but the newest.
func (x *Index) clearLeftovers(ctx context.Context) error {
	generations, err := x.store.Generations(ctx)
	if err != nil {
		return err
	}
	live := ""
	for _, g := range generations {
		switch g.State {
		case store.GenerationLive:
			live = x.generationDir(g.ID)
		case store.GenerationBuilding:
			if err := x.store.EndGeneration(ctx, g.ID, store.GenerationRetired); err != nil {
				return err
			}
		}
	}
	entries, err := os.ReadDir(x.dir)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("list index directory: %w", err)
	}
	var quarantined []string
	for _, entry := range entries {
		path := filepath.Join(x.dir, entry.Name())
		if strings.HasPrefix(entry.Name(), "quarantine-") {
			quarantined = append(quarantined, path)
		} else if strings.HasPrefix(entry.Name(), "gen-") && path != live {
			x.remove(path)
		}
	}
	for _, path := range quarantined[:max(0, len(quarantined)-1)] {
		x.remove(path)
	}
	return nil
}

func (x *Index) remove(path string) {
	if err := os.RemoveAll(path); err != nil {
		x.log.Warn("remove old index", "error", err)
	}
}
