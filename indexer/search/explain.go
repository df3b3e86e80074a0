package search

import (
	"context"
	"fmt"

	"shiyun/corpus"
	"shiyun/indexer/query"
	"shiyun/indexer/search/match"
	"shiyun/indexer/search/plan"
	"shiyun/indexer/search/relax"
	"shiyun/indexer/texts"
)

// Explain returns how a request was taken and why one poem is, or is not, among
// what it finds. It asks what Search asks, with the same plans and the same
// score. It returns a NotFound error where no poem has the id.
func (s *Searcher) Explain(ctx context.Context, req Request, id corpus.PoemID) (Explanation, error) {
	req = bounded(req)
	req.Cursor, req.Limit = "", 1
	found, err := s.archive.Poems(ctx, []corpus.PoemID{id})
	if err != nil {
		return Explanation{}, fmt.Errorf("explain: %w", err)
	}
	if len(found) == 0 {
		return Explanation{}, corpus.NewError(corpus.NotFound, "query.no_poem", int(id))
	}
	x := &explainer{s: s, req: req, lexicon: match.NewLexicon(s.index.Texts())}
	x.q = relax.NewQuery(query.Parse(req.Query, query.Limits{Pasted: LongQuery, Most: MaxQuery}), x.lexicon, s.index)
	x.poem = x.lexicon.Poem(id)
	x.keep, _ = newFilter(req, x.lexicon)
	x.out = Explanation{Query: x.q.Text, Poem: id, Title: found[0].Title, Author: found[0].Author.Name,
		Searchable: x.poem != nil && found[0].Status == corpus.StatusPublished,
		Terms:      []Reading{}, Tried: []Attempt{}, Parts: []Part{}}
	if err := x.explain(ctx); err != nil {
		return Explanation{}, fmt.Errorf("explain: %w", err)
	}
	return x.out, nil
}

type explainer struct {
	s       *Searcher
	req     Request
	q       *relax.Query
	lexicon *match.Lexicon
	poem    *texts.Poem // nil where it cannot be searched
	keep    plan.Matcher
	out     Explanation
}

func (x *explainer) explain(ctx context.Context) error {
	if x.q.Root != nil {
		x.listTerms(x.q.Root, false)
	}
	if x.q.Root == nil && x.q.Query.Pasted == nil {
		return nil
	}
	pl, rest, err := x.try(ctx, relax.Table(x.q))
	if err != nil || x.poem == nil {
		return err
	}
	matches := pl.Matches(x.poem)
	x.out.Found = x.out.Answered != "" && matches && x.keep(x.poem)
	x.out.FilteredOut = matches && !x.keep(x.poem)
	x.weigh(pl, matches)
	if !matches {
		x.out.Looser = x.findLooser(ctx, rest)
	}
	if !x.out.Found {
		return nil
	}
	return x.readHit(ctx, pl)
}

// try relaxes the query as a search does. It returns the plan of the relaxation
// that answered, or of the last, and the relaxations after it.
func (x *explainer) try(ctx context.Context, table []relax.Relaxation) (plan.Plan, []relax.Relaxation, error) {
	pl := plan.Plan{Matches: func(*texts.Poem) bool { return false }}
	for i, r := range table {
		found, plans, err := x.s.relax(ctx, x.req, x.q, table[i:i+1], x.keep)
		if err != nil {
			return pl, nil, err
		}
		if plans == nil { // it does not suit the query
			continue
		}
		pl = plans()
		in := x.poem != nil && pl.Matches(x.poem)
		x.out.Tried = append(x.out.Tried, Attempt{Relaxation: r.Name, Total: found.total, InPoem: in})
		if found.total == 0 {
			continue
		}
		x.out.Answered = r.Name
		found.relaxation = i
		more, plans, err := x.s.addTo(ctx, x.req, x.q, table, found, plans, x.keep)
		if err != nil {
			return pl, nil, err
		}
		if more.relaxation > i {
			i = more.relaxation
			pl, x.out.Answered = plans(), table[i].Name
			x.out.Tried = append(x.out.Tried, Attempt{Relaxation: table[i].Name, Total: more.total, InPoem: x.poem != nil && pl.Matches(x.poem)})
		}
		return pl, table[i+1:], nil
	}
	return pl, nil, nil
}

// findLooser returns the first of the relaxations by which the poem would match.
func (x *explainer) findLooser(ctx context.Context, table []relax.Relaxation) relax.Name {
	for _, r := range table {
		if plans := r.Plans(ctx, x.q); plans != nil && plans().Matches(x.poem) {
			return r.Name
		}
	}
	return ""
}

func (x *explainer) authorName(p *texts.Poem) string {
	if a := x.lexicon.Author(p.Author); a != nil {
		return a.Name
	}
	return ""
}

// weigh lists what every term of the plan adds.
func (x *explainer) weigh(pl plan.Plan, matches bool) {
	if matches {
		x.out.Match = pl.Tier(x.poem, x.authorName)
	}
	x.out.Score = scoreParts(x.poem, pl.Terms, func(t *match.Term, place, near int) {
		part := Part{Text: t.Raw, Place: place, Near: near}
		stands := t
		if !t.MatchesOwn(x.poem) {
			if stands = t.SynonymIn(x.poem); stands != nil {
				part.Via = stands.Raw
			}
		}
		if stands != nil {
			part.Where = whereStands(stands, x.poem)
			part.Match = t.Tier(x.poem, x.authorName)
		}
		x.out.Parts = append(x.out.Parts, part)
	})
}

// whereStands returns where the term, which the poem has, weighs most.
func whereStands(t *match.Term, p *texts.Poem) Where {
	if t.Field != query.Author && !t.Field.InText() {
		return WhereFact
	}
	at := -1
	if t.Field != query.Author {
		at = t.Find(p)
	}
	switch {
	case t.Authors[p.Author] != 0:
		return WhereAuthor
	case t.Field == query.Body || at >= p.Body:
		return WhereBody
	case at < p.Preface:
		return WhereTitle
	}
	return WherePreface
}

func (x *explainer) readHit(ctx context.Context, pl plan.Plan) error {
	hits, err := x.s.readHits(ctx, pl, []ranked{{poem: x.poem, tier: x.out.Match}})
	if err == nil && len(hits) == 1 {
		x.out.Hit = &hits[0]
	}
	return err
}
