// Package metrics counts what the server does, for Prometheus. It is the only
// package that knows Prometheus: others are asked for numbers when they are
// read, or hand them in by the methods here. What people look for is never a
// label.
package metrics

import (
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Metrics are the counters of one server. All methods are safe for concurrent
// use, and do nothing on nil: a server that counts nothing has none.
type Metrics struct {
	registry *prometheus.Registry
	requests *prometheus.HistogramVec
	rejected *prometheus.CounterVec
	searches *prometheus.HistogramVec
}

// seconds are the buckets of latencies, around what is promised.
var seconds = []float64{.001, .0025, .005, .01, .025, .05, .1, .15, .25, .5, 1, 2.5, 5, 10}

// New returns counters at zero.
func New(version string) *Metrics {
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "shiyun_request_seconds",
			Help: "Time that requests took, by class of route and by status.", Buckets: seconds}, []string{"class", "status"}),
		rejected: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "shiyun_requests_rejected_total",
			Help: "Requests turned away before any work, by the reason."}, []string{"reason"}),
		searches: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "shiyun_search_seconds",
			Help: "Time that searches took, by what came of them: found, none, failed.", Buckets: seconds}, []string{"outcome"}),
	}
	for _, outcome := range []string{"found", "none", "failed"} {
		m.searches.WithLabelValues(outcome)
	}
	m.registry.MustRegister(m.requests, m.rejected, m.searches,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	m.Gauge("shiyun_build_info", "Always 1; the version is a label.", map[string]string{"version": version}, func() float64 { return 1 })
	return m
}

// Request counts an answer: of a route, with its status.
func (m *Metrics) Request(route string, status int, took time.Duration) {
	if m != nil {
		m.requests.WithLabelValues(classOf(route), strconv.Itoa(status/100)+"xx").Observe(took.Seconds())
	}
}

// Reject counts a request that was turned away. Reasons are few and fixed.
func (m *Metrics) Reject(reason string) {
	if m != nil {
		m.rejected.WithLabelValues(reason).Inc()
	}
}

// Gauge has a number read whenever the counters are. Labels may be nil.
func (m *Metrics) Gauge(name, help string, labels map[string]string, read func() float64) {
	if m != nil {
		m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help, ConstLabels: labels}, read))
	}
}

// Counter has a number that only grows read whenever the counters are.
func (m *Metrics) Counter(name, help string, labels map[string]string, read func() float64) {
	if m != nil {
		m.registry.MustRegister(prometheus.NewCounterFunc(prometheus.CounterOpts{Name: name, Help: help, ConstLabels: labels}, read))
	}
}

// Handler answers with the numbers.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{ErrorHandling: promhttp.ContinueOnError})
}
