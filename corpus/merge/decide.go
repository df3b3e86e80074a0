package merge

import (
	"context"
	"time"

	"shiyun/corpus"
)

// Row is a draft on its way into the archive.
type Row struct {
	corpus.Draft
	// Where the row would be a new poem: what to do with it, and the poem it
	// is merged into. ByHand is set where a person decided so for this row, and
	// not a rule for all: only a person's word goes over what was corrected.
	Decision corpus.Decision
	Near     corpus.PoemID
	ByHand   bool
}

// Result is what becomes of a row.
type Result struct {
	Outcome corpus.Outcome
	Entry   *Entry           // the poem the row is in; nil for none
	Notes   []corpus.RowNote // why it failed, or what of it was left out
}

// Merger decides rows in turn, each in view of those before it. It is used by
// one goroutine.
type Merger struct {
	publish    bool
	now        func() time.Time
	candidates *candidates
}

// New returns a Merger that has decided nothing. With publish, new poems are
// published instead of put in review.
func New(publish bool, now func() time.Time) *Merger {
	return &Merger{publish: publish, now: now, candidates: newCandidates()}
}

// Decide returns the result of each row. What it decides stands for the rows
// of later calls, whether or not it is written to the archive in between.
func (m *Merger) Decide(ctx context.Context, r Reader, rows []Row) ([]Result, error) {
	drafts := make([]corpus.Draft, len(rows))
	for i, row := range rows {
		drafts[i] = row.Draft
	}
	names, err := r.Names(ctx, drafts)
	if err != nil {
		return nil, err
	}
	proposals := make([]corpus.Poem, len(rows))
	for i, d := range drafts {
		proposals[i] = Apply(corpus.Poem{ID: d.ID, Ref: d.Ref}, d, names)
	}
	if err := m.candidates.load(ctx, r, rows, proposals); err != nil {
		return nil, err
	}
	results := make([]Result, len(rows))
	for i, row := range rows {
		results[i] = m.decideRow(row, proposals[i], names)
	}
	return results, nil
}

// Changed returns the entries that are not as the archive has them, in the
// order in which they first changed.
func (m *Merger) Changed() []*Entry { return m.candidates.changed }

// Forget drops what later rows need not know: the entries that were only
// looked at, and of the changed ones the revisions on the way. It bounds the
// memory of a dry run.
func (m *Merger) Forget() { m.candidates.forget() }

func (m *Merger) decideRow(row Row, proposal corpus.Poem, names Names) Result {
	e, note := m.candidates.find(row, proposal)
	switch {
	case note != nil:
		return Result{Outcome: corpus.Failed, Notes: []corpus.RowNote{*note}}
	case e == nil && row.Decision == corpus.DecideMerge:
		e = m.candidates.living(row.Near)
	case e == nil && row.Decision == corpus.DecideSkip:
		return Result{Outcome: corpus.Skipped}
	}
	switch {
	case e == nil:
		return Result{Outcome: corpus.Created, Entry: m.candidates.add(m.stamp(m.newPoem(row, proposal)))}
	case e.Poem.Status == corpus.StatusRemoved:
		return Result{Outcome: corpus.Created, Entry: m.candidates.change(e, m.stamp(m.revivedPoem(row, e.Poem, proposal)))}
	}
	next, notes := m.updatedPoem(row, e, names)
	if SameContent(e.Poem, next) {
		return Result{Outcome: corpus.Duplicate, Entry: e, Notes: notes}
	}
	return Result{Outcome: corpus.Updated, Entry: m.candidates.change(e, m.stamp(next)), Notes: notes}
}

func (m *Merger) stamp(p corpus.Poem) corpus.Poem { return Stamp(p, m.now()) }

// Stamp gives a poem about to be written its times and revision number.
func Stamp(p corpus.Poem, now time.Time) corpus.Poem {
	now = now.Truncate(time.Microsecond) // as the archive keeps times
	if p.CreatedAt.IsZero() {
		p.CreatedAt = now
	}
	p.UpdatedAt = now
	if p.Status == corpus.StatusPublished && p.PublishedAt.IsZero() {
		p.PublishedAt = now
	}
	p.Revision++
	return p
}
