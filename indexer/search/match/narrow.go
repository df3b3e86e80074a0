package match

import (
	"shiyun/corpus"
	"shiyun/indexer/engine"
)

// holders are the poems that may have a run in their texts, as the postings
// have it. The plans of one search share them: they are filled before any text
// is read, and only read from then on.
type holders struct {
	bits   []uint64 // by poem id
	filled bool     // until then every poem may
}

func (h *holders) mayHave(id corpus.PoemID) bool {
	if h == nil || !h.filled {
		return true
	}
	at := int64(id) / 64
	return id >= 0 && at < int64(len(h.bits)) && h.bits[at]&(1<<(id%64)) != 0
}

// holdersOf returns those of a run, one for all terms that look for it.
func (l *Lexicon) holdersOf(run string) *holders {
	if l.holders[run] == nil {
		l.holders[run] = &holders{}
	}
	return l.holders[run]
}

// Unnarrowed returns what proposes the poems whose texts have one of the terms,
// by run, of those that are looked for at their word and not narrowed yet.
func Unnarrowed(terms []*Term) map[string]engine.Expr {
	exprs := map[string]engine.Expr{}
	for _, t := range WithSynonyms(terms) {
		if t.Finder == nil && t.holders != nil && !t.holders.filled && t.Run != "" {
			exprs[t.Run] = HasEvery(t.Run)
		}
	}
	return exprs
}

// Narrow has no text read for a run but those of the poems that were proposed
// for it. No goroutine may be reading for a plan of this lexicon meanwhile.
func (l *Lexicon) Narrow(run string, proposed []corpus.PoemID) {
	h := l.holdersOf(run)
	last := corpus.PoemID(-1)
	for _, id := range proposed {
		last = max(last, id)
	}
	h.bits, h.filled = make([]uint64, last/64+1), true
	for _, id := range proposed {
		h.bits[id/64] |= 1 << (id % 64)
	}
}
