package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"shiyun/corpus/borrowing/chinesepoetry"
)

// record is a poem in the import format.
type record struct {
	Ref    string `json:"ref"`
	Title  string `json:"title,omitempty"`
	Author string `json:"author,omitempty"`
	Body   string `json:"body"`
	Form   string `json:"form"`
	Tune   string `json:"tune,omitempty"`
	Source string `json:"source"`
}

// convert writes the poems of tree to w and the counts to report.
func convert(tree fs.FS, w, report io.Writer, limit int, seed uint64) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	chosen := sample{limit: limit, random: newRandom(seed)}
	var all tally
	for _, p := range chinesepoetry.Parts() {
		n, err := convertPart(p, tree, func(r record) error {
			if limit > 0 {
				chosen.add(r)
				return nil
			}
			return encoder.Encode(r)
		})
		if err != nil {
			return fmt.Errorf("read %s: %w", p.Source, err)
		}
		all.add(n)
		fmt.Fprintf(report, "%s: %d poems, %d entries without text left out\n", p.Source, n.poems, n.empty)
	}
	if all.poems == 0 {
		return errors.New("no poems found: is this the package chinese-poetry 2.0.1?")
	}
	fmt.Fprintf(report, "in all: %d poems, %d entries without text left out\n", all.poems, all.empty)
	if limit == 0 {
		return nil
	}
	fmt.Fprintf(report, "written: a sample of %d\n", len(chosen.taken))
	return chosen.write(encoder)
}

// tally counts the entries of a part.
type tally struct{ poems, empty int }

func (t *tally) add(o tally) { t.poems, t.empty = t.poems+o.poems, t.empty+o.empty }

func convertPart(p chinesepoetry.Part, tree fs.FS, write func(record) error) (n tally, err error) {
	err = p.Each(tree, func(poem chinesepoetry.Poem) error {
		r := recordOf(p, poem)
		if r.Body == "" {
			n.empty++
			return nil
		}
		n.poems++
		return write(r)
	})
	return n, err
}

func recordOf(p chinesepoetry.Part, poem chinesepoetry.Poem) record {
	r := record{Ref: poem.Ref, Title: poem.Name(), Author: strings.TrimSpace(poem.Author), Body: poem.Body(), Form: p.Form, Source: p.Source}
	if p.Form == "词" {
		r.Tune = poem.Rhythmic
	}
	if p.Form == "" {
		r.Form = guessForm(r.Body)
	}
	return r
}
