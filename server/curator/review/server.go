// Package review is where what residents sent in is read and decided.
package review

import (
	"context"

	"shiyun/corpus/similarity"
	"shiyun/server/site"
)

// Neighbours returns the index of poems nearly the same, made when it is first
// asked for.
type Neighbours func(context.Context) (*similarity.Index, error)

// Server answers those who review.
type Server struct {
	*site.Site
	near Neighbours
}

// New serves reviewers in one script of the site.
func New(s *site.Site, near Neighbours) *Server { return &Server{s, near} }
