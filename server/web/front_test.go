package web_test

import (
	"context"
	"fmt"
	"html"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"parley/graph"
	"parley/graph/memory"
	"parley/schema"
	"parley/seed"
	"parley/server/web"
	"parley/server/web/questions"
)

// maxFront is how many bytes the front page may have with all that it takes.
const maxFront = 100 << 10

var (
	tags   = regexp.MustCompile(`<[^>]*>`)
	spaces = regexp.MustCompile(`\s+`)
)

// get fetches a page.
func (a *api) get(t testing.TB, path string, header ...string) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequest(http.MethodGet, a.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	reply, err := (&http.Transport{DisableCompression: true}).RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer reply.Body.Close()
	body, err := io.ReadAll(reply.Body)
	if err != nil {
		t.Fatal(err)
	}
	return reply, string(body)
}

// said is what a page says, without its tags.
func said(page string) string {
	page = strings.NewReplacer("</p>", " ", "</li>", " ").Replace(page)
	return strings.TrimSpace(spaces.ReplaceAllString(html.UnescapeString(tags.ReplaceAllString(page, "")), " "))
}

// answers are what the front page has beside each question.
var answers = map[string]string{
	"WhoMetWhom": "Steve Witkoff met Ukrainian officials in Florida, Jared Kushner (same side), Keir Starmer, Rustem Umerov, Volodymyr Zelensky; " +
		"is to meet Jared Kushner, Vladimir Putin.",
	"WhoGoesToMoscow": "Witkoff–Putin meeting in Moscow, scheduled, Tuesday afternoon (2025-12-02): Jared Kushner expected, " +
		"Steve Witkoff confirmed (Dmitry Peskov confirmed: “Kremlin spokesman Dmitry Peskov confirmed that Putin would meet Witkoff”), " +
		"Vladimir Putin confirmed (Dmitry Peskov confirmed: “Kremlin spokesman Dmitry Peskov confirmed that Putin would meet Witkoff”).",
	"WhoHoldsWhichStance": "Kyiv surrenders the eastern territories it still controls: Russia supports, Ukraine opposes. " +
		"Territorial issues “can only be decided by President Zelensky”: Emmanuel Macron supports.",
	"Compare": "Kyiv surrenders the eastern territories it still controls: Russia supports, Ukraine opposes.",
	"Contested": "Russia has captured Pokrovsk: denied by Open-source monitoring groups, claimed by Russian officials who claimed the captures, " +
		"not confirmed by Ukrainian officials who have not confirmed the captures. " +
		"Russia has captured Vovchansk: denied by Open-source monitoring groups, claimed by Russian officials who claimed the captures, " +
		"not confirmed by Ukrainian officials who have not confirmed the captures.",
	"WhatWasSaid": "confirmed: Vladimir Putin · confirmed · Witkoff–Putin meeting in Moscow (“Kremlin spokesman Dmitry Peskov confirmed that Putin would meet Witkoff”) " +
		"confirmed: Steve Witkoff · confirmed · Witkoff–Putin meeting in Moscow (“Kremlin spokesman Dmitry Peskov confirmed that Putin would meet Witkoff”) and 1 more",
	"Search": "Volodymyr Zelensky (person)",
	"Source": "[Putin to meet Witkoff in Moscow after talks in Florida and Paris] says 193 things, first: " +
		"“Russian President Vladimir Putin will meet U.S. special envoy Steve Witkoff in Moscow on Tuesday”",
	"Paths": "Emmanuel Macron – Volodymyr Zelensky – Steve Witkoff – Keir Starmer, through " +
		"Macron–Zelensky meeting in Paris; Witkoff–Zelensky talks; Witkoff–Starmer talks.",
	"Timeline": "2025-11-30/2025-12-01 U.S.–Ukrainian negotiations in Florida 2025-12-01 Volodymyr Zelensky · claimed · Territory the most difficult aspect " +
		"2025-12-01 Macron–Zelensky meeting in Paris no date (“initially”): Ukraine · supports · U.S.-drafted proposal overly accommodating to Moscow and 7 more",
	"Network": "Russia against Ukraine: Kyiv surrenders the eastern territories it still controls",
}

// TestFrontAnswers finds each question that the schema can answer as a link to
// GraphiQL with its answer beside it, and no other.
func TestFrontAnswers(t *testing.T) {
	a := newAPI(t)
	_, page := a.get(t, "/")
	answered := map[string]bool{}
	for _, q := range questions.Answered(a.schema, questions.All()) {
		answered[q.Name] = true
	}
	for _, q := range questions.All() {
		t.Run(q.Name, func(t *testing.T) {
			_, after, linked := strings.Cut(page, `<a href="/graphiql#`+q.Name+`">`)
			if linked != answered[q.Name] {
				t.Fatalf("it is linked: %v", linked)
			}
			if !linked {
				return
			}
			row, _, _ := strings.Cut(after, "</li>\n<li><h3>")
			row, _, _ = strings.Cut(row, "</section>")
			got := said(row)
			answer, worded := strings.CutPrefix(got, html.UnescapeString(q.Title))
			if answer = strings.TrimSpace(answer); !worded || answer == "" || strings.Contains(answer, "No answer") || strings.Contains(answer, "into words") {
				t.Errorf("it says %q", got)
			}
			if want, exact := answers[q.Name]; exact && answer != want {
				t.Errorf("the answer is\n%s\nwant\n%s", answer, want)
			}
		})
	}
}

// TestFrontMoscow lists who is to come before who came, each person once, and
// says of every meeting whether and when it was.
func TestFrontMoscow(t *testing.T) {
	corpus := `source: {id: source:visit, title: Visit}
entities:
  - {id: meeting:visit, name: A visit}
  - {id: person:anna-berg, name: Anna Berg}
  - {id: post:minister, name: Minister}
facts:
  - {fact: meeting:visit, quote: It, status: HELD, when: 2005-05-08}
  - {fact: meeting:visit HELD_AT place:moscow, quote: It}
  - {fact: person:anna-berg PARTICIPATED_IN meeting:visit, quote: It, attendance: ATTENDED}
  - {fact: person:anna-berg PARTICIPATED_IN meeting:visit, quote: It, capacity: post:minister}
`
	_, page := newAPI(t, folder(t, "It is so.", corpus)).get(t, "/")
	text := said(page)
	planned := strings.Index(text, "who says so? Witkoff–Putin meeting in Moscow, scheduled, Tuesday afternoon (2025-12-02): ")
	held := strings.Index(text, "A visit, held, 2005-05-08: Anna Berg attended.")
	if planned < 0 || held < planned {
		t.Errorf("it stands at %d and %d of\n%s", planned, held, text)
	}
}

// TestFrontLoaded finds what is loaded: how many of each kind, which sources, of
// which day.
func TestFrontLoaded(t *testing.T) {
	a := newAPI(t, aftermath)
	_, page := a.get(t, "/")
	text := said(page)
	for _, want := range []string{
		"12 people", "2 sources", "2025-12-03 Five hours in Moscow, Parley's tests 12 facts", "2025-12-01 [Putin to meet Witkoff in Moscow after talks in Florida and Paris] 193 facts",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not on the page:\n%s", want, text)
		}
	}
}

// TestFrontSize weighs the page with all that it takes, uncompressed.
func TestFrontSize(t *testing.T) {
	a := newAPI(t)
	_, page := a.get(t, "/")
	size := len(page)
	for _, match := range regexp.MustCompile(`(?:href|src)="(/static/[^"]+)"`).FindAllStringSubmatch(page, -1) {
		_, file := a.get(t, match[1])
		size += len(file)
	}
	t.Logf("the front page has %d bytes, of %d", size, maxFront)
	if size > maxFront || size == len(page) {
		t.Errorf("%d bytes", size)
	}
}

// TestFrontHostile puts markup into names: it is shown, not obeyed.
func TestFrontHostile(t *testing.T) {
	a := newAPI(t)
	name := `<script>alert(1)</script>" onload="x`
	a.apply(t,
		graph.PutNode{ID: "source:hostile", Source: "source:hostile", Props: map[string]graph.Value{"name": name, "title": name, "text": "x"}},
		graph.PutNode{ID: "person:steve-witkoff", Source: "source:hostile", Props: map[string]graph.Value{"name": name}},
	)
	_, page := a.get(t, "/")
	if strings.Contains(page, "<script") || strings.Contains(page, `" onload`) {
		t.Error("markup of a name is in the page")
	}
	if !strings.Contains(page, "&lt;script&gt;alert(1)") {
		t.Error("the name is not on the page")
	}
}

// TestSourceLinks shows sources of a store from when any text was an address: only
// what may be followed is a link.
func TestSourceLinks(t *testing.T) {
	spec := graph.Standard()
	for _, k := range spec.Kinds {
		for i := range k.Properties {
			k.Properties[i].Format = graph.FreeText
		}
	}
	m, err := graph.NewModel(spec)
	if err != nil {
		t.Fatal(err)
	}
	s, err := schema.New(m)
	if err != nil {
		t.Fatal(err)
	}
	store := memory.New(m)
	for i, url := range []string{"javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://example.org/x", "https://example.org/x", "doi:10.1000/182", "urn:isbn:0451450523"} {
		id := fmt.Sprintf("source:s%d", i)
		if _, err := store.Apply(t.Context(), []graph.Change{graph.PutNode{ID: id, Source: id, Props: map[string]graph.Value{"name": "S", "title": "S", "url": url}}}); err != nil {
			t.Fatal(err)
		}
	}
	handler, err := web.New(web.Config{Schema: s, Store: store, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	var links []string
	for i := range 7 {
		reply := httptest.NewRecorder()
		handler.ServeHTTP(reply, httptest.NewRequest(http.MethodGet, fmt.Sprintf("/source/source:s%d", i), nil))
		for _, link := range regexp.MustCompile(`href="([^"]*)" rel="noreferrer"`).FindAllStringSubmatch(reply.Body.String(), -1) {
			links = append(links, link[1])
		}
	}
	if diff := cmp.Diff([]string{"https://doi.org/10.1000/182", "https://example.org/x"}, links, cmpopts.SortSlices(strings.Compare)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestFrontEmpty shows a store with nothing in it.
func TestFrontEmpty(t *testing.T) {
	a := newAPI(t)
	empty := memory.New(a.model)
	handler, err := web.New(web.Config{Schema: a.schema, Store: empty, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	reply := httptest.NewRecorder()
	handler.ServeHTTP(reply, httptest.NewRequest(http.MethodGet, "/", nil))
	text := said(reply.Body.String())
	for _, want := range []string{"No meeting is loaded yet.", "None is loaded."} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not on the page:\n%s", want, text)
		}
	}
	for _, lacks := range []string{"No answer", "Questions", "nothing of it"} {
		if strings.Contains(text, lacks) {
			t.Errorf("%q is on the page, though nothing can be asked:\n%s", lacks, text)
		}
	}
}

// TestFrontForeign shows a store without the shipped article: the page asks of those of
// whom its sources say most, and nothing that they do not answer.
func TestFrontForeign(t *testing.T) {
	a := newAPI(t)
	store := memory.New(a.model)
	c, err := seed.Load(t.Context(), a.model, seed.Dir(folder(t, canal, canalFacts)), store.Snapshot())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := seed.Apply(t.Context(), store, c); err != nil {
		t.Fatal(err)
	}
	handler, err := web.New(web.Config{Schema: a.schema, Store: store, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/", "/graphiql"} {
		reply := httptest.NewRecorder()
		handler.ServeHTTP(reply, httptest.NewRequest(http.MethodGet, path, nil))
		page := reply.Body.String()
		if path == "/" {
			page = said(page)
		}
		for _, want := range []string{"Who met whom?", "What has Mira Solberg said?", "Who holds which stance on Canal?"} {
			if !strings.Contains(page, want) {
				t.Errorf("%s: %q is not on the page:\n%s", path, want, page)
			}
		}
		for _, lacks := range []string{"Witkoff", " Moscow", "nothing of it"} {
			if strings.Contains(page, lacks) {
				t.Errorf("%s: %q is on the page:\n%s", path, lacks, page)
			}
		}
	}
}

// canal is an article about other people than the shipped one.
const canal = "Mira Solberg met Karl Tamm in Vell on 8 May. Solberg said that she was for the canal. Tamm is against it."

const canalFacts = `source: {id: source:canal, title: The canal, publisher: Vell News, published: 2031-05-09}
entities:
  - {id: person:solberg, name: Mira Solberg, aliases: [Solberg]}
  - {id: person:tamm, name: Karl Tamm}
  - {id: place:vell, name: Vell, placeType: CITY}
  - {id: meeting:vell, name: Talks in Vell}
  - {id: topic:canal, name: Canal}
  - {id: position:canal, name: Canal dug, statement: The canal is dug}
facts:
  - {fact: meeting:vell, quote: Mira Solberg met Karl Tamm in Vell on 8 May, status: HELD, when: 2031-05-08}
  - {fact: meeting:vell HELD_AT place:vell, quote: in Vell}
  - {fact: person:solberg PARTICIPATED_IN meeting:vell, quote: Mira Solberg met Karl Tamm, attendance: ATTENDED}
  - {fact: person:tamm PARTICIPATED_IN meeting:vell, quote: Mira Solberg met Karl Tamm, attendance: ATTENDED}
  - {fact: position:canal, quote: she was for the canal}
  - {fact: position:canal ABOUT topic:canal, quote: she was for the canal}
  - {fact: person:solberg HOLDS position:canal, stance: SUPPORTS, quote: Solberg said that she was for the canal, saidBy: person:solberg, act: SAID}
  - {fact: person:tamm HOLDS position:canal, stance: OPPOSES, quote: Tamm is against it}
`

// down is a store that cannot be asked.
type down struct{ graph.Store }

func (d down) Snapshot() graph.Reader { return downReader{d.Store.Snapshot()} }

type downReader struct{ graph.Reader }

func (downReader) Select(context.Context, *graph.Plan) (*graph.Rows, error) {
	return nil, graph.Errorf(graph.Unavailable, "select", "the store is away")
}

// TestFrontDown shows a store that cannot be asked.
func TestFrontDown(t *testing.T) {
	a := newAPI(t)
	handler, err := web.New(web.Config{Schema: a.schema, Store: down{a.store}, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	reply := httptest.NewRecorder()
	handler.ServeHTTP(reply, httptest.NewRequest(http.MethodGet, "/", nil))
	if text := said(reply.Body.String()); reply.Code != http.StatusOK || !strings.Contains(text, "The graph cannot be asked right now:") || !strings.Contains(text, "the store is away") {
		t.Errorf("%d: %s", reply.Code, text)
	}
}

// TestPolicies holds which origins the pages may ask, and that no inline script
// runs.
func TestPolicies(t *testing.T) {
	a := newAPI(t)
	for _, path := range []string{"/", "/static/parley.css", "/graphiql", "/graphiql/graphiql.js", "/graphiql/graphql.worker.js"} {
		reply, _ := a.get(t, path)
		policy := reply.Header.Get("Content-Security-Policy")
		if reply.StatusCode != http.StatusOK || !strings.HasPrefix(policy, "default-src 'none'; ") || !strings.Contains(policy, "frame-ancestors 'none'") {
			t.Errorf("%s: %d with the policy %q", path, reply.StatusCode, policy)
		}
		for directive := range strings.SplitSeq(policy, "; ") {
			name, sources, _ := strings.Cut(directive, " ")
			if strings.Contains(sources, "http") || strings.Contains(sources, "*") || strings.Contains(sources, "unsafe") && name != "style-src-attr" {
				t.Errorf("%s lets in too much: %s", path, directive)
			}
		}
	}
}

// maxBundle is how many bytes all that GraphiQL can fetch may have, compressed.
const maxBundle = 2_100_000

// TestFiles fetches what the pages take: compressed, once, and plain for those
// who want it plain.
func TestFiles(t *testing.T) {
	a := newAPI(t)
	sums, err := os.ReadFile("graphiql/bundle/SHA256SUMS")
	if err != nil {
		t.Fatal(err)
	}
	paths := []string{"/static/parley.css"}
	for line := range strings.Lines(string(sums)) {
		paths = append(paths, "/graphiql/"+strings.Fields(line)[1])
	}
	total := 0
	for _, path := range paths {
		packed, body := a.get(t, path, "Accept-Encoding", "br;q=1, gzip;q=0.5")
		tag := packed.Header.Get("Etag")
		if packed.Header.Get("Content-Encoding") != "gzip" || tag == "" || !strings.Contains(strings.Join(packed.Header.Values("Vary"), ","), "Accept-Encoding") {
			t.Errorf("%s: %d %v", path, packed.StatusCode, packed.Header)
		}
		if strings.HasPrefix(path, "/graphiql/") {
			total += len(body)
		}
		if again, body := a.get(t, path, "Accept-Encoding", "gzip", "If-None-Match", tag); again.StatusCode != http.StatusNotModified || body != "" {
			t.Errorf("%s again: %d with %d bytes", path, again.StatusCode, len(body))
		}
		plain, text := a.get(t, path, "Accept-Encoding", "gzip;q=0")
		if plain.Header.Get("Content-Encoding") != "" || len(text) <= len(body) || plain.Header.Get("Etag") == tag {
			t.Errorf("%s plain: %d bytes with %v", path, len(text), plain.Header)
		}
	}
	t.Logf("GraphiQL has %d bytes compressed, of %d", total, maxBundle)
	if total > maxBundle {
		t.Errorf("%d bytes", total)
	}
	if reply, _ := a.get(t, "/graphiql/SHA256SUM"); reply.StatusCode != http.StatusNotFound {
		t.Errorf("a file that is not there: %d", reply.StatusCode)
	}
}

// TestFrontExports fetches the files that the page offers: beside the question
// for a subgraph, and at its end.
func TestFrontExports(t *testing.T) {
	a := newAPI(t)
	_, page := a.get(t, "/")
	links := regexp.MustCompile(`href="(/export[^"]+)"`).FindAllStringSubmatch(page, -1)
	for _, link := range links {
		if reply, body := a.get(t, html.UnescapeString(link[1])); reply.StatusCode != http.StatusOK || !strings.Contains(body, "Steve Witkoff") {
			t.Errorf("%s: %d %.200s", link[1], reply.StatusCode, body)
		}
	}
	if len(links) != 5 {
		t.Errorf("%d files are offered", len(links))
	}
}

// TestFrontETag lets a browser that has the page keep it.
func TestFrontETag(t *testing.T) {
	a := newAPI(t)
	first, _ := a.get(t, "/")
	again, body := a.get(t, "/", "If-None-Match", first.Header.Get("Etag"))
	if again.StatusCode != http.StatusNotModified || body != "" {
		t.Errorf("%d with %d bytes", again.StatusCode, len(body))
	}
}

// TestSlash leads from /graphiql/ to where GraphiQL is.
func TestSlash(t *testing.T) {
	if reply, _ := newAPI(t).get(t, "/graphiql/"); reply.StatusCode != http.StatusMovedPermanently || reply.Header.Get("Location") != "/graphiql" {
		t.Errorf("%d to %q", reply.StatusCode, reply.Header.Get("Location"))
	}
}
