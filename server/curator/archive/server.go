// Package archive is where poems, authors, places, stones, collections and media
// are edited by hand.
package archive

import "shiyun/server/site"

// Server answers those who edit the archive.
type Server struct{ *site.Site }

// New serves editors in one script of the site.
func New(s *site.Site) *Server { return &Server{s} }
