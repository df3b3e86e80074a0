package store

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/fold"
)

// A row of an export of this archive names the poem and the revision it was
// made from. The number alone proves nothing: an export of another archive
// has the same numbers for other poems. So the row must also be like what
// this archive holds under that revision.

type revisionKey struct {
	poem   corpus.PoemID
	number int
}

// loadBases fetches the older revisions that rows say they were made from.
func (ids *identities) loadBases(ctx context.Context, db bun.IDB, rows []ImportRow) error {
	wanted := map[revisionKey]bool{}
	var poems []corpus.PoemID
	var numbers []int
	for _, row := range rows {
		k := ids.byID[row.ID]
		if k == nil || row.Revision == 0 || row.Revision >= k.poem.Revision {
			continue
		}
		wanted[revisionKey{row.ID, row.Revision}] = true
		poems, numbers = append(poems, row.ID), append(numbers, row.Revision)
	}
	if len(wanted) == 0 {
		return nil
	}
	var found []revisionRow
	err := db.NewSelect().Model(&found).Where("poem_id IN (?) AND number IN (?)", bun.List(poems), bun.List(numbers)).Scan(ctx)
	if err != nil {
		return fmt.Errorf("look up revisions: %w", err)
	}
	for _, r := range found {
		key := revisionKey{corpus.PoemID(r.PoemID), r.Number}
		if !wanted[key] {
			continue
		}
		record, err := readRecord(r.Content)
		if err != nil {
			return fmt.Errorf("revision %d of poem %d: %w", r.Number, r.PoemID, err)
		}
		p := poemOf(record)
		p.Revision = r.Number
		ids.bases[key] = p
	}
	return nil
}

// base is the revision of now that a row says it was made from, as far as
// this archive has it.
func (ids *identities) base(row ImportRow, now corpus.Poem) (corpus.Poem, bool) {
	if row.ID == 0 || row.ID != now.ID || row.Revision == 0 {
		return corpus.Poem{}, false
	}
	if row.Revision == now.Revision {
		return now, true
	}
	p, ok := ids.bases[revisionKey{row.ID, row.Revision}]
	return p, ok
}

// exported is the poem a row was exported from; nil where nothing shows that
// it was.
func (ids *identities) exported(row ImportRow, proposal corpus.Poem) *known {
	k := ids.byID[row.ID]
	if k == nil || row.ID == 0 {
		return nil
	}
	base, ok := ids.base(row, k.poem)
	if !ok || !(base.Ref != "" && base.Ref == proposal.Ref || alike(base, proposal)) {
		return nil
	}
	return k
}

// alike holds for two states of what a person would call one poem: the same
// title and author where these say something, or half the text in common.
func alike(a, b corpus.Poem) bool {
	switch {
	case a.Title == b.Title && a.Author.Name == b.Author.Name && a.Title != untitled && a.Author.Name != corpus.Anonymous:
		return true
	}
	return a.Body == b.Body || halfShared(a.Body, b.Body)
}

// halfShared holds where half the pairs of neighbouring characters of the
// longer text are in the other, after folding.
func halfShared(a, b string) bool {
	pairs := map[[2]rune]int{}
	countA := eachPair(a, func(p [2]rune) { pairs[p]++ })
	shared := 0
	countB := eachPair(b, func(p [2]rune) {
		if pairs[p] > 0 {
			pairs[p]--
			shared++
		}
	})
	return shared > 0 && 2*shared >= max(countA, countB)
}

func eachPair(text string, fn func([2]rune)) (n int) {
	var last rune
	for _, r := range text {
		f, ok := fold.Rune(r)
		if !ok {
			continue
		}
		if last != 0 {
			fn([2]rune{last, f})
			n++
		}
		last = f
	}
	return n
}
