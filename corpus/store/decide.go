package store

import (
	"context"
	"slices"

	"github.com/uptrace/bun"

	"shiyun/corpus"
)

// decision is a fate whose poem may not have its number yet.
type decision struct {
	outcome corpus.Outcome
	known   *known
	notes   []corpus.RowNote
}

func fatesOf(decided []decision) []Fate {
	fates := make([]Fate, len(decided))
	for i, d := range decided {
		fates[i] = Fate{Outcome: d.outcome, Notes: d.notes}
		if d.known != nil {
			fates[i].Poem = d.known.poem.ID
		}
	}
	return fates
}

// decide brings each draft together with the poem it speaks of, if the
// archive has it, and counts the outcome.
func (im *Import) decide(ctx context.Context, db bun.IDB, c Chunk, ids *identities) ([]decision, error) {
	drafts := make([]corpus.Draft, len(c.Rows))
	for i, row := range c.Rows {
		drafts[i] = row.Draft
	}
	if err := im.names.resolve(ctx, db, drafts); err != nil {
		return nil, err
	}
	proposals := make([]corpus.Poem, len(c.Rows))
	for i, d := range drafts {
		proposals[i] = im.names.apply(corpus.Poem{ID: d.ID, Ref: d.Ref}, d)
	}
	if err := ids.load(ctx, db, c.Rows, proposals); err != nil {
		return nil, err
	}
	decided := make([]decision, len(c.Rows))
	for i, row := range c.Rows {
		decided[i] = im.decideOne(row, proposals[i], ids)
		im.count(decided[i].outcome, row.Mends)
	}
	im.countOthers(c)
	return decided, nil
}

// countOthers counts the rows of a chunk that no draft could be read of.
func (im *Import) countOthers(c Chunk) {
	for range len(c.Refused) - c.Again {
		im.count(corpus.Failed, false)
	}
	for range c.Skipped {
		im.count(corpus.Skipped, false)
	}
}

func (im *Import) count(o corpus.Outcome, mends bool) {
	if mends {
		im.batch.Counts.Mend(o)
	} else {
		im.batch.Counts.Add(o)
	}
}

func (im *Import) decideOne(row ImportRow, proposal corpus.Poem, ids *identities) decision {
	k, note := ids.find(row, proposal)
	switch {
	case note != nil:
		return decision{outcome: corpus.Failed, notes: []corpus.RowNote{*note}}
	case k == nil && row.Decision == corpus.DecideMerge:
		k = ids.living(row.Near)
	case k == nil && row.Decision == corpus.DecideSkip:
		return decision{outcome: corpus.Skipped}
	}
	switch {
	case k == nil:
		return decision{outcome: corpus.Created, known: ids.add(im.s.stamp(im.fresh(row, proposal, ids)))}
	case k.poem.Status == corpus.StatusRemoved:
		return decision{outcome: corpus.Created, known: ids.change(k, im.s.stamp(im.revived(row, k.poem, proposal)))}
	}
	next, notes := im.laid(row, k, ids)
	if sameContent(k.poem, next) {
		return decision{outcome: corpus.Duplicate, known: k, notes: notes}
	}
	return decision{outcome: corpus.Updated, known: ids.change(k, im.s.stamp(next)), notes: notes}
}

// mostRevisions bounds the number of its revision that a poem may bring along.
const mostRevisions = 1_000_000

// fresh is a new poem. One of an export brings along what it was: under a
// number of its own it stays the revision it is, so that what names it by both
// still holds.
func (im *Import) fresh(row ImportRow, proposal corpus.Poem, ids *identities) corpus.Poem {
	proposal.Status = im.statusOfNew(row)
	if row.ID != 0 && ids.byID[row.ID] == nil && row.Revision > 1 && row.Revision <= mostRevisions {
		proposal.Revision = row.Revision - 1 // it is stamped with the next
	}
	if !row.Published.IsZero() && row.Published.Before(im.s.now()) {
		proposal.PublishedAt = row.Published
	}
	for _, key := range row.Corrected {
		if key == "ref" || slices.ContainsFunc(contentFields, func(f field) bool { return f.key == key }) {
			proposal.Corrected = union(proposal.Corrected, []string{key})
		}
	}
	return proposal
}

func (im *Import) statusOfNew(row ImportRow) corpus.Status {
	status := newStatus(row.Status, im.opts.Publish)
	if row.Decision == corpus.DecideReview && status == corpus.StatusPublished {
		return corpus.StatusInReview
	}
	return status
}

// revived is a new poem under the number of one that an undone import had
// brought in: the same row imported again is the same poem again.
func (im *Import) revived(row ImportRow, was, proposal corpus.Poem) corpus.Poem {
	proposal.ID, proposal.Revision = was.ID, was.Revision
	proposal.CreatedAt, proposal.PublishedAt = was.CreatedAt, was.PublishedAt
	proposal.Status = im.statusOfNew(row)
	if proposal.Ref == "" {
		proposal.Ref = was.Ref
	}
	return proposal
}

// laid is a poem with a row laid over it, as far as the row may.
func (im *Import) laid(row ImportRow, k *known, ids *identities) (corpus.Poem, []corpus.RowNote) {
	now := k.poem
	next := im.names.apply(now, row.Draft)
	if row.Ref != "" && ids.freeFor(row.Ref, k) && (now.Ref == "" || row.Decision != corpus.DecideMerge) {
		next.Ref = row.Ref
	}
	next.Status = nextStatus(now.Status, row.Status, im.opts.Publish)
	base, madeFrom := ids.base(row, now)
	if madeFrom {
		onlyChanges(base, now, &next)
	}
	if row.ByHand || madeFrom && base.Revision == now.Revision {
		return next, nil
	}
	notes := keepCorrected(now, &next)
	return next, notes
}
