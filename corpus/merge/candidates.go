package merge

import (
	"context"
	"slices"

	"shiyun/corpus"
)

// Entry is a poem as the archive has it, or will have it once the entry is
// written.
type Entry struct {
	Poem      corpus.Poem
	Revisions []corpus.Poem // what to keep of it, one for each change; none where it did not change
	added     int           // its place among the new poems, from 1; 0 for those the archive has
}

// NewEntry is a poem with one change, its latest.
func NewEntry(p corpus.Poem) *Entry { return &Entry{Poem: p, Revisions: []corpus.Poem{p}} }

// candidates are the poems that rows may mean, by all they can be found by.
type candidates struct {
	byRef   map[string]*Entry
	byText  map[int64][]*Entry
	byID    map[corpus.PoemID]*Entry
	bases   map[RevisionID]corpus.Poem // older revisions that rows were made from
	changed []*Entry                   // in the order in which they first changed
	loaded  []*Entry                   // by the latest load
	added   int                        // how many are new
}

func newCandidates() *candidates {
	return &candidates{byRef: map[string]*Entry{}, byText: map[int64][]*Entry{}, byID: map[corpus.PoemID]*Entry{},
		bases: map[RevisionID]corpus.Poem{}}
}

// load reads the poems that the proposals may mean. What was decided before
// stands, as if it had been written.
func (c *candidates) load(ctx context.Context, r Reader, rows []Row, proposals []corpus.Poem) error {
	var keys Keys
	for i, p := range proposals {
		keys.TextKeys = append(keys.TextKeys, textKey(p))
		if p.Ref != "" {
			keys.Refs = append(keys.Refs, p.Ref)
		}
		for _, id := range []corpus.PoemID{p.ID, rows[i].Near} {
			if id != 0 {
				keys.IDs = append(keys.IDs, id)
			}
		}
	}
	poems, err := r.Poems(ctx, keys)
	if err != nil {
		return err
	}
	c.loaded = c.loaded[:0]
	for _, p := range poems {
		if c.byID[p.ID] != nil {
			continue
		}
		e := &Entry{Poem: p}
		c.byID[p.ID] = e
		c.file(e)
		c.loaded = append(c.loaded, e)
	}
	return c.loadBases(ctx, r, rows)
}

// loadBases reads the older revisions that rows were made from.
func (c *candidates) loadBases(ctx context.Context, r Reader, rows []Row) error {
	var wanted []RevisionID
	for _, row := range rows {
		e := c.byID[row.ID]
		if e != nil && row.Revision != 0 && row.Revision < e.Poem.Revision {
			wanted = append(wanted, RevisionID{row.ID, row.Revision})
		}
	}
	if len(wanted) == 0 {
		return nil
	}
	revisions, err := r.Revisions(ctx, wanted)
	for _, p := range revisions {
		c.bases[RevisionID{p.ID, p.Revision}] = p
	}
	return err
}

// file makes an entry findable by what it is now. Keys of what it was may
// remain: find compares the texts.
func (c *candidates) file(e *Entry) {
	if e.Poem.Ref != "" {
		c.byRef[e.Poem.Ref] = e
	}
	key := textKey(e.Poem)
	if !slices.Contains(c.byText[key], e) {
		c.byText[key] = append(c.byText[key], e)
	}
}

// living is the entry with an id, unless it is not there to be changed.
func (c *candidates) living(id corpus.PoemID) *Entry {
	e := c.byID[id]
	if e == nil || e.Poem.Status == corpus.StatusRemoved || e.Poem.Status == corpus.StatusWithdrawn {
		return nil
	}
	return e
}

// isFree reports whether no poem but e has the ref.
func (c *candidates) isFree(ref string, e *Entry) bool {
	holder := c.byRef[ref]
	return holder == nil || holder == e || holder.Poem.Ref != ref
}

func (c *candidates) add(p corpus.Poem) *Entry {
	if c.byID[p.ID] != nil {
		p.ID = 0 // taken: the poem gets a number of its own
	}
	e := NewEntry(p)
	c.added++
	e.added = c.added
	if p.ID != 0 {
		c.byID[p.ID] = e
	}
	c.changed = append(c.changed, e)
	c.file(e)
	return e
}

func (c *candidates) change(e *Entry, p corpus.Poem) *Entry {
	if len(e.Revisions) == 0 {
		c.changed = append(c.changed, e)
	}
	e.Poem = p
	e.Revisions = append(e.Revisions, p)
	c.file(e)
	return e
}

func (c *candidates) forget() {
	for _, e := range c.loaded {
		if len(e.Revisions) > 0 {
			continue
		}
		delete(c.byID, e.Poem.ID)
		if c.byRef[e.Poem.Ref] == e {
			delete(c.byRef, e.Poem.Ref)
		}
		key := textKey(e.Poem)
		c.byText[key] = slices.DeleteFunc(c.byText[key], func(other *Entry) bool { return other == e })
		if len(c.byText[key]) == 0 {
			delete(c.byText, key)
		}
	}
	for _, e := range c.changed {
		e.Revisions = nil
	}
	c.changed, c.loaded = nil, nil
	clear(c.bases)
}
