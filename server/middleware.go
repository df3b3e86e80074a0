package server

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"shiyun/corpus"
	"shiyun/server/request"
)

// middleware runs around every request, from the outside in; route.go has what
// runs around single routes. Recover stands inside the log so that a panic is
// logged as the 500 it becomes.
func (s *Server) middleware() {
	s.echo.Use(
		nameRequest,
		s.logRequests(),
		middleware.RecoverWithConfig(middleware.RecoverConfig{DisableErrorHandler: true, LogErrorFunc: s.logPanic}),
		middleware.SecureWithConfig(secureConfig(s.site.Origin)),
		moreHeaders,
		heedEncoding,
		trimSlash,
		s.checkRequest,
		s.checkOrigin,
	)
}

// nameRequest gives each request a name of ours. One sent by the visitor is
// not taken over: it would go into the log and onto the error page.
func nameRequest(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		c.Response().Header().Set(echo.HeaderXRequestID, strings.ToLower(rand.Text()[:12]))
		return next(c)
	}
}

// logRequests writes a line for each request: the route, never the path or
// the query, because what people look for is theirs.
func (s *Server) logRequests() echo.MiddlewareFunc {
	return middleware.RequestLoggerWithConfig(middleware.RequestLoggerConfig{
		LogStatus: true, LogLatency: true, LogMethod: true, LogRoutePath: true, LogError: true, HandleError: true,
		LogValuesFunc: func(c echo.Context, v middleware.RequestLoggerValues) error {
			if c.Get(turnedAwayKey) != nil {
				return nil
			}
			level := slog.LevelInfo
			attrs := []slog.Attr{slog.String("method", v.Method), slog.String("route", v.RoutePath), slog.Int("status", v.Status),
				slog.Float64("ms", float64(v.Latency.Microseconds())/1000), slog.String("request_id", request.ID(c))}
			// An answer of 503 without an error is /readyz doing its work.
			if v.Error != nil && v.Status >= http.StatusInternalServerError && !abandoned(v.Error) {
				level = slog.LevelError
				attrs = append(attrs, slog.Any("error", v.Error))
			} else if code := corpus.CodeOf(v.Error); code != "" {
				attrs = append(attrs, slog.String("code", string(code)))
			}
			s.metrics.Request(v.RoutePath, v.Status, v.Latency)
			if v.Status == http.StatusTooManyRequests {
				s.metrics.Reject("too_many")
			}
			s.site.Log.LogAttrs(c.Request().Context(), level, "request", attrs...)
			return nil
		},
	})
}

func (s *Server) logPanic(c echo.Context, err error, stack []byte) error {
	s.site.Log.Error("panic", "request_id", request.ID(c), "error", err, "stack", string(stack))
	return fmt.Errorf("panic: %w", err)
}

// abandoned reports whether the visitor went away before the answer.
func abandoned(err error) bool { return errors.Is(err, context.Canceled) }
