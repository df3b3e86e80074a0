// Package diff sets two versions of a poem side by side.
package diff

import (
	"encoding/json"
	"fmt"
	"strings"

	"shiyun/corpus"
	"shiyun/corpus/similarity"
	"shiyun/server/catalogue"
)

// Piece is a stretch of one of two texts; Class is how it stands to the
// other: "" for the same, "variant" for the same written otherwise, "differs"
// for the rest.
type Piece struct {
	Text  string
	Class string
}

// FieldDiff is one field of two versions side by side.
type FieldDiff struct {
	Field string // its key in the open format
	Label string
	A, B  []Piece
	// What the sides are called.
	NameA, NameB string
}

var pieceClasses = map[similarity.SegmentKind]string{similarity.Variant: "variant", similarity.Changed: "differs", similarity.OnlyA: "differs", similarity.OnlyB: "differs"}

// Pieces cuts two texts where they differ.
func Pieces(a, b string) (left, right []Piece) {
	for _, seg := range similarity.Diff(a, b) {
		class := pieceClasses[seg.Kind]
		if seg.A != "" {
			left = append(left, Piece{seg.A, class})
		}
		if seg.B != "" {
			right = append(right, Piece{seg.B, class})
		}
	}
	return left, right
}

// RecordField is one field of a version.
type RecordField struct {
	Field, Key string // in the open format, in the catalogue
	of         func(corpus.Record) string
}

// recordFields are what is compared of two versions, in the order of a page.
var recordFields = []RecordField{
	{"title", "field.title", func(r corpus.Record) string { return r.Title }},
	{"author", "field.author", func(r corpus.Record) string { return r.Author }},
	{"preface", "field.preface", func(r corpus.Record) string { return r.Preface }},
	{"body", "field.body", func(r corpus.Record) string { return r.Body }},
	{"note", "field.note", func(r corpus.Record) string { return r.Note }},
	{"form", "field.form", func(r corpus.Record) string { return string(r.Form) }},
	{"tune", "field.tune", func(r corpus.Record) string { return r.Tune }},
	{"place", "field.place", func(r corpus.Record) string { return r.Place }},
	{"date", "field.date", func(r corpus.Record) string { return r.Date }},
	{"tags", "field.tags", func(r corpus.Record) string { return strings.Join(r.Tags, "、") }},
	{"collection", "field.collection", func(r corpus.Record) string { return strings.Join(r.Collections, "；") }},
	{"source", "field.source", func(r corpus.Record) string { return r.Source }},
	{"ref", "field.ref", func(r corpus.Record) string { return r.Ref }},
}

// Changed returns the fields in which two versions differ, in no more time than it
// takes to read them: a page that only names them must not pay for where.
func Changed(a, b corpus.Record) []RecordField {
	var fields []RecordField
	for _, f := range recordFields {
		if f.of(a) != f.of(b) {
			fields = append(fields, f)
		}
	}
	return fields
}

// Compare sets two versions side by side, under their names: the fields that
// differ.
func Compare(words *catalogue.Catalogue, a, b corpus.Record, nameA, nameB string) []FieldDiff {
	var fields []FieldDiff
	for _, f := range Changed(a, b) {
		left, right := Pieces(f.of(a), f.of(b))
		fields = append(fields, FieldDiff{f.Field, words.Say(f.Key), left, right, nameA, nameB})
	}
	if StatusOf(a) != StatusOf(b) {
		fields = append(fields, FieldDiff{"status", words.Say("field.status"),
			[]Piece{{StatusName(words, StatusOf(a)), "differs"}}, []Piece{{StatusName(words, StatusOf(b)), "differs"}}, nameA, nameB})
	}
	return fields
}

// StatusOf returns the status a version had: those written before there was one
// have none, and were published.
func StatusOf(r corpus.Record) corpus.Status {
	if r.Status == "" {
		return corpus.StatusPublished
	}
	return r.Status
}

var statusKeys = map[corpus.Status]string{corpus.StatusDraft: "detail.draft", corpus.StatusInReview: "detail.in_review",
	corpus.StatusPublished: "detail.published", corpus.StatusWithdrawn: "detail.withdrawn", corpus.StatusRemoved: "status.removed"}

// StatusName returns a status in words.
func StatusName(words *catalogue.Catalogue, status corpus.Status) string {
	return words.Say(statusKeys[status])
}

// RecordOf returns what a poem was at a revision.
func RecordOf(r corpus.Revision) (record corpus.Record, err error) {
	if err = json.Unmarshal(r.Content, &record); err != nil {
		err = fmt.Errorf("read revision %d of poem %d: %w", r.Number, r.Poem, err)
	}
	return record, err
}
