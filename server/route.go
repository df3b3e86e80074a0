package server

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"shiyun/corpus"
)

// route is a line of the table in routes.go.
type route struct {
	method string
	path   string
	who    who
	handle echo.HandlerFunc
	terms
}

// who may use a route: anybody, or those signed in with at least a role.
type who corpus.Role

const (
	anyone  who = ""
	curator     = who(corpus.RoleCurator)
	admin       = who(corpus.RoleAdmin)
)

// terms are the bounds of a request. Those not set are the ordinary ones.
type terms struct {
	body    int64               // of what is sent in, bytes
	time    time.Duration       // until it is given up
	endless bool                // an event stream: no end, and not compressed, for that holds events back
	raw     bool                // not compressed: it is so already, and parts of it are asked for
	limit   echo.MiddlewareFunc // of how often; nil for none
}

// The ordinary bounds: no form of a curator is larger, no page worth waiting
// for longer.
const (
	ordinaryBody = 256 << 10
	ordinaryTime = 10 * time.Second
)

// The terms of uploads and event streams. 200 MB take half an hour on a line
// of 1 Mbit/s.
var (
	uploading = terms{body: 201 << 20, time: time.Hour}
	streaming = terms{endless: true}
)

// add makes the site answer a route. What a route may do is settled here,
// around its handler, so that none is reached any other way.
func (s *Server) add(r route) {
	chain := []echo.MiddlewareFunc{s.bounded(r.terms), s.admit(r.who), patient(r.terms)}
	if !r.endless && !r.raw {
		chain = append(chain, middleware.GzipWithConfig(middleware.GzipConfig{Level: 5, MinLength: 1024}))
	}
	if r.limit != nil {
		chain = append(chain, r.limit)
	}
	s.echo.Add(r.method, r.path, r.handle, chain...)
	if r.method == http.MethodGet { // net/http drops the body
		s.echo.Add(http.MethodHead, r.path, r.handle, chain...)
	}
	s.TheTable = append(s.TheTable, r)
}

// get is a route that is read. HEAD is answered wherever GET is.
func get(path string, who who, handle echo.HandlerFunc, t terms) route {
	return route{http.MethodGet, path, who, handle, t}
}

// post is a route that changes something.
func post(path string, who who, handle echo.HandlerFunc, t terms) route {
	return route{http.MethodPost, path, who, handle, t}
}

// has tells whether the site answers GET on exactly this path, for menus that
// must not lead nowhere.
func (s *Site) has(path string) bool {
	for _, r := range s.TheTable {
		if r.method == http.MethodGet && r.path == path {
			return true
		}
	}
	return false
}

// bounded ends what takes too long and refuses what is too large.
func (s *Server) bounded(t terms) echo.MiddlewareFunc {
	limit := t.body
	if limit == 0 {
		limit = ordinaryBody
	}
	timeout := middleware.ContextTimeoutWithConfig(middleware.ContextTimeoutConfig{Timeout: max(t.time, ordinaryTime)})
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		if t.endless {
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
// than the server allows others. It stands behind admit: a stranger gets no
// more time.
func patient(t terms) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		if t.time <= ordinaryTime && !t.endless {
			return next
		}
		return func(c echo.Context) error {
			var until time.Time // none
			if !t.endless {
				until = time.Now().Add(t.time)
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
