package indexer_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/store/state"
	"shiyun/indexer"
)

// startMapped runs an index that keeps its texts in a file, however few.
func (a *archive) startMapped() *running {
	a.t.Helper()
	cfg := a.config()
	cfg.MapTextsFrom = 1
	r := a.startWith(cfg)
	r.awaitReady()
	return r
}

func (a *archive) textsFile() string { return filepath.Join(indexer.Folder(a.dir), "texts") }

// hasText reports whether the file of the texts has some bytes, false where there
// is no file.
func (a *archive) hasText(text string) bool {
	a.t.Helper()
	content, err := os.ReadFile(a.textsFile())
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		a.t.Fatal(err)
	}
	return bytes.Contains(content, []byte(text))
}

func (r *running) text(id corpus.PoemID) string {
	if p := r.index.Texts().Poem(id); p != nil {
		return p.BodyText()
	}
	return ""
}

func (r *running) wantInFile(poems int) {
	r.t.Helper()
	s := r.index.Texts()
	if heap, all := s.InHeap(); heap != 0 || all == 0 || s.Len() != poems {
		r.t.Errorf("%d of %d pages in the heap, %d poems; want %d poems, all in a file", heap, all, s.Len(), poems)
	}
}

func TestTextsComeFromTheFile(t *testing.T) {
	t.Parallel()
	a := newArchive(t, "春风", "春水", "春山")
	first := a.startMapped()
	first.wantInFile(3)
	first.stop()
	first.withdraw(1)
	first.add("春雨")
	second := a.startMapped()
	if heap, _ := second.index.Texts().InHeap(); heap != 1 {
		t.Errorf("%d pages in the heap, want the one that changed", heap)
	}
	if second.text(1) != "" || second.text(2) != "春水" || second.text(4) != "春雨" || second.index.Texts().Len() != 3 {
		t.Errorf("texts %q %q %q", second.text(1), second.text(2), second.text(4))
	}
	second.wantFound("春", 2, 3, 4)
}

func TestSmallArchiveHasNoFile(t *testing.T) {
	t.Parallel()
	a := newArchive(t, "春风")
	a.start().awaitReady()
	if files, err := filepath.Glob(a.textsFile() + "*"); err != nil || len(files) > 0 {
		t.Errorf("%v, %v", files, err)
	}
}

// What is withdrawn is not found from then on, and is in no file soon.
func TestWithdrawnTextLeavesTheFile(t *testing.T) {
	t.Parallel()
	a := newArchive(t, "春风", "柳浪闻莺")
	cfg := a.config()
	cfg.MapTextsFrom = 1
	index, err := indexer.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	index.SetWithdrawnStay(10 * time.Millisecond)
	x := a.run(index)
	x.awaitReady()
	if !a.hasText("柳浪闻莺") {
		t.Fatal("the file has no text")
	}
	a.withdraw(2)
	x.awaitReady()
	if x.text(2) != "" {
		t.Error("a withdrawn text is there")
	}
	await(t, "written without it", func() bool {
		heap, _ := x.index.Texts().InHeap()
		return heap == 0 && !a.hasText("柳浪闻莺")
	})
}

// After a rebuild no file has what the archive has no more: erasing a person
// relies on it.
func TestRebuildDropsTheFile(t *testing.T) {
	t.Parallel()
	a := newArchive(t, "春风", "柳浪闻莺")
	r := a.startMapped()
	a.withdraw(2)
	if asked := r.ask(state.RequestRebuild); asked.Error != "" {
		t.Fatal(asked.Error)
	}
	if a.hasText("柳浪闻莺") {
		t.Error("the file still has a withdrawn text once a rebuild is answered")
	}
	await(t, "written again", func() bool {
		heap, _ := r.index.Texts().InHeap()
		return heap == 0 && a.hasText("春风")
	})
	if a.hasText("柳浪闻莺") {
		t.Error("the next file has a withdrawn text")
	}
}

func TestTextsFileIsNotBelieved(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func(t *testing.T, a *archive){
		"cut short": func(t *testing.T, a *archive) { a.rewriteTexts(func(b []byte) []byte { return b[:len(b)-1] }) },
		"empty":     func(t *testing.T, a *archive) { a.rewriteTexts(func([]byte) []byte { return nil }) },
		"a poem altered": func(t *testing.T, a *archive) {
			a.rewriteTexts(func(b []byte) []byte { return bytes.Replace(b, []byte("春风"), []byte("秋风"), 1) })
		},
		"of another archive": func(t *testing.T, a *archive) {
			other := newArchive(t, "夏风", "夏水")
			other.startMapped().stop()
			content, err := os.ReadFile(other.textsFile())
			if err != nil {
				t.Fatal(err)
			}
			a.rewriteTexts(func([]byte) []byte { return content })
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := newArchive(t, "春风", "春水")
			a.startMapped().stop()
			spoil(t, a)
			r := a.startMapped()
			r.index.Texts().Prepare(t.Context())
			await(t, "as the archive has it", func() bool { return r.text(1) == "春风" && r.text(2) == "春水" && r.index.Complete() })
			await(t, "written again", func() bool { return a.hasText("春风") })
		})
	}
}

// rewriteTexts puts another file in place of that of the texts.
func (a *archive) rewriteTexts(change func([]byte) []byte) {
	a.t.Helper()
	content, err := os.ReadFile(a.textsFile())
	if err != nil {
		a.t.Fatal(err)
	}
	if err := os.WriteFile(a.textsFile(), change(content), 0o600); err != nil {
		a.t.Fatal(err)
	}
}

// A process beside the one that writes the file reads it, and writes none.
func TestTwoProcessesOnOneFile(t *testing.T) {
	t.Parallel()
	a := newArchive(t, "春风", "春水")
	first := a.startMapped()
	cfg := a.config()
	cfg.MapTextsFrom = 1
	beside := a.startWith(cfg)
	await(t, "read beside", func() bool { return beside.text(2) == "春水" })
	beside.wantInFile(2)
	before, err := os.Stat(a.textsFile())
	if err != nil {
		t.Fatal(err)
	}
	first.publish("春山")
	await(t, "followed beside", func() bool { return beside.text(3) == "春山" })
	beside.stop()
	if after, err := os.Stat(a.textsFile()); err != nil || !os.SameFile(before, after) {
		t.Errorf("another file (%v)", err)
	}
	if first.text(3) != "春山" {
		t.Error("the first lost a text")
	}
}
