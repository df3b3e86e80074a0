package server

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/labstack/echo/v4"

	"shiyun/server/admission"
	"shiyun/server/answer"
	"shiyun/server/pagecache"
	"shiyun/server/request"
	"shiyun/server/route"
	"shiyun/server/session"
)

// retryAfter is when who was turned away may come again, in seconds.
const retryAfter = "2"

// turnedAwayKey marks requests that were turned away: they are logged by
// number, or the log would be the next thing to be overloaded.
const turnedAwayKey = "turned away"

// admit lets requests of a route in by what they cost, and answers 503 to
// those there is no room for.
func (s *Server) admit(r route.Route) echo.MiddlewareFunc {
	class, most := r.Cost(), r.Body
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		if class == admission.Free {
			return next
		}
		return func(c echo.Context) error {
			if class == admission.Write && most <= ordinaryBody {
				if err := readBody(c.Request()); err != nil {
					return err
				}
			}
			leave, err := s.gates.Enter(c.Request().Context(), class)
			if errors.Is(err, admission.ErrBusy) {
				return s.turnAway(c)
			}
			if err != nil {
				return err
			}
			defer leave()
			return next(c)
		}
	}
}

// readBody reads a form before there is room for it, so that who sends slowly
// holds none. The size is bounded already.
func readBody(r *http.Request) error {
	content, err := io.ReadAll(r.Body)
	if err != nil {
		return request.Unreadable(err)
	}
	r.Body = io.NopCloser(bytes.NewReader(content))
	return nil
}

// turnAway answers with what was made at the start, so that it costs nothing.
func (s *Server) turnAway(c echo.Context) error {
	s.turnedAway.Add(1)
	s.metrics.Reject("busy")
	c.Set(turnedAwayKey, true)
	h := c.Response().Header()
	h.Set("Retry-After", retryAfter)
	h.Set(echo.HeaderCacheControl, "no-store")
	if request.IsAPI(c) {
		return c.Blob(http.StatusServiceUnavailable, answer.MIMEProblem, s.site.Pages.BusyProblem())
	}
	busy := s.site.Pages.Busy()
	if c.Request().Method == http.MethodPost {
		busy = s.site.Pages.BusyForm()
	}
	return c.Blob(http.StatusServiceUnavailable, echo.MIMETextHTMLCharsetUTF8, busy)
}

// reportEvery is how often the log gets the number of those turned away.
const reportEvery = 10 * time.Second

// reportTurnedAway logs how many were turned away, now and then until ctx
// ends.
func reportTurnedAway(ctx context.Context, n *atomic.Int64, log *slog.Logger) {
	tick := time.NewTicker(reportEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if n := n.Swap(0); n > 0 {
				log.Warn("too busy", "turned_away", n, "seconds", reportEvery.Seconds())
			}
		}
	}
}

// keeps is what keeps the pages of the site in one script; nil where nothing
// can tell whether they are whole.
func (s *Server) keeps() *pagecache.Pages {
	followed, ok := s.site.Ready.(pagecache.Followed)
	if !ok || s.site.IsDev() {
		return nil
	}
	return &pagecache.Pages{Cache: s.kept, Archive: s.site.Store, Followed: followed, KeyOf: s.keyOf}
}

// keyOf returns what a page depends on besides the archive. Those who may be
// signed in see menus of their own, and parts of files are asked for by range.
func (s *Server) keyOf(c echo.Context) string {
	r := c.Request()
	if r.Method != http.MethodGet || r.Header.Get("Range") != "" || s.site.Origin.Cookie(c, session.Cookie) != "" {
		return ""
	}
	key := s.site.Words.Lang + "\n" + s.site.Now().Format(time.DateOnly) + "\n" + s.site.Origin.Preferences(c).Cookie() + "\n"
	if s.site.Origin == "" {
		key += s.site.Origin.Of(c)
	}
	return key + "\n" + strconv.FormatBool(strings.Contains(r.Header.Get(echo.HeaderAcceptEncoding), "gzip")) + "\n" + r.RequestURI
}
