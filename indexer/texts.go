package indexer

import (
	"context"
	"fmt"
	"sync/atomic"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/corpus/supervise"
	"shiyun/indexer/texts"
	"shiyun/indexer/themes"
)

// textsFollower brings the texts in memory up to date. It belongs to the
// goroutine of Run.
type textsFollower struct {
	store *store.Store
	table *texts.Table  // nil where nothing searches
	at    corpus.Cursor // how far the texts are
	read  atomic.Bool   // all texts have been read once; any goroutine may ask
	file  textsFile
}

// followTexts brings the texts up to the goal. What searches need later is
// made of them in the background, once, after they have been read.
func (x *Index) followTexts(ctx context.Context, goal corpus.Cursor) error {
	if x.texts.table == nil {
		return nil
	}
	loaded, err := x.texts.follow(ctx, goal)
	if err == nil && x.texts.keepFile(ctx) {
		loaded, err = x.texts.follow(ctx, goal)
	}
	if loaded {
		x.background.Go(func() {
			s := x.Texts()
			x.report(supervise.Recover(func() error { return s.Guard(func() error { s.Prepare(ctx); return nil }) }))
		})
	}
	x.tellCrafts(ctx)
	return err
}

// tellCrafts has the craft of new poems told in the background, after the first
// reading and wherever a change brings many.
func (x *Index) tellCrafts(ctx context.Context) {
	table := x.texts.table
	if !table.LacksCrafts() || !x.telling.CompareAndSwap(false, true) {
		return
	}
	x.background.Go(func() {
		defer x.telling.Store(false)
		s := table.Snapshot()
		x.report(supervise.Recover(func() error { return s.Guard(func() error { table.TellCrafts(ctx); return nil }) }))
	})
}

// follow applies the changes up to the goal. At first it reads the whole
// archive and reports so.
func (f *textsFollower) follow(ctx context.Context, goal corpus.Cursor) (loaded bool, err error) {
	if f.at == "" && goal != "" {
		if f.at, err = f.begin(ctx, goal); err != nil {
			return false, fmt.Errorf("load texts: %w", err)
		}
		loaded = true
	}
	for !f.store.Reached(f.at, goal) {
		changes, err := f.store.ChangesAfter(ctx, f.at, batchSize)
		if err != nil {
			return loaded, err
		}
		if err := f.apply(ctx, changes); err != nil {
			return loaded, fmt.Errorf("follow texts: %w", err)
		}
		f.at = changes[len(changes)-1].Cursor
	}
	f.read.Store(true)
	return loaded, nil
}

// begin reads the whole archive, the poems from the file of the texts where
// there is one, and returns how far they are.
func (f *textsFollower) begin(ctx context.Context, goal corpus.Cursor) (corpus.Cursor, error) {
	if err := f.loadAuthors(ctx, nil); err != nil {
		return "", err
	}
	if err := f.loadPlaces(ctx); err != nil {
		return "", err
	}
	if err := f.loadSynonyms(ctx); err != nil {
		return "", err
	}
	if err := f.loadStones(ctx); err != nil {
		return "", err
	}
	if err := f.loadThemes(ctx); err != nil {
		return "", err
	}
	if at, ok := f.openFile(ctx, goal); ok {
		return at, nil
	}
	return goal, f.loadPoems(ctx, goal)
}

// loadPoems reads the published poems from the store. Those of a large archive
// go into a file as they come.
func (f *textsFollower) loadPoems(ctx context.Context, goal corpus.Cursor) error {
	poems, last := map[corpus.PoemID]*texts.Poem{}, corpus.PoemID(0)
	var build *texts.Build
	apply := func() {
		f.table.Apply(texts.Changes{Poems: poems})
		poems = map[corpus.PoemID]*texts.Poem{}
		build = f.moveLoaded(ctx, build, last)
	}
	err := f.store.EachPoem(ctx, 0, corpus.StatusPublished, func(p corpus.Poem) error {
		last = p.ID
		if poems[p.ID] = texts.NewPoem(p); len(poems) == 10*batchSize {
			apply()
		}
		return nil
	})
	apply()
	if build == nil {
		return err
	}
	if err != nil {
		build.Discard()
		return err
	}
	f.endLoaded(ctx, build, goal)
	return nil
}

func (f *textsFollower) apply(ctx context.Context, changes []corpus.Change) error {
	poems := map[corpus.PoemID]*texts.Poem{}
	var ids []corpus.PoemID
	var authors []corpus.AuthorID
	for _, c := range changes {
		switch c.Kind {
		case corpus.KindPoem:
			if _, met := poems[corpus.PoemID(c.ID)]; !met {
				poems[corpus.PoemID(c.ID)] = nil
				ids = append(ids, corpus.PoemID(c.ID))
			}
		case corpus.KindAuthor:
			authors = append(authors, corpus.AuthorID(c.ID))
		case corpus.KindPlace:
			if err := f.loadPlaces(ctx); err != nil {
				return err
			}
		case corpus.KindStone:
			if err := f.loadStones(ctx); err != nil {
				return err
			}
		case corpus.KindThemes:
			if err := f.loadThemes(ctx); err != nil {
				return err
			}
		case corpus.KindSynonyms:
			if err := f.loadSynonyms(ctx); err != nil {
				return err
			}
		}
	}
	if authors != nil {
		if err := f.loadAuthors(ctx, authors); err != nil {
			return err
		}
	}
	found, err := f.store.Poems(ctx, ids)
	if err != nil {
		return err
	}
	for _, p := range found {
		if p.Status == corpus.StatusPublished {
			poems[p.ID] = texts.NewPoem(p)
		}
	}
	f.noteWithdrawn(poems)
	f.table.Apply(texts.Changes{Poems: poems})
	return nil
}

// loadAuthors reads the given authors, all for nil.
func (f *textsFollower) loadAuthors(ctx context.Context, ids []corpus.AuthorID) error {
	names, err := f.store.AuthorNames(ctx, ids)
	if err != nil {
		return err
	}
	authors := make(map[corpus.AuthorID]*texts.Author, len(names))
	for _, a := range names {
		authors[a.ID] = texts.NewAuthor(a.Name, a.Aliases)
	}
	f.table.Apply(texts.Changes{Authors: authors})
	return nil
}

func (f *textsFollower) loadPlaces(ctx context.Context) error {
	tree, err := f.store.PlaceTree(ctx)
	if err != nil {
		return err
	}
	above := ancestors(tree)
	places := make(map[corpus.PlaceID]*texts.Place, len(tree))
	for _, p := range tree {
		places[p.ID] = &texts.Place{Name: p.Name, Path: p.Path, Above: above[p.ID]}
	}
	f.table.Apply(texts.Changes{Places: places})
	return nil
}

// loadStones reads the stones that may be found: those that stand.
func (f *textsFollower) loadStones(ctx context.Context) error {
	all, err := f.store.Stones(ctx)
	if err != nil {
		return err
	}
	stones := []texts.Stone{}
	for _, st := range all {
		if st.State == corpus.StoneStanding {
			stones = append(stones, texts.Stone{Code: st.Code, Name: st.Name})
		}
	}
	f.table.Apply(texts.Changes{Stones: stones})
	return nil
}

func (f *textsFollower) loadThemes(ctx context.Context) error {
	added, err := f.store.Themes(ctx)
	if err != nil {
		return err
	}
	f.table.Apply(texts.Changes{Themes: themes.Default().With(additions(added))})
	return nil
}

func (f *textsFollower) loadSynonyms(ctx context.Context) error {
	groups, err := f.store.Synonyms(ctx)
	if err != nil {
		return err
	}
	f.table.Apply(texts.Changes{Synonyms: texts.NewSynonyms(groups)})
	return nil
}
