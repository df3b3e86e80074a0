package borrowing

import (
	"slices"

	"shiyun/corpus/fold"
)

// Kind is what lines in common most likely are, in the kindest words that the
// lines allow.
type Kind string

// The kinds.
const (
	Quoted  Kind = "quoted"  // 用典: a line stands elsewhere word for word
	Adapted Kind = "adapted" // 化用: but for one character
	Shared  Kind = "shared"  // 同题: much of one poem; two on one theme, or one under two names
)

// Group are the lines that one source has.
type Group struct {
	Kind   Kind
	Source Source
	Lines  []Found
}

// Report is what a poem has in common with others.
type Report struct {
	Groups []Group
	// Gathered reports whether the poem may be 集句: most of its lines stand
	// word for word in several others.
	Gathered bool
}

// ManyAuthors is the number of authors from which a line is common property, as
// 自君之出矣 is. Such lines are left out.
const ManyAuthors = 5

// fewestSources is how many poems lines must come from to be gathered.
const fewestSources = 3

// weakLength is the length of lines of which many have a neighbour by chance
// that differs in one character. A group of one such line is left out.
const weakLength = 5

// Judge groups the lines found of a poem by their sources and names the kind of
// each group. Lines from other verse of the same author are left out.
func Judge(author string, lines []Line, found []Found) (r Report) {
	var kept []Found
	for _, f := range found {
		if !sameAuthor(author, f.Source.Author) && !isCommon(f, found) {
			kept = append(kept, f)
		}
	}
	for _, f := range kept {
		at := slices.IndexFunc(r.Groups, func(g Group) bool { return g.Source == f.Source })
		if at < 0 {
			at, r.Groups = len(r.Groups), append(r.Groups, Group{Source: f.Source})
		}
		r.Groups[at].Lines = append(r.Groups[at].Lines, f)
	}
	r.Groups = slices.DeleteFunc(r.Groups, isWeak)
	for i := range r.Groups {
		r.Groups[i].Kind = kindOf(r.Groups[i], len(lines))
	}
	slices.SortStableFunc(r.Groups, func(a, b Group) int { return len(b.Lines) - len(a.Lines) })
	r.Gathered = isGathered(r.Groups, len(lines))
	return r
}

func sameAuthor(a, b string) bool { return a != "" && fold.String(a) == fold.String(b) }

// isCommon reports whether at least ManyAuthors authors have the line word for
// word.
func isCommon(f Found, all []Found) bool {
	authors := map[string]bool{}
	for _, other := range all {
		if other.Exact() && other.Line.N == f.Line.N && other.Line.Char == f.Line.Char {
			authors[other.Source.Author] = true
		}
	}
	return len(authors) >= ManyAuthors
}

func isWeak(g Group) bool {
	return len(g.Lines) == 1 && !g.Lines[0].Exact() && len(g.Lines[0].Line.Chars) <= weakLength
}

func kindOf(g Group, lines int) Kind {
	if n := len(g.Lines); n >= 2 && n*2 >= lines {
		return Shared
	}
	if slices.ContainsFunc(g.Lines, Found.Exact) {
		return Quoted
	}
	return Adapted
}

func isGathered(groups []Group, lines int) bool {
	type place struct{ n, char int }
	places, sources := map[place]bool{}, 0
	for _, g := range groups {
		exact := false
		for _, f := range g.Lines {
			if f.Exact() {
				exact, places[place{f.Line.N, f.Line.Char}] = true, true
			}
		}
		if exact {
			sources++
		}
	}
	return sources >= fewestSources && len(places)*2 >= lines
}
