package merge

import (
	"slices"

	"shiyun/corpus"
)

// field is one field of a poem's content, by which two versions of it are
// compared and brought together.
type field struct {
	key   string // in the open format
	label string // for people
	same  func(a, b *corpus.Poem) bool
	take  func(to, from *corpus.Poem)
}

func fieldOf[T comparable](key, label string, at func(*corpus.Poem) *T) field {
	return field{key, label,
		func(a, b *corpus.Poem) bool { return *at(a) == *at(b) },
		func(to, from *corpus.Poem) { *at(to) = *at(from) }}
}

// contentFields are what a row can say of a poem, its ref and its status left
// out. Authors, places and collections are compared by name: the ids of one
// version may not be known.
var contentFields = []field{
	fieldOf("title", "标题", func(p *corpus.Poem) *string { return &p.Title }),
	{"author", "作者",
		func(a, b *corpus.Poem) bool { return a.Author.Name == b.Author.Name },
		func(to, from *corpus.Poem) { to.Author = from.Author }},
	fieldOf("preface", "序", func(p *corpus.Poem) *string { return &p.Preface }),
	fieldOf("body", "正文", func(p *corpus.Poem) *string { return &p.Body }),
	fieldOf("note", "注", func(p *corpus.Poem) *string { return &p.Note }),
	fieldOf("form", "体裁", func(p *corpus.Poem) *corpus.Form { return &p.Form }),
	fieldOf("tune", "词牌", func(p *corpus.Poem) *string { return &p.Tune }),
	{"place", "地点",
		func(a, b *corpus.Poem) bool { return a.Place.Path == b.Place.Path },
		func(to, from *corpus.Poem) { to.Place = from.Place }},
	{"date", "日期",
		func(a, b *corpus.Poem) bool { return a.Date.Text == b.Date.Text },
		func(to, from *corpus.Poem) { to.Date = from.Date }},
	{"tags", "标签",
		func(a, b *corpus.Poem) bool { return slices.Equal(a.Tags, b.Tags) },
		func(to, from *corpus.Poem) { to.Tags = from.Tags }},
	{"collection", "诗集",
		func(a, b *corpus.Poem) bool { return slices.EqualFunc(a.Collections, b.Collections, sameCollection) },
		func(to, from *corpus.Poem) { to.Collections = from.Collections }},
	fieldOf("source", "来源", func(p *corpus.Poem) *string { return &p.Source }),
}

func sameCollection(a, b corpus.CollectionRef) bool { return a.Name == b.Name }

// SameContent reports whether writing b over a would change nothing.
func SameContent(a, b corpus.Poem) bool {
	return a.Ref == b.Ref && a.Status == b.Status &&
		!slices.ContainsFunc(contentFields, func(f field) bool { return !f.same(&a, &b) })
}

// ChangedFields returns the keys in the open format of what differs between
// two states of a poem, sorted. The status is no field of its content.
func ChangedFields(a, b corpus.Poem) []string {
	var fields []string
	if a.Ref != b.Ref {
		fields = append(fields, "ref")
	}
	for _, f := range contentFields {
		if !f.same(&a, &b) {
			fields = append(fields, f.key)
		}
	}
	slices.Sort(fields)
	return fields
}

// keepLaterChanges brings next back to now in every field in which it is as it
// was in base: a row made from an older revision asks for what its maker
// changed, and not for what others have changed since.
func keepLaterChanges(base, now corpus.Poem, next *corpus.Poem) {
	for _, f := range contentFields {
		if f.same(&base, next) {
			f.take(next, &now)
		}
	}
}

// CodeCorrected is the code of a note on a field that a person corrected.
const CodeCorrected = "corrected"

// keepCorrected brings next back to now in every field a person corrected,
// and returns a note for each that would have changed.
func keepCorrected(now corpus.Poem, next *corpus.Poem) []corpus.RowNote {
	var notes []corpus.RowNote
	for _, f := range contentFields {
		if slices.Contains(now.Corrected, f.key) && !f.same(&now, next) {
			f.take(next, &now)
			notes = append(notes, corpus.RowNote{Column: f.label, Code: CodeCorrected,
				Message: corpus.NewMessage("archive.field_corrected", corpus.Name(f.label)),
				Advice:  corpus.NewMessage("archive.field_corrected_advice")})
		}
	}
	return notes
}

// union is every item of two lists once, sorted; nil for none.
func union(a, b []string) []string {
	both := slices.Concat(a, b)
	slices.Sort(both)
	return slices.Compact(both)
}
