package texts

import (
	"strings"

	"shiyun/corpus"
	"shiyun/corpus/prosody"
)

// newCrafts checks the poems of a page, some 0.1 s for a full one: it is done
// when a search first asks for rhymes or skeletons, and once for each state of
// the page.
func newCrafts(poems *[pageSize]*Poem) *[pageSize]prosody.Craft {
	var all [pageSize]prosody.Craft
	for slot, p := range poems {
		if p != nil {
			all[slot] = prosody.CraftOf(prosody.Poem{Body: p.verse(), Form: p.Form, Tune: p.Tune})
		}
	}
	return &all
}

// verse returns the body as folded clauses, line by line.
func (p *Poem) verse() string {
	var b strings.Builder
	for n, c := range p.Clauses {
		switch {
		case n == 0:
		case c.StartsLine():
			b.WriteByte('\n')
		default:
			b.WriteString("，")
		}
		b.WriteString(p.Text[c.At():p.ClauseEnd(n)])
	}
	return b.String()
}

// CraftOf returns the craft of a poem, the zero Craft for none of the snapshot.
func (s *Snapshot) CraftOf(id corpus.PoemID) prosody.Craft {
	if p := s.pages[int64(id)/pageSize]; p != nil && id >= 0 {
		return p.crafts()[int64(id)%pageSize]
	}
	return prosody.Craft{}
}
