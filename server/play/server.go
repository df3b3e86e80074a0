// Package play is games with the lines of the archive.
package play

import "shiyun/server/site"

// Server plays.
type Server struct{ *site.Site }

// New plays in one script of the site.
func New(s *site.Site) *Server { return &Server{s} }
