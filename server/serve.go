package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"
)

// grace is how long requests under way may take to end once the program is
// asked to.
const grace = 20 * time.Second

// Serve answers requests on l until ctx ends, then lets the requests under
// way end. It returns nil after an orderly end.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	limit := newConnLimit(l, s.site.Pages.Busy(), s.site.Pages.BusyProblem(), func() { s.metrics.Reject("connections") })
	srv := &http.Server{
		Handler:   s,
		ConnState: limit.track,
		// Without these a client that sends or reads a byte a minute holds a
		// connection for ever.
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      60 * time.Second,
		IdleTimeout:       120 * time.Second,
		MaxHeaderBytes:    maxURI + 32<<10,
		ErrorLog:          slog.NewLogLogger(s.site.Log.Handler(), slog.LevelWarn),
	}
	keeping, enough := context.WithCancel(context.WithoutCancel(ctx))
	var kept sync.WaitGroup
	kept.Go(func() { s.site.Misses.Keep(keeping) })
	kept.Go(s.site.Prepare)
	kept.Go(func() { reportTurnedAway(keeping, &s.turnedAway, s.site.Log) })
	defer kept.Wait()
	defer enough() // only now: requests under way may still search
	ended := make(chan error, 1)
	go func() { ended <- srv.Serve(limit) }()
	select {
	case err := <-ended:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	s.stopping.Store(true) // before Shutdown: whoever asks /readyz must not send more
	s.endStreams()
	waiting, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	first, done := context.WithTimeout(waiting, srv.ReadHeaderTimeout)
	defer done()
	limit.settle(first)
	<-ended // the last connection that was taken is known now
	limit.settle(first)
	if err := srv.Shutdown(waiting); err != nil {
		return fmt.Errorf("stop serving: %w", errors.Join(err, srv.Close()))
	}
	return nil
}
