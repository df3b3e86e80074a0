// Package reader is what residents read: poems and the ways to them, by
// search, form, author, place, year, tag, collection and thread; the stones;
// help; and feeds and the like for their programs.
package reader

import "shiyun/server/site"

// Server answers those who read.
type Server struct {
	*site.Site
	*shared
}

// shared is what both scripts have in common.
type shared struct {
	remembered remembered
	talk       talk
	cards      cards
	daily      daily
}

// New serves readers in one script of the site.
func New(s *site.Site) *Server { return &Server{s, &shared{}} }

// In serves them in the other one, with the same memory.
func (s *Server) In(other *site.Site) *Server { return &Server{other, s.shared} }
