package merge

import (
	"cmp"
	"slices"

	"shiyun/corpus"
)

// Correct returns a poem as a person's draft makes it, and the keys of the
// fields that changed: no import overwrites them from then on. A ref that is
// given replaces the poem's; whether it is free is for the caller to see.
func Correct(p corpus.Poem, d corpus.Draft, names Names) (next corpus.Poem, fields []string) {
	next = Apply(p, d, names)
	next.Status = cmp.Or(d.Status, p.Status)
	next.Ref = cmp.Or(d.Ref, p.Ref)
	fields = ChangedFields(p, next)
	return MarkCorrected(next, fields...), fields
}

// MarkCorrected returns a poem with fields among those that a person
// corrected.
func MarkCorrected(p corpus.Poem, fields ...string) corpus.Poem {
	p.Corrected = union(p.Corrected, fields)
	return p
}

// Join makes one poem part of another: into gains from's tags, its collections
// and, where it has none of its own, its ref; from is withdrawn.
func Join(from, into corpus.Poem) (gone, next corpus.Poem) {
	gone, next = from, into
	next.Tags = union(into.Tags, from.Tags)
	next.Collections = slices.Clone(into.Collections)
	for _, c := range from.Collections {
		if !slices.ContainsFunc(into.Collections, func(has corpus.CollectionRef) bool { return has.ID == c.ID }) {
			next.Collections = append(next.Collections, c)
		}
	}
	slices.SortFunc(next.Collections, func(a, b corpus.CollectionRef) int { return cmp.Compare(a.Name, b.Name) })
	if into.Ref == "" {
		next.Ref, gone.Ref = from.Ref, ""
	}
	gone.Status = corpus.StatusWithdrawn
	return gone, MarkCorrected(next, ChangedFields(into, next)...)
}
