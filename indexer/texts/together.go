package texts

import (
	"slices"
	"strings"

	"shiyun/corpus"
)

// together lays a page's poems side by side in memory, their texts in one
// string. A search of a common character reads a hundred thousand poems in
// order of id; scattered as they were allocated, it would wait for memory at
// every one of them. Nothing of the copies is in the poems given, so that those
// of a file can go with the file.
func together(poems *[pageSize]*Poem) *[pageSize]*Poem {
	count, clauses := 0, 0
	var text strings.Builder
	for _, p := range poems {
		if p != nil {
			count, clauses = count+1, clauses+len(p.Clauses)
			text.WriteString(p.Text)
			if p.Raw != p.Text {
				text.WriteString(p.Raw)
			}
			text.WriteString(p.Initials)
			text.WriteString(p.Tune)
			text.WriteString(p.Ref)
		}
	}
	page := &[pageSize]*Poem{}
	block, allClauses := make([]Poem, 0, count), make([]Clause, 0, clauses)
	rest := text.String()
	cut := func(s string) string {
		part := rest[:len(s)]
		rest = rest[len(s):]
		return part
	}
	for i, p := range poems {
		if p == nil {
			continue
		}
		block = append(block, *p)
		q := &block[len(block)-1]
		q.Text, q.Raw = cut(p.Text), ""
		if p.Raw == p.Text {
			q.Raw = q.Text
		} else {
			q.Raw = cut(p.Raw)
		}
		q.Initials, q.Tune, q.Ref = cut(p.Initials), cut(p.Tune), cut(p.Ref)
		allClauses = append(allClauses, p.Clauses...)
		q.Clauses = allClauses[len(allClauses)-len(p.Clauses):]
		q.Collections = cloneCollections(p.Collections)
		page[i] = q
	}
	return page
}

func cloneCollections(list []corpus.CollectionRef) []corpus.CollectionRef {
	list = slices.Clone(list)
	for i := range list {
		list[i].Name = strings.Clone(list[i].Name)
	}
	return list
}
