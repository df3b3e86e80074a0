// Package api is the archive as JSON, for programs.
package api

import "shiyun/server/site"

// Server answers programs.
type Server struct{ *site.Site }

// New answers in one script of the site, which only errors are said in.
func New(s *site.Site) *Server { return &Server{s} }
