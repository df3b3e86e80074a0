package erasure

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/corpus/store/poems"
)

// someone stands where a name was in a text that stays.
const someone = "某"

// The shortest that are looked for within other texts. A name of one
// character, or three characters of a line, are in half of all poems.
const (
	leastName = 2 // code points
	leastLine = 5
	leastCall = 5 // digits of a number
)

// words are what must be left nowhere.
type words struct {
	names  []string // and numbers, the longest first
	lines  []string // of poems that go
	folded []string // both, as searches are kept
}

func newWords(p corpus.Person) words {
	var w words
	for _, name := range p.Names {
		if utf8.RuneCountInString(name) >= leastName {
			w.names = append(w.names, name)
		}
	}
	for _, contact := range p.Contacts {
		w.names = append(w.names, contact)
		for _, number := range strings.FieldsFunc(contact, func(r rune) bool {
			return !strings.ContainsRune("0123456789+-_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ@.", r)
		}) {
			if len(number) >= leastCall {
				w.names = append(w.names, number)
			}
		}
	}
	slices.SortFunc(w.names, func(a, b string) int { return len(b) - len(a) })
	w.names = slices.Compact(w.names)
	for _, name := range w.names {
		w.addFolded(name)
	}
	return w
}

func (w *words) addFolded(text string) {
	if folded := fold.String(text); utf8.RuneCountInString(folded) >= leastName {
		w.folded = append(w.folded, folded)
	}
}

// addPoem adds the lines of a state of a poem, and its title.
func (w *words) addPoem(content []byte) error {
	var r corpus.Record
	if err := json.Unmarshal(content, &r); err != nil {
		return fmt.Errorf("read revision: %w", err)
	}
	for _, line := range linesOf(r.Preface + "\n" + r.Body + "\n" + r.Note) {
		if !slices.Contains(w.lines, line) {
			w.lines = append(w.lines, line)
			w.addFolded(line)
		}
	}
	return nil
}

// linesOf are those of a text that are long enough to be known again.
func linesOf(text string) (lines []string) {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); utf8.RuneCountInString(line) >= leastLine {
			lines = append(lines, line)
		}
	}
	return lines
}

// isIn reports whether a text has any of the words. Texts that are JSON have
// them as they are: nothing but quotation marks and the like is escaped there.
func (w words) isIn(text string) bool {
	within := func(word string) bool { return strings.Contains(text, word) || strings.Contains(text, escaped(word)) }
	return slices.ContainsFunc(w.names, within) || slices.ContainsFunc(w.lines, within)
}

// isInFolded is isIn for the text of a search.
func (w words) isInFolded(text string) bool {
	text = fold.String(text)
	return slices.ContainsFunc(w.folded, func(word string) bool { return strings.Contains(text, word) })
}

// without returns a text with somebody in place of each word.
func (w words) without(text string) string {
	for _, list := range [][]string{w.names, w.lines} {
		for _, word := range list {
			text = strings.ReplaceAll(text, word, someone)
			text = strings.ReplaceAll(text, escaped(word), someone)
		}
	}
	return text
}

// escaped is a word as it stands within a string of JSON.
func escaped(word string) string {
	text, err := json.Marshal(word)
	if err != nil {
		return word
	}
	return strings.Trim(string(text), `"`)
}

// rewritten is the content of a revision with nobody's name, and without a text
// unless the poems stay.
func (w words) rewritten(row poems.RevisionRow, keep bool) (string, error) {
	r := corpus.Record{ID: corpus.PoemID(row.PoemID), Author: corpus.Anonymous, Status: corpus.StatusRemoved}
	if keep {
		if err := json.Unmarshal([]byte(row.Content), &r); err != nil {
			return "", fmt.Errorf("read revision: %w", err)
		}
		r.Author, r.Aliases, r.Ref = corpus.Anonymous, nil, ""
		for _, field := range []*string{&r.Title, &r.Preface, &r.Body, &r.Note, &r.Source} {
			*field = w.without(*field)
		}
	}
	line, err := r.JSON()
	return string(line), err
}
