package reader

import (
	"context"
	"slices"
	"sync"

	"shiyun/corpus"
	"shiyun/corpus/store"
)

// mostTags bounds the page of tags; who looks for a rarer one searches.
const mostTags = 300

// entrances are the ways into the archive. They are shared between requests
// and not written to.
type entrances struct {
	Forms       []store.Count[corpus.Form]
	Tunes       []store.Tune
	Initials    []store.Count[string]
	Places      []corpus.Place
	Years       []store.Count[int]
	Tags        []store.Count[string]
	Collections []corpus.Collection // those with published poems
}

// remembered keeps the entrances until the archive changes. Counting reads
// every poem, which an archive of a whole city would feel on each visit.
type remembered struct {
	mu    sync.Mutex // one request counts, the others wait for it
	known bool
	at    corpus.Cursor // the head of the change log before counting
	value entrances
}

// entrances counts, unless nothing has changed since. The head is read first:
// a change during the count makes the next request count again.
func (s *Server) entrances(ctx context.Context) (entrances, error) {
	r := &s.remembered
	r.mu.Lock()
	defer r.mu.Unlock()
	head, err := s.Store.Head(ctx)
	if err != nil {
		return entrances{}, err
	}
	if r.known && r.at == head {
		return r.value, nil
	}
	value, err := s.countEntrances(ctx)
	if err != nil {
		return entrances{}, err
	}
	r.value, r.at, r.known = value, head, true
	return value, nil
}

func (s *Server) countEntrances(ctx context.Context) (e entrances, err error) {
	if e.Forms, err = s.Store.Forms(ctx); err != nil {
		return e, err
	}
	if e.Initials, err = s.Store.AuthorInitials(ctx); err != nil {
		return e, err
	}
	if e.Places, err = s.Store.Places(ctx); err != nil {
		return e, err
	}
	if e.Years, err = s.Store.Years(ctx); err != nil {
		return e, err
	}
	if e.Tunes, err = s.Store.Tunes(ctx); err != nil {
		return e, err
	}
	if e.Tags, err = s.Store.Tags(ctx, mostTags); err != nil {
		return e, err
	}
	e.Collections, err = s.Store.Collections(ctx)
	e.Collections = slices.DeleteFunc(e.Collections, func(c corpus.Collection) bool { return c.Poems == 0 })
	return e, err
}
