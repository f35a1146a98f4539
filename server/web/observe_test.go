package web_test

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
	"parley/server/web"
)

// counted is a log that counts its lines and drops them.
func counted(n *atomic.Int32) *slog.Logger { return slog.New(counter{slog.DiscardHandler, n}) }

type counter struct {
	slog.Handler
	n *atomic.Int32
}

func (c counter) Enabled(context.Context, slog.Level) bool { return true }

func (c counter) Handle(context.Context, slog.Record) error {
	c.n.Add(1)
	return nil
}

// TestLog writes one line a request: what was asked for and how it went, and
// nothing of what the request holds.
func TestLog(t *testing.T) {
	var out web.Notes
	a := serve(t, func(c *web.Config) {
		c.Log = slog.New(slog.NewJSONHandler(&out, nil))
		c.Hosts = web.LoopbackHosts()
		c.Store = failing{c.Store}
	})
	const named = `{"query": "query WhoIs($n: String!) { person(name: $n) { id } }", "variables": {"n": "hunter2"}}`
	secret := map[string]string{"Content-Type": plain, "X-Request-Id": "r-1", "Authorization": "Bearer hunter2", "Cookie": "a=hunter2"}
	cases := []struct {
		name, method, path, body string
		header                   map[string]string
		want                     map[string]any
	}{
		{"a query", "POST", "/graphql", named, secret, map[string]any{
			"level": "INFO", "id": "r-1", "method": "POST", "path": "/graphql", "status": 200.0, "operation": "query", "name": "WhoIs", "hash": "a hash", "cost": 3.0, "outcome": "OK"}},
		{"a query by GET", "GET", asked("{ __typename } # hunter2"), "", secret, map[string]any{
			"level": "INFO", "id": "r-1", "method": "GET", "path": "/graphql", "status": 200.0, "operation": "query", "hash": "a hash", "cost": 1.0, "outcome": "OK"}},
		{"a query that is refused", "POST", "/graphql", `{"query": "{ hunter2 }"}`, secret, map[string]any{
			"level": "INFO", "id": "r-1", "method": "POST", "path": "/graphql", "status": 200.0, "hash": "a hash", "outcome": "GRAPHQL_VALIDATION_FAILED"}},
		{"a request that is none", "POST", "/graphql", `hunter2`, secret, map[string]any{
			"level": "INFO", "id": "r-1", "method": "POST", "path": "/graphql", "status": 400.0, "outcome": "BAD_INPUT", "reason": "request"}},
		{"another host", "GET", "/metrics", "", map[string]string{"Host": "evil.example", "X-Request-Id": "r-1"}, map[string]any{
			"level": "INFO", "id": "r-1", "method": "GET", "path": "/metrics", "status": 421.0, "outcome": "FORBIDDEN", "reason": "host"}},
		{"a store that is down", "POST", "/graphql", `{"query": "{ search(text: \"x\") { totalCount } }"}`, secret, map[string]any{
			"level": "WARN", "id": "r-1", "method": "POST", "path": "/graphql", "status": 200.0, "operation": "query", "hash": "a hash", "cost": 1.0, "outcome": "UNAVAILABLE",
			"cause": "search: the store is down: dial 192.0.2.1"}},
		{"a store that is slow", "POST", "/graphql", `{"query": "{ search(text: \"slow\") { totalCount } }"}`, secret, map[string]any{
			"level": "INFO", "id": "r-1", "method": "POST", "path": "/graphql", "status": 200.0, "operation": "query", "hash": "a hash", "cost": 1.0, "outcome": "TIMEOUT",
			"cause": "search: the time allowed has run out: dial 192.0.2.1"}},
		{"no page", "GET", "/nowhere?hunter2", "", map[string]string{"X-Request-Id": "r-1"}, map[string]any{
			"level": "INFO", "id": "r-1", "method": "GET", "path": "/nowhere", "status": 404.0, "outcome": "OK"}},
	}
	seen := 0
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := a.send(t, c.method, c.path, c.body, c.header)
			waitFor(t, func() bool { return strings.Count(out.String(), "\n") > seen })
			lines := strings.Split(strings.TrimSpace(out.String()), "\n")
			if seen++; len(lines) != seen {
				t.Fatalf("%d lines: %v", len(lines), lines)
			}
			line := fields(t, lines[seen-1])
			if worked := c.want["cost"] != nil; (line["work"] != nil) != worked || (line["held"] != nil) != worked {
				t.Errorf("work %v, held %v", line["work"], line["held"])
			}
			delete(line, "work")
			delete(line, "held")
			if diff := cmp.Diff(c.want, line); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if strings.Contains(lines[seen-1], "hunter2") {
				t.Errorf("what the request holds is in %s", lines[seen-1])
			}
			if strings.Contains(got.body, "192.0.2.1") {
				t.Errorf("the cause is in %s", got.body)
			}
		})
	}
}

// fields returns a line of the log without what changes from run to run.
func fields(t testing.TB, text string) map[string]any {
	t.Helper()
	var all map[string]any
	if err := json.Unmarshal([]byte(text), &all); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"time", "took", "bytes", "msg"} {
		if all[name] == nil {
			t.Errorf("no %s in %s", name, text)
		}
		delete(all, name)
	}
	if hash, ok := all["hash"].(string); ok && regexp.MustCompile(`^[0-9a-f]{16}$`).MatchString(hash) {
		all["hash"] = "a hash"
	}
	return all
}

// failing is a store that cannot search.
type failing struct{ graph.Store }

func (f failing) Snapshot() graph.Reader { return failingReader{f.Store.Snapshot()} }

type failingReader struct{ graph.Reader }

func (failingReader) Search(_ context.Context, s *graph.Search) (*graph.Rows, error) {
	if s.Words == "slow" {
		return nil, &graph.Error{Code: graph.Timeout, Op: "search", Message: "the time allowed has run out", Err: errors.New("dial 192.0.2.1")}
	}
	return nil, &graph.Error{Code: graph.Unavailable, Op: "search", Message: "the store is down", Err: errors.New("dial 192.0.2.1")}
}

// TestRequestID takes an id that is well formed, and makes one else.
func TestRequestID(t *testing.T) {
	a := newAPI(t)
	for given, taken := range map[string]bool{
		"r-1": true, "0af7651916cd43dd8448eb211c80319c": true, "a.b_c": true, strings.Repeat("x", 64): true,
		"": false, strings.Repeat("x", 65): false, "a b": false, "a\"b": false, "ä": false, "<script>": false, "a;b": false,
	} {
		got := a.send(t, "GET", "/livez", "", map[string]string{"X-Request-Id": given}).header.Get("X-Request-Id")
		if (got == given) != taken || got == "" {
			t.Errorf("%q gives %q", given, got)
		}
	}
	if a, b := a.send(t, "GET", "/livez", "", nil), a.send(t, "GET", "/livez", "", nil); a.header.Get("X-Request-Id") == b.header.Get("X-Request-Id") {
		t.Error("two requests have one id")
	}
}

// TestMetrics asks in several ways and reads what /metrics says of it.
func TestMetrics(t *testing.T) {
	a := serve(t, func(c *web.Config) {
		c.WritableHere, c.Hosts, c.Store = true, web.LoopbackHosts(), failing{c.Store}
	})
	post := func(body string) { a.send(t, "POST", "/graphql", body, asJSON) }
	post(question)
	post(question)
	post(`{"query": "{ nothing }"}`)
	post(`{"query": "{ search(text: \"x\") { totalCount } }"}`)
	post(asMutation("m"))
	post(`nothing`)
	a.send(t, "POST", "/graphql", question, nil)
	a.send(t, "GET", "/", "", map[string]string{"Host": "evil.example"})
	got := a.send(t, "GET", "/metrics", "", nil)
	for _, line := range []string{
		`parley_requests_total{operation="query",outcome="OK"} 2`,
		`parley_requests_total{operation="none",outcome="GRAPHQL_VALIDATION_FAILED"} 1`,
		`parley_requests_total{operation="query",outcome="UNAVAILABLE"} 1`,
		`parley_requests_total{operation="mutation",outcome="OK"} 1`,
		`parley_request_seconds_count{operation="query"} 3`,
		`parley_rejections_total{reason="request"} 1`,
		`parley_rejections_total{reason="media_type"} 1`,
		`parley_rejections_total{reason="host"} 1`,
		`parley_store_seconds_count{call="search",outcome="UNAVAILABLE"} 1`,
		`parley_store_seconds_count{call="update",outcome="OK"} 1`,
		`parley_in_flight 0`,
		`parley_queued 0`,
	} {
		if !strings.Contains(got.body, "\n"+line+"\n") {
			t.Errorf("no %s", line)
		}
	}
	for _, name := range []string{`parley_store_seconds_count{call="select",outcome="OK"}`, "parley_build_info{", "go_goroutines ", "process_resident_memory_bytes "} {
		if !strings.Contains(got.body, "\n"+name) {
			t.Errorf("no %s", name)
		}
	}
	if t.Failed() {
		t.Log(regexp.MustCompile(`(?m)^parley_(requests|rej|store_seconds_count).*$`).FindAllString(got.body, -1))
	}
}

// TestPanic lets the store panic: the client sees no more than that something is
// wrong, and the server serves the next one.
func TestPanic(t *testing.T) {
	var out web.Notes
	a := serve(t, func(c *web.Config) {
		c.Log = slog.New(slog.NewJSONHandler(&out, nil))
		c.Ready = func(context.Context) error { panic("hunter2") }
	})
	got := a.send(t, "GET", "/readyz", "", nil)
	if code, _ := got.code(t); got.status != 500 || code != "INTERNAL" || strings.Contains(got.body, "hunter2") || strings.Contains(got.body, "goroutine") {
		t.Errorf("%d %s", got.status, got.body)
	}
	if !strings.Contains(out.String(), "hunter2") || !strings.Contains(out.String(), "goroutine") {
		t.Errorf("the log has %s", out.String())
	}
	if got := a.send(t, "GET", "/livez", "", nil); got.status != 200 {
		t.Errorf("the next one gets %d", got.status)
	}
}

// TestProbes keeps what watches over the server out of the log while all is well.
func TestProbes(t *testing.T) {
	var out web.Notes
	var why error
	a := serve(t, func(c *web.Config) {
		c.Log = slog.New(slog.NewJSONHandler(&out, nil))
		c.Ready = func(context.Context) error { return why }
	})
	for _, path := range []string{"/livez", "/readyz"} {
		if a.send(t, "GET", path, "", nil); out.String() != "" {
			t.Errorf("%s: the log has %s", path, out.String())
		}
	}
	why = graph.Errorf(graph.Unavailable, "load", "the sources are being loaded")
	if a.send(t, "GET", "/readyz", "", nil); !strings.Contains(out.String(), "being loaded") {
		t.Errorf("the log has %q", out.String())
	}
}
