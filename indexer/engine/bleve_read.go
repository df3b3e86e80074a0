package engine

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	segment "github.com/blevesearch/scorch_segment_api/v2"

	"shiyun/corpus"
)

// segmentIDs are the poem ids of a segment by document number. Segments never
// change, so this is read once from each: asking bleve for the id of every
// hit would cost more than the search.
type segmentIDs struct{ ids []corpus.PoemID }

// snapshot runs fn on every segment of one consistent state of the index.
func (b *Bleve) snapshot(fn func(s *scorch.SegmentSnapshot) error) (err error) {
	advanced, err := b.index.Advanced()
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
	b.forgetOthers(segments)
	for _, s := range segments {
		if err := fn(s); err != nil {
			return err
		}
	}
	return nil
}

// forgetOthers drops what is known of segments that have been merged away.
// Rarely called for nothing: it compares counts first.
func (b *Bleve) forgetOthers(live []*scorch.SegmentSnapshot) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.segments) <= 2*len(live) {
		return
	}
	kept := make(map[any]*segmentIDs, len(live))
	for _, s := range live {
		if ids := b.segments[s.Segment()]; ids != nil {
			kept[s.Segment()] = ids
		}
	}
	b.segments = kept
}

func (b *Bleve) idsOf(s *scorch.SegmentSnapshot) ([]corpus.PoemID, error) {
	b.mu.Lock()
	known := b.segments[s.Segment()]
	b.mu.Unlock()
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
	b.mu.Lock()
	b.segments[s.Segment()] = &segmentIDs{ids}
	b.mu.Unlock()
	return ids, nil
}

// Candidates implements Engine.
func (b *Bleve) Candidates(ctx context.Context, e Expr) ([]corpus.PoemID, error) {
	var found []corpus.PoemID
	err := b.snapshot(func(s *scorch.SegmentSnapshot) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		docs, err := evaluate(s, e)
		if err != nil || docs.IsEmpty() {
			return err
		}
		ids, err := b.idsOf(s)
		if err != nil {
			return err
		}
		found = slices.Grow(found, int(docs.GetCardinality()))
		for it := docs.Iterator(); it.HasNext(); {
			found = append(found, ids[it.Next()])
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("find candidates: %w", err)
	}
	return found, nil
}

// evaluation is of one expression on one segment. Its bitmaps may be shared with
// the segment and must not be changed.
type evaluation struct {
	segment *scorch.SegmentSnapshot
	met     map[posting]*roaring.Bitmap // a character is in many runs of one expression
}

type posting struct {
	field Field
	term  string
}

func evaluate(s *scorch.SegmentSnapshot, e Expr) (*roaring.Bitmap, error) {
	return evaluation{s, map[posting]*roaring.Bitmap{}}.of(e)
}

// of returns the live documents that satisfy e.
func (v evaluation) of(e Expr) (*roaring.Bitmap, error) {
	if e.Op == OpTerm {
		return v.postings(posting{e.Field, e.Term})
	}
	if e.IsAll() {
		return v.segment.DocNumbersLive(), nil
	}
	parts := make([]*roaring.Bitmap, 0, len(e.Args))
	for _, arg := range e.Args {
		part, err := v.of(arg)
		if err != nil {
			return nil, err
		}
		if part.IsEmpty() && e.Op == OpAnd {
			return part, nil
		}
		parts = append(parts, part)
	}
	switch e.Op {
	case OpAnd:
		return roaring.FastAnd(parts...), nil
	case OpMost:
		return most(parts, e.Lack), nil
	}
	return roaring.FastOr(parts...), nil
}

func (v evaluation) postings(p posting) (*roaring.Bitmap, error) {
	if docs, ok := v.met[p]; ok {
		return docs, nil
	}
	docs, err := postings(v.segment, p.field, p.term)
	v.met[p] = docs
	return docs, err
}

// most returns the documents in all of parts but lack of them. The rarest
// parts come first: once lack of them and one more have been seen, nothing
// outside them can be wanted, and the common ones only thin out.
func most(parts []*roaring.Bitmap, lack int) *roaring.Bitmap {
	parts = slices.Clone(parts)
	slices.SortFunc(parts, func(a, b *roaring.Bitmap) int { return cmp.Compare(a.GetCardinality(), b.GetCardinality()) })
	// missing[k] are the documents lacking at most k of the parts seen. As
	// long as fewer than k parts have been seen that is every document, which
	// nil stands for.
	missing := make([]*roaring.Bitmap, lack+1)
	for _, part := range parts {
		for k := lack; k >= 0; k-- {
			missing[k] = lacking(missing, k, part)
		}
	}
	return missing[lack]
}

func lacking(missing []*roaring.Bitmap, k int, part *roaring.Bitmap) *roaring.Bitmap {
	switch {
	case missing[k] == nil && k > 0 && missing[k-1] == nil:
		return nil
	case missing[k] == nil && k == 0:
		return part
	case missing[k] == nil:
		return roaring.Or(part, missing[k-1])
	case k == 0:
		return roaring.And(missing[k], part)
	}
	return roaring.Or(roaring.And(missing[k], part), missing[k-1])
}

func postings(s *scorch.SegmentSnapshot, f Field, term string) (*roaring.Bitmap, error) {
	dictionary, err := s.Segment().Dictionary(string(f))
	if err != nil {
		return nil, fmt.Errorf("read dictionary: %w", err)
	}
	list, err := dictionary.PostingsList([]byte(term), s.Deleted(), nil)
	if err != nil {
		return nil, fmt.Errorf("read postings: %w", err)
	}
	if it, ok := list.Iterator(false, false, false, nil).(segment.OptimizablePostingsIterator); ok {
		if n, one := it.DocNum1Hit(); one {
			return roaring.BitmapOf(uint32(n)), nil
		}
		if docs := it.ActualBitmap(); docs != nil {
			return docs, nil
		}
	}
	return roaring.New(), nil
}

// Frequencies implements Engine.
func (b *Bleve) Frequencies(ctx context.Context, field Field, terms []string) ([]int, error) {
	counts := make([]int, len(terms))
	err := b.snapshot(func(s *scorch.SegmentSnapshot) error {
		dictionary, err := s.Segment().Dictionary(string(field))
		if err != nil {
			return err
		}
		for i, term := range terms {
			list, err := dictionary.PostingsList([]byte(term), s.Deleted(), nil)
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

// Revisions implements Engine.
func (b *Bleve) Revisions(ctx context.Context, fn func(id corpus.PoemID, revision int) error) error {
	return b.snapshot(func(s *scorch.SegmentSnapshot) error {
		ids, err := b.idsOf(s)
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
			revision, err := strconv.Atoi(entry.Term)
			if err != nil {
				return fmt.Errorf("read revisions: %w", err)
			}
			docs, err := postings(s, revisionField, entry.Term)
			if err != nil {
				return err
			}
			for it := docs.Iterator(); it.HasNext(); {
				if err := fn(ids[it.Next()], revision); err != nil {
					return err
				}
			}
			if err := ctx.Err(); err != nil {
				return err
			}
		}
	})
}
