// Package review is where what residents sent in is read and decided.
package review

import (
	"context"

	"shiyun/corpus/similarity"
	"shiyun/corpus/store"
	"shiyun/server/borrowed"
	"shiyun/server/catalogue"
	"shiyun/server/page"
	"shiyun/server/request"
	"shiyun/server/site"
)

// Neighbours returns the index of poems nearly the same, made when it is first
// asked for.
type Neighbours func(context.Context) (*similarity.Index, error)

// Server answers those who review.
type Server struct {
	store *store.Store
	words *catalogue.Catalogue
	pages *page.Pages
	near  Neighbours
	// origin reads which book of rhymes who reviews has chosen.
	origin   request.Origin
	borrowed *borrowed.Finder
}

// New serves reviewers in one script of the site.
func New(s *site.Site, near Neighbours) *Server {
	return &Server{store: s.Store, words: s.Words, pages: s.Pages, near: near, origin: s.Origin, borrowed: s.Borrowed}
}
