package web

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/graph"
	inmemory "parley/graph/memory"
	"parley/schema"
	"parley/seed"
	"parley/server/web/access"
)

const readerToken, writerToken = "reader-0123456789-0123456789-012345", "writer-0123456789-0123456789-012345"

// closed is a site that takes tokens, and its log.
func closed(t *testing.T) (*site, http.Handler, *Notes) {
	t.Helper()
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	store := inmemory.New(m)
	corpus, err := seed.Load(t.Context(), m, seed.Shipped(), store.Snapshot())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := seed.Apply(t.Context(), store, corpus); err != nil {
		t.Fatal(err)
	}
	s, err := schema.New(m)
	if err != nil {
		t.Fatal(err)
	}
	tokens := func(token string) *access.Tokens {
		path := filepath.Join(t.TempDir(), "tokens")
		if err := os.WriteFile(path, []byte(token), 0o600); err != nil {
			t.Fatal(err)
		}
		read, err := access.ReadTokens(path)
		if err != nil {
			t.Fatal(err)
		}
		return read
	}
	log := &Notes{}
	c := Config{
		Schema: s, Store: store, Log: slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug})), WritableHere: true,
		Readers: access.NewReaders(tokens(readerToken)), Writers: tokens(writerToken), Ready: func(context.Context) error { return nil }, EmbedOrigins: []string{"https://news.example"},
	}
	of := newSite(c)
	handler, err := New(of.Config)
	if err != nil {
		t.Fatal(err)
	}
	return of, handler, log
}

// knock is a request to a route, such that it is answered with 200 by a server
// that is open; of changes also what they are.
type knock struct{ method, path, kind, body string }

// knocks returns the requests that each route is asked with.
func knocks(pattern string) []knock {
	const change = `{"query": "mutation { putSource(source: {id: \"source:w\", title: \"T\"}) { source { id } } }"}`
	switch pattern {
	case "/graphql":
		return []knock{
			{"GET", "/graphql?query=" + url.QueryEscape("{ __typename }"), "", ""},
			{"POST", "/graphql", plainJSON, `{"query": "{ __typename }"}`},
			{"POST", "/graphql", plainJSON, change},
		}
	case "GET /export":
		return []knock{{"GET", "/export?format=d3&roots=country:ua", "", ""}}
	case "POST /export":
		return []knock{{"POST", "/export", plainJSON, `{"format": "d3", "subgraph": {"roots": ["country:ua"]}}`}}
	case "POST /import":
		return []knock{{"POST", "/import?format=ndjson", ndjsonLines, `{"format":"parley changes","version":1}`}}
	case "GET /static/":
		return []knock{{"GET", "/static/parley.css", "", ""}}
	case "GET /entity/{id...}":
		return []knock{{"GET", "/entity/country:ua", "", ""}}
	case "GET /source/{id...}":
		return []knock{{"GET", "/source/source:peace-talks", "", ""}}
	case "GET /dossier":
		return []knock{{"GET", "/dossier?query=" + url.QueryEscape("{ __typename }"), "", ""}}
	case "GET /ask.csv":
		return []knock{{"GET", "/ask.csv?kind=said&x=country:ua", "", ""}}
	case "GET /guide/":
		return []knock{{"GET", "/guide/ask", "", ""}}
	case "GET /explore/":
		return []knock{{"GET", "/explore/explorer.js", "", ""}}
	case "GET /graphiql/":
		return []knock{{"GET", "/graphiql/graphiql.js", "", ""}}
	}
	method, path, _ := strings.Cut(pattern, " ")
	return []knock{{method, strings.TrimSuffix(path, "{$}"), "", ""}}
}

func (k knock) changes() bool {
	return strings.Contains(k.body, "mutation") || k.path == "/import?format=ndjson"
}

func (k knock) send(handler http.Handler, header map[string]string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(k.method, k.path, strings.NewReader(k.body))
	if k.kind != "" {
		r.Header.Set("Content-Type", k.kind)
	}
	r.Header.Set("Accept", graphqlJSON+", */*")
	for name, value := range header {
		r.Header.Set(name, value)
	}
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	return w
}

// TestEveryRouteIsClosed knocks at every route that there is, and at none: without
// a token nothing but the probes and the form answers, a reader's token changes
// nothing, and a writer's does all.
func TestEveryRouteIsClosed(t *testing.T) {
	s, handler, _ := closed(t)
	routes, err := s.routes()
	if err != nil {
		t.Fatal(err)
	}
	open := map[string]bool{"GET /livez": true, "GET /readyz": true, "GET /login": true, "POST /login": true}
	cookie := s.Readers.Cookie(&http.Request{})
	session := cookie.Name + "=" + cookie.Value
	for _, route := range routes {
		if route.open != open[route.pattern] {
			t.Errorf("%s: open %t", route.pattern, route.open)
		}
		if route.open {
			continue
		}
		for _, k := range knocks(route.pattern) {
			t.Run(k.method+" "+k.path+" "+k.body, func(t *testing.T) {
				readers := 200
				if k.changes() {
					readers = 403
				}
				for _, as := range []struct {
					who    string
					header map[string]string
					status int
				}{
					{"nobody", nil, 401},
					{"who has a token of nobody", map[string]string{"Authorization": "Bearer " + strings.Repeat("x", 40)}, 401},
					{"who has a password", map[string]string{"Authorization": "Basic YTpi"}, 401},
					{"who has a cookie of nobody", map[string]string{"Cookie": cookie.Name + "=99999999999." + strings.Repeat("0", 64)}, 401},
					{"who has no signature", map[string]string{"Cookie": cookie.Name + "=99999999999"}, 401},
					{"a reader", map[string]string{"Authorization": "Bearer " + readerToken}, readers},
					{"a browser that is signed in", map[string]string{"Cookie": session}, map[bool]int{false: 200, true: 401}[k.changes()]},
					{"a writer", map[string]string{"Authorization": "bearer " + writerToken}, 200},
				} {
					if got := k.send(handler, as.header); got.Code != as.status {
						t.Errorf("%s: %d, not %d: %.200s", as.who, got.Code, as.status, got.Body)
					} else if as.status == 401 && !strings.HasPrefix(got.Header().Get("WWW-Authenticate"), "Bearer ") {
						t.Errorf("%s is asked for %q", as.who, got.Header().Get("WWW-Authenticate"))
					}
				}
			})
		}
	}
	for _, path := range []string{"/nowhere", "/debug/pprof/", "/graphql/", "/livez/x", "//livez"} {
		if got := (knock{"GET", path, "", ""}).send(handler, nil); got.Code != 401 && got.Code != 307 && got.Code != 301 {
			t.Errorf("%s: %d", path, got.Code)
		}
	}
	for _, path := range []string{"/livez", "/readyz"} {
		if got := (knock{"GET", path, "", ""}).send(handler, nil); got.Code != 200 {
			t.Errorf("%s: %d", path, got.Code)
		}
	}
}

// TestSignIn signs a browser in by the address that the server prints: once, so
// that nothing of it stays in the address bar or the log.
func TestSignIn(t *testing.T) {
	for _, https := range []bool{false, true} {
		s, handler, log := closed(t)
		invitation := s.Readers.Invitation()
		page := map[string]string{"Accept": "text/html"}
		if https {
			page["X-Forwarded-Proto"] = "https"
		}
		address := knock{"GET", "/login?token=" + invitation, "", ""}
		if got := (knock{"HEAD", address.path, "", ""}).send(handler, page); got.Code != 200 || len(got.Result().Cookies()) != 0 {
			t.Errorf("HEAD: %d %v", got.Code, got.Result().Cookies())
		}
		got := address.send(handler, page)
		if got.Code != 303 || got.Header().Get("Location") != "/" || got.Header().Get("Referrer-Policy") != "no-referrer" || got.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%d %v", got.Code, got.Header())
		}
		cookies := got.Result().Cookies()
		if len(cookies) != 1 {
			t.Fatalf("cookies %v", cookies)
		}
		c := cookies[0]
		if !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" || c.Secure != https || strings.HasPrefix(c.Name, "__Host-") != https {
			t.Errorf("cookie %s", c)
		}
		page["Cookie"] = c.Name + "=" + c.Value
		if got := (knock{"GET", "/", "", ""}).send(handler, page); got.Code != 200 || !strings.Contains(got.Body.String(), "Who met whom") {
			t.Errorf("signed in: %d", got.Code)
		}
		delete(page, "Cookie")
		again := address.send(handler, page)
		if again.Code != 401 || len(again.Result().Cookies()) != 0 || !strings.Contains(again.Body.String(), "Start the server again") {
			t.Errorf("again: %d %s", again.Code, again.Body)
		}
		if got := (knock{"GET", "/", "", ""}).send(handler, page); got.Code != 401 || !strings.Contains(got.Body.String(), `action="/login"`) {
			t.Errorf("without a cookie: %d %s", got.Code, got.Body)
		}
		for token, status := range map[string]int{readerToken: 303, writerToken: 303, "x": 401, "": 401} {
			form := knock{"POST", "/login", "application/x-www-form-urlencoded", "token=" + token}
			if got := form.send(handler, page); got.Code != status || (len(got.Result().Cookies()) == 1) != (status == 303) {
				t.Errorf("by the form with %q: %d", token, got.Code)
			}
		}
		for _, secret := range []string{invitation, readerToken, writerToken, c.Value} {
			if strings.Contains(log.String(), secret) {
				t.Errorf("%q is in the log", secret)
			}
		}
		if !bytes.Contains([]byte(log.String()), []byte("path=/login")) {
			t.Error("the log has no line about it")
		}
	}
}
