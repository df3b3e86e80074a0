package server_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"shiyun/server"
	"shiyun/server/metrics"
	"shiyun/server/servertest"
)

// Whoever asks too often is counted among those turned away, by the reason.
func TestRejectionsAreCounted(t *testing.T) {
	t.Parallel()
	m := metrics.New("9.9.9")
	site := servertest.NewSite(t, servertest.SampleArchive(t), func(c *server.Config) { c.Metrics = m })
	refused := 0
	for range 500 {
		if servertest.Serve(site, servertest.NewRequest("/api/v1/suggest?q=%E6%9C%88", "203.0.113.9:1")).Code == http.StatusTooManyRequests {
			refused++
		}
	}
	rec := httptest.NewRecorder()
	m.Handler().ServeHTTP(rec, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	if refused == 0 || !strings.Contains(rec.Body.String(), `shiyun_requests_rejected_total{reason="too_many"}`) {
		t.Errorf("%d refused, counted: %s", refused, rec.Body)
	}
}
