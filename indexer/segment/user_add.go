package segment

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
)

// AddWord appends a word to the user dictionary at path, making the file where
// there is none. What stands there, comments and mistakes too, stays as it is,
// and a reader sees the old file or the whole new one. It returns false where
// the word is there already, or one of the ErrWord errors. Whoever else writes
// the file must be kept out meanwhile.
func AddWord(path, text string) (bool, error) {
	if err := (Word{Text: text}).Check(); err != nil {
		return false, err
	}
	contents, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return false, fmt.Errorf("read user dictionary: %w", err)
	}
	words, _, err := ParseWords(bytes.NewReader(contents))
	if err != nil {
		return false, err
	}
	if slices.ContainsFunc(words, func(w Word) bool { return w.Text == text }) {
		return false, nil
	}
	line := text + "\n"
	if len(contents) > 0 && !strings.HasSuffix(string(contents), "\n") {
		line = "\n" + line
	}
	if len(contents)+len(line) > maxDictBytes {
		return false, ErrDictTooLarge
	}
	return true, writeFile(path, append(contents, line...))
}
