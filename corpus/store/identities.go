package store

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"shiyun/corpus"
)

// identities finds the poem a row speaks of: the one with its ref; for a row
// without a ref, or whose ref is new, one of the same text. Two rows with
// different refs are two poems even if their text is equal: the curator's
// number decides.
type identities struct {
	byRef   map[string]*known
	byText  map[int64][]*known
	byID    map[corpus.PoemID]*known
	changed []*known // in the order first changed
}

// known is a poem as the archive holds it, or will once flushed.
type known struct {
	poem      corpus.Poem
	revisions []corpus.Poem // what to keep of it, one entry a change
}

func newIdentities() *identities {
	return &identities{byRef: map[string]*known{}, byText: map[int64][]*known{}, byID: map[corpus.PoemID]*known{}}
}

// load fetches the poems the proposals may speak of. What a dry run has
// already decided stands, as if it had been written.
func (ids *identities) load(ctx context.Context, db bun.IDB, proposals []corpus.Poem) error {
	refs, keys, wanted := []string{}, []int64{}, []corpus.PoemID{}
	for _, p := range proposals {
		keys = append(keys, textKey(p.Title, p.Author.Name, p.Body))
		if p.Ref != "" {
			refs = append(refs, p.Ref)
		}
		if p.ID != 0 {
			wanted = append(wanted, p.ID)
		}
	}
	var rows []*poemRow
	met := map[int64]bool{}
	// Three look-ups, not one OR: each uses its own index.
	for column, values := range map[string]any{"ref": refs, "text_key": keys, "id": wanted} {
		var some []*poemRow
		if err := selectPoems(db, &some).Where("p.? IN (?)", bun.Ident(column), bun.List(values)).Scan(ctx); err != nil {
			return fmt.Errorf("look up by %s: %w", column, err)
		}
		for _, r := range some {
			if !met[r.ID] && ids.byID[corpus.PoemID(r.ID)] == nil {
				met[r.ID] = true
				rows = append(rows, r)
			}
		}
	}
	poems, err := poemsOf(ctx, db, rows)
	if err != nil {
		return err
	}
	for _, p := range poems {
		k := &known{poem: p}
		ids.byID[p.ID] = k
		ids.file(k)
	}
	return nil
}

// file makes k findable under what it is now. Keys of what it was may remain:
// find compares the texts.
func (ids *identities) file(k *known) {
	if k.poem.Ref != "" {
		ids.byRef[k.poem.Ref] = k
	}
	key := textKey(k.poem.Title, k.poem.Author.Name, k.poem.Body)
	ids.byText[key] = append(ids.byText[key], k)
}

func (ids *identities) find(p corpus.Poem) *known {
	if p.Ref != "" {
		if k := ids.byRef[p.Ref]; k != nil {
			return k
		}
	}
	for _, k := range ids.byText[textKey(p.Title, p.Author.Name, p.Body)] {
		if sameText(k.poem, p) && (p.Ref == "" || k.poem.Ref == "") {
			return k
		}
	}
	return nil
}

func (ids *identities) add(p corpus.Poem) {
	if ids.byID[p.ID] != nil {
		p.ID = 0 // taken: the poem gets a number of its own
	}
	k := &known{poem: p, revisions: []corpus.Poem{p}}
	if p.ID != 0 {
		ids.byID[p.ID] = k
	}
	ids.changed = append(ids.changed, k)
	ids.file(k)
}

func (ids *identities) change(k *known, p corpus.Poem) {
	if len(k.revisions) == 0 {
		ids.changed = append(ids.changed, k)
	}
	k.poem = p
	k.revisions = append(k.revisions, p)
	ids.file(k)
}
