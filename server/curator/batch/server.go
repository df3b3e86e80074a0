// Package batch is where poems come in many at a time, are undone, and all go
// out.
package batch

import (
	"sync"

	"shiyun/corpus/batch"
	"shiyun/server/site"
)

// Server answers those who bring sheets, texts and archives.
type Server struct {
	*site.Site
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
func New(s *site.Site, desk *batch.Desk) *Server { return &Server{s, &shared{desk: desk}} }

// In serves them in the other one, with the same memory.
func (s *Server) In(other *site.Site) *Server { return &Server{other, s.shared} }
