package corpus

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// Record is a poem in the archive's open format: what an export writes, an
// import reads and a revision keeps. Its keys are a contract with scripts
// outside the project.
type Record struct {
	ID          PoemID   `json:"id,omitempty"`
	Ref         string   `json:"ref,omitempty"`
	Title       string   `json:"title,omitempty"`
	Author      string   `json:"author,omitempty"`
	Aliases     []string `json:"aliases,omitempty"`
	Preface     string   `json:"preface,omitempty"`
	Body        string   `json:"body"`
	Note        string   `json:"note,omitempty"`
	Form        Form     `json:"form,omitempty"`
	Tune        string   `json:"tune,omitempty"`
	Place       string   `json:"place,omitempty"`
	Date        string   `json:"date,omitempty"`
	Tags        []string `json:"tags,omitempty"`
	Collections []string `json:"collection,omitempty"`
	Source      string   `json:"source,omitempty"`
	Status      Status   `json:"status,omitempty"` // omitted where published

	// Of exports only: a revision's content does not hold them.
	Revision  int      `json:"revision,omitempty"`
	Corrected []string `json:"corrected,omitempty"`
	Published string   `json:"published,omitempty"` // when it first was, RFC 3339
}

// NewRecord puts a poem into the open format.
func NewRecord(p Poem) Record {
	r := Record{
		ID: p.ID, Ref: p.Ref, Title: p.Title, Author: p.Author.Name, Preface: p.Preface, Body: p.Body,
		Note: p.Note, Form: p.Form, Tune: p.Tune, Place: p.Place.Path, Date: p.Date.Text,
		Tags: p.Tags, Source: p.Source,
	}
	for _, c := range p.Collections {
		r.Collections = append(r.Collections, c.Name)
	}
	if p.Status != StatusPublished {
		r.Status = p.Status
	}
	return r
}

// JSON writes the record as one line without a line end. Verse keeps its
// "<", ">" and "&" as they are.
func (r Record) JSON() ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(r); err != nil {
		return nil, fmt.Errorf("encode record: %w", err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}
