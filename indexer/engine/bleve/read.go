package bleve

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	segment "github.com/blevesearch/scorch_segment_api/v2"

	"shiyun/corpus"
	"shiyun/indexer/engine"
)

// segmentIDs are the poem ids of a segment by document number. Segments never
// change, so this is read once from each: asking bleve for the id of every
// hit would cost more than the search.
type segmentIDs struct{ ids []corpus.PoemID }

// eachSegment runs fn on every segment of one consistent state of the index,
// until it returns an error or stop.
func (g *generation) eachSegment(fn func(s *scorch.SegmentSnapshot) error) error {
	err := g.use(func(opened bleve.Index) (err error) {
		advanced, err := opened.Advanced()
		if err != nil {
			return fmt.Errorf("open index reader: %w", err)
		}
		reader, err := advanced.Reader()
		if err != nil {
			return fmt.Errorf("open index reader: %w", err)
		}
		defer func() { err = errors.Join(err, reader.Close()) }()
		snapshot, ok := reader.(*scorch.IndexSnapshot)
		if !ok {
			return errNotScorch
		}
		segments := snapshot.Segments()
		g.forgetMerged(segments)
		for _, s := range segments {
			if err := fn(s); err != nil {
				return err
			}
		}
		return nil
	})
	if errors.Is(err, errStop) {
		return nil
	}
	return err
}

// errStop ends eachSegment without an error.
var errStop = errors.New("enough segments")

// forgetMerged drops the ids of segments that have been merged into others.
// It compares counts first, so that most calls do nothing.
func (g *generation) forgetMerged(live []*scorch.SegmentSnapshot) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if len(g.segments) <= 2*len(live) {
		return
	}
	kept := make(map[any]*segmentIDs, len(live))
	for _, s := range live {
		if ids := g.segments[s.Segment()]; ids != nil {
			kept[s.Segment()] = ids
		}
	}
	g.segments = kept
}

func (g *generation) idsOf(s *scorch.SegmentSnapshot) ([]corpus.PoemID, error) {
	g.mu.Lock()
	known := g.segments[s.Segment()]
	g.mu.Unlock()
	if known != nil {
		return known.ids, nil
	}
	ids := make([]corpus.PoemID, s.Segment().Count())
	for n := range ids {
		raw, err := s.DocID(uint64(n))
		if err != nil {
			return nil, fmt.Errorf("read document id: %w", err)
		}
		id, err := strconv.ParseInt(string(raw), 10, 64)
		if err != nil {
			return nil, fmt.Errorf("read document id: %w", err)
		}
		ids[n] = corpus.PoemID(id)
	}
	g.mu.Lock()
	g.segments[s.Segment()] = &segmentIDs{ids}
	g.mu.Unlock()
	return ids, nil
}

// Candidates implements engine.Engine.
func (g *generation) Candidates(ctx context.Context, e engine.Expr, limit int) (found engine.Candidates, err error) {
	err = g.eachSegment(func(s *scorch.SegmentSnapshot) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		docs, err := evaluate(s, e)
		if err != nil || docs.IsEmpty() {
			return err
		}
		ids, err := g.idsOf(s)
		if err != nil {
			return err
		}
		left := limit - len(found.IDs)
		found.IDs = slices.Grow(found.IDs, min(left, int(docs.GetCardinality())))
		for it := docs.Iterator(); it.HasNext(); left-- {
			if left == 0 {
				found.More = true
				return errStop
			}
			found.IDs = append(found.IDs, ids[it.Next()])
		}
		return nil
	})
	if err != nil {
		return engine.Candidates{}, fmt.Errorf("find candidates: %w", err)
	}
	return found, nil
}

// Frequencies implements engine.Engine.
func (g *generation) Frequencies(ctx context.Context, terms []engine.Term) ([]int, error) {
	counts := make([]int, len(terms))
	err := g.eachSegment(func(s *scorch.SegmentSnapshot) error {
		dictionaries := map[engine.Field]segment.TermDictionary{}
		for i, t := range terms {
			dictionary := dictionaries[t.Field]
			if dictionary == nil {
				var err error
				if dictionary, err = s.Segment().Dictionary(string(t.Field)); err != nil {
					return err
				}
				dictionaries[t.Field] = dictionary
			}
			list, err := dictionary.PostingsList([]byte(t.Text), s.Deleted(), nil)
			if err != nil {
				return err
			}
			counts[i] += int(list.Count())
		}
		return ctx.Err()
	})
	if err != nil {
		return nil, fmt.Errorf("count postings: %w", err)
	}
	return counts, nil
}

// Revisions implements engine.Engine. Every revision is a term of its own
// field, so that a segment's are read without looking at its documents.
func (g *generation) Revisions(ctx context.Context, fn func(id corpus.PoemID, revision int) error) error {
	return g.eachSegment(func(s *scorch.SegmentSnapshot) error {
		ids, err := g.idsOf(s)
		if err != nil {
			return err
		}
		dictionary, err := s.Segment().Dictionary(revisionField)
		if err != nil {
			return fmt.Errorf("read revisions: %w", err)
		}
		terms := dictionary.AutomatonIterator(nil, nil, nil)
		for {
			entry, err := terms.Next()
			if err != nil || entry == nil {
				return err
			}
			if err := eachOfRevision(s, entry.Term, ids, fn); err != nil {
				return err
			}
			if err := ctx.Err(); err != nil {
				return err
			}
		}
	})
}

func eachOfRevision(s *scorch.SegmentSnapshot, term string, ids []corpus.PoemID, fn func(corpus.PoemID, int) error) error {
	revision, err := strconv.Atoi(term)
	if err != nil {
		return fmt.Errorf("read revisions: %w", err)
	}
	docs, err := readPostings(s, engine.Term{Field: revisionField, Text: term})
	if err != nil {
		return err
	}
	for it := docs.Iterator(); it.HasNext(); {
		if err := fn(ids[it.Next()], revision); err != nil {
			return err
		}
	}
	return nil
}
