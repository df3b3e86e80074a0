package indexer

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

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
