package server_test

import (
	"net/http"
	"strings"
	"testing"

	"shiyun/server"
	"shiyun/server/servertest"
)

// A server whose work in the background has ended says so, and is alive.
func TestReadyzNamesWorkThatEnded(t *testing.T) {
	t.Parallel()
	var ill []string
	site := servertest.NewSite(t, servertest.SampleArchive(t), func(c *server.Config) { c.Ill = func() []string { return ill } })
	if rec := servertest.Get(t, site, "/readyz"); rec.Code != http.StatusOK {
		t.Errorf("all is well: %d %s", rec.Code, rec.Body)
	}
	ill = []string{"backups", "scrub"}
	if rec := servertest.Get(t, site, "/readyz"); rec.Code != http.StatusServiceUnavailable || !strings.Contains(rec.Body.String(), `"ill: backups scrub"`) {
		t.Errorf("ill: %d %s", rec.Code, rec.Body)
	}
	if rec := servertest.Get(t, site, "/healthz"); rec.Code != http.StatusOK {
		t.Errorf("alive: %d", rec.Code)
	}
}
