// Package related finds which poems belong beside each other: those that answer
// one another, those of one tune or rhyme, those that share their rarer words.
package related

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"shiyun/corpus"
	"shiyun/indexer/analyser"
	"shiyun/indexer/engine"
	"shiyun/indexer/search/match"
	"shiyun/indexer/segment"
	"shiyun/indexer/texts"
)

// Relation is why two poems are shown beside each other.
type Relation string

// The relations, closest first.
const (
	Reply Relation = "reply" // 唱和: one answers the other
	Rhyme Relation = "rhyme" // the same rhyme characters in order
	Tune  Relation = "tune"  // the same 词牌 or 曲牌, and words in common
	Words Relation = "words" // rare words in common
)

// Poem is a poem like another.
type Poem struct {
	ID       corpus.PoemID   `json:"id"`
	Title    string          `json:"title"`
	Author   string          `json:"author"`
	AuthorID corpus.AuthorID `json:"author_id"`
	Form     corpus.Form     `json:"form"`
	Relation Relation        `json:"relation"`
	Shared   []string        `json:"shared"` // the words or rhyme characters in common
}

// Index is what is asked of the index.
type Index interface {
	Texts() *texts.Snapshot
	// Propose runs fn on the engine; false where no engine can propose at
	// the moment.
	Propose(fn func(engine.Engine) error) (bool, error)
	Segmenter() segment.Segmenter
}

// Archive is where poems are read again before they are shown.
type Archive interface {
	Poems(ctx context.Context, ids []corpus.PoemID) ([]corpus.Poem, error)
}

// Which words are looked for: the rarest of those that stand in more than one
// poem, and in few.
const (
	mostWords     = 12
	commonestWord = 400
)

// maxCandidates bounds the poems looked at: words that so many have in common
// relate none of them.
const maxCandidates = 250_000

// fewestRhymes is how many rhyme characters in common are no accident.
const fewestRhymes = 3

// To returns at most limit poems to read after one: those that answer it or
// that it answers, those of its tune or rhyme, those that share its rarer
// words. Errors are those of the engine, the archive and ctx.
func To(ctx context.Context, index Index, archive Archive, id corpus.PoemID, limit int) ([]Poem, error) {
	snapshot := index.Texts()
	p := snapshot.Poem(id)
	if p == nil {
		return []Poem{}, nil
	}
	r := &relatives{of: p, snapshot: snapshot, rhymes: rhymesOf(p), found: map[corpus.PoemID]*relative{}}
	if err := r.gather(ctx, index); err != nil {
		return nil, fmt.Errorf("find similar poems: %w", err)
	}
	return readPoems(ctx, archive, r.closest(limit))
}

// relative is a poem found and why.
type relative struct {
	id       corpus.PoemID
	relation Relation
	shared   []string
	weight   float64
}

type relatives struct {
	of       *texts.Poem
	snapshot *texts.Snapshot
	rhymes   []string
	found    map[corpus.PoemID]*relative
}

// gather asks the engine for poems that share rare words, the title or the
// rhyme characters, and weighs each by its text.
func (r *relatives) gather(ctx context.Context, index Index) error {
	words, weights, err := rarestWords(ctx, index, r.of, r.snapshot.Len())
	if err != nil {
		return err
	}
	wanted := []engine.Expr{}
	for _, w := range words {
		wanted = append(wanted, engine.Has(engine.Word, w))
	}
	if title := r.of.Title(); utf8.RuneCountInString(title) >= 2 {
		wanted = append(wanted, match.HasEvery(title))
	}
	if len(r.rhymes) >= fewestRhymes {
		wanted = append(wanted, match.HasEvery(strings.Join(r.rhymes, "")))
	}
	if len(wanted) == 0 {
		return nil
	}
	var candidates engine.Candidates
	proposed, err := index.Propose(func(e engine.Engine) (err error) {
		candidates, err = e.Candidates(ctx, engine.Or(wanted...), maxCandidates)
		return err
	})
	if err != nil || !proposed {
		return err // without an engine there is nothing to share words by
	}
	for _, id := range candidates.IDs {
		if p := r.snapshot.Poem(id); p != nil && id != r.of.ID {
			r.weigh(p, words, weights)
		}
	}
	return nil
}

// rarestWords returns the rarest words of a poem that another poem has too, and
// what each weighs.
func rarestWords(ctx context.Context, index Index, p *texts.Poem, poems int) ([]string, map[string]float64, error) {
	met := map[string]bool{}
	var words []string
	for i, c := range p.Clauses {
		for _, w := range analyser.Words(p.Text[c.At():p.ClauseEnd(i)], index.Segmenter()) {
			if !met[w] {
				met[w] = true
				words = append(words, w)
			}
		}
	}
	terms := make([]engine.Term, len(words))
	for i, w := range words {
		terms[i] = engine.Term{Field: engine.Word, Text: w}
	}
	var counts []int
	ok, err := index.Propose(func(e engine.Engine) (err error) {
		counts, err = e.Frequencies(ctx, terms)
		return err
	})
	if err != nil || !ok {
		return nil, nil, err
	}
	weights := map[string]float64{}
	for i, w := range words {
		if counts[i] > 1 && counts[i] <= commonestWord {
			weights[w] = math.Log(1 + float64(poems)/float64(counts[i]))
		}
	}
	words = slices.DeleteFunc(words, func(w string) bool { return weights[w] == 0 })
	slices.SortStableFunc(words, func(a, b string) int { return cmp.Compare(weights[b], weights[a]) })
	return words[:min(len(words), mostWords)], weights, nil
}

func (r *relatives) weigh(p *texts.Poem, words []string, weights map[string]float64) {
	rel := &relative{id: p.ID, relation: Words}
	for _, w := range words {
		if texts.Index(p.BodyText(), w) >= 0 {
			rel.shared = append(rel.shared, w)
			rel.weight += weights[w]
		}
	}
	if r.of.Tune != "" && p.Tune == r.of.Tune && len(rel.shared) > 0 {
		rel.relation = Tune
	}
	if len(r.rhymes) >= fewestRhymes && slices.Equal(rhymesOf(p), r.rhymes) {
		rel.relation, rel.shared = Rhyme, r.rhymes
	}
	if answers(r.snapshot, p, r.of) || answers(r.snapshot, r.of, p) {
		rel.relation = Reply
		if own := rhymesOf(p); len(own) > 1 && slices.Equal(own, r.rhymes) {
			rel.shared = own
		}
	}
	if rel.relation != Words || len(rel.shared) > 0 {
		r.found[p.ID] = rel
	}
}

// rhymesOf returns the last characters of every second clause, where rhymes
// stand.
func rhymesOf(p *texts.Poem) []string {
	var ends []string
	for i := 1; i < len(p.Clauses); i += 2 {
		clause := p.Text[p.Clauses[i].At():p.ClauseEnd(i)]
		_, size := utf8.DecodeLastRuneInString(clause)
		ends = append(ends, clause[len(clause)-size:])
	}
	return ends
}

var relationRank = map[Relation]int{Reply: 0, Rhyme: 1, Tune: 2, Words: 3}

func (r *relatives) closest(limit int) []*relative {
	list := make([]*relative, 0, len(r.found))
	for _, rel := range r.found {
		list = append(list, rel)
	}
	slices.SortFunc(list, func(a, b *relative) int {
		return cmp.Or(cmp.Compare(relationRank[a.relation], relationRank[b.relation]), cmp.Compare(b.weight, a.weight), cmp.Compare(a.id, b.id))
	})
	return list[:min(len(list), limit)]
}

// readPoems reads the poems' own spelling from the archive, and leaves out what
// has been withdrawn meanwhile.
func readPoems(ctx context.Context, archive Archive, found []*relative) ([]Poem, error) {
	ids := make([]corpus.PoemID, len(found))
	why := map[corpus.PoemID]*relative{}
	for i, rel := range found {
		ids[i], why[rel.id] = rel.id, rel
	}
	poems, err := archive.Poems(ctx, ids)
	if err != nil {
		return nil, err
	}
	list := []Poem{}
	for _, p := range poems {
		if p.Status == corpus.StatusPublished {
			rel := why[p.ID]
			list = append(list, Poem{ID: p.ID, Title: p.Title, Author: p.Author.Name, AuthorID: p.Author.ID,
				Form: p.Form, Relation: rel.relation, Shared: append([]string{}, rel.shared...)})
		}
	}
	return list, nil
}
