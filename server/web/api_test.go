package web_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"

	"parley/graph"
	"parley/graph/memory"
	"parley/schema"
	"parley/seed"
	"parley/server/web"
)

// api is a server with the shipped article, and its store.
type api struct {
	*httptest.Server
	store  graph.Store
	model  *graph.Model
	schema *schema.Schema
}

// newAPI starts a server that knows the shipped article and then some folders.
func newAPI(t testing.TB, folders ...string) *api {
	t.Helper()
	return serve(t, func(*web.Config) {}, folders...)
}

// serve starts a server whose config is changed first.
func serve(t testing.TB, change func(*web.Config), folders ...string) *api {
	t.Helper()
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	a := &api{store: memory.New(m), model: m}
	a.load(t, seed.Shipped())
	for _, name := range folders {
		a.load(t, seed.Dir(name))
	}
	s, err := schema.New(m)
	if err != nil {
		t.Fatal(err)
	}
	a.schema = s
	config := web.Config{
		Schema: s, Store: a.store, Log: slog.New(slog.DiscardHandler), Origins: []string{"https://maps.example"},
	}
	change(&config)
	handler, err := web.New(config)
	if err != nil {
		t.Fatal(err)
	}
	a.Server = httptest.NewServer(handler)
	t.Cleanup(a.Close)
	return a
}

func (a *api) load(t testing.TB, f seed.Folder) {
	t.Helper()
	ctx := context.Background()
	c, err := seed.Load(ctx, a.model, f, a.store.Snapshot())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := seed.Apply(ctx, a.store, c); err != nil {
		t.Fatal(err)
	}
}

func (a *api) apply(t testing.TB, changes ...graph.Change) {
	t.Helper()
	if _, err := a.store.Apply(context.Background(), changes); err != nil {
		t.Fatal(err)
	}
}

// response is what came back.
type response struct {
	Data   json.RawMessage
	Errors []struct {
		Message    string
		Path       []any
		Locations  []struct{ Line, Column int }
		Extensions struct{ Code string }
	}
}

// post sends a request and reads its response.
func (a *api) post(t testing.TB, query, operation string, variables map[string]any) response {
	t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "operationName": operation, "variables": variables})
	if err != nil {
		t.Fatal(err)
	}
	reply, err := http.Post(a.URL+"/graphql", "application/json", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer reply.Body.Close()
	text, err := io.ReadAll(reply.Body)
	if err != nil {
		t.Fatal(err)
	}
	var r response
	if err := json.Unmarshal(text, &r); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return r
}

// ask sends a query that must succeed and returns its data, indented.
func (a *api) ask(t testing.TB, query string) string {
	t.Helper()
	return a.data(t, query, "")
}

func (a *api) data(t testing.TB, query, operation string) string {
	t.Helper()
	r := a.post(t, query, operation, nil)
	if len(r.Errors) > 0 {
		t.Fatalf("%s %s\n%+v", operation, query, r.Errors)
	}
	var out bytes.Buffer
	if err := json.Indent(&out, r.Data, "", "  "); err != nil {
		t.Fatal(err)
	}
	out.WriteByte('\n')
	return out.String()
}

// into decodes the data of a query that must succeed.
func into[T any](t testing.TB, a *api, query, operation string) T {
	t.Helper()
	var v T
	if err := json.Unmarshal([]byte(a.data(t, query, operation)), &v); err != nil {
		t.Fatal(err)
	}
	return v
}
