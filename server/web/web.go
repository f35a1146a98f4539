package web

import (
	"cmp"
	"context"
	"log/slog"
	"net/http"
	"net/netip"
	"runtime"
	"time"

	"parley/graph"
	"parley/schema"
	"parley/schema/gate"
	"parley/server/web/access"
	"parley/server/web/documents"
	"parley/server/web/frame"
	"parley/server/web/limits"
	"parley/server/web/observe"
)

// Config is what a handler needs. Limits that are not set are [DefaultLimits]'.
type Config struct {
	Schema *schema.Schema
	Store  graph.Store
	Log    *slog.Logger

	Hosts          []string       // names that this server goes by, in lower case; none means any
	TrustedProxies []netip.Prefix // whose X-Forwarded-For is believed

	Origins      []string        // whose pages may ask; none by default
	Readers      *access.Readers // who may read; nil where all may
	Writers      *access.Tokens  // that allow to change the graph; nil where there are none
	WritableHere bool            // without tokens, this machine's own requests may change the graph
	Hardened     bool            // answers are not explained, GraphiQL is not there, and by GET known documents alone are answered

	Fiction bool // some of what is served is invented: every page says so

	Documents     *documents.Set // that are known by their identifiers
	DocumentsOnly bool           // others are answered for writers' tokens alone

	Ready func(context.Context) error // says why questions cannot be answered yet
	Whole func() error                // says why none is answered before the first load is whole; nil where it is

	Limits
}

// Limits are what one client may take from the others.
type Limits struct {
	InFlight   int           // requests at work at once
	LongWork   int           // of those that have worked for long, so many at once; 0 means any number
	MaxRequest int64         // bytes of a request's body
	MaxValues  int           // in a request's variables
	ReadTime   time.Duration // for a request to arrive
	WorkTime   time.Duration // for the work on it
	WriteTime  time.Duration // for its answer to be read
}

// DefaultLimits are those for a store in this process. As one client has all slots
// but one at most, it keeps all processors busy and shuts nobody out.
func DefaultLimits() Limits {
	return Limits{
		InFlight: runtime.GOMAXPROCS(0) + 1, MaxRequest: 1 << 20, MaxValues: gate.DefaultLimits().Values,
		ReadTime: 10 * time.Second, WorkTime: 30 * time.Second, WriteTime: 30 * time.Second,
	}
}

// orUsual fills in what is not set.
func (l Limits) orUsual() Limits {
	usual := DefaultLimits()
	return Limits{
		InFlight:   cmp.Or(l.InFlight, usual.InFlight),
		LongWork:   l.LongWork,
		MaxRequest: cmp.Or(l.MaxRequest, usual.MaxRequest), MaxValues: cmp.Or(max(0, l.MaxValues), usual.MaxValues),
		ReadTime: cmp.Or(l.ReadTime, usual.ReadTime), WorkTime: cmp.Or(l.WorkTime, usual.WorkTime), WriteTime: cmp.Or(l.WriteTime, usual.WriteTime),
	}
}

// site is the handlers and what they share.
type site struct {
	Config
	store   graph.Store // measured
	metrics *observe.Metrics
	slots   *limits.Slots
	long    *limits.LongWork
	frame   *frame.Frame       // of what pages there are not
	build   observe.Build      // of what is running: another may answer otherwise
	bodies  *limits.ByteBudget // of requests that are being read
	answers *limits.ByteBudget // that are being sent
}

// New makes the handler of all pages. An origin that is not one is an error.
func New(c Config) (http.Handler, error) {
	if err := checkOrigins(c.Origins); err != nil {
		return nil, err
	}
	guard, err := crossOrigin(c.Origins)
	if err != nil {
		return nil, err
	}
	compressed, err := compression()
	if err != nil {
		return nil, err
	}
	s := newSite(c)
	pages, err := s.pages()
	if err != nil {
		return nil, err
	}
	return chain(pages, observe.Identified, s.observed, s.timed, s.recovered, guarded, s.named, s.shared, guard, compressed), nil
}

func newSite(c Config) *site {
	c.Limits = c.Limits.orUsual()
	s := &site{Config: c, build: observe.ReadBuild(), slots: limits.NewSlots(c.InFlight, c.WorkTime), long: limits.NewLongWork(c.LongWork), bodies: limits.NewByteBudget(), answers: limits.NewByteBudget()}
	s.metrics = observe.NewMetrics(s.slots, s.build)
	s.store = s.metrics.Measured(c.Store)
	return s
}
