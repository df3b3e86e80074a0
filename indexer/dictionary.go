package indexer

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync/atomic"

	"github.com/gofrs/flock"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/indexer/segment"
)

// dictionary is the segmenter's dictionary with the words of the operator.
type dictionary struct {
	dir string
	log *slog.Logger
	// loader has the dictionary of the live generation, or, where there is
	// none, of the one to come.
	loader atomic.Pointer[segment.Loader]
	trial  chan struct{} // held while a dictionary is tried
}

func newDictionary(data string, log *slog.Logger) (*dictionary, error) {
	d := &dictionary{dir: dictionaryFolder(data), log: log, trial: make(chan struct{}, 1)}
	words, err := d.userWords()
	if err != nil {
		return nil, err
	}
	loader, err := segment.NewLoader(d.dir, words)
	if err != nil {
		return nil, fmt.Errorf("prepare dictionary: %w", err)
	}
	d.loader.Store(loader)
	return d, nil
}

func dictionaryFolder(data string) string { return filepath.Join(data, "dict") }

// freshLoader returns a loader of the words that stand in the dictionary now:
// the one in use if they are its own. A dictionary that cannot be read is left
// for the operator to mend and changes nothing.
func (d *dictionary) freshLoader() *segment.Loader {
	used := d.loader.Load()
	words, err := d.userWords()
	if err != nil {
		d.log.Error("user dictionary", "error", err)
		return used
	}
	fresh, err := segment.NewLoader(d.dir, words)
	if err != nil {
		d.log.Error("user dictionary", "error", err)
		return used
	}
	if fresh.Fingerprint() == used.Fingerprint() {
		return used
	}
	return fresh
}

// use makes a generation's loader that of searches and frees the one before. A
// search that still has its segmenter is answered by characters.
func (d *dictionary) use(loader *segment.Loader) {
	if before := d.loader.Swap(loader); before != loader {
		if err := before.Close(); err != nil {
			d.log.Error("close dictionary", "error", err)
		}
	}
}

// AddWord adds a word to the dictionary that operators keep in the data
// directory. The index cuts by it once it has been rebuilt. It returns the
// word as it was written, folded as all text is before it is cut, and false
// where it was there already; an Invalid error for what can be no word.
func AddWord(data, word string) (folded string, added bool, err error) {
	if folded, err = foldWord(word); err != nil {
		return "", false, err
	}
	path := filepath.Join(dictionaryFolder(data), userWordsFile)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return "", false, fmt.Errorf("make dictionary directory: %w", err)
	}
	lock := flock.New(path + ".lock") // two processes may add at once
	if err := lock.Lock(); err != nil {
		return "", false, fmt.Errorf("lock user dictionary: %w", err)
	}
	defer func() { err = errors.Join(err, lock.Unlock()) }()
	if added, err = segment.AddWord(path, folded); err != nil {
		return "", false, fmt.Errorf("add word: %w", err)
	}
	return folded, added, nil
}

// AddWord adds a word to the dictionary of this index; see the function.
func (x *Index) AddWord(word string) (string, bool, error) {
	return AddWord(filepath.Dir(x.dictionary.dir), word)
}

// foldWord folds a word as text is folded before it is cut, and returns an
// Invalid error where the dictionary cannot take it.
func foldWord(word string) (string, error) {
	clauses := fold.Runs(word)
	if len(clauses) != 1 {
		return "", corpus.NewError(corpus.Invalid, "query.word_not_one_run")
	}
	w := segment.Word{Text: clauses[0].Folded}
	if err := w.Check(); err != nil {
		refused := corpus.NewError(corpus.Invalid, "query.word_length", segment.MaxWordRunes)
		refused.Err = err
		return "", refused
	}
	return w.Text, nil
}
