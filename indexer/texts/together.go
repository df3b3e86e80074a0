package texts

import "strings"

// together lays a page's poems side by side in memory, their texts in one
// string. A search of a common character reads a hundred thousand poems in
// order of id; scattered as they were allocated, it would wait for memory at
// every one of them.
func together(poems *[pageSize]*Poem) [pageSize]*Poem {
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
		}
	}
	var page [pageSize]*Poem
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
		q.Initials = cut(p.Initials)
		allClauses = append(allClauses, p.Clauses...)
		q.Clauses = allClauses[len(allClauses)-len(p.Clauses):]
		page[i] = q
	}
	return page
}
