// Package batch is where poems come in many at a time, are undone, and all go
// out.
package batch

import (
	"log/slog"
	"sync"
	"time"

	"shiyun/corpus/batch"
	"shiyun/corpus/store"
	"shiyun/server/catalogue"
	"shiyun/server/page"
	"shiyun/server/session"
	"shiyun/server/site"
)

// Server answers those who bring sheets, texts and archives.
type Server struct {
	store    *store.Store
	words    *catalogue.Catalogue
	pages    *page.Pages
	sessions *session.Sessions
	now      func() time.Time
	log      *slog.Logger
	*shared
}

// shared is what both scripts have in common.
type shared struct {
	desk      *batch.Desk // nil leaves the pages out
	previews  previews
	exporting sync.Mutex // held while the whole archive is written down
}

// New serves batches of a desk in one script of the site; nil leaves the pages
// out.
func New(s *site.Site, desk *batch.Desk) *Server { return newServer(s, &shared{desk: desk}) }

// In serves them in the other one, with the same memory.
func (s *Server) In(other *site.Site) *Server { return newServer(other, s.shared) }

func newServer(s *site.Site, both *shared) *Server {
	return &Server{store: s.Store, words: s.Words, pages: s.Pages, sessions: s.Sessions, now: s.Now, log: s.Log, shared: both}
}
