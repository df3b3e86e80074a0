package indexer

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/indexer/segment"
)

// AddWord adds a word to the dictionary that operators keep in dir, the data
// directory. The index cuts by it once it has been rebuilt. It returns the
// word as it was written, folded as all text is before it is cut, and false
// where it was there already; an Invalid error for what can be no word.
func AddWord(dir, word string) (folded string, added bool, err error) {
	if folded, err = dictionaryWord(word); err != nil {
		return "", false, err
	}
	path := filepath.Join(dir, "dict", userWordsFile)
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
	return AddWord(filepath.Dir(x.dictDir), word)
}

func dictionaryWord(word string) (string, error) {
	clauses := fold.Runs(word)
	if len(clauses) != 1 {
		return "", corpus.Errorf(corpus.Invalid, "词典里的词只能是连着的几个字，中间不能有标点或空格")
	}
	w := segment.Word{Text: clauses[0].Folded}
	if err := w.Check(); err != nil {
		return "", &corpus.Error{Code: corpus.Invalid, Message: corpus.Message{Text: fmt.Sprintf("词典里的词要有 2 到 %d 个字，至少一个汉字", segment.MaxWordRunes)}, Err: err}
	}
	return w.Text, nil
}

// freshLoader has the words that stand in the dictionary now: the loader in
// use where they are the ones it has, a new one otherwise. A dictionary that
// cannot be read is left for the operator to mend and changes nothing.
func (x *Index) freshLoader() *segment.Loader {
	used := x.loader.Load()
	words, err := readUserWords(filepath.Join(x.dictDir, userWordsFile), x.log)
	if err != nil {
		x.log.Error("user dictionary", "error", err)
		return used
	}
	fresh, err := segment.NewLoader(x.dictDir, words)
	if err != nil {
		x.log.Error("user dictionary", "error", err)
		return used
	}
	if fresh.Fingerprint() == used.Fingerprint() {
		return used
	}
	return fresh
}

// useLoader makes a generation's loader that of searches and frees the one
// before. A search that still has its segmenter is answered by characters.
func (x *Index) useLoader(loader *segment.Loader) {
	if before := x.loader.Swap(loader); before != loader {
		if err := before.Close(); err != nil {
			x.log.Error("close dictionary", "error", err)
		}
	}
}
