// Package curator is everything behind the sign-in: accounts, review, imports,
// edits of poems, authors, places, stones and collections, and the words of
// the search.
package curator

import (
	"context"
	"sync"

	"shiyun/corpus"
	"shiyun/corpus/batch"
	"shiyun/corpus/similarity"
	"shiyun/indexer"
	"shiyun/indexer/search"
	"shiyun/server/site"
)

// Explainer says why a search finds a poem.
type Explainer interface {
	Explain(ctx context.Context, req search.Request, id corpus.PoemID) (search.Explanation, error)
}

// Bench shows how the index cuts a line, and adds words to its dictionary,
// folded; they are in effect after a rebuild.
type Bench interface {
	Cut(ctx context.Context, line, word string) (indexer.Cut, error)
	AddWord(word string) (folded string, added bool, err error)
}

// Config is what only curators' pages need. The pages of what is nil are left
// out; Near must be given.
type Config struct {
	Explain Explainer
	Bench   Bench
	Batches *batch.Desk
	// Near is the index of poems nearly the same.
	Near func(context.Context) (*similarity.Index, error)
}

// Server answers those who look after the archive.
type Server struct {
	*site.Site
	*shared
}

// shared is what both scripts have in common.
type shared struct {
	Config
	attempts  throttle
	previews  previews
	exporting sync.Mutex // held while the whole archive is written down
}

// New serves curators in one script of the site.
func New(s *site.Site, cfg Config) *Server { return &Server{s, &shared{Config: cfg}} }

// In serves them in the other one, with the same memory.
func (s *Server) In(other *site.Site) *Server { return &Server{other, s.shared} }
