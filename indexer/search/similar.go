package search

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"shiyun/corpus"
	"shiyun/indexer/analyser"
	"shiyun/indexer/engine"
	"shiyun/indexer/texts"
)

// What makes a word telling: it stands in more than one poem, and in few.
const (
	tellingWords  = 12
	commonestWord = 400
)

// Similar finds poems to read after one: those that answer it or that it
// answers, those of its tune or rhyme, those that share its rarer words.
func (s *Searcher) Similar(ctx context.Context, id corpus.PoemID, limit int) ([]Related, error) {
	snapshot := s.index.Texts()
	p := snapshot.Poem(id)
	if p == nil {
		return []Related{}, nil
	}
	r := &relatives{of: p, snapshot: snapshot, rhymes: rhymes(p), found: map[corpus.PoemID]*relative{}}
	if err := s.gather(ctx, r); err != nil {
		return nil, fmt.Errorf("find similar poems: %w", err)
	}
	return s.related(ctx, r.closest(limit))
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

// gather asks the engine for poems that share telling words, the title or the
// rhyme characters, and weighs each by its text.
func (s *Searcher) gather(ctx context.Context, r *relatives) error {
	words, weights, err := s.tellingWords(ctx, r.of, r.snapshot.Len())
	if err != nil {
		return err
	}
	wanted := []engine.Expr{}
	for _, w := range words {
		wanted = append(wanted, engine.Has(engine.Word, w))
	}
	if title := r.of.Title(); utf8.RuneCountInString(title) >= 2 {
		wanted = append(wanted, runOf(title))
	}
	if len(r.rhymes) >= 3 {
		wanted = append(wanted, runOf(strings.Join(r.rhymes, "")))
	}
	candidates, proposed, err := s.candidates(ctx, plan{propose: engine.Or(wanted...)})
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

// tellingWords are the rarest words of a poem that another poem has too.
func (s *Searcher) tellingWords(ctx context.Context, p *texts.Poem, poems int) ([]string, map[string]float64, error) {
	met := map[string]bool{}
	var words []string
	for i, c := range p.Clauses {
		for _, w := range analyser.Words(p.Text[c.At():p.ClauseEnd(i)], s.index.Segmenter()) {
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
	ok, err := s.index.Propose(func(e engine.Engine) (err error) {
		counts, err = e.Frequencies(ctx, terms)
		return err
	})
	if err != nil || !ok {
		return nil, nil, err
	}
	weights := map[string]float64{}
	for i, w := range words {
		if counts[i] > 1 && counts[i] <= commonestWord {
			weights[w] = weigh(counts[i:i+1], poems)
		}
	}
	words = slices.DeleteFunc(words, func(w string) bool { return weights[w] == 0 })
	slices.SortStableFunc(words, func(a, b string) int { return cmp.Compare(weights[b], weights[a]) })
	return words[:min(len(words), tellingWords)], weights, nil
}

func (r *relatives) weigh(p *texts.Poem, words []string, weights map[string]float64) {
	rel := &relative{id: p.ID, relation: RelatedWords}
	for _, w := range words {
		if texts.Index(p.BodyText(), w) >= 0 {
			rel.shared = append(rel.shared, w)
			rel.weight += weights[w]
		}
	}
	if r.of.Tune != "" && p.Tune == r.of.Tune && len(rel.shared) > 0 {
		rel.relation = RelatedTune
	}
	if len(r.rhymes) >= 3 && slices.Equal(rhymes(p), r.rhymes) {
		rel.relation, rel.shared = RelatedRhyme, r.rhymes
	}
	if answers(r.snapshot, p, r.of) || answers(r.snapshot, r.of, p) {
		rel.relation = RelatedReply
		if own := rhymes(p); len(own) > 1 && slices.Equal(own, r.rhymes) {
			rel.shared = own
		}
	}
	if rel.relation != RelatedWords || len(rel.shared) > 0 {
		r.found[p.ID] = rel
	}
}

// rhymes are the last characters of every second clause, where rhymes stand.
func rhymes(p *texts.Poem) []string {
	var ends []string
	for i := 1; i < len(p.Clauses); i += 2 {
		clause := p.Text[p.Clauses[i].At():p.ClauseEnd(i)]
		_, size := utf8.DecodeLastRuneInString(clause)
		ends = append(ends, clause[len(clause)-size:])
	}
	return ends
}

var relationRank = map[Relation]int{RelatedReply: 0, RelatedRhyme: 1, RelatedTune: 2, RelatedWords: 3}

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

// related reads the poems' own spelling from the archive.
func (s *Searcher) related(ctx context.Context, found []*relative) ([]Related, error) {
	ids := make([]corpus.PoemID, len(found))
	why := map[corpus.PoemID]*relative{}
	for i, rel := range found {
		ids[i], why[rel.id] = rel.id, rel
	}
	poems, err := s.archive.Poems(ctx, ids)
	if err != nil {
		return nil, err
	}
	list := []Related{}
	for _, p := range poems {
		if p.Status == corpus.StatusPublished {
			rel := why[p.ID]
			list = append(list, Related{ID: p.ID, Title: p.Title, Author: p.Author.Name, AuthorID: p.Author.ID,
				Form: p.Form, Relation: rel.relation, Shared: append([]string{}, rel.shared...)})
		}
	}
	return list, nil
}
