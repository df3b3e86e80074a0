package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
)

// entry is a poem as the package holds it; the keys differ between parts.
type entry struct {
	Title      string   `json:"title"`
	Rhythmic   string   `json:"rhythmic"` // 词牌
	Author     string   `json:"author"`
	Paragraphs []string `json:"paragraphs"`
}

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
	for _, p := range parts {
		n, err := p.convert(tree, func(r record) error {
			if limit > 0 {
				chosen.add(r)
				return nil
			}
			return encoder.Encode(r)
		})
		if err != nil {
			return fmt.Errorf("read %s: %w", p.source, err)
		}
		all.add(n)
		fmt.Fprintf(report, "%s: %d poems, %d entries without text left out\n", p.source, n.poems, n.empty)
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

func (p part) convert(tree fs.FS, write func(record) error) (tally, error) {
	var n tally
	names, err := p.files(tree)
	if err != nil {
		return n, err
	}
	for _, name := range names {
		entries, err := readEntries(tree, name)
		if err != nil {
			return n, err
		}
		for i, e := range entries {
			r := p.record(e, fmt.Sprintf("cp-%s-%d", stem(name), i))
			if r.Body == "" {
				n.empty++
				continue
			}
			n.poems++
			if err := write(r); err != nil {
				return n, err
			}
		}
	}
	return n, nil
}

func readEntries(tree fs.FS, name string) ([]entry, error) {
	content, err := fs.ReadFile(tree, name)
	if err != nil {
		return nil, err
	}
	var entries []entry
	if err := json.Unmarshal(content, &entries); err != nil {
		return nil, fmt.Errorf("parse %s: %w", name, err)
	}
	return entries, nil
}

func (p part) record(e entry, ref string) record {
	r := record{
		Ref: ref, Title: strings.TrimSpace(e.Title), Author: strings.TrimSpace(e.Author),
		Body: strings.TrimSpace(strings.Join(e.Paragraphs, "\n")), Form: p.form, Source: p.source,
	}
	if r.Title == "" {
		r.Title = e.Rhythmic
	}
	if p.form == "词" {
		r.Tune = e.Rhythmic
	}
	if p.form == "" {
		r.Form = guessForm(r.Body)
	}
	return r
}
