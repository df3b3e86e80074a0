package indexer

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"shiyun/corpus/fold"
	"shiyun/indexer/segment"
)

// userWordsFile is where an operator adds words to the dictionary, one a
// line. Changing it makes the index out of date, so it is rebuilt at the next
// start.
const userWordsFile = "user.txt"

// userWords reads the operator's words, none where there is no file. They are
// folded, because only folded text is segmented. Lines it cannot use are
// logged, one by one, and left out.
func (d *dictionary) userWords() ([]segment.Word, error) {
	file, err := os.Open(filepath.Join(d.dir, userWordsFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("open user dictionary: %w", err)
	}
	defer file.Close()
	read, bad, err := segment.ParseWords(file)
	if err != nil {
		return nil, fmt.Errorf("read user dictionary: %w", err)
	}
	for _, line := range bad {
		d.log.Warn("user dictionary", "line", line.Line, "error", line.Err)
	}
	words := make([]segment.Word, 0, len(read))
	for _, w := range read {
		w.Text = fold.String(w.Text)
		if err := w.Check(); err != nil {
			d.log.Warn("user dictionary", "word", w.Text, "error", err)
			continue
		}
		words = append(words, w)
	}
	return words, nil
}

// ForgetWords takes the lines that have one of the words out of the operator's
// dictionary in a data directory.
func ForgetWords(data string, words []string) error {
	path := filepath.Join(dictionaryFolder(data), userWordsFile)
	content, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("open user dictionary: %w", err)
	}
	var kept strings.Builder
	for line := range strings.Lines(string(content)) {
		if !slices.ContainsFunc(words, func(word string) bool { return strings.Contains(line, word) }) {
			kept.WriteString(line)
		}
	}
	if kept.Len() == len(content) {
		return nil
	}
	if err := os.WriteFile(path, []byte(kept.String()), 0o600); err != nil {
		return fmt.Errorf("write user dictionary: %w", err)
	}
	return nil
}
