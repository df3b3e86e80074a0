package server

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"shiyun/server/answer"
	"shiyun/server/request"
	"shiyun/server/route"
)

// The ordinary bounds: no form of a curator is larger, no page worth waiting
// for longer.
const (
	ordinaryBody = 256 << 10
	ordinaryTime = 10 * time.Second
	// answerTime is for saying that a time has run out: a connection whose own
	// ends in the same moment is closed without a word.
	answerTime = 10 * time.Second
)

// add makes the site answer a route. What a route may do is settled here,
// around its handler, so that none is reached any other way.
func (s *Server) add(r route.Route) {
	chain := []echo.MiddlewareFunc{s.bounded(r.Terms), s.site.Sessions.Admit(r.Who)}
	if r.Method == http.MethodPost && r.Who == route.Anyone && !r.Open {
		chain = append(chain, s.site.Sessions.CheckVisitor) // before its field is left out
	}
	chain = append(chain, patient(r.Terms), request.TakeFields(r.Fields))
	if r.Limit != nil {
		chain = append(chain, r.Limit)
	}
	if keeps := s.keeps(); keeps != nil && r.Kept {
		chain = append(chain, keeps.Keep)
	}
	chain = append(chain, s.admit(r))
	if !r.Endless && !r.Raw {
		chain = append(chain, middleware.GzipWithConfig(middleware.GzipConfig{Level: 5, MinLength: 1024}))
	}
	serve := answer.Serve(r.Handle)
	s.echo.Add(r.Method, r.Path, serve, chain...)
	if r.Method == http.MethodGet { // net/http drops the body
		s.echo.Add(http.MethodHead, r.Path, serve, chain...)
	}
	s.site.Routes.Add(r)
}

// bounded ends what takes too long and refuses what is too large.
func (s *Server) bounded(t route.Terms) echo.MiddlewareFunc {
	limit := t.Body
	if limit == 0 {
		limit = ordinaryBody
	}
	timeout := middleware.ContextTimeoutWithConfig(middleware.ContextTimeoutConfig{Timeout: max(t.Time, ordinaryTime)})
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		if t.Endless {
			next = s.untilTheEnd(next)
		} else {
			next = timeout(next)
		}
		return func(c echo.Context) error {
			req := c.Request()
			if req.ContentLength > limit {
				return echo.ErrStatusRequestEntityTooLarge
			}
			req.Body = http.MaxBytesReader(c.Response().Writer, req.Body, limit)
			return next(c)
		}
	}
}

// untilTheEnd ends an event stream when the program is asked to end.
func (s *Server) untilTheEnd(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		ctx, cancel := context.WithCancel(c.Request().Context())
		defer cancel()
		defer context.AfterFunc(s.streams, cancel)()
		c.SetRequest(c.Request().WithContext(ctx))
		return next(c)
	}
}

// patient moves the deadlines of the connection for routes that take longer
// than the server allows others. It stands behind Sessions.Admit: a stranger
// gets no more time.
func patient(t route.Terms) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		if t.Time <= ordinaryTime && !t.Endless {
			return next
		}
		return func(c echo.Context) error {
			var until time.Time // none
			if !t.Endless {
				until = time.Now().Add(t.Time + answerTime)
			}
			control := http.NewResponseController(c.Response())
			err := errors.Join(control.SetReadDeadline(until), control.SetWriteDeadline(until))
			if err != nil && !errors.Is(err, http.ErrNotSupported) {
				return err
			}
			return next(c)
		}
	}
}
