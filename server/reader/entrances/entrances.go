// Package entrances counts the ways into the archive and remembers the counts
// until it changes.
package entrances

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"sync/atomic"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/corpus/store/poems"
)

// mostTags bounds the page of tags; who looks for a rarer one searches.
const mostTags = 300

// Entrances are the ways into the archive. They are shared between requests
// and not written to.
type Entrances struct {
	Forms       []corpus.Count[corpus.Form]
	Tunes       []poems.Tune
	Initials    []corpus.Count[string]
	Places      []corpus.Place
	Years       []corpus.Count[int]
	Tags        []corpus.Count[string]
	Collections []corpus.Collection // those with published poems
	Foremost    []Writer            // the authors with the most poems
}

// Writer is an author with the poem of theirs that was published last.
type Writer struct {
	corpus.Author
	Poem corpus.Poem
}

// New returns what remembers the entrances of a store.
func New(s *store.Store) *Cache { return &Cache{store: s} }

// Cache keeps the entrances until the archive changes. Counting reads
// every poem, which an archive of a whole city would feel on each visit.
type Cache struct {
	store *store.Store

	counting sync.Mutex // one request counts, those that need its count wait for it
	last     atomic.Pointer[counted]
}

type counted struct {
	at    corpus.Cursor // what readers could see of the archive before counting
	value Entrances
}

// Get counts, unless nothing has changed since. The head is read first:
// a change during the count makes the next request count again. No lock is
// held while it is read: every page with a menu would wait for the slowest.
func (r *Cache) Get(ctx context.Context) (Entrances, error) {
	at, err := r.store.PublicHead(ctx)
	if err != nil {
		return Entrances{}, err
	}
	if last := r.last.Load(); last != nil && last.at == at {
		return last.value, nil
	}
	r.counting.Lock()
	defer r.counting.Unlock()
	if last := r.last.Load(); last != nil && last.at == at { // counted meanwhile
		return last.value, nil
	}
	value, err := r.count(ctx)
	if err != nil {
		return Entrances{}, err
	}
	r.last.Store(&counted{at, value})
	return value, nil
}

func (r *Cache) count(ctx context.Context) (e Entrances, err error) {
	if e.Forms, err = r.store.Forms(ctx); err != nil {
		return e, err
	}
	if e.Initials, err = r.store.AuthorInitials(ctx); err != nil {
		return e, err
	}
	if e.Places, err = r.store.Places(ctx); err != nil {
		return e, err
	}
	if e.Years, err = r.store.Years(ctx); err != nil {
		return e, err
	}
	if e.Tunes, err = r.store.Tunes(ctx); err != nil {
		return e, err
	}
	if e.Tags, err = r.store.Tags(ctx, mostTags); err != nil {
		return e, err
	}
	if e.Foremost, err = r.foremost(ctx); err != nil {
		return e, err
	}
	e.Collections, err = r.store.Collections(ctx)
	e.Collections = slices.DeleteFunc(e.Collections, func(c corpus.Collection) bool { return c.Poems == 0 })
	return e, err
}

// mostForemost is how many authors stand above all others.
const mostForemost = 10

func (r *Cache) foremost(ctx context.Context) ([]Writer, error) {
	authors, err := r.store.Authors(ctx, "")
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(authors, func(a, b corpus.Author) int { return cmp.Compare(b.Poems, a.Poems) })
	var list []Writer
	for _, a := range authors[:min(len(authors), mostForemost)] {
		latest, err := r.store.LatestPublished(ctx, poems.Filter{Author: a.ID}, 1)
		if err != nil {
			return nil, err
		}
		for _, p := range latest { // none where it was withdrawn meanwhile
			list = append(list, Writer{a, p})
		}
	}
	return list, nil
}
