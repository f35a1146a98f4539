package web_test

import (
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"parley/server/web"
)

const (
	plain   = "application/json"
	graphql = "application/graphql-response+json"
)

// exchange is a request, and what came back.
type exchange struct {
	status int
	header http.Header
	body   string
}

// send sends a request with these headers; Host sets the host.
func (a *api) send(t testing.TB, method, path, body string, header map[string]string) exchange {
	t.Helper()
	request, err := http.NewRequest(method, a.URL+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range header {
		request.Header.Set(name, value)
	}
	if host := header["Host"]; host != "" {
		request.Host = host
	}
	reply, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	defer reply.Body.Close()
	text, err := io.ReadAll(reply.Body)
	if err != nil {
		t.Fatal(err)
	}
	return exchange{reply.StatusCode, reply.Header, string(text)}
}

// code returns the code of the first error of a body, and whether there is data.
func (x exchange) code(t testing.TB) (code string, data bool) {
	t.Helper()
	var r struct {
		Data   json.RawMessage
		Errors []struct{ Extensions struct{ Code string } }
	}
	if err := json.Unmarshal([]byte(x.body), &r); err != nil {
		t.Fatalf("%v in %q", err, x.body)
	}
	if len(r.Errors) > 0 {
		code = r.Errors[0].Extensions.Code
	}
	return code, r.Data != nil
}

// asMutation is a body that puts a source.
func asMutation(name string) string {
	return `{"query": "mutation { putSource(source: {id: \"source:` + name + `\", title: \"T\", text: \"T\"}) { source { id } } }"}`
}

func asked(query string) string { return "/graphql?query=" + url.QueryEscape(query) }

// TestGraphQLOverHTTP holds the door against the draft of GraphQL over HTTP:
// what may come, in which type the answer goes, and with which status.
func TestGraphQLOverHTTP(t *testing.T) {
	a := serve(t, func(c *web.Config) { c.WritableHere = true })
	const good, bad, broken = `{"query": "{ __typename }"}`, `{"query": "{ nothing }"}`, `{"query": "{ person(name: \"?!\") { id } }"}`
	json := map[string]string{"Content-Type": plain}
	with := func(name, value string) map[string]string {
		all := maps.Clone(json)
		all[name] = value
		return all
	}
	const ok, invalid = "", "GRAPHQL_VALIDATION_FAILED"
	cases := []struct {
		name, method, path, body string
		header                   map[string]string
		status                   int
		kind, code               string
		data                     bool
	}{
		{"POST", "POST", "/graphql", good, json, 200, plain, ok, true},
		{"POST, charset named", "POST", "/graphql", good, with("Content-Type", "application/json; charset=UTF-8"), 200, plain, ok, true},
		{"POST, another charset", "POST", "/graphql", good, with("Content-Type", "application/json; charset=latin1"), 415, plain, "BAD_INPUT", false},
		{"POST, no type", "POST", "/graphql", good, nil, 415, plain, "BAD_INPUT", false},
		{"POST, a form", "POST", "/graphql", "query=x", with("Content-Type", "application/x-www-form-urlencoded"), 415, plain, "BAD_INPUT", false},
		{"POST, a text", "POST", "/graphql", good, with("Content-Type", "text/plain"), 415, plain, "BAD_INPUT", false},
		{"POST, compressed", "POST", "/graphql", good, with("Content-Encoding", "gzip"), 415, plain, "BAD_INPUT", false},
		{"POST, empty", "POST", "/graphql", "", json, 400, plain, "BAD_INPUT", false},
		{"POST, broken off", "POST", "/graphql", `{"query": "{ __ty`, json, 400, plain, "BAD_INPUT", false},
		{"POST, a list", "POST", "/graphql", "[" + good + "]", json, 400, plain, "BAD_INPUT", false},
		{"POST, two values", "POST", "/graphql", good + good, json, 400, plain, "BAD_INPUT", false},
		{"POST, bad UTF-8", "POST", "/graphql", "{\"query\": \"{ __typename } # \xff\"}", json, 400, plain, "BAD_INPUT", false},
		{"POST, too large", "POST", "/graphql", `{"query": "` + strings.Repeat(" ", 1<<20) + `"}`, json, 413, plain, "TOO_LARGE", false},
		{"POST, too many values", "POST", "/graphql", `{"query": "{ __typename }", "variables": {"v": [` + strings.Repeat("0,", 200_010) + `0]}}`, json, 413, plain, "TOO_LARGE", false},
		{"POST, many values", "POST", "/graphql", `{"query": "{ __typename }", "variables": {"v": [` + strings.Repeat("0,", 60_000) + `0]}}`, json, 200, plain, ok, true},
		{"POST, names in other letters", "POST", "/graphql", `{"QUERY": "{ __typename }"}`, json, 400, plain, "BAD_INPUT", false},
		{"POST, a name twice", "POST", "/graphql", `{"query": "{ nothing }", "query": "{ __typename }"}`, json, 400, plain, "BAD_INPUT", false},
		{"POST, parameters in the URL do not count", "POST", asked("{ __typename }"), `{}`, json, 400, plain, "BAD_INPUT", false},
		{"a query that is refused", "POST", "/graphql", bad, json, 200, plain, invalid, false},
		{"a query that is refused, in GraphQL's type", "POST", "/graphql", bad, with("Accept", graphql), 400, graphql, invalid, false},
		{"a field that cannot be planned, in GraphQL's type", "POST", "/graphql", broken, with("Accept", graphql), 200, graphql, "BAD_INPUT", true},
		{"a mutation", "POST", "/graphql", asMutation("http"), json, 200, plain, ok, true},

		{"GET", "GET", asked("{ __typename }"), "", nil, 200, plain, ok, true},
		{"GET in GraphQL's type", "GET", asked("{ __typename }"), "", map[string]string{"Accept": graphql}, 200, graphql, ok, true},
		{"GET with all parameters", "GET", asked("query A($n: String!) { __type(name: $n) { name } } query B { __typename }") +
			"&operationName=A&variables=" + url.QueryEscape(`{"n": "Person"}`) + "&extensions=" + url.QueryEscape(`{"a": 1}`), "", nil, 200, plain, ok, true},
		{"GET, variables that are no object", "GET", asked("{ __typename }") + "&variables=7", "", nil, 400, plain, "BAD_INPUT", false},
		{"GET, two queries", "GET", asked("{ __typename }") + "&query=x", "", nil, 400, plain, "BAD_INPUT", false},
		{"GET, bad UTF-8", "GET", "/graphql?query=%7B__typename%7D%23%ff", "", nil, 400, plain, "BAD_INPUT", false},
		{"GET, badly escaped", "GET", "/graphql?query=%zz", "", nil, 400, plain, "BAD_INPUT", false},
		{"GET, no query", "GET", "/graphql", "", nil, 400, plain, "BAD_INPUT", false},
		{"GET, a mutation", "GET", asked("mutation { __typename }"), "", nil, 405, plain, "BAD_INPUT", false},
		{"GET, a mutation by operation name", "GET", asked("query A { __typename } mutation B { __typename }") + "&operationName=B", "", nil, 405, plain, "BAD_INPUT", false},
		{"PUT", "PUT", "/graphql", good, json, 405, plain, "BAD_INPUT", false},

		{"Accept anything", "POST", "/graphql", good, with("Accept", "*/*"), 200, plain, ok, true},
		{"Accept neither", "POST", "/graphql", good, with("Accept", "text/html"), 406, plain, "BAD_INPUT", false},
		{"Accept in another charset", "POST", "/graphql", good, with("Accept", "application/json; charset=latin1"), 406, plain, "BAD_INPUT", false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := a.send(t, c.method, c.path, c.body, c.header)
			code, data := got.code(t)
			if got.status != c.status || code != c.code || data != c.data {
				t.Errorf("%d %q data %t, want %d %q data %t: %.300s", got.status, code, data, c.status, c.code, c.data, got.body)
			}
			if kind := got.header.Get("Content-Type"); kind != c.kind+"; charset=utf-8" {
				t.Errorf("in %q", kind)
			}
		})
	}
	t.Run("Allow", func(t *testing.T) {
		for path, want := range map[string]string{asked("mutation { __typename }"): "GET", "/graphql": "PUT"} {
			if allow := a.send(t, want, path, "", nil).header.Get("Allow"); !strings.Contains(allow, "POST") {
				t.Errorf("%s: Allow: %q", want, allow)
			}
		}
	})
}

// TestUnsupported sends bodies that are not JSON as it stands: the answer names
// what is taken instead.
func TestUnsupported(t *testing.T) {
	a := newAPI(t)
	cases := []struct {
		name   string
		header http.Header
		says   string // this header
		takes  string
	}{
		{"a text", http.Header{"Content-Type": {"text/plain"}}, "Accept-Post", plain},
		{"two types", http.Header{"Content-Type": {plain, "text/plain"}}, "Accept-Post", plain},
		{"one type twice", http.Header{"Content-Type": {plain, plain}}, "Accept-Post", plain},
		{"compressed", http.Header{"Content-Type": {plain}, "Content-Encoding": {"gzip"}}, "Accept-Encoding", "identity"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			for _, path := range []string{"/graphql", "/export"} {
				request, err := http.NewRequest("POST", a.URL+path, strings.NewReader(`{"query": "{ __typename }"}`))
				if err != nil {
					t.Fatal(err)
				}
				request.Header = c.header
				reply, err := http.DefaultClient.Do(request)
				if err != nil {
					t.Fatal(err)
				}
				reply.Body.Close()
				if reply.StatusCode != http.StatusUnsupportedMediaType || reply.Header.Get(c.says) != c.takes {
					t.Errorf("%s: %s, %s: %q", path, reply.Status, c.says, reply.Header.Get(c.says))
				}
			}
		})
	}
}

// TestWrongParameters sends each parameter with each type that it does not have.
func TestWrongParameters(t *testing.T) {
	a := newAPI(t)
	for _, name := range []string{"query", "operationName", "variables", "extensions"} {
		for _, value := range []string{`{"a": 1}`, `"text"`, `0`, `false`, `["a"]`} {
			isText, isObject := value[0] == '"', value[0] == '{'
			if takesText := name == "query" || name == "operationName"; takesText && isText || !takesText && isObject {
				continue
			}
			body := `{"query": "{ __typename }", "` + name + `": ` + value + `}`
			if got := a.send(t, "POST", "/graphql", body, map[string]string{"Content-Type": plain}); got.status != http.StatusBadRequest {
				t.Errorf("%s: %d %s", body, got.status, got.body)
			}
		}
	}
}

// TestCompression compresses large answers, once, for those who take it.
func TestCompression(t *testing.T) {
	a := newAPI(t)
	json := func(encoding string) map[string]string {
		return map[string]string{"Content-Type": plain, "Accept-Encoding": encoding}
	}
	const large, small = `{"query": "{ meetings { nodes { id name description } } facts { nodes { quote } } }"}`, `{"query": "{ __typename }"}`
	whole := a.send(t, "POST", "/graphql", large, json("identity"))
	cases := []struct{ name, body, accept, want string }{
		{"large", large, "gzip", "gzip"},
		{"large, not wanted", large, "identity", ""},
		{"large, gzip forbidden", large, "gzip;q=0", ""},
		{"small", small, "gzip", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := a.send(t, "POST", "/graphql", c.body, json(c.accept))
			if encoding := got.header.Get("Content-Encoding"); encoding != c.want {
				t.Errorf("in %q", encoding)
			}
			if !strings.Contains(strings.Join(got.header.Values("Vary"), ","), "Accept-Encoding") {
				t.Errorf("varies by %q", got.header.Values("Vary"))
			}
			if c.want != "" && len(got.body)*2 > len(whole.body) {
				t.Errorf("%d bytes of %d", len(got.body), len(whole.body))
			}
		})
	}
}
