package search

import (
	"context"
	"fmt"

	"shiyun/corpus"
	"shiyun/indexer/query"
	"shiyun/indexer/texts"
)

// Explain says how a request was taken and why one poem is, or is not, among
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
		return Explanation{}, corpus.Errorf(corpus.NotFound, "没有第 %d 号诗", id)
	}
	x := &explainer{s: s, req: req, names: newNames(s.index.Texts()),
		q: query.Parse(req.Query, query.Limits{Pasted: LongQuery, Most: MaxQuery})}
	x.poem = x.names.Poem(id)
	x.keep, _ = newFilter(req, x.names)
	x.out = Explanation{Query: x.q.Text, Poem: id, Title: found[0].Title, Author: found[0].Author.Name,
		Searchable: x.poem != nil && found[0].Status == corpus.StatusPublished,
		Terms:      []Reading{}, Tried: []Attempt{}, Parts: []Part{}}
	if err := x.explain(ctx); err != nil {
		return Explanation{}, fmt.Errorf("explain: %w", err)
	}
	return x.out, nil
}

type explainer struct {
	s     *Searcher
	req   Request
	q     query.Query
	names *names
	poem  *texts.Poem // nil where it cannot be searched
	keep  matcher
	out   Explanation
}

func (x *explainer) explain(ctx context.Context) error {
	if x.q.Root != nil {
		x.read(x.q.Root, false)
	}
	if x.q.Root == nil && x.q.Pasted == nil {
		return nil
	}
	rungs := x.s.rungs(ctx, x.q, x.names)
	pl, rest, err := x.try(ctx, rungs)
	if err != nil || x.poem == nil {
		return err
	}
	matches := pl.match(x.poem)
	x.out.Found = x.out.Answered != "" && matches && x.keep(x.poem)
	x.out.FilteredOut = matches && !x.keep(x.poem)
	x.weigh(pl, matches)
	if !matches {
		x.out.Looser = x.looser(rest)
	}
	if !x.out.Found {
		return nil
	}
	return x.hit(ctx, pl)
}

// try goes up the rungs as a search does. It returns the plan of the one that
// answered, or of the last, and the rungs above it.
func (x *explainer) try(ctx context.Context, rungs []rung) (plan, []rung, error) {
	pl := plan{match: func(*texts.Poem) bool { return false }}
	for i, r := range rungs {
		found, way, plans, err := x.s.climb(ctx, x.req, rungs[i:i+1], x.keep, x.names.Snapshot)
		if err != nil {
			return pl, nil, err
		}
		if plans == nil { // the way does not suit the query
			continue
		}
		pl = plans()
		in := x.poem != nil && pl.match(x.poem)
		x.out.Tried = append(x.out.Tried, Attempt{Way: r.way, Total: found.total, InPoem: in})
		if found.total > 0 {
			x.out.Answered = way
			return pl, rungs[i+1:], nil
		}
	}
	return pl, nil, nil
}

// looser is the first of the rungs in which the poem would match.
func (x *explainer) looser(rungs []rung) Way {
	for _, r := range rungs {
		if plans := r.plans(); plans != nil && plans().match(x.poem) {
			return r.way
		}
	}
	return ""
}

func (x *explainer) authorName(p *texts.Poem) string {
	if a := x.names.Author(p.Author); a != nil {
		return a.Name
	}
	return ""
}

// weigh lists what every term of the plan adds.
func (x *explainer) weigh(pl plan, matches bool) {
	if matches {
		x.out.Match = pl.tier(x.poem, x.authorName)
	}
	x.out.Score = scoreParts(x.poem, pl.terms, func(t *term, place, near int) {
		part := Part{Text: t.Raw, Place: place, Near: near}
		stands := t
		if !t.matchesItself(x.poem) {
			if stands = t.synonymIn(x.poem); stands != nil {
				part.Via = stands.Raw
			}
		}
		if stands != nil {
			part.Where = stands.where(x.poem)
			part.Match = t.tier(x.poem, x.authorName)
		}
		x.out.Parts = append(x.out.Parts, part)
	})
}

// where says where the term, which the poem has, weighs most.
func (t *term) where(p *texts.Poem) Where {
	if t.Field != query.Author && !textField(t.Field) {
		return WhereFact
	}
	at := -1
	if t.Field != query.Author {
		at = t.find(p)
	}
	switch {
	case t.authors[p.Author] != 0:
		return WhereAuthor
	case t.Field == query.Body || at >= p.Body:
		return WhereBody
	case at < p.Preface:
		return WhereTitle
	}
	return WherePreface
}

func (x *explainer) hit(ctx context.Context, pl plan) error {
	hits, err := x.s.hits(ctx, pl, []ranked{{poem: x.poem, tier: x.out.Match}})
	if err == nil && len(hits) == 1 {
		x.out.Hit = &hits[0]
	}
	return err
}
