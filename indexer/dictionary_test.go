package indexer_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/store/state"
	"shiyun/indexer"
	"shiyun/indexer/analyser"
)

func TestCut(t *testing.T) {
	t.Parallel()
	a := newArchive(t)
	r := a.start()
	r.publish("独坐东篱角，看云起。", "东篱，角上有风", "又到東籬角", "无关")
	c, err := r.index.Cut(t.Context(), "獨坐東籬角，明月光", "東籬角")
	if err != nil {
		t.Fatal(err)
	}
	var chars string
	for _, ch := range c.Chars {
		chars += ch.Char
	}
	if chars != "独坐东篱角明月光" || !strings.Contains(c.Chars[4].Readings, "jiao") {
		t.Errorf("characters %+v", c.Chars)
	}
	if slices.Contains(c.Words, "东篱角") || strings.Join(c.Words, "") != chars || !slices.Contains(c.Tokens, "明月") {
		t.Errorf("now: words %q, tokens %q", c.Words, c.Tokens)
	}
	if c.Trial == nil || c.Trial.Known || c.Trial.Word != "东篱角" || !slices.Contains(c.Trial.Words, "东篱角") {
		t.Fatalf("with the word: %+v", c.Trial)
	}
	// The clause end in the second poem keeps its characters apart.
	if c.Trial.Poems != 2 || !slices.Equal(c.Trial.First, []corpus.PoemID{1, 3}) {
		t.Errorf("poems: %+v", c.Trial)
	}
	if again, err := r.index.Cut(t.Context(), "東籬角", ""); err != nil || slices.Contains(again.Words, "东篱角") {
		t.Errorf("the live dictionary was changed: %+v, %v", again, err)
	}
	if c, err := r.index.Cut(t.Context(), "明月光", "明月"); err != nil || !c.Trial.Known || c.Trial.Poems != 0 {
		t.Errorf("a word it has: %+v, %v", c.Trial, err)
	}
	for _, word := range []string{"月", "东 篱", "abc", strings.Repeat("长", 65)} {
		if _, err := r.index.Cut(t.Context(), "线", word); corpus.CodeOf(err) != corpus.Invalid {
			t.Errorf("word %q: %v", word, err)
		}
	}
}

// Nothing of a proposed word stays on the disk, and many may be tried at once.
func TestCutLeavesNothing(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	a := newArchiveIn(t, dir)
	r := a.start()
	r.publish("独坐东篱角")
	before := files(t, filepath.Join(dir, "dict"))
	var run sync.WaitGroup
	for _, word := range []string{"东篱角", "独坐东", "坐东篱"} {
		run.Go(func() {
			if c, err := r.index.Cut(context.Background(), "独坐东篱角", word); err != nil || c.Trial.Poems != 1 {
				t.Errorf("%s: %+v, %v", word, c.Trial, err)
			}
		})
	}
	run.Wait()
	for _, name := range files(t, filepath.Join(dir, "dict")) {
		if !slices.Contains(before, name) && !strings.HasPrefix(filepath.Base(name), "user-") {
			t.Errorf("%s was left", name)
		}
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if _, err := r.index.Cut(ended, "独坐东篱角", "东篱角"); !errors.Is(err, context.Canceled) {
		t.Errorf("a request that has ended: %v", err)
	}
}

func files(t *testing.T, dir string) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		names = append(names, path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// A word added while the index runs is in effect once a rebuild has been
// asked for and has ended, without a new start.
func TestAddedWordTakesEffect(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	a := newArchiveIn(t, dir)
	r := a.start()
	r.publish("独坐东篱角", "望月")
	hasWord := func() bool {
		return slices.Contains(analyser.Words("独坐东篱角", r.index.Segmenter()), "东篱角")
	}
	if word, added, err := indexer.AddWord(dir, "東籬角"); err != nil || !added || word != "东篱角" {
		t.Fatalf("AddWord = %q, %v, %v", word, added, err)
	}
	if _, added, err := indexer.AddWord(dir, "东篱角"); err != nil || added {
		t.Errorf("the same word again: %v, %v", added, err)
	}
	if hasWord() {
		t.Error("in effect before the rebuild: the index was not cut so")
	}
	before, err := a.store.LiveGeneration(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	id, err := a.store.AskIndex(t.Context(), state.RequestRebuild)
	if err != nil {
		t.Fatal(err)
	}
	for done := false; !done || !r.index.Ready(); {
		r, err := a.store.IndexRequest(t.Context(), id)
		if err != nil || r.Error != "" {
			t.Fatalf("%+v, %v", r, err)
		}
		done = r.Done
	}
	live, err := a.store.LiveGeneration(t.Context())
	if err != nil || live.Fingerprint == before.Fingerprint || !hasWord() {
		t.Errorf("live %+v, %v; the word is known: %v", live, err, hasWord())
	}
	r.publish("又到东篱角")
	if c, err := r.index.Cut(t.Context(), "东篱角", "东篱角"); err != nil || !c.Trial.Known {
		t.Errorf("%+v, %v", c, err)
	}
}

func TestAddWordKeepsWhatIsThere(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "dict", "user.txt")
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	const old = "# 地名\n诗韵东亭 30000 ns # 社区\n不是 一 个 词\n望月亭"
	if err := os.WriteFile(path, []byte(old), 0o600); err != nil {
		t.Fatal(err)
	}
	var run sync.WaitGroup
	for _, word := range []string{"东篱角", "听荷亭", "梧桐里", "望月亭"} {
		run.Go(func() {
			if _, _, err := indexer.AddWord(dir, word); err != nil {
				t.Error(err)
			}
		})
	}
	run.Wait()
	got, err := os.ReadFile(path)
	if err != nil || !strings.HasPrefix(string(got), old+"\n") || strings.Count(string(got), "\n") != 7 {
		t.Errorf("%q, %v", got, err)
	}
	for _, word := range []string{"", "月", "东\n篱", "东篱 20000", "#注", "\x00\x00", "东\xff"} {
		if _, _, err := indexer.AddWord(dir, word); corpus.CodeOf(err) != corpus.Invalid {
			t.Errorf("%q: %v", word, err)
		}
	}
}

func FuzzCut(f *testing.F) {
	a := newArchive(f)
	r := a.start()
	r.publish("独坐东篱角")
	for _, seed := range []string{"独坐\x00东篱角", "\xff东篱角", "", "　，。", strings.Repeat("月", 5000), "e\u0301𠮷\u200b"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, line string) {
		c, err := r.index.Cut(t.Context(), line, "")
		if err != nil {
			t.Fatal(err)
		}
		var chars string
		for _, ch := range c.Chars {
			chars += ch.Char
		}
		// Whatever was sent, no character is lost between the two cuts.
		if strings.Join(c.Words, "") != chars {
			t.Errorf("%q: characters %q, words %q", line, chars, c.Words)
		}
	})
}
