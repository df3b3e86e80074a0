package indexer_test

import (
	"archive/zip"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/store/state"
	"shiyun/indexer"
	"shiyun/indexer/engine"
	"shiyun/indexer/engine/bleve"
	"shiyun/indexer/engine/enginetest"
)

// An archive whose index was written in November 2026, before engines were
// handed in, opens. Its folding knew fewer variants, so that the index is
// rebuilt; while a fingerprint stays what it is, generation 1 would go on.
func TestIndexWrittenBefore(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	unzip(t, "testdata/archive-2026-11.zip", dir)
	a := newArchiveIn(t, dir)
	cfg := a.config()
	cfg.Engine = bleve.NewOpener(indexer.Folder(dir))
	r := a.startWith(cfg)
	r.awaitReady()
	if live := a.live(); live.ID != 2 || live.Poems != 6 {
		t.Errorf("the live generation is %+v", live)
	}
	r.wantFound("春") // 春 was in an older revision of one
	r.wantFound("秋", 3)
	r.wantFound("月", 1, 6)
	if asked := r.ask(state.RequestVerify); asked.Error != "" || !strings.Contains(asked.Answer, `"poems":6,"missing":0,"stale":0,"extra":0,"sampled":1,"unfound":0`) {
		t.Errorf("verify: %+v", asked)
	}
	r.publish("春江潮水")
	r.wantFound("春", 7)
}

func unzip(t *testing.T, file, dir string) {
	t.Helper()
	z, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	if err := os.CopyFS(dir, z); err != nil {
		t.Fatal(err)
	}
}

// defect is something that makes the live generation, which is the first,
// unfit while no program runs.
type defect struct {
	name   string
	do     func(a *archive)
	reason string // recorded with the generation that replaces it
}

var defects = []defect{
	{"missing", func(a *archive) {
		if err := a.engine.Drop(a.t.Context(), "gen-1"); err != nil {
			a.t.Fatal(err)
		}
	}, "missing"},
	{"another format", func(a *archive) { a.engine.Opener = otherFormat{a.engine.Opener} }, "out of date"},
	{"damaged", func(a *archive) { a.engine.open.set(failOnce(fmt.Errorf("bad page: %w", engine.ErrDamaged))) }, "damaged: bad page: index generation is damaged"},
	{"fewer poems than recorded", func(a *archive) { a.applyBeside([]engine.Update{{ID: 1}}, a.live().Cursor) }, "holds 1 poems instead of 2"},
	{"ahead of the archive", func(a *archive) { a.applyBeside(nil, a.live().Cursor+"0") }, "ahead of the archive"},
}

type otherFormat struct{ engine.Opener }

func (otherFormat) Format() string { return "memory/2" }

func failOnce(err error) func(string) error {
	var failed atomic.Bool
	return func(string) error {
		if failed.CompareAndSwap(false, true) {
			return err
		}
		return nil
	}
}

// applyBeside changes the first generation while no index has it open.
func (a *archive) applyBeside(updates []engine.Update, at corpus.Cursor) {
	a.t.Helper()
	e := a.openEngine(1)
	if err := e.Apply(a.t.Context(), updates, at); err != nil {
		a.t.Fatal(err)
	}
	if err := e.Close(); err != nil {
		a.t.Fatal(err)
	}
}

// A generation that is not what its record says is put aside and built anew,
// with the reason; texts answer meanwhile.
func TestUnfitGenerationsAreReplaced(t *testing.T) {
	t.Parallel()
	for _, d := range defects {
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			a := newArchive(t, "春风", "春水")
			r := a.start()
			r.awaitReady()
			r.stop()
			d.do(a)
			build := make(chan struct{})
			a.engine.create.set(func(string) error { <-build; return nil })
			r = a.start()
			await(t, "read", func() bool { return r.index.Texts().Len() == 2 })
			if _, proposed := r.found("春"); proposed || r.index.Complete() || r.index.Ready() {
				t.Error("without a generation the index calls itself complete")
			}
			close(build)
			r.awaitReady()
			r.wantFound("春", 1, 2)
			if live := a.live(); live.ID != 2 || live.Reason != d.reason {
				t.Errorf("the live generation is %+v, want the second because of %q", live, d.reason)
			}
			if got, want := a.states(), []state.GenerationState{state.GenerationQuarantined, state.GenerationLive}; !slices.Equal(got, want) {
				t.Errorf("states %v, want %v", got, want)
			}
			if got := a.names(); !slices.Equal(got, []string{"gen-2"}) {
				t.Errorf("the engine has %v", got)
			}
		})
	}
}

// An engine that cannot be reached for a while condemns no generation: it is
// opened when the engine is back, and not built anew.
func TestPassingErrorKeepsTheGeneration(t *testing.T) {
	t.Parallel()
	a := newArchive(t, "春风")
	r := a.start()
	r.awaitReady()
	r.stop()
	var calls atomic.Int32
	a.engine.open.set(func(string) error {
		if calls.Add(1) < 3 {
			return errors.New("connection refused")
		}
		return nil
	})
	r = a.start()
	r.awaitReady()
	if live := a.live(); live.ID != 1 || calls.Load() != 3 {
		t.Errorf("live %+v after %d calls", live, calls.Load())
	}
}

// Damage found by a search, or by following changes, replaces the generation.
func TestDamageFoundAtWorkReplacesTheGeneration(t *testing.T) {
	t.Parallel()
	damaged := func(name string) error {
		if name == "gen-1" {
			return engine.ErrDamaged
		}
		return nil
	}
	for name, damage := range map[string]func(*running){
		"reading": func(r *running) {
			r.engine.read.set(damaged)
			if _, proposed := r.found("春"); proposed {
				r.t.Error("a damaged generation proposed")
			}
			r.found("春") // a second report before the first is handled
		},
		"writing": func(r *running) {
			r.engine.apply.set(damaged)
			r.add("春山")
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := newArchive(t, "春风")
			r := a.start()
			r.awaitReady()
			damage(r)
			await(t, "put aside", func() bool { return a.states()[0] == state.GenerationQuarantined })
			r.awaitReady()
			if got, proposed := r.found("春"); !proposed || len(got) == 0 || got[0] != 1 {
				t.Errorf("found %v", got)
			}
			if live := a.live(); live.ID != 2 || live.Reason != "damaged" {
				t.Errorf("live %+v", live)
			}
		})
	}
}

// What a build that was cut short left is dropped at the next start; what does
// not look like a generation is not.
func TestLeftoversAreDropped(t *testing.T) {
	t.Parallel()
	a := newArchive(t, "春风")
	r := a.start()
	r.awaitReady()
	r.stop()
	for _, name := range []string{"gen-7", "backup"} {
		if _, err := a.engine.Create(t.Context(), name); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := a.store.CreateGeneration(t.Context(), a.live().Fingerprint, "asked for"); err != nil {
		t.Fatal(err)
	}
	r = a.start()
	r.awaitReady()
	if got := a.names(); !slices.Equal(got, []string{"backup", "gen-1"}) {
		t.Errorf("the engine has %v", got)
	}
	if got, want := a.states(), []state.GenerationState{state.GenerationLive, state.GenerationRetired}; !slices.Equal(got, want) {
		t.Errorf("states %v, want %v", got, want)
	}
}

// A fingerprint names everything that decides how poems are indexed: the
// engine's format comes first, as it always has.
func TestFingerprint(t *testing.T) {
	t.Parallel()
	a := newArchive(t, "春风")
	a.start().awaitReady()
	format := enginetest.NewMemory().Format() + " "
	if got := a.live().Fingerprint; !strings.HasPrefix(got, format+"analyser-1 fold-") || len(strings.Fields(got)) < 4 {
		t.Errorf("fingerprint %q", got)
	}
}
