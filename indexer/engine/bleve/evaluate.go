package bleve

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	segment "github.com/blevesearch/scorch_segment_api/v2"

	"shiyun/indexer/engine"
)

// evaluator evaluates one expression on one segment. The bitmaps it returns may
// be the segment's own and must not be changed.
type evaluator struct {
	segment *scorch.SegmentSnapshot
	read    map[engine.Term]*roaring.Bitmap // a character is in many runs of one expression
}

// evaluate returns the live documents of a segment that satisfy e.
func evaluate(s *scorch.SegmentSnapshot, e engine.Expr) (*roaring.Bitmap, error) {
	return evaluator{s, map[engine.Term]*roaring.Bitmap{}}.evaluate(e)
}

func (v evaluator) evaluate(e engine.Expr) (*roaring.Bitmap, error) {
	if e.Op == engine.OpTerm {
		return v.postings(e.Term)
	}
	if e.IsAll() {
		return v.segment.DocNumbersLive(), nil
	}
	parts := make([]*roaring.Bitmap, 0, len(e.Args))
	for _, arg := range e.Args {
		part, err := v.evaluate(arg)
		if err != nil {
			return nil, err
		}
		if part.IsEmpty() && e.Op == engine.OpAnd {
			return part, nil
		}
		parts = append(parts, part)
	}
	switch e.Op {
	case engine.OpAnd:
		return roaring.FastAnd(parts...), nil
	case engine.OpMinShouldMatch:
		return minShouldMatch(parts, e.Min), nil
	}
	return roaring.FastOr(parts...), nil
}

func (v evaluator) postings(t engine.Term) (*roaring.Bitmap, error) {
	if docs, ok := v.read[t]; ok {
		return docs, nil
	}
	docs, err := readPostings(v.segment, t)
	v.read[t] = docs
	return docs, err
}

// minShouldMatch returns the documents in n or more of parts. The rarest parts
// come first: once as many as may be missing and one more have been seen,
// nothing outside them can be wanted, and the common ones only thin out.
func minShouldMatch(parts []*roaring.Bitmap, n int) *roaring.Bitmap {
	parts = slices.Clone(parts)
	slices.SortFunc(parts, func(a, b *roaring.Bitmap) int { return cmp.Compare(a.GetCardinality(), b.GetCardinality()) })
	// missing[k] are the documents missing from at most k of the parts seen.
	// As long as no more than k parts have been seen that is every document,
	// which nil stands for.
	lack := len(parts) - n
	missing := make([]*roaring.Bitmap, lack+1)
	for _, part := range parts {
		for k := lack; k >= 0; k-- {
			missing[k] = nextMissing(missing, k, part)
		}
	}
	return missing[lack]
}

// nextMissing is missing[k] with one part more.
func nextMissing(missing []*roaring.Bitmap, k int, part *roaring.Bitmap) *roaring.Bitmap {
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

func readPostings(s *scorch.SegmentSnapshot, t engine.Term) (*roaring.Bitmap, error) {
	dictionary, err := s.Segment().Dictionary(string(t.Field))
	if err != nil {
		return nil, fmt.Errorf("read dictionary: %w", err)
	}
	list, err := dictionary.PostingsList([]byte(t.Text), s.Deleted(), nil)
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
