package web

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"

	"parley/graph"
	embedded "parley/graph/memory"
	"parley/schema"
	"parley/seed"
	"parley/server/web/limits"
)

// TestExportHeld exports while others are slow to read: a large part of the graph
// is turned away then, a small one is not, and what was held is given back.
func TestExportHeld(t *testing.T) {
	s := shippedSite(t)
	status := func(arguments string) int {
		reply := httptest.NewRecorder()
		s.handle(s.exportGet).ServeHTTP(reply, httptest.NewRequest("GET", "/export?format=d3&"+arguments, nil))
		if reply.Code == http.StatusServiceUnavailable && reply.Header().Get("Retry-After") == "" {
			t.Error("it is not said when to come again")
		}
		return reply.Code
	}
	const large, small = "roots=person:steve-witkoff&depth=3", "roots=person:steve-witkoff&depth=1&maxNodes=5"
	cases := []struct {
		name      string
		left      int // bytes that others leave
		arguments string
		status    int
	}{
		{"nobody reads", limits.MaxHeld, large, 200},
		{"others read, a large part", 100, large, 503},
		{"others read, a small part", 0, small, 200},
		{"others read, but there is room", 64 << 10, large, 200},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			others := s.answers.Claim()
			if err := others.Take(limits.Free + limits.MaxHeld - c.left); err != nil {
				t.Fatal(err)
			}
			defer others.Drop()
			if got := status(c.arguments); got != c.status {
				t.Errorf("%d", got)
			}
			if err := others.Take(c.left); err != nil {
				t.Errorf("what was held is not given back: %v", err)
			}
		})
	}
}

// shippedSite is a site with the shipped article.
func shippedSite(t *testing.T) *site {
	t.Helper()
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	store := embedded.New(m)
	corpus, err := seed.Load(t.Context(), m, seed.Shipped(), store.Snapshot())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := seed.Apply(t.Context(), store, corpus); err != nil {
		t.Fatal(err)
	}
	shown, err := schema.New(m)
	if err != nil {
		t.Fatal(err)
	}
	return newSite(Config{Schema: shown, Store: store, Log: slog.New(slog.DiscardHandler)})
}
