// Package entrances counts the ways into the archive and remembers the counts
// until it changes.
package entrances

import (
	"context"
	"slices"
	"sync"

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
}

// New returns what remembers the entrances of a store.
func New(s *store.Store) *Cache { return &Cache{store: s} }

// Cache keeps the entrances until the archive changes. Counting reads
// every poem, which an archive of a whole city would feel on each visit.
type Cache struct {
	store *store.Store

	mu    sync.Mutex // one request counts, the others wait for it
	known bool
	at    corpus.Cursor // the head of the change log before counting
	value Entrances
}

// Get counts, unless nothing has changed since. The head is read first:
// a change during the count makes the next request count again.
func (r *Cache) Get(ctx context.Context) (Entrances, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	head, err := r.store.Head(ctx)
	if err != nil {
		return Entrances{}, err
	}
	if r.known && r.at == head {
		return r.value, nil
	}
	value, err := r.count(ctx)
	if err != nil {
		return Entrances{}, err
	}
	r.value, r.at, r.known = value, head, true
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
	e.Collections, err = r.store.Collections(ctx)
	e.Collections = slices.DeleteFunc(e.Collections, func(c corpus.Collection) bool { return c.Poems == 0 })
	return e, err
}
