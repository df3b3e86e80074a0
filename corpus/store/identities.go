package store

import (
	"context"
	"fmt"
	"slices"

	"github.com/uptrace/bun"

	"shiyun/corpus"
)

// identities finds the poem a row speaks of: the one it was exported from;
// the one with its ref; for a row without a ref, or whose ref is new, one of
// the same text. Two rows with different refs are two poems even if their text
// is equal: the curator's number decides.
type identities struct {
	byRef   map[string]*known
	byText  map[int64][]*known
	byID    map[corpus.PoemID]*known
	bases   map[revisionKey]corpus.Poem
	changed []*known // in the order first changed
	loaded  []*known // by the latest load
}

// known is a poem as the archive holds it, or will once flushed.
type known struct {
	poem      corpus.Poem
	revisions []corpus.Poem // what to keep of it, one entry a change
}

func newIdentities() *identities {
	return &identities{byRef: map[string]*known{}, byText: map[int64][]*known{}, byID: map[corpus.PoemID]*known{},
		bases: map[revisionKey]corpus.Poem{}}
}

// load fetches the poems the proposals may speak of. What a dry run has
// already decided stands, as if it had been written.
func (ids *identities) load(ctx context.Context, db bun.IDB, rows []ImportRow, proposals []corpus.Poem) error {
	refs, keys, wanted := []string{}, []int64{}, []corpus.PoemID{}
	for i, p := range proposals {
		keys = append(keys, textKey(p.Title, p.Author.Name, p.Body))
		if p.Ref != "" {
			refs = append(refs, p.Ref)
		}
		for _, id := range []corpus.PoemID{p.ID, rows[i].Near} {
			if id != 0 {
				wanted = append(wanted, id)
			}
		}
	}
	// Three look-ups, not one OR: each uses its own index.
	var found []*poemRow
	met := map[int64]bool{}
	for column, values := range map[string]any{"ref": refs, "text_key": keys, "id": wanted} {
		var some []*poemRow
		if err := selectPoems(db, &some).Where("p.? IN (?)", bun.Ident(column), bun.List(values)).Scan(ctx); err != nil {
			return fmt.Errorf("look up by %s: %w", column, err)
		}
		for _, r := range some {
			if !met[r.ID] && ids.byID[corpus.PoemID(r.ID)] == nil {
				met[r.ID] = true
				found = append(found, r)
			}
		}
	}
	poems, err := poemsOf(ctx, db, found)
	if err != nil {
		return err
	}
	ids.loaded = ids.loaded[:0]
	for _, p := range poems {
		k := &known{poem: p}
		ids.byID[p.ID] = k
		ids.file(k)
		ids.loaded = append(ids.loaded, k)
	}
	return ids.loadBases(ctx, db, rows)
}

// file makes k findable under what it is now. Keys of what it was may remain:
// find compares the texts.
func (ids *identities) file(k *known) {
	if k.poem.Ref != "" {
		ids.byRef[k.poem.Ref] = k
	}
	key := textKey(k.poem.Title, k.poem.Author.Name, k.poem.Body)
	if !slices.Contains(ids.byText[key], k) {
		ids.byText[key] = append(ids.byText[key], k)
	}
}

// find returns nil for a row that is a new poem, and a note for one that
// cannot be brought together with the archive.
func (ids *identities) find(row ImportRow, p corpus.Poem) (*known, *corpus.RowNote) {
	byRef := ids.byRef[p.Ref]
	if byRef != nil && byRef.poem.Ref != p.Ref {
		byRef = nil // it has another one by now
	}
	if k := ids.exported(row, p); k != nil {
		if byRef != nil && byRef != k {
			return nil, refTaken(byRef.poem, "请换一个编号，或把这一格改回原来的")
		}
		return k, nil
	}
	if p.Ref != "" && byRef != nil {
		if byRef.poem.Status != corpus.StatusRemoved && !alike(byRef.poem, p) {
			return nil, refTaken(byRef.poem, "请换一个编号，或把这一格清空；要是这一列只是数行的，请在“每一列是什么”里选“不用”")
		}
		return byRef, nil
	}
	var removed *known
	for _, k := range ids.byText[textKey(p.Title, p.Author.Name, p.Body)] {
		if !sameText(k.poem, p) || p.Ref != "" && k.poem.Ref != "" {
			continue
		}
		if k.poem.Status != corpus.StatusRemoved {
			return k, nil
		}
		removed = k
	}
	return removed, nil
}

// refTaken says that a row has the number of another poem. Sheets count their
// rows from 1, each of them, and one must not overwrite another's poems.
func refTaken(p corpus.Poem, advice string) *corpus.RowNote {
	return &corpus.RowNote{Column: "编号", Code: "ref_taken",
		Message: fmt.Sprintf("编号“%s”已经是另一首诗《%s》的", p.Ref, p.Title), Advice: advice}
}

// living is the poem with an id, unless it is not there to be changed.
func (ids *identities) living(id corpus.PoemID) *known {
	k := ids.byID[id]
	if k == nil || k.poem.Status == corpus.StatusRemoved || k.poem.Status == corpus.StatusWithdrawn {
		return nil
	}
	return k
}

// freeFor holds where no poem but k has the ref.
func (ids *identities) freeFor(ref string, k *known) bool {
	holder := ids.byRef[ref]
	return holder == nil || holder == k || holder.poem.Ref != ref
}

func (ids *identities) add(p corpus.Poem) *known {
	if ids.byID[p.ID] != nil {
		p.ID = 0 // taken: the poem gets a number of its own
	}
	k := &known{poem: p, revisions: []corpus.Poem{p}}
	if p.ID != 0 {
		ids.byID[p.ID] = k
	}
	ids.changed = append(ids.changed, k)
	ids.file(k)
	return k
}

func (ids *identities) change(k *known, p corpus.Poem) *known {
	if len(k.revisions) == 0 {
		ids.changed = append(ids.changed, k)
	}
	k.poem = p
	k.revisions = append(k.revisions, p)
	ids.file(k)
	return k
}

// forget drops what a dry run need not keep: of the poems it has decided the
// versions on the way, and all of those it only looked at.
func (ids *identities) forget() {
	for _, k := range ids.loaded {
		if len(k.revisions) > 0 {
			continue
		}
		delete(ids.byID, k.poem.ID)
		if ids.byRef[k.poem.Ref] == k {
			delete(ids.byRef, k.poem.Ref)
		}
		key := textKey(k.poem.Title, k.poem.Author.Name, k.poem.Body)
		ids.byText[key] = slices.DeleteFunc(ids.byText[key], func(other *known) bool { return other == k })
		if len(ids.byText[key]) == 0 {
			delete(ids.byText, key)
		}
	}
	for _, k := range ids.changed {
		k.revisions = nil
	}
	ids.changed, ids.loaded = nil, nil
	clear(ids.bases)
}
