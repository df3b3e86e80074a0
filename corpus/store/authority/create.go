package authority

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/merge"
	"shiyun/corpus/store/changes"
	"shiyun/corpus/store/db"
)

// Create writes the authors, places and collections first named here and
// fills their numbers into the poems.
func (n *Resolver) Create(ctx context.Context, tx bun.Tx, entries []*merge.Entry) error {
	for _, e := range entries {
		if err := n.createAuthor(ctx, tx, &e.Poem.Author); err != nil {
			return fmt.Errorf("create author: %w", err)
		}
		if err := n.createPlace(ctx, tx, &e.Poem.Place); err != nil {
			return fmt.Errorf("create place: %w", err)
		}
		for i := range e.Poem.Collections {
			if err := n.createCollection(ctx, tx, &e.Poem.Collections[i]); err != nil {
				return fmt.Errorf("create collection: %w", err)
			}
		}
	}
	return n.addAliases(ctx, tx)
}

func (n *Resolver) createAuthor(ctx context.Context, tx bun.Tx, ref *corpus.AuthorRef) error {
	entry := n.authorEntry(ref.Name, ref.ID)
	if entry.ID == 0 {
		id, err := AuthorCounter.Take(ctx, tx, 1)
		if err != nil {
			return err
		}
		if err := InsertAuthor(ctx, tx, AuthorRow{ID: id, Name: entry.Name, CreatedAt: db.Micros(time.Now())}); err != nil {
			return err
		}
		entry.ID = corpus.AuthorID(id)
		if err := changes.Add(ctx, tx, corpus.KindAuthor, []int64{id}); err != nil {
			return err
		}
	}
	ref.ID = entry.ID
	return nil
}

func (n *Resolver) addAliases(ctx context.Context, tx bun.Tx) error {
	for author, aliases := range n.aliases {
		if author.ID == 0 {
			continue // named by a row that changed nothing
		}
		var rows []authorNameRow
		for _, alias := range sortedKeys(aliases) {
			rows = append(rows, authorNameRow{AuthorID: int64(author.ID), Name: alias})
		}
		if err := db.Insert(ctx, tx, rows, nil, "CONFLICT DO NOTHING"); err != nil {
			return err
		}
		if err := changes.Add(ctx, tx, corpus.KindAuthor, []int64{int64(author.ID)}); err != nil {
			return err
		}
		delete(n.aliases, author)
	}
	return nil
}

func (n *Resolver) createPlace(ctx context.Context, tx bun.Tx, ref *corpus.PlaceRef) error {
	if ref.Path == "" || ref.ID != 0 {
		return nil
	}
	entry := n.places[ref.Path]
	if entry == nil {
		entry = &corpus.PlaceRef{Path: ref.Path}
		n.places[ref.Path] = entry
	}
	if entry.ID == 0 {
		made, err := EnsurePlace(ctx, tx, ref.Path)
		if err != nil {
			return err
		}
		*entry = made
	}
	*ref = *entry
	return nil
}

func (n *Resolver) createCollection(ctx context.Context, tx bun.Tx, ref *corpus.CollectionRef) error {
	entry := n.collections[ref.Name]
	if entry == nil {
		entry = &corpus.CollectionRef{ID: ref.ID, Name: ref.Name}
		n.collections[ref.Name] = entry
	}
	if entry.ID == 0 {
		id, err := CollectionCounter.Take(ctx, tx, 1)
		if err != nil {
			return err
		}
		row := CollectionRow{ID: id, Name: entry.Name, CreatedAt: db.Micros(time.Now())}
		if _, err := tx.NewInsert().Model(&row).Exec(ctx); err != nil {
			return err
		}
		entry.ID = corpus.CollectionID(id)
		if err := changes.Add(ctx, tx, corpus.KindCollection, []int64{id}); err != nil {
			return err
		}
	}
	ref.ID = entry.ID
	return nil
}
