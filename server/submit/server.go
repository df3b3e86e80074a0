// Package submit is how residents send in poems and corrections, and the
// receipts by which they follow them.
package submit

import "shiyun/server/site"

// Server takes in what residents send.
type Server struct {
	*site.Site
	mail *mailbox // of both scripts: who changes the script has no second try
}

// New takes in forms in one script of the site.
func New(s *site.Site) *Server { return &Server{s, &mailbox{}} }

// In takes them in in the other one, with the same memory.
func (s *Server) In(other *site.Site) *Server { return &Server{other, s.mail} }
