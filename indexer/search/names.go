package search

import (
	"strings"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/indexer/texts"
)

// authorMatch says how a name answers a run.
type authorMatch int

const (
	nameContains authorMatch = iota + 1
	nameEquals
)

// names looks runs up among the names of a snapshot, each run once: the plans
// of one search share it. What it returns must not be changed.
type names struct {
	*texts.Snapshot
	found map[string]map[corpus.AuthorID]authorMatch
}

func newNames(s *texts.Snapshot) *names {
	return &names{s, map[string]map[corpus.AuthorID]authorMatch{}}
}

// authors are those one of whose names is or contains the run.
func (n *names) authors(run string) map[corpus.AuthorID]authorMatch {
	if found, ok := n.found[run]; ok {
		return found
	}
	found := map[corpus.AuthorID]authorMatch{}
	for id, a := range n.Authors() {
		for _, name := range a.Names {
			if name == run {
				found[id] = nameEquals
			} else if strings.Contains(name, run) && found[id] == 0 {
				found[id] = nameContains
			}
		}
	}
	n.found[run] = found
	return found
}

// sounding are the authors one of whose whole names sounds as asked.
func (n *names) sounding(f *soundFinder) map[corpus.AuthorID]bool {
	found := map[corpus.AuthorID]bool{}
	for id, a := range n.Authors() {
		for _, name := range a.Names {
			if f.names(name) {
				found[id] = true
			}
		}
	}
	return found
}

// beginningWith are the authors one of whose names has the initials.
func (n *names) beginningWith(f *initialsFinder) map[corpus.AuthorID]bool {
	found := map[corpus.AuthorID]bool{}
	for id, a := range n.Authors() {
		for _, name := range a.Names {
			if f.names(name) {
				found[id] = true
			}
		}
	}
	return found
}

// exactlyOrContaining keeps those who go by exactly the name asked for, if
// anybody does: 作者:李白 is not after 李白之.
func exactlyOrContaining(found map[corpus.AuthorID]authorMatch) map[corpus.AuthorID]authorMatch {
	exact := map[corpus.AuthorID]authorMatch{}
	for id, how := range found {
		if how == nameEquals {
			exact[id] = how
		}
	}
	if len(exact) > 0 {
		return exact
	}
	return found
}

// places are those whose name contains the run, and those below them.
func (n *names) places(run string) map[corpus.PlaceID]bool {
	found := map[corpus.PlaceID]bool{}
	for id, place := range n.Places() {
		for _, above := range place.Above {
			if p := n.Place(above); p != nil && strings.Contains(fold.String(p.Name), run) {
				found[id] = true
			}
		}
	}
	return found
}
