// Package reader is what residents read: the first page, the poem of the day,
// feeds and the like for their programs, and, in packages of their own, poems,
// the ways to them, what searches find, threads, stones, paper and help.
package reader

import (
	"time"

	"shiyun/corpus/store"
	"shiyun/server/assets"
	"shiyun/server/catalogue"
	"shiyun/server/page"
	"shiyun/server/reader/browse"
	"shiyun/server/reader/daily"
	"shiyun/server/reader/entrances"
	"shiyun/server/reader/help"
	"shiyun/server/reader/paper"
	"shiyun/server/reader/reading"
	"shiyun/server/reader/results"
	"shiyun/server/reader/stone"
	"shiyun/server/reader/threads"
	"shiyun/server/request"
	"shiyun/server/site"
)

// Server answers those who read.
type Server struct {
	*memory
	store  *store.Store
	search site.Searcher
	words  *catalogue.Catalogue
	pages  *page.Pages
	assets *assets.Assets
	origin request.Origin
	hosts  *request.Hosts
	now    func() time.Time

	reading *reading.Server
	browse  *browse.Server
	threads *threads.Server
	stone   *stone.Server
	help    *help.Server
	results *results.Server
	paper   *paper.Server
}

// memory is what both scripts of the site have in common.
type memory struct {
	entrances *entrances.Cache
	daily     *daily.Daily
	talk      *threads.Talk
	cards     *reading.Cards
	days      *browse.Days
	home      *home
}

// New serves readers in one script of the site.
func New(s *site.Site) *Server {
	return (&memory{entrances.New(s.Store), daily.New(s), &threads.Talk{}, &reading.Cards{}, &browse.Days{}, &home{store: s.Store, ready: s.Ready, now: s.Now}}).in(s)
}

// In serves them in the other one, with the same memory.
func (s *Server) In(other *site.Site) *Server { return s.memory.in(other) }

func (m *memory) in(s *site.Site) *Server {
	r := &Server{memory: m, store: s.Store, search: s.Search, words: s.Words, pages: s.Pages, assets: s.Assets, origin: s.Origin, hosts: s.Hosts, now: s.Now,
		reading: reading.New(s, m.cards), browse: browse.New(s, m.entrances, m.days), threads: threads.New(s, m.talk),
		stone: stone.New(s, m.entrances), help: help.New(s), results: results.New(s, m.daily)}
	r.paper = paper.New(s, m.entrances, r.threads, r.results)
	return r
}
