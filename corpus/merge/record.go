package merge

import (
	"encoding/json"
	"fmt"

	"shiyun/corpus"
)

// ReadRecord reads the content of a revision.
func ReadRecord(content []byte) (corpus.Record, error) {
	var r corpus.Record
	if err := json.Unmarshal(content, &r); err != nil {
		return r, fmt.Errorf("read content of a revision: %w", err)
	}
	if r.Status == "" {
		r.Status = corpus.StatusPublished
	}
	return r, nil
}

// RecordDraft is a record as a draft that speaks of every field.
func RecordDraft(r corpus.Record) corpus.Draft {
	date := corpus.ParseDate(r.Date)
	return corpus.Draft{Ref: r.Ref, Title: &r.Title, Author: &r.Author, Preface: &r.Preface, Body: &r.Body, Note: &r.Note,
		Form: &r.Form, Tune: &r.Tune, Place: &r.Place, Date: &date, Tags: &r.Tags, Collections: &r.Collections,
		Source: &r.Source, Status: r.Status}
}

// RecordPoem is a record as a poem to compare others with: what it refers to
// has names and no ids.
func RecordPoem(r corpus.Record) corpus.Poem {
	p := corpus.Poem{ID: r.ID, Ref: r.Ref, Title: r.Title, Author: corpus.AuthorRef{Name: r.Author}, Preface: r.Preface,
		Body: r.Body, Note: r.Note, Form: r.Form, Tune: r.Tune, Place: corpus.PlaceRef{Path: r.Place},
		Date: corpus.Date{Text: r.Date}, Tags: r.Tags, Source: r.Source, Status: r.Status}
	for _, name := range r.Collections {
		p.Collections = append(p.Collections, corpus.CollectionRef{Name: name})
	}
	return p
}

// DraftRecord is a draft that was read from a record as that record again.
func DraftRecord(d corpus.Draft, id corpus.PoemID) corpus.Record {
	r := corpus.Record{ID: id, Ref: d.Ref, Status: d.Status}
	for to, from := range map[*string]*string{&r.Title: d.Title, &r.Author: d.Author, &r.Preface: d.Preface, &r.Body: d.Body,
		&r.Note: d.Note, &r.Tune: d.Tune, &r.Place: d.Place, &r.Source: d.Source} {
		set(to, from)
	}
	set(&r.Form, d.Form)
	set(&r.Tags, d.Tags)
	set(&r.Collections, d.Collections)
	if d.Date != nil {
		r.Date = d.Date.Text
	}
	if r.Status == corpus.StatusPublished {
		r.Status = ""
	}
	return r
}
