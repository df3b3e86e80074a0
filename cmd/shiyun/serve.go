package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"strings"
	"sync"

	"shiyun/corpus"
	"shiyun/corpus/batch"
	"shiyun/corpus/store"
	"shiyun/indexer"
	"shiyun/indexer/search"
	"shiyun/indexer/texts"
	"shiyun/server"
	"shiyun/server/serverlock"
)

type serveCmd struct {
	Addr           string   `help:"Address to listen on." default:"127.0.0.1:8080"`
	TrustedProxies []string `help:"Proxies whose word about visitors' addresses is believed." placeholder:"IP"`
	KeepContacts   int      `help:"Days that contacts of residents are kept after a decision; 0 keeps them." default:"90" placeholder:"DAYS"`
	Dev            bool     `help:"Work on pages: read templates, styles, scripts and words from ./web at each request, and show errors on error pages. Never on a site people use."`
}

func (c *serveCmd) Run(ctx context.Context, a *app) (err error) {
	s, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer closing(s, &err)
	return a.serve(ctx, s, c, false)
}

// serve serves the archive until ctx ends.
func (a *app) serve(ctx context.Context, s *store.Store, c *serveCmd, demo bool) (err error) {
	pages, err := c.pages()
	if err != nil {
		return err
	}
	lock, err := serverlock.Acquire(ctx, a.data, serverlock.Moment)
	if err != nil {
		return err
	}
	defer closing(lock, &err)
	listener, err := net.Listen("tcp", c.Addr)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	defer listener.Close() // Serve closes it too; here it is for the errors before
	if err := lock.Announce(listener.Addr()); err != nil {
		return err
	}
	table := texts.NewTable()
	x, err := indexer.New(indexer.Config{Store: s, Engine: a.engine(), Dir: a.data, Texts: table, Log: a.log})
	if err != nil {
		return err
	}
	searcher := search.New(x, s)
	near := batch.NewNeighbours(s)
	desk := batch.NewDesk(batch.Config{Store: s, Dir: a.data, Near: near.Index, Log: a.log})
	site, err := server.New(server.Config{Store: s, Batches: desk, Near: near.Index, Search: searcher, Explain: searcher, Bench: x, Ready: x, Version: version(),
		PublicURL: a.publicURL, Demo: demo, Log: a.log, TrustedProxies: c.TrustedProxies, Dev: pages})
	if err != nil {
		return err
	}
	printMessage(a.out, corpus.NewMessage("command.serve.open", "http://"+lock.Address()+"/"))
	if err := a.inviteAdmin(ctx, s, cmp.Or(a.publicURL, "http://"+lock.Address())); err != nil {
		return err
	}
	indexing, stop := context.WithCancel(context.WithoutCancel(ctx))
	var run sync.WaitGroup
	run.Go(func() { x.Run(indexing) })
	run.Go(func() { desk.Run(indexing) })
	run.Go(func() { forgetContacts(indexing, s, c.KeepContacts, a.log) })
	err = site.Serve(ctx, listener)
	stop() // only now: requests under way may still search
	run.Wait()
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// pages is the folder that pages are read from with --dev; nil for the files
// in the program.
func (c *serveCmd) pages() (fs.FS, error) {
	if !c.Dev {
		return nil, nil
	}
	if _, err := os.Stat("web/templates/layout.html"); err != nil {
		return nil, fmt.Errorf("--dev reads ./web, so start in the root of the source tree: %w", err)
	}
	return os.DirFS("web"), nil
}

// inviteAdmin prints the link that makes the first account while there is
// none. There is no password that everybody knows.
func (a *app) inviteAdmin(ctx context.Context, s *store.Store, base string) error {
	token, err := s.FirstLink(context.WithoutCancel(ctx)) // asked to end already, the server still ends in order
	if err == nil && token != "" {
		printMessage(a.out, corpus.NewMessage("command.serve.first_link"))
		fmt.Fprintln(a.out, strings.TrimSuffix(base, "/")+server.WelcomePath(token))
	}
	return err
}
