// Package stats is the archive in figures.
package stats

import "shiyun/server/site"

// Server shows the figures.
type Server struct {
	*site.Site
	figured *figured // of both scripts: to count takes long
}

// New shows the figures in one script of the site.
func New(s *site.Site) *Server { return &Server{s, &figured{}} }

// In shows them in the other one, with the same memory.
func (s *Server) In(other *site.Site) *Server { return &Server{other, s.figured} }
