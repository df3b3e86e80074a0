package search

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/indexer/ask"
	"shiyun/indexer/search/match"
	"shiyun/indexer/search/relax"
	"shiyun/indexer/texts"
)

// Nearest is what the archive has that comes nearest to a query that found
// nothing.
type Nearest struct {
	Words []UnderstoodPart `json:"words"` // a tag, an author, a form and a place
	Poems []NearPoem       `json:"poems"` // at most mostNear
}

// NearPoem is a poem whose title shares characters with the query.
type NearPoem struct {
	ID     corpus.PoemID `json:"id"`
	Title  string        `json:"title"`
	Author string        `json:"author"`
}

// mostNear is how many poems are offered.
const mostNear = 3

// candidate is a word that may be the nearest of its kind.
type candidate struct {
	part   UnderstoodPart
	shared int // characters that it shares with the query
}

// nearest finds them. The poems are read again from the archive.
func (s *Searcher) nearest(ctx context.Context, q *relax.Query) (*Nearest, error) {
	asked := match.NewRuneSet([]rune(fold.String(q.Text))...)
	v, snapshot := q.Lexicon.Vocabulary(), q.Lexicon.Snapshot
	near := &Nearest{Words: []UnderstoodPart{}, Poems: []NearPoem{}}
	var tags, authors, forms, places []candidate
	add := func(list *[]candidate, kind ask.Kind, name string, id int64, n int) {
		if n > 0 {
			*list = append(*list, candidate{UnderstoodPart{Kind: kind, Name: name, ID: id, Poems: n}, countShared(asked, fold.String(name))})
		}
	}
	for tag := range maps.Values(v.Tags) {
		if n := v.CountTag(tag); 2*n <= snapshot.Len() { // what most poems have helps little
			add(&tags, ask.Tag, tag, 0, n)
		}
	}
	for _, ids := range v.Authors {
		for _, id := range ids {
			if a := snapshot.Author(id); a != nil && a.Name != corpus.Anonymous {
				add(&authors, ask.Author, a.Name, int64(id), v.CountAuthor(id))
			}
		}
	}
	for _, form := range corpus.Forms() {
		if form != corpus.FormOther {
			add(&forms, ask.Form, string(form), 0, v.CountForm(form))
		}
	}
	for _, ids := range v.Places {
		for _, id := range ids {
			add(&places, ask.Place, snapshot.Place(id).Name, int64(id), v.CountPlace(id))
		}
	}
	for _, list := range [][]candidate{tags, authors, forms, places} {
		if len(list) > 0 {
			near.Words = append(near.Words, slices.MaxFunc(list, compareCandidates).part)
		}
	}
	poems, err := s.archive.Poems(ctx, nearPoems(asked, snapshot))
	if err != nil {
		return nil, err
	}
	for _, p := range poems {
		if p.Status == corpus.StatusPublished {
			near.Poems = append(near.Poems, NearPoem{p.ID, p.Title, p.Author.Name})
		}
	}
	return near, nil
}

func compareCandidates(a, b candidate) int {
	return cmp.Or(cmp.Compare(a.shared, b.shared), cmp.Compare(a.part.Poems, b.part.Poems), cmp.Compare(b.part.Name, a.part.Name), cmp.Compare(b.part.ID, a.part.ID))
}

// countShared counts the different characters of a name that a query has.
func countShared(asked *match.RuneSet, name string) (n int) {
	for i, r := range name {
		if asked.Has(r) && !strings.ContainsRune(name[:i], r) {
			n++
		}
	}
	return n
}

// nearPoems are the poems whose titles share most of their characters with a
// query, the newest where several do.
func nearPoems(asked *match.RuneSet, snapshot *texts.Snapshot) []corpus.PoemID {
	type near struct {
		id     corpus.PoemID
		shared int
	}
	var best []near
	snapshot.Each(func(p *texts.Poem) bool {
		one := near{p.ID, countShared(asked, p.Title())}
		at, _ := slices.BinarySearchFunc(best, one, func(a, b near) int { return cmp.Or(cmp.Compare(b.shared, a.shared), cmp.Compare(b.id, a.id)) })
		if at < mostNear {
			best = slices.Insert(best, at, one)
			best = best[:min(len(best), mostNear)]
		}
		return true
	})
	ids := make([]corpus.PoemID, len(best))
	for i, n := range best {
		ids[i] = n.id
	}
	return ids
}
