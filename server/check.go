package server

import (
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/server/request"
)

// maxURI bounds an address in bytes, before anything is done with it. Somebody
// pastes a whole 赋 now and then: 20,000 characters, percent-encoded, are
// 180,000 bytes, and are cut with a word said rather than refused.
const maxURI = 256 << 10

// maxHost bounds the name and port a visitor says the site has, in bytes: the
// longest name (RFC 1035) with the longest port. It goes into feeds and codes,
// where one of kilobytes would cost seconds.
const maxHost = 253 + len(":65535")

// checkRequest refuses addresses that no page of ours makes: what is not
// UTF-8 or holds a NUL would only fail deeper down, in the store or the
// index, as a fault of ours.
//
// A body in chunks ends its connection. One that has a length besides may be
// read two ways, and net/http, which reads the chunks, does not say that it had
// one: a proxy that goes by the length would take what follows for an answer
// to another visitor (RFC 9112, 6.1). No browser sends chunks.
func (s *Server) checkRequest(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		u := c.Request().URL
		if len(u.Path)+len(u.RawQuery) > maxURI {
			return echo.NewHTTPError(http.StatusRequestURITooLong)
		}
		query, err := url.QueryUnescape(u.RawQuery)
		if len(c.Request().TransferEncoding) > 0 {
			c.Response().Header().Set(echo.HeaderConnection, "close")
		}
		if err != nil || !request.Sound(query) || !request.Sound(u.Path) || len(c.Request().Host) > maxHost {
			return &corpus.Error{Code: corpus.Invalid, Message: corpus.NewMessage("error.address"), Err: err}
		}
		return next(c)
	}
}
