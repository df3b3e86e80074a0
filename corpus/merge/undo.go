package merge

import "shiyun/corpus"

// Touch is what a batch did to one poem.
type Touch struct {
	First, Last int // the poem's first and last revision in the batch
	Revisions   int // how many there are in it
	Undone      int // the revision that took the batch back; 0 for none
	Before      *corpus.Record
	After       corpus.Record
	Corrected   []string // fields that were corrected before the batch
}

// Done reports whether the batch was taken back from the poem already. A batch
// that was continued since has changed the poem again.
func (t Touch) Done() bool { return t.Undone > t.Last }

// Conflicts reports whether undoing would take away more than the batch's own
// changes: the poem is not as the batch left it, or another change lies
// between two of the batch.
func (t Touch) Conflicts(now corpus.Poem) bool {
	return t.Last-t.First+1 != t.Revisions || !SameContent(RecordPoem(t.After), now)
}

// Target is the content that undoing leaves: what was before the batch, or a
// removed poem where the batch made it.
func (t Touch) Target() corpus.Record {
	if t.Before != nil {
		return *t.Before
	}
	r := t.After
	r.Status = corpus.StatusRemoved
	return r
}

// Undo returns the poem as undoing leaves it. names must know the names in
// target, which is RecordDraft of t.Target.
func (t Touch) Undo(now corpus.Poem, target corpus.Draft, names Names) corpus.Poem {
	next := Apply(now, target, names)
	next.Ref, next.Status = target.Ref, target.Status
	if t.Before != nil {
		next.Corrected = t.Corrected
	}
	return next
}
