package merge

import (
	"slices"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/corpus/verse"
)

// maxRevision bounds the revision number that a poem may bring along.
const maxRevision = 1_000_000

// newPoem is the poem of a row that means none of the archive's. One of an
// export brings along what it was: under a number of its own it stays the
// revision it is, so that what names it by both still holds.
func (m *Merger) newPoem(row Row, proposal corpus.Poem) corpus.Poem {
	proposal.Status = m.statusOfNew(row)
	if row.ID != 0 && m.candidates.byID[row.ID] == nil && row.Revision > 1 && row.Revision <= maxRevision {
		proposal.Revision = row.Revision - 1 // it is stamped with the next
	}
	if !row.Published.IsZero() && row.Published.Before(m.now()) {
		proposal.PublishedAt = row.Published
	}
	for _, key := range row.Corrected {
		if key == "ref" || slices.ContainsFunc(contentFields, func(f field) bool { return f.key == key }) {
			proposal.Corrected = union(proposal.Corrected, []string{key})
		}
	}
	return proposal
}

// revivedPoem is a new poem under the number of one that an undone import had
// brought in: the same row imported again is the same poem again.
func (m *Merger) revivedPoem(row Row, was, proposal corpus.Poem) corpus.Poem {
	proposal.ID, proposal.Revision = was.ID, was.Revision
	proposal.CreatedAt, proposal.PublishedAt = was.CreatedAt, was.PublishedAt
	proposal.Status = m.statusOfNew(row)
	if proposal.Ref == "" {
		proposal.Ref = was.Ref
	}
	return proposal
}

// updatedPoem is the poem of an entry with a row applied to it, as far as the
// row may change it, and a note for each field that it may not.
func (m *Merger) updatedPoem(row Row, e *Entry, names Names) (corpus.Poem, []corpus.RowNote) {
	now := e.Poem
	next := Apply(now, row.Draft, names)
	if row.Ref != "" && m.candidates.isFree(row.Ref, e) && (now.Ref == "" || row.Decision != corpus.DecideMerge) {
		next.Ref = row.Ref
	}
	next.Status = nextStatus(now.Status, row.Status, m.publish)
	base, madeFrom := m.candidates.base(row, now)
	if madeFrom {
		keepLaterChanges(base, now, &next)
	} else if isSameTune(now.Tune, next.Tune) {
		next.Tune = now.Tune // another sheet calls it otherwise
	}
	if row.ByHand || madeFrom && base.Revision == now.Revision {
		return next, nil
	}
	notes := keepCorrected(now, &next)
	return next, notes
}

// isSameTune reports whether two names are of one tune: 念奴娇 and 百字令.
func isSameTune(a, b string) bool {
	return a != "" && slices.Contains(verse.SameTunes(fold.String(a)), fold.String(b))
}

func (m *Merger) statusOfNew(row Row) corpus.Status {
	status := newStatus(row.Status, m.publish)
	if row.Decision == corpus.DecideReview && status == corpus.StatusPublished {
		return corpus.StatusInReview
	}
	return status
}

// newStatus is the status of a poem the archive did not have. A row of an
// export keeps the status it asks for, save that only publish publishes.
func newStatus(asked corpus.Status, publish bool) corpus.Status {
	switch {
	case asked != "" && asked != corpus.StatusPublished:
		return asked
	case publish:
		return corpus.StatusPublished
	}
	return corpus.StatusInReview
}

// nextStatus is the status of a poem the archive has. An import never takes a
// published poem off the site unless its row asks for it, and never brings a
// withdrawn one back.
func nextStatus(now, asked corpus.Status, publish bool) corpus.Status {
	waiting := now == corpus.StatusDraft || now == corpus.StatusInReview
	switch {
	case asked != "" && asked != corpus.StatusPublished:
		return asked
	case publish && waiting:
		return corpus.StatusPublished
	}
	return now
}
