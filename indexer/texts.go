package indexer

import (
	"context"
	"fmt"

	"shiyun/corpus"
	"shiyun/indexer/texts"
)

// followTexts brings the texts in memory up to the goal. At first it reads the
// whole archive.
func (x *Index) followTexts(ctx context.Context, goal corpus.Cursor) error {
	if x.texts == nil {
		return nil
	}
	if x.textsAt == "" && goal != "" {
		if err := x.loadTexts(ctx); err != nil {
			return fmt.Errorf("load texts: %w", err)
		}
		x.textsAt = goal
	}
	x.textsRead.Store(true)
	for !x.store.Reached(x.textsAt, goal) {
		changes, err := x.store.ChangesAfter(ctx, x.textsAt, stepSize)
		if err != nil {
			return err
		}
		if err := x.changeTexts(ctx, changes); err != nil {
			return fmt.Errorf("follow texts: %w", err)
		}
		x.textsAt = changes[len(changes)-1].Cursor
	}
	return nil
}

func (x *Index) loadTexts(ctx context.Context) error {
	if err := x.loadAuthors(ctx, nil); err != nil {
		return err
	}
	if err := x.loadPlaces(ctx); err != nil {
		return err
	}
	if err := x.loadSynonyms(ctx); err != nil {
		return err
	}
	poems := map[corpus.PoemID]*texts.Poem{}
	err := x.store.EachPoem(ctx, 0, corpus.StatusPublished, func(p corpus.Poem) error {
		poems[p.ID] = texts.NewPoem(p)
		if len(poems) == 10*stepSize {
			x.texts.Apply(texts.Changes{Poems: poems})
			poems = map[corpus.PoemID]*texts.Poem{}
		}
		return nil
	})
	x.texts.Apply(texts.Changes{Poems: poems})
	// Beside the index's opening: searching needs none of it.
	go x.texts.Snapshot().Prepare()
	return err
}

func (x *Index) changeTexts(ctx context.Context, changes []corpus.Change) error {
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
			if err := x.loadPlaces(ctx); err != nil {
				return err
			}
		case corpus.KindSynonyms:
			if err := x.loadSynonyms(ctx); err != nil {
				return err
			}
		}
	}
	if authors != nil {
		if err := x.loadAuthors(ctx, authors); err != nil {
			return err
		}
	}
	found, err := x.store.Poems(ctx, ids)
	if err != nil {
		return err
	}
	for _, p := range found {
		if p.Status == corpus.StatusPublished {
			poems[p.ID] = texts.NewPoem(p)
		}
	}
	x.texts.Apply(texts.Changes{Poems: poems})
	return nil
}

// loadAuthors reads the given authors, all for nil.
func (x *Index) loadAuthors(ctx context.Context, ids []corpus.AuthorID) error {
	names, err := x.store.AuthorNames(ctx, ids)
	if err != nil {
		return err
	}
	authors := make(map[corpus.AuthorID]*texts.Author, len(names))
	for _, a := range names {
		authors[a.ID] = texts.NewAuthor(a.Name, a.Aliases)
	}
	x.texts.Apply(texts.Changes{Authors: authors})
	return nil
}

func (x *Index) loadPlaces(ctx context.Context) error {
	tree, err := x.store.PlaceTree(ctx)
	if err != nil {
		return err
	}
	above := ancestors(tree)
	places := make(map[corpus.PlaceID]*texts.Place, len(tree))
	for _, p := range tree {
		places[p.ID] = &texts.Place{Name: p.Name, Path: p.Path, Above: above[p.ID]}
	}
	x.texts.Apply(texts.Changes{Places: places})
	return nil
}

func (x *Index) loadSynonyms(ctx context.Context) error {
	groups, err := x.store.Synonyms(ctx)
	if err != nil {
		return err
	}
	x.texts.Apply(texts.Changes{Synonyms: texts.NewSynonyms(groups)})
	return nil
}
