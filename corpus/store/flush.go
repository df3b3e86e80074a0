package store

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/pinyin"
)

// maxStatement bounds the bytes of text in one INSERT: SQLite refuses a
// statement over 1,000,000 bytes, and quoting can double a text.
const maxStatement = 300_000

// flush writes the changed poems, what they newly name, their revisions and
// the rows of the change log.
func (im *Import) flush(ctx context.Context, tx bun.Tx, changed []*known) error {
	if err := im.createNames(ctx, tx, changed); err != nil {
		return err
	}
	if err := numberPoems(ctx, tx, changed); err != nil {
		return err
	}
	return savePoems(ctx, tx, changed, Edit{By: im.opts.By, Batch: im.batch.ID})
}

// numberPoems gives new poems their ids: the one asked for, when it was free,
// or the next.
func numberPoems(ctx context.Context, tx bun.Tx, changed []*known) error {
	unnumbered, highest := 0, int64(0)
	for _, k := range changed {
		if k.poem.ID == 0 {
			unnumbered++
		}
		highest = max(highest, int64(k.poem.ID))
	}
	if err := countPoems.reach(ctx, tx, highest); err != nil {
		return err
	}
	next, err := countPoems.take(ctx, tx, unnumbered)
	if err != nil {
		return err
	}
	if next+int64(unnumbered) > corpus.MaxID {
		return corpus.Errorf(corpus.Invalid, "诗的编号已用尽")
	}
	for _, k := range changed {
		if k.poem.ID == 0 {
			k.poem.ID, next = corpus.PoemID(next), next+1
		}
	}
	return nil
}

// savePoems writes poems that already have their numbers.
func savePoems(ctx context.Context, tx bun.Tx, changed []*known, edit Edit) error {
	var poems []*poemRow
	var tags []poemTagRow
	var collected []collectionPoemRow
	var revisions []revisionRow
	var ids, old []int64
	for _, k := range changed {
		id := int64(k.poem.ID)
		ids = append(ids, id)
		if k.revisions[0].Revision > 1 {
			old = append(old, id)
		}
		poems = append(poems, newPoemRow(k.poem))
		for _, tag := range k.poem.Tags {
			tags = append(tags, poemTagRow{Tag: tag, PoemID: id})
		}
		for _, c := range k.poem.Collections {
			collected = append(collected, collectionPoemRow{CollectionID: int64(c.ID), PoemID: id, Position: id})
		}
		rows, err := revisionRows(k, edit)
		if err != nil {
			return err
		}
		revisions = append(revisions, rows...)
	}
	if err := keepPositions(ctx, tx, collected, old); err != nil {
		return err
	}
	for _, table := range []string{"poem_tags", "collection_poems"} {
		if _, err := tx.NewRaw("DELETE FROM ? WHERE poem_id IN (?)", bun.Ident(table), bun.List(old)).Exec(ctx); err != nil {
			return fmt.Errorf("clear %s: %w", table, err)
		}
	}
	if err := insert(ctx, tx, poems, poemSize, "CONFLICT (id) DO UPDATE"); err != nil {
		return err
	}
	if err := insert(ctx, tx, tags, nil, ""); err != nil {
		return err
	}
	if err := insert(ctx, tx, collected, nil, ""); err != nil {
		return err
	}
	if err := insert(ctx, tx, revisions, func(r revisionRow) int { return len(r.Content) }, ""); err != nil {
		return err
	}
	return logChanges(ctx, tx, corpus.KindPoem, ids)
}

func poemSize(r *poemRow) int { return len(r.Body) + len(r.Preface) + len(r.Note) + len(r.Title) }

func revisionRows(k *known, edit Edit) ([]revisionRow, error) {
	rows := make([]revisionRow, len(k.revisions))
	for i, p := range k.revisions {
		p.ID = k.poem.ID
		content, err := corpus.NewRecord(p).JSON()
		if err != nil {
			return nil, fmt.Errorf("revision of poem %d: %w", p.ID, err)
		}
		rows[i] = revisionRow{PoemID: int64(p.ID), Number: p.Revision, BatchID: int64(edit.Batch),
			CreatedAt: micros(p.UpdatedAt), Content: string(content),
			Actor: string(edit.By), Reason: edit.Reason, Undoes: int64(edit.undoes), Corrected: joinTags(p.Corrected)}
	}
	return rows, nil
}

// logChanges is the one way a change reaches those who follow the archive.
func logChanges(ctx context.Context, tx bun.Tx, kind corpus.Kind, ids []int64) error {
	first, err := countChanges.take(ctx, tx, len(ids))
	if err != nil {
		return err
	}
	rows := make([]changeRow, len(ids))
	for i, id := range ids {
		rows[i] = changeRow{Seq: first + int64(i), Kind: string(kind), ID: id}
	}
	return insert(ctx, tx, rows, nil, "")
}

// insert writes rows in statements of bounded size. size tells the bytes of
// text in a row, nil for rows of little text.
func insert[T any](ctx context.Context, tx bun.Tx, rows []T, size func(T) int, on string) error {
	start, bytes := 0, 0
	for i := range rows {
		bytes += 400 // the short columns and punctuation of a row
		if size != nil {
			bytes += size(rows[i])
		}
		if bytes < maxStatement && i < len(rows)-1 {
			continue
		}
		part := rows[start : i+1]
		q := tx.NewInsert().Model(&part)
		if on != "" {
			q = q.On(on)
		}
		if _, err := q.Exec(ctx); err != nil {
			return fmt.Errorf("insert %T: %w", part, err)
		}
		start, bytes = i+1, 0
	}
	return nil
}

// createNames writes the authors, places and collections first named here and
// fills their numbers into the poems.
func (im *Import) createNames(ctx context.Context, tx bun.Tx, changed []*known) error {
	for _, k := range changed {
		if err := im.createAuthor(ctx, tx, &k.poem.Author); err != nil {
			return fmt.Errorf("create author: %w", err)
		}
		if err := im.createPlace(ctx, tx, &k.poem.Place); err != nil {
			return fmt.Errorf("create place: %w", err)
		}
		for i := range k.poem.Collections {
			if err := im.createCollection(ctx, tx, &k.poem.Collections[i]); err != nil {
				return fmt.Errorf("create collection: %w", err)
			}
		}
	}
	return im.addAliases(ctx, tx)
}

func (im *Import) createAuthor(ctx context.Context, tx bun.Tx, ref *corpus.AuthorRef) error {
	entry := im.names.author(ref.Name, ref.ID)
	if entry.ID == 0 {
		id, err := countAuthors.take(ctx, tx, 1)
		if err != nil {
			return err
		}
		key := pinyin.SortKey(entry.Name)
		row := authorRow{ID: id, Name: entry.Name, SortKey: key, Initial: pinyin.Initial(key), CreatedAt: micros(im.s.now())}
		if _, err := tx.NewInsert().Model(&row).Exec(ctx); err != nil {
			return err
		}
		entry.ID = corpus.AuthorID(id)
		if err := logChanges(ctx, tx, corpus.KindAuthor, []int64{id}); err != nil {
			return err
		}
	}
	ref.ID = entry.ID
	return nil
}

func (im *Import) addAliases(ctx context.Context, tx bun.Tx) error {
	for author, aliases := range im.names.aliases {
		if author.ID == 0 {
			continue // named by a row that changed nothing
		}
		var rows []authorNameRow
		for _, alias := range keys(aliases) {
			rows = append(rows, authorNameRow{AuthorID: int64(author.ID), Name: alias})
		}
		if err := insert(ctx, tx, rows, nil, "CONFLICT DO NOTHING"); err != nil {
			return err
		}
		if err := logChanges(ctx, tx, corpus.KindAuthor, []int64{int64(author.ID)}); err != nil {
			return err
		}
		delete(im.names.aliases, author)
	}
	return nil
}

func (im *Import) createPlace(ctx context.Context, tx bun.Tx, ref *corpus.PlaceRef) error {
	if ref.Path == "" || ref.ID != 0 {
		return nil
	}
	entry := im.names.places[ref.Path]
	if entry == nil {
		entry = &corpus.PlaceRef{Path: ref.Path}
		im.names.places[ref.Path] = entry
	}
	if entry.ID == 0 {
		made, err := im.s.ensurePlace(ctx, tx, ref.Path)
		if err != nil {
			return err
		}
		*entry = made
	}
	*ref = *entry
	return nil
}

func (im *Import) createCollection(ctx context.Context, tx bun.Tx, ref *corpus.CollectionRef) error {
	entry := im.names.collections[ref.Name]
	if entry == nil {
		entry = &corpus.CollectionRef{ID: ref.ID, Name: ref.Name}
		im.names.collections[ref.Name] = entry
	}
	if entry.ID == 0 {
		id, err := countCollections.take(ctx, tx, 1)
		if err != nil {
			return err
		}
		row := collectionRow{ID: id, Name: entry.Name, CreatedAt: micros(im.s.now())}
		if _, err := tx.NewInsert().Model(&row).Exec(ctx); err != nil {
			return err
		}
		entry.ID = corpus.CollectionID(id)
		if err := logChanges(ctx, tx, corpus.KindCollection, []int64{id}); err != nil {
			return err
		}
	}
	ref.ID = entry.ID
	return nil
}
