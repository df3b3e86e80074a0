package server

import (
	"encoding/json"
	"fmt"
	"strings"

	"shiyun/corpus"
	"shiyun/corpus/likeness"
)

// piece is a stretch of one of two texts; Class is how it stands to the
// other: "" for the same, "variant" for the same written otherwise, "differs"
// for the rest.
type piece struct {
	Text  string
	Class string
}

// fieldDiff is one field of two versions side by side.
type fieldDiff struct {
	Field string // its key in the open format
	Label string
	A, B  []piece
	// What the sides are called.
	NameA, NameB string
}

var pieceClasses = map[likeness.SegmentKind]string{likeness.Variant: "variant", likeness.Changed: "differs", likeness.OnlyA: "differs", likeness.OnlyB: "differs"}

// pieces cuts two texts where they differ.
func pieces(a, b string) (left, right []piece) {
	for _, seg := range likeness.Diff(a, b) {
		class := pieceClasses[seg.Kind]
		if seg.A != "" {
			left = append(left, piece{seg.A, class})
		}
		if seg.B != "" {
			right = append(right, piece{seg.B, class})
		}
	}
	return left, right
}

// recordField is one thing a version says.
type recordField struct {
	field, key string // in the open format, in the catalogue
	of         func(corpus.Record) string
}

// recordFields are what is compared of two versions, in the order of a page.
var recordFields = []recordField{
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

// changed are the fields in which two versions differ, in no more time than it
// takes to read them: a page that only names them must not pay for where.
func changed(a, b corpus.Record) []recordField {
	var fields []recordField
	for _, f := range recordFields {
		if f.of(a) != f.of(b) {
			fields = append(fields, f)
		}
	}
	return fields
}

// compare sets two versions side by side, under their names: the fields that
// differ.
func (s *Server) compare(a, b corpus.Record, nameA, nameB string) []fieldDiff {
	var fields []fieldDiff
	for _, f := range changed(a, b) {
		left, right := pieces(f.of(a), f.of(b))
		fields = append(fields, fieldDiff{f.field, s.Say(f.key), left, right, nameA, nameB})
	}
	if statusOfRecord(a) != statusOfRecord(b) {
		fields = append(fields, fieldDiff{"status", s.Say("field.status"),
			[]piece{{s.statusName(statusOfRecord(a)), "differs"}}, []piece{{s.statusName(statusOfRecord(b)), "differs"}}, nameA, nameB})
	}
	return fields
}

func statusOfRecord(r corpus.Record) corpus.Status {
	if r.Status == "" {
		return corpus.StatusPublished
	}
	return r.Status
}

var statusKeys = map[corpus.Status]string{corpus.StatusDraft: "detail.draft", corpus.StatusInReview: "detail.in_review",
	corpus.StatusPublished: "detail.published", corpus.StatusWithdrawn: "detail.withdrawn", corpus.StatusRemoved: "status.removed"}

func (s *Site) statusName(status corpus.Status) string { return s.Say(statusKeys[status]) }

// proposed is the poem's record with a correction laid over it.
func proposed(p corpus.Poem, d corpus.Draft) corpus.Record {
	r := corpus.NewRecord(previewOf(p, d))
	return r
}

func recordOf(r corpus.Revision) (record corpus.Record, err error) {
	if err = json.Unmarshal(r.Content, &record); err != nil {
		err = fmt.Errorf("read revision %d of poem %d: %w", r.Number, r.Poem, err)
	}
	return record, err
}

// actorName is who did something, for people.
func (s *Server) actorName(a corpus.Actor) string {
	switch a {
	case corpus.ActorResident:
		return s.Say("actor.resident")
	case corpus.ActorCommand:
		return s.Say("actor.command")
	case corpus.ActorSystem, "":
		return s.Say("actor.system")
	}
	return string(a)
}
