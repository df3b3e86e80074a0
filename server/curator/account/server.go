// Package account is how curators come and go: signing in, the first link, one's
// own account, everybody's accounts, and the audit log.
package account

import (
	"shiyun/server/site"
)

// Server answers those who come and go.
type Server struct {
	*site.Site
	attempts *throttle // shared by both scripts
}

// New serves accounts in one script of the site.
func New(s *site.Site) *Server { return &Server{s, &throttle{}} }

// In serves them in the other one, which counts the same attempts to sign in.
func (s *Server) In(other *site.Site) *Server { return &Server{other, s.attempts} }
