// Package catalogue holds every sentence people see, by key, in simplified
// and in traditional characters, and renders messages with them. It is the
// edge: what lies below hands corpus.Messages up, and pages, the API and
// commands render them here.
package catalogue

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"shiyun/corpus"
)

// The scripts of the catalogue, as HTML and the folders of web/text name them.
const (
	Simplified  = "zh-Hans"
	Traditional = "zh-Hant"
)

// Words are sentences by key. A sentence with blanks is a format of package
// fmt.
type Words map[string]string

// Catalogue is what the program says in one script. It is not changed once it
// is loaded, and safe for concurrent use.
type Catalogue struct {
	Lang  string // Simplified or Traditional
	Words Words

	names   map[string]string // the program's own names in this script; nil for simplified
	convert func(string) string
}

// Load reads the catalogue of both scripts from the folder text of files. It
// refuses a key that only one script has, and one that two files have: half
// the readers would see the key itself, or one sentence or the other by
// chance. Sentences that earlier versions stored rendered are in simplified
// characters; convert brings them to traditional ones.
func Load(files fs.FS, convert func(string) string) (hans, hant *Catalogue, err error) {
	hans, hant = &Catalogue{Lang: Simplified}, &Catalogue{Lang: Traditional, convert: convert}
	for _, c := range []*Catalogue{hans, hant} {
		if c.Words, err = readWords(files, c.Lang); err != nil {
			return nil, nil, err
		}
	}
	if err = compareKeys(hans.Words, hant.Words); err != nil {
		return nil, nil, err
	}
	if hant.names, err = pairNames(hans.Words, hant.Words); err != nil {
		return nil, nil, err
	}
	return hans, hant, nil
}

// Say returns the sentence under key with its blanks filled in. A key without
// a sentence is returned itself, for a reader to report; a test keeps that
// from happening.
func (c *Catalogue) Say(key string, args ...any) string {
	sentence, ok := c.Words[key]
	switch {
	case !ok:
		return key
	case len(args) == 0:
		return sentence
	}
	return fmt.Sprintf(sentence, args...)
}

// Render returns m as a sentence in this script: names of the program's own
// as the script writes them, messages among the arguments rendered, and the
// archive's text as it stands.
func (c *Catalogue) Render(m corpus.Message) string {
	if m.Key == "" {
		return c.renderStored(m.Text)
	}
	args := make([]any, len(m.Args))
	for i, arg := range m.Args {
		switch arg := arg.(type) {
		case corpus.Message:
			args[i] = c.Render(arg)
		case corpus.Name:
			args[i] = c.nameOf(string(arg))
		default:
			args[i] = arg
		}
	}
	return c.Say(m.Key, args...)
}

// DescribeNotes renders the notes on a row for one who mends it: what is wrong
// with it, and what to do, each advice once.
func (c *Catalogue) DescribeNotes(notes []corpus.RowNote) (problems, advice string) {
	var wrong, mend []string
	for _, n := range notes {
		problem := c.Render(n.Message)
		if n.Column != "" {
			problem = c.Say("desk.note_on_column", n.Column, problem)
		}
		wrong = append(wrong, problem)
		if what := c.Render(n.Advice); what != "" && !slices.Contains(mend, what) {
			mend = append(mend, what)
		}
	}
	return strings.Join(wrong, "；"), strings.Join(mend, "；")
}

func (c *Catalogue) renderStored(text string) string {
	if c.convert == nil || text == "" {
		return text
	}
	return c.convert(text)
}

// Named returns a name of the program's own, a corpus.Name, a form or a kind
// of place, as this script writes it. Other names are returned as they are:
// they are the archive's.
func (c *Catalogue) Named(name any) string {
	if own, ok := name.(corpus.Name); ok {
		return c.nameOf(string(own))
	}
	known := fmt.Sprint(name)
	if shown, ok := c.names[known]; ok {
		return shown
	}
	return known
}

// nameOf is Named for what the program alone can have given: where the list
// lacks it, as the names of rhymes, it is converted.
func (c *Catalogue) nameOf(name string) string {
	if shown, ok := c.names[name]; ok {
		return shown
	}
	return c.renderStored(name)
}

// Carry returns a word that the program carries, such as one of a theme, as
// this script writes it. Unlike those of Named they have no list: they are
// converted.
func (c *Catalogue) Carry(word string) string { return c.renderStored(word) }
