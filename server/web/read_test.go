package web_test

import (
	"encoding/csv"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"parley/graph"
	"parley/graph/memory"
	"parley/schema"
	"parley/seed"
	"parley/server/web"
	"parley/server/web/browsertest"
)

// withFiction starts a server that has the invented story too.
func withFiction(t testing.TB) *api {
	a := serve(t, func(c *web.Config) { c.Fiction = true })
	for _, s := range seed.Invented() {
		a.load(t, s)
	}
	return a
}

// TestRead reads the pages: what stands on each, and what does not.
func TestRead(t *testing.T) {
	a := withFiction(t)
	for _, test := range []struct {
		name, path string
		status     int
		has        []string
		lacks      []string
	}{
		{"a person", "/entity/person:steve-witkoff", 200, []string{
			"Steve Witkoff", "also Witkoff", "Met", "Keir Starmer", "Witkoff–Starmer talks", "on the same side", "Met: planned", "Vladimir Putin",
			"<q>Kremlin spokesman Dmitry Peskov confirmed that Putin would meet Witkoff</q>", "Dmitry Peskov", "What became known last", "Timeline",
			"Confirmed rather than expected: it stands later in its source.",
		}, []string{"Met: disputed", "<no value>", "%!"}},
		{"a disputed tie", "/entity/person:mara-lindqvist", 200, []string{"Met: disputed", "Tor Hale", "contested", "Against: Tor Hale."}, nil},
		{"a state that has ended", "/entity/person:mara-lindqvist", 200, []string{`class="ended"`, "Foreign minister of Norland"}, nil},
		{"before it was denied", "/entity/person:mara-lindqvist?knownOn=2031-03-05", 200, []string{"Tor Hale", `value="2031-03-05"`}, []string{"Met: disputed"}},
		{"a meeting", "/entity/meeting:2025-12-02-moscow", 200, []string{"scheduled", "Participants", "Jared Kushner", "expected", "Follows"}, nil},
		{"a list of its own", "/entity/country:ua?all=positions", 200, []string{"Positions", "All of Ukraine"}, []string{"Timeline"}},
		{"no such list", "/entity/country:ua?all=nothing", 404, []string{"no list"}, nil},
		{"no such entity", "/entity/person:nobody", 404, []string{"nothing has the id person:nobody", "front page"}, nil},
		{"no such page", "/nowhere", 404, []string{"there is no page /nowhere"}, nil},
		{"no day since", "/stances?since=x", 400, []string{"since is"}, nil},
		{"no day", "/entity/country:ua?asOf=yesterday", 400, []string{"write a day as 2025-12-01"}, nil},
		{"not there then", "/entity/meeting:2025-12-02-moscow?knownOn=2020-01-01", 404, []string{"on that day"}, nil},
		{"a source", "/source/source:peace-talks", 200, []string{"193 statements", "19 of 19 sentences", `class="mark`, "How to read this"}, nil},
		{"its words", "/source/source:peace-talks?at=300", 200, []string{"4 facts rest on these words", `id="at"`, "Jared Kushner", "related to"}, nil},
		{"what others say", "/source/source:fiction-harbour-report?at=100", 200, []string{"denies it", "Tor Hale denied"}, nil},
		{"what carries nothing", "/source/source:fiction-harbour-report", 200, []string{"2 sentences without a fact", "All people, bodies and countries in this text are invented."}, nil},
		{"of one kind", "/source/source:peace-talks?of=HOLDS", 200, []string{"holds 10"}, nil},
		{"no place", "/source/source:peace-talks?at=x", 400, []string{"counted in letters"}, nil},
		{"the sources", "/sources", 200, []string{"3 sources are loaded", "Correction and denials"}, nil},
		{"a search", "/search?q=zelensky", 200, []string{"10 found", "Volodymyr Zelensky", "its name", "people 4"}, nil},
		{"an alias", "/search?q=kyiv", 200, []string{"Ukraine", "also called Kyiv"}, nil},
		{"of one kind alone", "/search?q=zelensky&kind=Meeting", 200, []string{"3 found", "Witkoff–Zelensky talks"}, nil},
		{"of no kind", "/search?q=zelensky&kind=Cat", 400, []string{"no kind"}, nil},
		{"nothing found", "/search?q=qwertz", 200, []string{"0 found", "Nothing has all of these words"}, nil},
		{"all of a kind", "/search?kind=Meeting", 200, []string{"meetings</h1>", "Lindqvist–Hale talks in Vell"}, nil},
		{"nothing asked", "/search", 200, []string{"All words count"}, nil},
		{"a comparison", "/compare?a=Russia&b=country:ua", 200, []string{"Surrender of the eastern territories", "supports", "opposes", "Where they agree"}, nil},
		{"two who met", "/compare?a=Witkoff&b=Starmer", 200, []string{"Did they meet?", "Witkoff–Starmer talks"}, nil},
		{"with whom", "/compare?a=Russia&b=nobody+at+all", 200, []string{"Nobody is called “nobody at all”."}, nil},
		{"which one", "/compare?a=officials&b=Russia", 200, []string{"may be"}, nil},
		{"with itself", "/compare?a=Russia&b=country:ru", 400, []string{"compare two"}, nil},
		{"stances", "/stances", 200, []string{"Territory", "opposes", "says nothing"}, nil},
		{"a turn", "/stances?topic=all&asOf=2031-03-10&since=2031-03-03", 200, []string{"before:"}, nil},
		{"what is disputed", "/disputed", 200, []string{"Tor Hale", "it is not", "it is so", "Capture of Pokrovsk"}, nil},
		{"questions", "/ask", 200, []string{"Whom did", "What was known on"}, nil},
		{"whom somebody met", "/ask?kind=met&x=Witkoff&from=2025-11-01&to=2025-12-31", 200, []string{"Jared Kushner", "overlaps: &#34;2025-11-01/2025-12-31&#34;", "/ask.csv?"}, []string{"Vladimir Putin</a>"}},
		{"who is for it", "/ask?kind=for&x=Surrender", 200, []string{"Russia", "supports", "Ukraine", "opposes"}, nil},
		{"what was known", "/ask?kind=known&x=Tor+Hale&day=2031-03-05", 200, []string{"Lindqvist–Hale talks in Vell"}, []string{"contested"}},
		{"what was said", "/ask?kind=said&x=Peskov", 200, []string{"confirmed"}, nil},
		{"no question", "/ask?kind=why&x=Peskov", 400, []string{"no question"}, nil},
		{"of nobody", "/ask?kind=said&x=qwertz", 200, []string{"Nobody is called “qwertz”."}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			r, page := a.get(t, test.path, "Accept", "text/html")
			if r.StatusCode != test.status {
				t.Errorf("%d, not %d", r.StatusCode, test.status)
			}
			for _, text := range test.has {
				if !strings.Contains(page, text) {
					t.Errorf("it lacks %q", text)
				}
			}
			for _, text := range test.lacks {
				if strings.Contains(page, text) {
					t.Errorf("it has %q", text)
				}
			}
			if !strings.Contains(page, "FICTION") {
				t.Error("it does not say that some of it is fiction")
			}
			if t.Failed() {
				t.Log(page)
			}
		})
	}
}

// TestLinks follows every link from the front page on, to pages and files: each leads
// somewhere.
func TestLinks(t *testing.T) {
	a := withFiction(t)
	queue, from := []string{"/"}, map[string]string{"/": ""}
	const most = 700
	for n := 0; n < len(queue) && n < most; n++ {
		r, page := a.get(t, queue[n])
		if r.StatusCode != http.StatusOK && r.StatusCode != http.StatusMovedPermanently {
			t.Errorf("%s: %d, linked on %s", queue[n], r.StatusCode, from[queue[n]])
		}
		if !strings.HasPrefix(r.Header.Get("Content-Type"), "text/html") {
			continue
		}
		for _, link := range regexp.MustCompile(`href="([^"]+)"`).FindAllStringSubmatch(page, -1) {
			at, err := r.Request.URL.Parse(html.UnescapeString(link[1]))
			if err != nil {
				t.Errorf("%s: %v", queue[n], err)
				continue
			}
			to := at.RequestURI()
			if _, known := from[to]; !known && at.Host == r.Request.URL.Host {
				from[to] = queue[n]
				queue = append(queue, to)
			}
		}
	}
	if len(queue) < 300 {
		t.Errorf("%d links were found", len(queue))
	}
}

// TestReadMoved follows ids to where they are now.
func TestReadMoved(t *testing.T) {
	a := serve(t, func(c *web.Config) { c.WritableHere = true })
	a.ask(t, `mutation { merge(id: "person:keir-starmer", into: "person:emmanuel-macron") { __typename } }`)
	for path, want := range map[string]string{
		"/entity/person:keir-starmer?asOf=2025-12-01": "/entity/person:emmanuel-macron?asOf=2025-12-01",
		"/entity/source:peace-talks":                  "/source/source:peace-talks",
	} {
		r, _ := a.get(t, path)
		if at := r.Header.Get("Location"); r.StatusCode != http.StatusMovedPermanently || at != want {
			t.Errorf("%s: %d, to %q, not %q", path, r.StatusCode, at, want)
		}
	}
}

// TestReadKept shows that a browser is told when it has a page already, until the graph
// changes.
func TestReadKept(t *testing.T) {
	a := newAPI(t)
	again := func(tag string) (int, string) {
		r, err := http.NewRequest(http.MethodGet, a.URL+"/entity/country:ua", nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("If-None-Match", tag)
		got, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer got.Body.Close()
		return got.StatusCode, got.Header.Get("ETag")
	}
	status, tag := again("")
	if kept, _ := again(tag); status != 200 || tag == "" || kept != http.StatusNotModified {
		t.Errorf("%d with the tag %q, then %d", status, tag, kept)
	}
	a.apply(t, graph.PutNode{Source: "source:peace-talks", ID: "person:new", Props: map[string]graph.Value{"name": "New"}})
	if after, _ := again(tag); after != 200 {
		t.Errorf("%d after a change", after)
	}
}

// TestAskedTable reads the table of an answer as a spreadsheet does.
func TestAskedTable(t *testing.T) {
	r, page := newAPI(t).get(t, "/ask.csv?"+url.Values{"kind": {"met"}, "x": {"Steve Witkoff"}}.Encode())
	rows, err := csv.NewReader(strings.NewReader(page)).ReadAll()
	if err != nil || r.Header.Get("Content-Type") != "text/csv; charset=utf-8" {
		t.Fatalf("%v, %s", err, r.Header.Get("Content-Type"))
	}
	if len(rows) != 7 || !slices.Contains(rows[3], "Jared Kushner") {
		t.Errorf("%q", rows)
	}
}

// TestReadModel reads pages of a model with two kinds and an edge more.
func TestReadModel(t *testing.T) {
	spec := graph.Standard()
	spec.Kinds = append(spec.Kinds, graph.Kind{Name: "Ship", Plural: "ships", Doc: "A ship."}, graph.Kind{Name: "Port", Plural: "ports", Doc: "A port."})
	spec.Edges = append(spec.Edges, graph.Edge{Name: "CALLS_AT", From: []string{"Ship"}, To: []string{"Port"}, Out: "callsAt", In: "calledAtBy", Doc: "A ship calls at a port."})
	m, err := graph.NewModel(spec)
	if err != nil {
		t.Fatal(err)
	}
	s, err := schema.New(m)
	if err != nil {
		t.Fatal(err)
	}
	store := memory.New(m)
	node := func(id, name string) graph.Change {
		return graph.PutNode{Source: "source:log", ID: id, Props: map[string]graph.Value{"name": name}}
	}
	const quote = "The Ann called at Riem"
	if _, err := store.Apply(t.Context(), []graph.Change{
		graph.PutNode{Source: "source:log", ID: "source:log", Props: map[string]graph.Value{"name": "Log", "title": "Log", "text": quote + "."}},
		node("ship:ann", "Ann"), node("port:riem", "Riem"),
		graph.PutEvidence{Source: "source:log", Fact: graph.Fact{Edge: "CALLS_AT", From: "ship:ann", To: "port:riem"}, Evidence: graph.Evidence{Quote: quote, End: len(quote), Act: "REPORTED", Basis: "STATED"}},
	}); err != nil {
		t.Fatal(err)
	}
	a := serve(t, func(c *web.Config) { c.Schema, c.Store = s, store })
	for path, has := range map[string][]string{
		"/entity/ship:ann":        {"ship", "Calls at", "Riem", "<q>The Ann called at Riem</q>"},
		"/entity/port:riem":       {"port", "Called at by", "Ann"},
		"/search?q=riem":          {"ports 1"},
		"/source/source:log?at=5": {"calls at"},
	} {
		r, page := a.get(t, path)
		for _, text := range has {
			if !strings.Contains(page, text) {
				t.Errorf("%s: %d, it lacks %q", path, r.StatusCode, text)
			}
		}
	}
}

// readable are pages of each sort.
var readable = []string{
	"/entity/person:steve-witkoff", "/entity/person:mara-lindqvist", "/source/source:fiction-harbour-report?at=100", "/source/source:peace-talks", "/sources",
	"/search?q=zelensky", "/compare?a=country:ru&b=country:ua", "/stances", "/disputed", "/ask?kind=met&x=Witkoff", "/entity/person:nobody",
}

// TestReadInBrowser looks at the pages as people do: nothing goes wrong, WCAG 2.2 AA
// holds, and nothing is wider than the screen.
func TestReadInBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("looks at twelve pages three times each in a browser")
	}
	a := withFiction(t)
	b := browsertest.Start(t)
	looks := []browsertest.Look{{Width: 1280, Height: 800}, {Width: 390, Height: 844, Dark: true}, {Width: 320, Height: 640}}
	for _, path := range readable[:len(readable)-1] {
		t.Run(path, func(t *testing.T) {
			tab := b.Open(t, a.URL+path, looks[0])
			for _, look := range looks {
				tab.Look(look)
				for _, found := range tab.Axe() {
					t.Errorf("%+v: %s", look, found)
				}
				tab.Wait(`document.documentElement.scrollWidth <= document.documentElement.clientWidth`)
			}
		})
	}
}

// TestReadByHand follows the way of a reader: from a search to a person, to the words
// behind an edge, and to who denies them.
func TestReadByHand(t *testing.T) {
	if testing.Short() {
		t.Skip("reads pages in a browser")
	}
	a := withFiction(t)
	tab := browsertest.Start(t).Open(t, a.URL+"/", browsertest.Look{Width: 1280, Height: 800})
	tab.Do(chromedp.Click(css(".find input")), chromedp.KeyEvent("Tor Hale"))
	tab.Follow(css(`.find button`))
	tab.Follow(css(`.hits a`))
	tab.Wait(`document.querySelector('h1').innerText.includes('Tor Hale')`)
	tab.Follow(css(`.rows .said a`))
	tab.Wait(`document.querySelector('#at') && document.querySelector('aside').innerText.includes('denies it')`)
}
