package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"sync"

	"shiyun/corpus/store"
	"shiyun/indexer"
	"shiyun/indexer/search"
	"shiyun/indexer/texts"
	"shiyun/server"
)

type serveCmd struct {
	Addr           string   `help:"Address to listen on." default:"127.0.0.1:8080"`
	PublicURL      string   `name:"public-url" help:"Where the site is reached from outside." placeholder:"URL"`
	TrustedProxies []string `help:"Proxies whose word about visitors' addresses is believed." placeholder:"IP"`
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
	seat, err := takeSeat(ctx, a.data)
	if err != nil {
		return err
	}
	defer closing(seat, &err)
	listener, err := net.Listen("tcp", c.Addr)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	defer listener.Close() // Serve closes it too; here it is for the errors before
	if err := seat.announce(listener.Addr()); err != nil {
		return err
	}
	table := texts.NewTable()
	x, err := indexer.New(indexer.Config{Store: s, Dir: a.data, Texts: table, Log: a.log})
	if err != nil {
		return err
	}
	site, err := server.New(server.Config{Store: s, Search: search.New(x, s), Ready: x, Version: version(),
		PublicURL: c.PublicURL, Demo: demo, Log: a.log, TrustedProxies: c.TrustedProxies})
	if err != nil {
		return err
	}
	indexing, stop := context.WithCancel(context.WithoutCancel(ctx))
	var run sync.WaitGroup
	run.Go(func() { x.Run(indexing) })
	fmt.Fprintf(a.out, "诗韵已开门：http://%s/\n", seat.host())
	err = site.Serve(ctx, listener)
	stop() // only now: requests under way may still search
	run.Wait()
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}
