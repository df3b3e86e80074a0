package store

import (
	"encoding/json"
	"fmt"

	"shiyun/corpus"
)

// readRecord reads the content of a revision.
func readRecord(content string) (corpus.Record, error) {
	var r corpus.Record
	if err := json.Unmarshal([]byte(content), &r); err != nil {
		return r, fmt.Errorf("read content of a revision: %w", err)
	}
	if r.Status == "" {
		r.Status = corpus.StatusPublished
	}
	return r, nil
}

// draftOf is the record as a draft that speaks of every field.
func draftOf(r corpus.Record) corpus.Draft {
	date := corpus.ParseDate(r.Date)
	return corpus.Draft{Ref: r.Ref, Title: &r.Title, Author: &r.Author, Preface: &r.Preface, Body: &r.Body, Note: &r.Note,
		Form: &r.Form, Tune: &r.Tune, Place: &r.Place, Date: &date, Tags: &r.Tags, Collections: &r.Collections,
		Source: &r.Source, Status: r.Status}
}

// poemOf is the record as a poem for comparing: what it refers to has names
// and no ids.
func poemOf(r corpus.Record) corpus.Poem {
	p := corpus.Poem{ID: r.ID, Ref: r.Ref, Title: r.Title, Author: corpus.AuthorRef{Name: r.Author}, Preface: r.Preface,
		Body: r.Body, Note: r.Note, Form: r.Form, Tune: r.Tune, Place: corpus.PlaceRef{Path: r.Place},
		Date: corpus.Date{Text: r.Date}, Tags: r.Tags, Source: r.Source, Status: r.Status}
	for _, name := range r.Collections {
		p.Collections = append(p.Collections, corpus.CollectionRef{Name: name})
	}
	return p
}
