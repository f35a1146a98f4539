package web_test

import (
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"parley/graph"
	"parley/schema"
	"parley/server/web"
	"parley/server/web/access"
	"parley/server/web/documents"
)

const (
	knownQuery    = "query Named($n: Int = 1) { people(first: $n) { nodes { id } } }"
	knownMutation = `mutation { putSource(source: {id: "source:w", title: "T"}) { source { id } } }`
)

// knowing makes documents known.
func knowing(t testing.TB, c *web.Config) {
	t.Helper()
	manifest, _ := json.Marshal(map[string]string{"named": knownQuery, "change": knownMutation})
	path := filepath.Join(t.TempDir(), "queries.json")
	if err := os.WriteFile(path, manifest, 0o600); err != nil {
		t.Fatal(err)
	}
	var err error
	if c.Documents, err = documents.Read([]string{path}, func(string) error { return nil }); err != nil {
		t.Fatal(err)
	}
}

// TestDocuments asks by documentId and by text, of servers that take both, known
// documents alone, and known documents alone by GET.
func TestDocuments(t *testing.T) {
	both := func(*web.Config) {}
	only := func(c *web.Config) {
		c.DocumentsOnly = true
		c.Writers, _ = access.ReadTokens(tokens(t, token, 0o600))
	}
	hardened := func(c *web.Config) { c.Hardened = true }
	hash := documents.IDOf(knownQuery)
	get := func(name, value string) string { return "/graphql?" + name + "=" + url.QueryEscape(value) }
	bearer := map[string]string{"Authorization": "Bearer " + token}
	const notKnown = "PERSISTED_QUERY_NOT_FOUND"
	cases := []struct {
		name, method, path, body string
		config                   func(*web.Config)
		header                   map[string]string
		status                   int
		code                     string
	}{
		{"by id", "POST", "/graphql", `{"documentId": "named"}`, both, nil, 200, ""},
		{"by id, with variables", "POST", "/graphql", `{"documentId": "named", "operationName": "Named", "variables": {"n": 2}}`, both, nil, 200, ""},
		{"by hash", "POST", "/graphql", `{"documentId": "` + hash + `"}`, both, nil, 200, ""},
		{"by hash, by GET", "GET", get("documentId", hash), "", both, nil, 200, ""},
		{"as Apollo's clients ask", "POST", "/graphql", `{"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "named"}}}`, both, nil, 200, ""},
		{"as Apollo's clients ask, by GET", "GET", get("extensions", `{"persistedQuery": {"version": 1, "sha256Hash": "named"}}`), "", both, nil, 200, ""},
		{"an id that is not known", "POST", "/graphql", `{"documentId": "x"}`, both, nil, 400, notKnown},
		{"an id that is not known, by GET", "GET", get("documentId", "x"), "", both, nil, 400, notKnown},
		{"an id that is not known, with a text", "POST", "/graphql", `{"documentId": "x", "query": "{ __typename }"}`, both, nil, 200, ""},
		{"an id with its text", "POST", "/graphql", `{"documentId": "named", "query": "` + knownQuery + `"}`, both, nil, 200, ""},
		{"an id with another text", "POST", "/graphql", `{"documentId": "named", "query": "{ __typename }"}`, both, nil, 400, "BAD_INPUT"},
		{"neither", "POST", "/graphql", `{}`, both, nil, 400, "BAD_INPUT"},
		{"an id that is no text", "POST", "/graphql", `{"documentId": 7}`, both, nil, 400, "BAD_INPUT"},
		{"a known change, by GET", "GET", get("documentId", "change"), "", both, nil, 405, "BAD_INPUT"},
		{"a known change", "POST", "/graphql", `{"documentId": "change"}`, both, nil, 403, "FORBIDDEN"},

		{"alone: by id", "POST", "/graphql", `{"documentId": "named"}`, only, nil, 200, ""},
		{"alone: its text", "POST", "/graphql", `{"query": "` + knownQuery + `"}`, only, nil, 200, ""},
		{"alone: another text", "POST", "/graphql", `{"query": "{ __typename }"}`, only, nil, 403, "FORBIDDEN"},
		{"alone: what cannot be parsed", "POST", "/graphql", `{"query": "{{{{"}`, only, nil, 403, "FORBIDDEN"},
		{"alone: another text, by GET", "GET", asked("{ __typename }"), "", only, nil, 403, "FORBIDDEN"},
		{"alone: another text with an id", "POST", "/graphql", `{"documentId": "x", "query": "{ __typename }"}`, only, nil, 403, "FORBIDDEN"},
		{"alone: a known change", "POST", "/graphql", `{"documentId": "change"}`, only, nil, 401, "UNAUTHENTICATED"},
		{"alone: another text with a token", "POST", "/graphql", `{"query": "{ __typename }"}`, only, bearer, 200, ""},

		{"hardened: a text", "POST", "/graphql", `{"query": "{ __typename }"}`, hardened, nil, 200, ""},
		{"hardened: a text, by GET", "GET", asked("{ __typename }"), "", hardened, nil, 405, "FORBIDDEN"},
		{"hardened: by id, by GET", "GET", get("documentId", "named"), "", hardened, nil, 200, ""},
		{"hardened: a known text, by GET", "GET", asked(knownQuery), "", hardened, nil, 200, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			a := serve(t, func(config *web.Config) {
				knowing(t, config)
				c.config(config)
			})
			header := map[string]string{"Content-Type": plain, "Accept": graphql}
			for name, value := range c.header {
				header[name] = value
			}
			got := a.send(t, c.method, c.path, c.body, header)
			if code, _ := got.code(t); got.status != c.status || code != c.code {
				t.Errorf("%d %s, not %d %s: %s", got.status, code, c.status, c.code, got.body)
			}
			text := a.send(t, "GET", "/metrics", "", nil).body
			counted := strings.Contains(text, `parley_rejections_total{reason="document"} 1`)
			if refused := c.code == notKnown || c.code == "FORBIDDEN" && !strings.Contains(c.name, "change"); counted != refused {
				t.Errorf("counted as refused: %t: %s", counted, regexp.MustCompile(`parley_rej.*`).FindAllString(text, -1))
			}
		})
	}
}

// TestRevalidation asks again for what a client has: where nothing has changed the
// answer is 304, and the store does no work for it.
func TestRevalidation(t *testing.T) {
	for _, path := range []string{
		asked("{ people(first: 2) { nodes { id name } } }"), "/graphql?documentId=named", "/export?format=d3&roots=country:ua", "/export?format=gexf&kind=CO_ATTENDANCE",
	} {
		t.Run(path, func(t *testing.T) {
			a := serve(t, func(c *web.Config) { knowing(t, c) })
			calls := func() string {
				text := a.send(t, "GET", "/metrics", "", nil).body
				return strings.Join(regexp.MustCompile(`parley_store_seconds_count\{call="(?:select|search|expand)".*`).FindAllString(text, -1), "\n")
			}
			first := a.send(t, "GET", path, "", nil)
			tag := first.header.Get("ETag")
			if first.status != 200 || !strings.HasPrefix(tag, `W/"`) || first.header.Get("Cache-Control") != "private, no-cache" {
				t.Fatalf("%d %v", first.status, first.header)
			}
			before := calls()
			for name, given := range map[string]string{"the tag": tag, "as strong": strings.TrimPrefix(tag, "W/"), "among others": `"x", ` + tag} {
				got := a.send(t, "GET", path, "", map[string]string{"If-None-Match": given})
				if got.status != 304 || got.body != "" || got.header.Get("ETag") != tag || got.header.Get("Cache-Control") != "private, no-cache" {
					t.Errorf("%s: %d %v %q", name, got.status, got.header, got.body)
				}
			}
			if after := calls(); after != before || before == "" {
				t.Errorf("the store worked: %s, before %s", after, before)
			}
			for name, header := range map[string]map[string]string{
				"another tag":   {"If-None-Match": `W/"x"`},
				"any":           {"If-None-Match": "*"},
				"with its cost": {"If-None-Match": tag, "Parley-Extensions": "cost"},
				"another type":  {"If-None-Match": tag, "Accept": graphql},
			} {
				if strings.HasPrefix(path, "/export") && len(header) > 1 {
					continue
				}
				if got := a.send(t, "GET", path, "", header); got.status != 200 {
					t.Errorf("%s: %d", name, got.status)
				}
			}
			if got := a.send(t, "GET", path+"&operationName=", "", map[string]string{"If-None-Match": tag}); got.status == 304 {
				t.Error("another question has the answer")
			}
			a.apply(t, graph.PutNode{ID: "source:x", Source: "source:x", Props: map[string]graph.Value{"name": "X"}})
			got := a.send(t, "GET", path, "", map[string]string{"If-None-Match": tag})
			if got.status != 200 || got.header.Get("ETag") == tag {
				t.Errorf("after a change: %d %s", got.status, got.header.Get("ETag"))
			}
		})
	}
}

// TestNotKept asks for what no client may keep.
func TestNotKept(t *testing.T) {
	a := newAPI(t)
	for name, x := range map[string][3]string{
		"a POST":                  {"POST", "/graphql", `{"query": "{ __typename }"}`},
		"an answer with errors":   {"GET", asked(`{ person(name: "?!") { id } }`), ""},
		"a query that is refused": {"GET", asked("{ nothing }"), ""},
		"a change":                {"GET", asked("mutation { __typename }"), ""},
		"an export by POST":       {"POST", "/export", `{"format": "d3", "subgraph": {"roots": ["country:ua"]}}`},
		"an export of nothing":    {"GET", "/export?format=d3&roots=country:zz", ""},
	} {
		got := a.send(t, x[0], x[1], x[2], asJSON)
		if got.header.Get("ETag") != "" || got.header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %d %v", name, got.status, got.header)
		}
	}
}

// TestAuditor asks what graphql-cop 1.14 asks, by the names of its checks, of a
// server as it starts by default and of a hardened one.
func TestAuditor(t *testing.T) {
	type answer struct {
		Data   map[string]any
		Errors []struct {
			Message    string
			Extensions map[string]any
		}
	}
	post := func(t *testing.T, a *api, query string) (got answer) {
		body, _ := json.Marshal(map[string]string{"query": query, "operationName": "cop"})
		_ = json.Unmarshal([]byte(a.send(t, "POST", "/graphql", string(body), asJSON).body), &got)
		return got
	}
	byGet := func(t *testing.T, a *api, query string) (got answer) {
		_ = json.Unmarshal([]byte(a.send(t, "GET", asked(query), "", nil).body), &got)
		return got
	}
	var aliases strings.Builder
	for i := range 101 {
		aliases.WriteString("alias" + string(rune('a'+i%26)) + strings.Repeat("x", i/26) + ":__typename \n")
	}
	checks := []struct {
		name      string
		byDefault bool // it is found by default
		found     func(t *testing.T, a *api) bool
	}{
		{"field_suggestions", true, func(t *testing.T, a *api) bool {
			got := post(t, a, "query cop { __schema { directive } }")
			return len(got.Errors) > 0 && strings.Contains(got.Errors[0].Message, "Did you mean")
		}},
		{"introspection", true, func(t *testing.T, a *api) bool {
			return post(t, a, "query cop { __schema { types { name fields { name } } } }").Data["__schema"] != nil
		}},
		{"detect_graphiql", true, func(t *testing.T, a *api) bool {
			for _, path := range []string{"/", "/graphiql", "/playground", "/console", "/graphql"} {
				text := a.send(t, "GET", path, "", map[string]string{"Accept": "text/html"}).body
				for _, word := range []string{"graphiql.min.css", "GraphQL Playground", "GraphiQL", "graphql-playground"} {
					if strings.Contains(text, word) {
						return true
					}
				}
			}
			return false
		}},
		{"get_method_support", true, func(t *testing.T, a *api) bool {
			return byGet(t, a, "query cop {__typename}").Data["__typename"] != nil
		}},
		{"alias_overloading", false, func(t *testing.T, a *api) bool { return post(t, a, "query cop { "+aliases.String()+" }").Data != nil }},
		{"batch_query", false, func(t *testing.T, a *api) bool {
			one := `{"query": "query cop { __typename }"}`
			got := a.send(t, "POST", "/graphql", "["+strings.Repeat(one+",", 9)+one+"]", asJSON).body
			return strings.HasPrefix(got, "[")
		}},
		{"trace_mode", false, func(t *testing.T, a *api) bool {
			got := a.send(t, "POST", "/graphql", `{"query": "query cop { __typename }", "operationName": "cop"}`, asJSON).body
			return strings.Contains(got, "tracing") || strings.Contains(got, "extensions")
		}},
		{"directive_overloading", false, func(t *testing.T, a *api) bool {
			return len(post(t, a, "query cop { __typename @aa@aa@aa@aa@aa@aa@aa@aa@aa@aa }").Errors) == 10
		}},
		{"circular_query_introspection", false, func(t *testing.T, a *api) bool {
			return post(t, a, "query cop { __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }").Data["__schema"] != nil
		}},
		{"get_based_mutation", false, func(t *testing.T, a *api) bool {
			return byGet(t, a, "mutation cop {__typename}").Data["__typename"] != nil
		}},
		{"post_based_csrf", false, func(t *testing.T, a *api) bool {
			got := a.send(t, "POST", "/graphql", "query=query+cop+%7B+__typename+%7D", map[string]string{"Content-Type": "application/x-www-form-urlencoded"})
			return strings.Contains(got.body, `"data"`)
		}},
		{"unhandled_error_detection", false, func(t *testing.T, a *api) bool {
			got := post(t, a, "qwerty cop { abc }")
			return len(got.Errors) == 0 || got.Errors[0].Extensions["exception"] != nil
		}},
		{"field_duplication", false, func(t *testing.T, a *api) bool {
			return post(t, a, "query cop { "+strings.Repeat("__typename \n", 500)+"} ").Data["__typename"] != nil
		}},
	}
	servers := map[string]*api{
		"by default": newAPI(t),
		"hardened": serve(t, func(c *web.Config) {
			var err error
			if c.Schema, err = schema.New(c.Schema.Model(), schema.Hardened()); err != nil {
				t.Fatal(err)
			}
			c.Hardened = true
		}),
	}
	for name, a := range servers {
		for _, check := range checks {
			t.Run(name+"/"+check.name, func(t *testing.T) {
				if found, want := check.found(t, a), check.byDefault && name == "by default"; found != want {
					t.Errorf("found: %t", found)
				}
			})
		}
	}
}
