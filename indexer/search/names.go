package search

import (
	"strings"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/corpus/pinyin"
	"shiyun/indexer/texts"
)

// authorMatch says how a name answers a run.
type authorMatch int

const (
	nameContains authorMatch = iota + 1
	nameEquals
)

// names looks runs up among the names of a snapshot and makes what is needed
// to loosen them, each once: the plans of one search share it. What it returns
// must not be changed.
type names struct {
	*texts.Snapshot
	found    map[string]map[corpus.AuthorID]authorMatch
	mistakes map[string]*mistakes
	heard    map[finderNamed]map[corpus.AuthorID]bool
	sounds   map[soundKey]*soundFinder
	begun    map[string]*charset // what begins with the letters of an unfinished syllable
}

// soundKey is what a soundFinder was made of.
type soundKey struct {
	run   string
	loose bool
}

// finderNamed finds names that are not written as asked.
type finderNamed interface{ names(name string) bool }

func newNames(s *texts.Snapshot) *names {
	return &names{s, map[string]map[corpus.AuthorID]authorMatch{}, map[string]*mistakes{},
		map[finderNamed]map[corpus.AuthorID]bool{}, map[soundKey]*soundFinder{}, map[string]*charset{}}
}

// near are the mistakes a run may hold.
func (n *names) near(run string) *mistakes {
	if n.mistakes[run] == nil {
		n.mistakes[run] = newMistakes(run, n.Knows)
	}
	return n.mistakes[run]
}

// sounding finds what sounds like a run; where loose, what may be taken for it
// here. A run of Latin letters is pinyin.
func (n *names) sounding(run string, loose bool) *soundFinder {
	key := soundKey{run, loose}
	if n.sounds[key] == nil {
		same := alike(exactly)
		if loose {
			same = pinyin.Alike
		}
		if groups, ok := pinyin.Letters(run); ok {
			n.sounds[key] = soundSpelled(pinyin.Parse(groups), same, n.Snapshot)
		} else {
			n.sounds[key] = soundOf(run, same, n.Snapshot)
		}
	}
	return n.sounds[key]
}

// authors are those one of whose names is or contains the run.
func (n *names) authors(run string) map[corpus.AuthorID]authorMatch {
	if found, ok := n.found[run]; ok {
		return found
	}
	found := map[corpus.AuthorID]authorMatch{}
	for _, a := range n.Names() {
		switch {
		case a.Name == run:
			found[a.Author] = nameEquals
		case len(a.Name) > len(run) && strings.Contains(a.Name, run) && found[a.Author] == 0:
			found[a.Author] = nameContains
		}
	}
	n.found[run] = found
	return found
}

// called are the authors one of whose whole names f finds.
func (n *names) called(f finderNamed) map[corpus.AuthorID]bool {
	if found, ok := n.heard[f]; ok {
		return found
	}
	found := map[corpus.AuthorID]bool{}
	for _, a := range n.Names() {
		if f.names(a.Name) {
			found[a.Author] = true
		}
	}
	n.heard[f] = found
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
