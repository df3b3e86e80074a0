package search

import (
	"slices"
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
	pieces   map[pieceOf]piece
}

// soundKey is what a soundFinder was made of.
type soundKey struct {
	run   string
	typed typing
	loose bool
}

// typing says how carefully letters were typed.
type typing int

const (
	inFull    typing = iota // every syllable to its end
	shortened               // some syllables only begun
	mistyped                // a letter of one wrong
	forgotten               // one or two not known at all
)

// finderNamed finds names that are not written as asked.
type finderNamed interface{ names(name string) bool }

func newNames(s *texts.Snapshot) *names {
	return &names{s, map[string]map[corpus.AuthorID]authorMatch{}, map[string]*mistakes{},
		map[finderNamed]map[corpus.AuthorID]bool{}, map[soundKey]*soundFinder{}, map[pieceOf]piece{}}
}

// near are the mistakes a run may hold.
func (n *names) near(run string) *mistakes {
	if n.mistakes[run] == nil {
		n.mistakes[run] = newMistakes(run, n.Knows)
	}
	return n.mistakes[run]
}

// sounding finds what sounds like a run; where loose, what may be taken for it
// here. Latin letters in a run are pinyin.
func (n *names) sounding(run string, typed typing, loose bool) *soundFinder {
	key := soundKey{run, typed, loose}
	if n.sounds[key] == nil {
		n.sounds[key] = newSoundFinder(n.ways(run, typed, loose))
		n.sounds[key].unproposed = typed != inFull
		if typed == forgotten {
			n.sounds[key].tier = MatchNear
		}
	}
	return n.sounds[key]
}

// ways are those to hear a run.
func (n *names) ways(run string, typed typing, loose bool) [][]piece {
	groups, ok := pinyin.Letters(run)
	if !ok {
		return n.blended(run, typed, loose)
	}
	switch typed {
	case shortened:
		return n.saidAs(pinyin.Shortened(groups), loose)
	case mistyped:
		return n.saidAs(pinyin.Mistyped(groups), loose)
	case forgotten:
		return n.saidAs(pinyin.Forgotten(groups), loose)
	}
	return n.saidIn(pinyin.Parse(groups), loose)
}

// blended are the ways to hear characters with pinyin among them, as a phone
// leaves them that was not waited for. Characters alone are heard in one way.
func (n *names) blended(run string, typed typing, loose bool) [][]piece {
	ways := [][]piece{nil}
	for _, part := range byScript(run) {
		heard := [][]piece{n.heardAs(part, loose)}
		if _, spelt := pinyin.Letters(part); spelt {
			heard = n.ways(part, typed, loose)
		}
		var next [][]piece
		for _, way := range ways {
			for _, tail := range heard {
				if len(next) < maxBlends {
					next = append(next, slices.Concat(way, tail))
				}
			}
		}
		ways = next
	}
	return ways
}

// maxBlends bounds the ways to hear characters with several stretches of
// pinyin among them.
const maxBlends = 12

// byScript cuts a run wherever Latin letters begin or end.
func byScript(run string) []string {
	var parts []string
	start := 0
	for i, r := range run {
		if i > start && isLatin(run[start:i]) != isLatin(string(r)) {
			parts, start = append(parts, run[start:i]), i
		}
	}
	return append(parts, run[start:])
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
