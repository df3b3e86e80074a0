package transfer

import (
	"context"
	"fmt"

	"shiyun/corpus"
	"shiyun/corpus/store/poems"
	"shiyun/corpus/store/state"
)

// What hangs on poems of undone imports is no part of an export, as these are
// none.
const notRemoved = "status <> 'removed'"

// EachExportRecord calls fn for every line of a part of a whole export, in an order
// that is the same for equal archives. Of media the file is named as the
// archive names it.
func (s *Transfer) EachExportRecord(ctx context.Context, part corpus.Part, fn func(corpus.ExportRecord) error) error {
	switch part {
	case corpus.PartAuthors:
		return s.eachAuthor(ctx, fn)
	case corpus.PartPlaces:
		return s.eachPlace(ctx, fn)
	case corpus.PartCollections:
		list, err := s.names.Collections(ctx)
		return eachOf(list, err, fn, func(c corpus.Collection) corpus.ExportRecord {
			return &corpus.CollectionRecord{ID: c.ID, Name: c.Name, Foreword: c.Foreword}
		})
	case corpus.PartRevisions:
		return s.eachPastRevision(ctx, fn)
	case corpus.PartOrders:
		return s.eachOrder(ctx, fn)
	case corpus.PartRedirects:
		var list []corpus.RedirectRecord
		err := s.read.NewRaw("SELECT kind, from_id AS \"from\", to_id AS \"to\" FROM redirects WHERE kind = ? AND to_id IN (SELECT id FROM authors) "+
			"OR kind = ? AND from_id IN (SELECT id FROM poems WHERE "+notRemoved+") AND to_id IN (SELECT id FROM poems WHERE "+notRemoved+") ORDER BY kind, from_id",
			corpus.KindAuthor, corpus.KindPoem).Scan(ctx, &list)
		return eachOf(list, err, fn, func(r corpus.RedirectRecord) corpus.ExportRecord { return &r })
	case corpus.PartStones:
		return s.eachStone(ctx, fn)
	case corpus.PartMedia:
		var rows []poems.MediaRow
		err := s.read.NewSelect().Model(&rows).Where("gone_at = 0 AND waiting = ? AND poem_id IN (SELECT id FROM poems WHERE "+notRemoved+")", false).Order("id").Scan(ctx)
		return eachOf(rows, err, fn, func(r poems.MediaRow) corpus.ExportRecord {
			m := r.Media()
			return &corpus.MediaRecord{ID: m.ID, Poem: m.Poem, Kind: m.Kind, File: m.File, Alt: m.Alt, By: m.By, Consent: m.Consent, At: m.At}
		})
	case corpus.PartSynonyms:
		list, err := s.words.Synonyms(ctx)
		return eachOf(list, err, fn, func(g corpus.Synonyms) corpus.ExportRecord { return &g })
	case corpus.PartSite:
		site, err := state.ReadSiteSettings(ctx, s.read)
		if err != nil || site == (corpus.SiteSettings{}) {
			return err
		}
		return fn(&site)
	}
	return fmt.Errorf("no part of an export: %s", part)
}

func eachOf[T any](list []T, err error, fn func(corpus.ExportRecord) error, record func(T) corpus.ExportRecord) error {
	for _, one := range list {
		if err == nil {
			err = fn(record(one))
		}
	}
	return err
}

func (s *Transfer) eachAuthor(ctx context.Context, fn func(corpus.ExportRecord) error) error {
	list, err := s.names.AuthorNames(ctx, nil)
	return eachOf(list, err, fn, func(a corpus.Author) corpus.ExportRecord {
		return &corpus.AuthorRecord{ID: a.ID, Name: a.Name, Aliases: a.Aliases, About: a.About}
	})
}

func (s *Transfer) eachPlace(ctx context.Context, fn func(corpus.ExportRecord) error) error {
	var rows []struct {
		Path    string
		PlaceID int64
	}
	if err := s.read.NewRaw("SELECT path, place_id FROM place_paths ORDER BY path").Scan(ctx, &rows); err != nil {
		return fmt.Errorf("read former paths: %w", err)
	}
	former := map[corpus.PlaceID][]string{}
	for _, r := range rows {
		id := corpus.PlaceID(r.PlaceID)
		former[id] = append(former[id], r.Path)
	}
	list, err := s.names.PlaceTree(ctx)
	return eachOf(list, err, fn, func(p corpus.Place) corpus.ExportRecord {
		x, y := p.At.Coordinates()
		return &corpus.PlaceRecord{ID: p.ID, Path: p.Path, Kind: p.Kind, About: p.About, X: x, Y: y, Former: former[p.ID]}
	})
}

// eachPastRevision reads a poem's history at a time: there may be more of it
// than fits in memory.
func (s *Transfer) eachPastRevision(ctx context.Context, fn func(corpus.ExportRecord) error) error {
	var poems []corpus.PoemID
	if err := s.read.NewRaw("SELECT id FROM poems WHERE revision > 1 AND "+notRemoved+" ORDER BY id").Scan(ctx, &poems); err != nil {
		return fmt.Errorf("list poems with a history: %w", err)
	}
	for _, id := range poems {
		revisions, err := s.poems.Revisions(ctx, id)
		if err != nil {
			return err
		}
		for _, r := range revisions[:max(0, len(revisions)-1)] {
			if r.Hidden {
				continue
			}
			record := corpus.RevisionRecord{Poem: id, Number: r.Number, At: r.At, By: r.By, Reason: r.Reason.Text, Content: r.Content}
			if r.Reason.Key != "" {
				record.Message = r.Reason
			}
			if err := fn(&record); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *Transfer) eachOrder(ctx context.Context, fn func(corpus.ExportRecord) error) error {
	var rows []struct {
		Name   string
		PoemID corpus.PoemID
	}
	err := s.read.NewRaw("SELECT c.name, cp.poem_id FROM collection_poems cp JOIN collections c ON c.id = cp.collection_id "+
		"JOIN poems p ON p.id = cp.poem_id WHERE cp.position < 0 AND p."+notRemoved+" ORDER BY c.id, cp.position, cp.poem_id").Scan(ctx, &rows)
	if err != nil {
		return fmt.Errorf("read orders: %w", err)
	}
	var orders []corpus.OrderRecord
	for _, r := range rows {
		if n := len(orders); n == 0 || orders[n-1].Collection != r.Name {
			orders = append(orders, corpus.OrderRecord{Collection: r.Name})
		}
		last := &orders[len(orders)-1]
		last.Poems = append(last.Poems, r.PoemID)
	}
	return eachOf(orders, nil, fn, func(o corpus.OrderRecord) corpus.ExportRecord { return &o })
}

func (s *Transfer) eachStone(ctx context.Context, fn func(corpus.ExportRecord) error) error {
	list, err := s.poems.Stones(ctx)
	if err != nil {
		return err
	}
	var removed []corpus.PoemID
	if err := s.read.NewRaw("SELECT id FROM poems WHERE status = 'removed' AND id IN (SELECT poem_id FROM stones)").Scan(ctx, &removed); err != nil {
		return fmt.Errorf("look up poems of stones: %w", err)
	}
	gone := map[corpus.PoemID]bool{}
	for _, id := range removed {
		gone[id] = true
	}
	return eachOf(list, nil, fn, func(st corpus.Stone) corpus.ExportRecord {
		if gone[st.Poem] {
			st.Poem, st.Revision = 0, 0
		}
		x, y := st.At.Coordinates()
		return &corpus.StoneRecord{ID: st.ID, Code: st.Code, Name: st.Name, Place: st.Place.Path, X: x, Y: y, Text: st.Text, Writing: st.Writing,
			Poem: st.Poem, Revision: st.Revision, Note: st.Note, State: st.State, Former: st.Former}
	})
}
