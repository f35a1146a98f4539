package observe

import (
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"parley/server/web/limits"
)

// Metrics are what /metrics tells, in the terms of Prometheus.
type Metrics struct {
	registry   *prometheus.Registry
	requests   *prometheus.CounterVec
	seconds    *prometheus.HistogramVec
	rejections *prometheus.CounterVec
	cost       prometheus.Histogram
	work       prometheus.Histogram
	held       prometheus.Histogram
	store      *prometheus.HistogramVec
}

// times are the bounds of the histograms of time, in seconds.
var times = []float64{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30}

// NewMetrics returns metrics of slots, and of what is running.
func NewMetrics(slots *limits.Slots, build Build) *Metrics {
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "parley_requests_total", Help: "GraphQL requests, by the operation's type (none: it was not found out) and the code of the first error (OK: none).",
		}, []string{"operation", "outcome"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "parley_request_seconds", Help: "How long GraphQL requests took, from the header's arrival to the answer's last byte.", Buckets: times,
		}, []string{"operation"}),
		rejections: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "parley_rejections_total", Help: "Requests turned away before GraphQL saw them, by reason.",
		}, []string{"reason"}),
		cost: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "parley_request_cost", Help: "Objects that queries could have given: the pages asked for, times what each holds.",
			Buckets: prometheus.ExponentialBuckets(1, 10, 9),
		}),
		work: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "parley_request_work", Help: "Rows that were looked at and pairs that were made for a query or an export.",
			Buckets: prometheus.ExponentialBuckets(1, 10, 9),
		}),
		held: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "parley_request_held_bytes", Help: "Bytes that were held at once for a query or an export, at most.",
			Buckets: prometheus.ExponentialBuckets(1<<10, 4, 9),
		}),
		store: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "parley_store_seconds", Help: "How long calls of the store took, by call and the error's code (OK: none).", Buckets: times,
		}, []string{"call", "outcome"}),
	}
	m.registry.MustRegister(m.requests, m.seconds, m.rejections, m.cost, m.work, m.held, m.store, buildInfo(build),
		gauge("parley_in_flight", "Requests at work.", slots.Taken),
		gauge("parley_queued", "Requests that wait for others to end.", slots.Waiting),
		gauge("parley_clients", "Clients with requests at work or waiting.", slots.Clients),
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

func gauge(name, help string, value func() int) prometheus.Collector {
	return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, func() float64 { return float64(value()) })
}

// buildInfo is a gauge that is always 1 and says in its labels what is running.
func buildInfo(b Build) prometheus.Collector {
	labels := prometheus.Labels{"version": b.Version, "revision": b.Revision, "goversion": b.Go}
	g := prometheus.NewGauge(prometheus.GaugeOpts{Name: "parley_build_info", Help: "What is running.", ConstLabels: labels})
	g.Set(1)
	return g
}

// Handler is the page that Prometheus reads.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{DisableCompression: true})
}

// count counts a request that has ended.
func (m *Metrics) count(v *Visit, took time.Duration) {
	if v.Reason != "" {
		m.rejections.WithLabelValues(v.Reason).Inc()
		return
	}
	if v.Held > 0 {
		m.work.Observe(float64(v.Work))
		m.held.Observe(float64(v.Held))
	}
	if v.Hash == "" {
		return // no GraphQL
	}
	operation := v.Operation
	if operation == "" {
		operation = "none"
	}
	m.requests.WithLabelValues(operation, outcome(v.Outcome)).Inc()
	m.seconds.WithLabelValues(operation).Observe(took.Seconds())
	if v.Cost > 0 {
		m.cost.Observe(float64(v.Cost))
	}
}
