package merge

import (
	"slices"
	"unicode/utf8"

	"shiyun/corpus"
	"shiyun/corpus/fold"
)

// leastTwin is how many characters, folded, two texts must have to be taken
// for one poem: a shorter one, "待补", says nothing.
const leastTwin = 8

// NamesakeGroups returns the authors in groups that may well be one person
// each, by NameKey of any of their names, in order of the first; those alone
// are left out.
func NamesakeGroups(all []corpus.Author) [][]corpus.Author {
	groups := grouping[corpus.Author]{}
	for _, a := range all {
		keys := []string{NameKey(a.Name)}
		for _, alias := range a.Aliases {
			keys = append(keys, NameKey(alias))
		}
		groups.add(a, keys)
	}
	return groups.several()
}

// Twins collects poems to find those with one text, whatever script, variant
// characters, title or author they are under. The zero Twins is empty.
type Twins struct {
	groups grouping[Twin]
}

// Twin is what is kept of a poem to know it by.
type Twin struct {
	ID     corpus.PoemID
	Title  string
	Author corpus.AuthorID
	Name   string // of the author
	Status corpus.Status
}

// Add takes in a poem.
func (t *Twins) Add(p corpus.Poem) {
	if key := fold.String(p.Body); utf8.RuneCountInString(key) >= leastTwin {
		t.groups.add(Twin{ID: p.ID, Title: p.Title, Author: p.Author.ID, Name: p.Author.Name, Status: p.Status}, []string{key})
	}
}

// Groups returns those with one text, in order of the first.
func (t *Twins) Groups() [][]Twin { return t.groups.several() }

// grouping puts things together that share a key.
type grouping[T any] struct {
	groups [][]T
	of     map[string]int // the group of a key
}

// add puts a thing to those that share one of its keys; "" is no key. Of
// several groups it joins the first, and those that come with its keys.
func (g *grouping[T]) add(one T, keys []string) {
	if g.of == nil {
		g.of = map[string]int{}
	}
	at := -1
	for _, key := range keys {
		if found, ok := g.of[key]; ok && key != "" && (at < 0 || found < at) {
			at = found
		}
	}
	if at < 0 {
		at, g.groups = len(g.groups), append(g.groups, nil)
	}
	g.groups[at] = append(g.groups[at], one)
	for _, key := range keys {
		if _, ok := g.of[key]; !ok && key != "" {
			g.of[key] = at
		}
	}
}

func (g *grouping[T]) several() [][]T {
	return slices.DeleteFunc(g.groups, func(group []T) bool { return len(group) < 2 })
}
