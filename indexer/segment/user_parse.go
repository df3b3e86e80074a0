package segment

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// LineError is a line of a user dictionary that was left out.
type LineError struct {
	Line int // from 1
	Err  error
}

func (e LineError) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Err) }
func (e LineError) Unwrap() error { return e.Err }

// Why a line is left out, besides the ErrWord errors.
var (
	ErrLineTooLong = fmt.Errorf("the line is longer than %d bytes", maxLineBytes)
	ErrLineColumns = errors.New(`a line is "word", "word frequency" or "word frequency tag"`)
	ErrLineTwice   = errors.New("the word stands on an earlier line already")
)

// ErrDictTooLarge is returned for a user dictionary over 16 MiB: the library
// keeps every word in memory, at some twenty times the size of the file.
var ErrDictTooLarge = errors.New("the user dictionary is larger than 16 MiB")

const (
	maxLineBytes = 4096 // also bounds what a file without line ends can take
	maxDictBytes = 16 << 20
)

// ParseWords reads a user dictionary: UTF-8, one word a line, then optionally
// its frequency and a part-of-speech tag, which is ignored. Columns are
// separated by spaces of any width or tabs. A # at the beginning of a line or
// after a space begins a comment. Lines that cannot be used are listed in bad
// and the others are still returned. err is set if r cannot be read or is too
// large.
func ParseWords(r io.Reader) (words []Word, bad []LineError, err error) {
	in := &io.LimitedReader{R: r, N: maxDictBytes + 1}
	lines := bufio.NewReaderSize(in, maxLineBytes)
	p := parser{seen: make(map[string]bool)}
	for n := 1; ; n++ {
		line, err := readLine(lines)
		if in.N == 0 {
			return nil, nil, ErrDictTooLarge
		}
		if errors.Is(err, io.EOF) {
			return p.words, p.bad, nil
		}
		if err != nil && !errors.Is(err, ErrLineTooLong) {
			return nil, nil, fmt.Errorf("read user dictionary: %w", err)
		}
		if err == nil {
			err = p.add(line, n)
		}
		if err != nil {
			p.bad = append(p.bad, LineError{n, err})
		}
	}
}

// readLine returns the next line without its end, ErrLineTooLong after skipping
// one that does not fit the buffer, or io.EOF after the last.
func readLine(r *bufio.Reader) (string, error) {
	line, more, err := r.ReadLine()
	if err != nil || !more {
		return string(line), err
	}
	for more && err == nil {
		_, more, err = r.ReadLine()
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	return "", ErrLineTooLong
}

type parser struct {
	words []Word
	bad   []LineError
	seen  map[string]bool
}

func (p *parser) add(line string, n int) error {
	if n == 1 {
		line = strings.TrimPrefix(line, "\uFEFF") // byte order mark
	}
	w, err := parseLine(line)
	if err != nil || w.Text == "" {
		return err
	}
	if err := w.Check(); err != nil {
		return err
	}
	if p.seen[w.Text] {
		return ErrLineTwice
	}
	p.seen[w.Text] = true
	p.words = append(p.words, w)
	return nil
}

// parseLine returns a Word without Text for a line that says nothing.
func parseLine(line string) (Word, error) {
	columns := strings.Fields(line) // knows the full-width space
	if i := slices.IndexFunc(columns, beginsComment); i >= 0 {
		columns = columns[:i]
	}
	switch {
	case len(columns) == 0:
		return Word{}, nil
	case len(columns) == 1, len(columns) == 2 && isTag(columns[1]):
		return Word{Text: columns[0]}, nil
	case len(columns) > 3, len(columns) == 3 && !isTag(columns[2]):
		return Word{}, ErrLineColumns
	}
	freq, err := strconv.Atoi(columns[1])
	if err != nil || freq < 1 {
		return Word{}, fmt.Errorf("%w, not %q", ErrWordFreq, columns[1])
	}
	return Word{columns[0], freq}, nil
}

// beginsComment also takes the full-width sign, which a Chinese keyboard types.
func beginsComment(column string) bool {
	return strings.HasPrefix(column, "#") || strings.HasPrefix(column, "＃")
}

// isTag accepts jieba's part-of-speech tags: n, nz, nrt and the like.
func isTag(s string) bool {
	return len(s) <= 8 && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}
