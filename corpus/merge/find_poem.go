package merge

import "shiyun/corpus"

// find returns the poem a row means: the one it was exported from; the one
// with its ref; for a row without a ref, or whose ref is new, one of the same
// text. Two rows with different refs are two poems even if their text is equal:
// the curator's number decides. A ref of a poem with another text is refused,
// unless a person decided to make the row part of that very poem. It returns
// nil for a row that is a new poem, and a note for one that is refused.
func (c *candidates) find(row Row, p corpus.Poem) (*Entry, *corpus.RowNote) {
	byRef := c.byRef[p.Ref]
	if byRef != nil && byRef.Poem.Ref != p.Ref {
		byRef = nil // it has another one by now
	}
	if e := c.exportedFrom(row, p); e != nil {
		if byRef != nil && byRef != e {
			return nil, refTaken(byRef.Poem, corpus.NewMessage("archive.ref_taken_restore"))
		}
		return e, nil
	}
	if p.Ref != "" && byRef != nil {
		decided := row.Decision == corpus.DecideMerge && c.living(row.Near) == byRef
		if byRef.Poem.Status != corpus.StatusRemoved && !decided && !sameWork(byRef.Poem, p) {
			return nil, refTaken(byRef.Poem, corpus.NewMessage("archive.ref_taken_clear"))
		}
		return byRef, nil
	}
	return c.findByText(p), nil
}

// findByText prefers a poem that was not removed, then the oldest: which one
// must not hang on the order in which they were read.
func (c *candidates) findByText(p corpus.Poem) (found *Entry) {
	for _, e := range c.byText[textKey(p)] {
		if !SameText(e.Poem, p) || p.Ref != "" && e.Poem.Ref != "" {
			continue
		}
		if found == nil || standsBefore(e, found) {
			found = e
		}
	}
	return found
}

// standsBefore orders entries of one text: living ones first, then as they
// came into the archive. Those that are new have no number yet.
func standsBefore(e, other *Entry) bool {
	if gone := e.Poem.Status == corpus.StatusRemoved; gone != (other.Poem.Status == corpus.StatusRemoved) {
		return !gone
	}
	if e.Poem.ID == 0 && other.Poem.ID == 0 {
		return e.added < other.added
	}
	return e.Poem.ID != 0 && (other.Poem.ID == 0 || e.Poem.ID < other.Poem.ID)
}

// exportedFrom is the poem a row was exported from; nil where nothing shows
// that it was. A row of an export names the poem and the revision it was made
// from, but the number alone proves nothing: an export of another archive has
// the same numbers for other poems. So the row must also be like what this
// archive holds under that revision.
func (c *candidates) exportedFrom(row Row, proposal corpus.Poem) *Entry {
	e := c.byID[row.ID]
	if e == nil || row.ID == 0 {
		return nil
	}
	base, ok := c.base(row, e.Poem)
	if !ok || !(base.Ref != "" && base.Ref == proposal.Ref || sameWork(base, proposal)) {
		return nil
	}
	return e
}

// base is the revision of now that a row was made from, as far as this
// archive has it.
func (c *candidates) base(row Row, now corpus.Poem) (corpus.Poem, bool) {
	if row.ID == 0 || row.ID != now.ID || row.Revision == 0 {
		return corpus.Poem{}, false
	}
	if row.Revision == now.Revision {
		return now, true
	}
	p, ok := c.bases[RevisionID{row.ID, row.Revision}]
	return p, ok
}
