package web_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph/export"
)

// fetch fetches a URL of the server.
func (a *api) fetch(t testing.TB, path string) (*http.Response, string) {
	t.Helper()
	reply, err := http.Get(a.URL + path)
	if err != nil {
		t.Fatal(err)
	}
	return reply, bodyOf(t, reply)
}

func (a *api) postTo(t testing.TB, path, kind, body string) (*http.Response, string) {
	t.Helper()
	reply, err := http.Post(a.URL+path, kind, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	return reply, bodyOf(t, reply)
}

func bodyOf(t testing.TB, reply *http.Response) string {
	t.Helper()
	defer reply.Body.Close()
	text, err := io.ReadAll(reply.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestExport shows that each format can be fetched with GET and with POST, and
// is the same.
func TestExport(t *testing.T) {
	a := newAPI(t)
	parameters := url.Values{"roots": {"person:steve-witkoff"}, "depth": {"2"}, "maxNodes": {"12"}}
	const body = `{"format": "%", "subgraph": {"roots": ["person:steve-witkoff"], "depth": 2, "maxNodes": 12}}`
	for _, f := range export.Formats() {
		t.Run(f.Name, func(t *testing.T) {
			parameters.Set("format", f.Name)
			reply, got := a.fetch(t, "/export?"+parameters.Encode())
			if reply.StatusCode != http.StatusOK || !strings.Contains(got, "Steve Witkoff") && f.Name != "gephi-edges" {
				t.Fatalf("%s: %.300s", reply.Status, got)
			}
			if kind := reply.Header.Get("Content-Type"); kind != f.Media {
				t.Errorf("Content-Type is %s", kind)
			}
			if name := reply.Header.Get("Content-Disposition"); !strings.Contains(name, f.File) {
				t.Errorf("Content-Disposition is %s", name)
			}
			_, posted := a.postTo(t, "/export", "application/json", strings.ReplaceAll(body, "%", f.Name))
			if diff := cmp.Diff(got, posted); diff != "" {
				t.Errorf("(-GET +POST):\n%s", diff)
			}
		})
	}
}

// TestExportNetwork shows that a network is exported by the arguments of network.
func TestExportNetwork(t *testing.T) {
	a := newAPI(t)
	type link struct {
		Source, Target string
		Weight         int
		RestsOn        []string
	}
	want := []link{{"country:ru", "country:ua", 1, []string{"position:surrender-of-eastern-territories"}}}
	_, got := a.fetch(t, "/export?format=d3&kind=CONFLICT&topic=topic:territory")
	_, posted := a.postTo(t, "/export", "application/json", `{"format": "d3", "network": {"kind": "CONFLICT", "topic": "topic:territory"}}`)
	for _, text := range []string{got, posted} {
		var found struct {
			Links    []link
			Directed bool
		}
		if err := json.Unmarshal([]byte(text), &found); err != nil {
			t.Fatalf("%v in %s", err, text)
		}
		if diff := cmp.Diff(want, found.Links); diff != "" || found.Directed {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
	if _, none := a.fetch(t, "/export?format=d3&kind=CONFLICT&topic=topic:sovereignty"); strings.Contains(none, "country:ru") {
		t.Errorf("another topic: %s", none)
	}
}

// TestExportAsOf shows that an export is of the day asked for.
func TestExportAsOf(t *testing.T) {
	a := newAPI(t)
	const path = "/export?format=d3&roots=person:steve-witkoff&edges=PARTICIPATED_IN&asOf="
	if _, before := a.fetch(t, path+"2025-11-29"); strings.Contains(before, "meeting:2025-11-30-florida") {
		t.Error("the talks in Florida are there before they began")
	}
	if _, after := a.fetch(t, path+"2025-12-01"); !strings.Contains(after, "meeting:2025-11-30-florida") {
		t.Error("the talks in Florida are not there")
	}
}

// TestExportRefusals shows what is said of arguments that make no sense.
func TestExportRefusals(t *testing.T) {
	a := newAPI(t)
	const json = "application/json"
	gets := []struct {
		query   string
		status  int
		code    string
		message string
	}{
		{"", 400, "BAD_INPUT", "the formats are gexf"},
		{"format=pdf&roots=country:ua", 400, "BAD_INPUT", `no format "pdf"`},
		{"format=d3", 400, "BAD_INPUT", "1 to 100 roots"},
		{"format=d3&roots=country:atlantis", 404, "NOT_FOUND", "no country:atlantis"},
		{"format=d3&roots=nonsense", 400, "BAD_INPUT", "begin with a kind"},
		{"format=d3&roots=country:ua&depth=many", 400, "BAD_INPUT", "depth"},
		{"format=d3&roots=country:ua&depth=99", 400, "BAD_INPUT", "depth"},
		{"format=d3&roots=country:ua&maxNodes=1000000", 400, "BAD_INPUT", "maxNodes"},
		{"format=d3&roots=country:ua&kinds=Dog", 400, "BAD_INPUT", `"Dog"; the kinds are Claim, Country`},
		{"format=d3&roots=country:ua&edges=BITES", 400, "BAD_INPUT", `"BITES"; the edges are ABOUT, ASSERTS`},
		{"format=d3&roots=country:ua,country:atlantis", 404, "NOT_FOUND", "no country:atlantis"},
		{"format=d3&kind=Person&roots=country:ua", 400, "BAD_INPUT", "kinds, not kind, chooses the nodes"},
		{"format=d3&roots=country:ua&topic=topic:territory", 400, "BAD_INPUT", "kind asks for: kind=CO_ATTENDANCE"},
		{"format=d3&roots=country:ua&dept=2", 400, "BAD_INPUT", `"dept"`},
		{"format=d3&roots=country:ua&asOf=yesterday", 400, "BAD_INPUT", "yesterday"},
		{"format=d3&roots=country:ua&certainty=MAYBE", 400, "BAD_INPUT", "MAYBE"},
		{"format=d3&format=gexf&roots=country:ua", 400, "BAD_INPUT", "more than once"},
		{"format=d3&kind=FRIENDSHIP", 400, "BAD_INPUT", "FRIENDSHIP"},
		{"format=d3&kind=CO_ATTENDANCE&status=DONE", 400, "BAD_INPUT", "DONE"},
		{"format=d3&kind=CONFLICT&from=2025-12-02&to=2025-12-01", 400, "BAD_INPUT", "is after"},
	}
	for _, tt := range gets {
		t.Run("GET "+tt.query, func(t *testing.T) {
			reply, text := a.fetch(t, "/export?"+tt.query)
			refusedWith(t, reply, text, tt.status, tt.code, tt.message)
		})
	}
	posts := []struct {
		kind, body string
		status     int
		code       string
		message    string
	}{
		{"text/plain", `{}`, 415, "BAD_INPUT", "application/json"},
		{json, `{`, 400, "BAD_INPUT", "not what an export takes"},
		{json, `{"format": "d3", "subgraf": {}}`, 400, "BAD_INPUT", "subgraf"},
		{json, `{"format": "d3"}`, 400, "BAD_INPUT", "either subgraph or network"},
		{json, `{"format": "d3", "subgraph": {"roots": ["country:ua"]}, "network": {"kind": "CONFLICT"}}`, 400, "BAD_INPUT", "either subgraph or network"},
		{json, `{"format": "d3", "subgraph": {"roots": ["country:ua"]}} {}`, 400, "BAD_INPUT", "more than one value"},
		{json, `"` + strings.Repeat("x", 1<<21) + `"`, 413, "TOO_LARGE", "1048576 bytes"},
	}
	for _, tt := range posts {
		t.Run("POST "+tt.body[:min(60, len(tt.body))], func(t *testing.T) {
			reply, text := a.postTo(t, "/export", tt.kind, tt.body)
			refusedWith(t, reply, text, tt.status, tt.code, tt.message)
		})
	}
}

func refusedWith(t *testing.T, reply *http.Response, text string, status int, code, message string) {
	t.Helper()
	var r response
	if err := json.Unmarshal([]byte(text), &r); err != nil {
		t.Fatalf("%v in %.300s", err, text)
	}
	if reply.StatusCode != status || len(r.Errors) != 1 || r.Errors[0].Extensions.Code != code || !strings.Contains(r.Errors[0].Message, message) {
		t.Errorf("%s: %+v", reply.Status, r.Errors)
	}
}

// TestExportCORS shows that a page of a named origin may fetch an export, and no
// other page.
func TestExportCORS(t *testing.T) {
	a := newAPI(t)
	for origin, allowed := range map[string]string{"https://maps.example": "https://maps.example", "https://other.example": ""} {
		request, err := http.NewRequest(http.MethodGet, a.URL+"/export?format=cytoscape&roots=country:ua", nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Origin", origin)
		reply, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		bodyOf(t, reply)
		if got := reply.Header.Get("Access-Control-Allow-Origin"); got != allowed {
			t.Errorf("%s: Access-Control-Allow-Origin is %q", origin, got)
		}
	}
}
