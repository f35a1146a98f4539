package web_test

import (
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"parley/graph"
	"parley/server/web"
)

// TestBeforeTheLoadIsWhole asks everything that answers from the store while it
// is being filled, and what does not.
func TestBeforeTheLoadIsWhole(t *testing.T) {
	var loaded atomic.Bool
	a := serve(t, func(c *web.Config) {
		c.WritableHere = true
		c.Whole = func() error {
			if loaded.Load() {
				return nil
			}
			return graph.Errorf(graph.Unavailable, "load", "the sources are being loaded")
		}
	})
	cases := []struct {
		name, method, path, body string
		waits                    bool
	}{
		{"a query", "POST", "/graphql", `{"query": "{ people { totalCount } }"}`, true},
		{"a query by GET", "GET", asked("{ people { totalCount } }"), "", true},
		{"a mutation", "POST", "/graphql", asMutation("x"), true},
		{"an export", "GET", "/export?format=d3&kind=CO_ATTENDANCE", "", true},
		{"an export by POST", "POST", "/export", `{"format": "d3", "kind": "CO_ATTENDANCE"}`, true},
		{"an import", "POST", "/import?format=ndjson", "", true},
		{"the front page", "GET", "/", "", true},
		{"GraphiQL", "GET", "/graphiql", "", false},
		{"the schema", "GET", "/schema.graphql", "", false},
		{"a style sheet", "GET", "/static/parley.css", "", false},
		{"/livez", "GET", "/livez", "", false},
		{"/readyz", "GET", "/readyz", "", false},
		{"/metrics", "GET", "/metrics", "", false},
	}
	for _, is := range []bool{false, true} {
		loaded.Store(is)
		for _, c := range cases {
			x := a.send(t, c.method, c.path, c.body, map[string]string{"Content-Type": plain})
			if turnedAway := x.status == http.StatusServiceUnavailable; turnedAway != (c.waits && !is) {
				t.Errorf("%s, loaded %v: status %d: %.200s", c.name, is, x.status, x.body)
			} else if turnedAway && (x.header.Get("Retry-After") == "" || !strings.Contains(x.body, "the sources are being loaded")) {
				t.Errorf("%s: Retry-After %q, %s", c.name, x.header.Get("Retry-After"), x.body)
			} else if turnedAway && c.path != "/" && !strings.Contains(x.body, string(graph.Unavailable)) {
				t.Errorf("%s has no code: %s", c.name, x.body)
			}
		}
	}
}
