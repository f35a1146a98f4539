package web_test

import (
	"fmt"
	"log/slog"
	"net/http/httptest"
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

// TestExplorerHub expands somebody with hundreds of meetings: each step is two
// requests, and brings as many as it says.
func TestExplorerHub(t *testing.T) {
	browser, a := browsertest.Start(t), newAPI(t)
	a.load(t, hub(300))
	tab := browser.Open(t, a.URL+"/explore?root=person:ann-hub", browsertest.Look{})
	const counted = `document.querySelector('.counts')?.innerText.replace(/\s+/g, ' ') === %q`
	tab.Wait(fmt.Sprintf(counted, "meetings 300 +25"))
	for _, want := range []string{"meetings 25 of 300 +25", "meetings 50 of 300 +25"} {
		before := len(requests(tab))
		press(tab, ".counts button", "+25")
		tab.Wait(fmt.Sprintf(counted, want))
		if took := len(requests(tab)) - before; took > 2 {
			t.Errorf("%s took %d requests", want, took)
		}
	}
}

// hub is somebody who was at so many meetings.
func hub(meetings int) seed.Folder {
	var text, entities, facts strings.Builder
	for i := range meetings {
		fmt.Fprintf(&text, "Ann Hub took part in meeting %d.\n", i)
		fmt.Fprintf(&entities, "  - {id: meeting:m%[1]d, name: Meeting %[1]d}\n", i)
		fmt.Fprintf(&facts, "  - {fact: meeting:m%[1]d, status: HELD, quote: took part in meeting %[1]d.}\n", i)
		fmt.Fprintf(&facts, "  - {fact: person:ann-hub PARTICIPATED_IN meeting:m%[1]d, attendance: ATTENDED, quote: Ann Hub took part in meeting %[1]d.}\n", i)
	}
	return folderOf(map[string]string{
		"text.txt":   text.String(),
		"facts.yaml": "source: {id: source:hub, title: A hub}\nentities:\n  - {id: person:ann-hub, name: Ann Hub}\n" + entities.String() + "facts:\n" + facts.String(),
	})
}

// TestExplorerKnowsNoModel serves a model with two more kinds and a type of edge, and
// sees them: found, counted, drawn, and with their words.
func TestExplorerKnowsNoModel(t *testing.T) {
	browser := browsertest.Start(t)
	spec := graph.Standard()
	spec.Kinds = append(spec.Kinds, graph.Kind{Name: "Ship", Plural: "ships", Doc: "A ship."}, graph.Kind{Name: "Cargo", Plural: "cargoes", Doc: "What a ship carries."})
	spec.Edges = append(spec.Edges, graph.Edge{Name: "CARRIES", From: []string{"Ship"}, To: []string{"Cargo"}, Out: "carries", In: "carriedBy", Doc: "A ship carries a cargo."})
	a := serveModel(t, spec)
	a.load(t, folderOf(map[string]string{
		"text.txt": "The Wren carries tea.",
		"facts.yaml": `source: {id: source:ships, title: Ships}
entities:
  - {id: ship:wren, name: Wren}
  - {id: cargo:tea, name: Tea of Vell}
facts:
  - {fact: ship:wren CARRIES cargo:tea, quote: The Wren carries tea}
`,
	}))
	tab := browser.Open(t, a.URL+"/explore", browsertest.Look{})
	tab.Wait(`document.getElementById('start')`)
	tab.Do(chromedp.SendKeys(css("#start"), "wren"))
	tab.Wait(`document.querySelector('#start-hits li')?.innerText.includes('ship')`)
	browsertest.Get(tab, chromedp.Evaluate[bool](`(document.querySelector('#start-hits li').click(), true)`))
	tab.Wait(fmt.Sprintf(panelSays, "carries"))
	press(tab, ".tools button", "Expand")
	tab.Wait(fmt.Sprintf(shows, 2))
	tab.Wait(`document.querySelector('.side').innerText.includes('cargoes')`)
	press(tab, ".ties button", "carries")
	tab.Wait(`document.querySelector('.panel blockquote mark')?.innerText === 'The Wren carries tea'`)
}

// serveModel starts a server of a model, without data.
func serveModel(t *testing.T, spec graph.Spec) *api {
	t.Helper()
	m, err := graph.NewModel(spec)
	if err != nil {
		t.Fatal(err)
	}
	a := &api{store: memory.New(m), model: m}
	if a.schema, err = schema.New(m); err != nil {
		t.Fatal(err)
	}
	handler, err := web.New(web.Config{Schema: a.schema, Store: a.store, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	a.Server = httptest.NewServer(handler)
	t.Cleanup(a.Close)
	return a
}

// TestEmbed lets pages of named origins frame a map, and nothing else.
func TestEmbed(t *testing.T) {
	const friend = "https://paper.example"
	a := serve(t, func(c *web.Config) { c.EmbedOrigins = []string{friend} })
	framed := a.send(t, "GET", "/embed", "", nil)
	if policy := framed.header.Get("Content-Security-Policy"); framed.status != 200 || !strings.HasSuffix(policy, "frame-ancestors "+friend) || framed.header.Get("X-Frame-Options") != "" {
		t.Errorf("/embed: %d, %q, %q", framed.status, policy, framed.header.Get("X-Frame-Options"))
	}
	for _, path := range []string{"/", "/explore", "/graphiql"} {
		page := a.send(t, "GET", path, "", nil)
		if policy := page.header.Get("Content-Security-Policy"); !strings.Contains(policy, "frame-ancestors 'none'") || page.header.Get("X-Frame-Options") != "DENY" {
			t.Errorf("%s: %q, %q", path, policy, page.header.Get("X-Frame-Options"))
		}
	}
	if got := newAPI(t).send(t, "GET", "/embed", "", nil); got.status != 404 {
		t.Errorf("where no origin is named, /embed is there: %d", got.status)
	}
	for _, bad := range []string{"example.org", "https://*", "https://a.example; script-src *"} {
		if _, err := web.New(web.Config{Schema: a.schema, Store: a.store, Log: slog.New(slog.DiscardHandler), EmbedOrigins: []string{bad}}); err == nil || !strings.Contains(err.Error(), "-embed-origin") {
			t.Errorf("%q is taken: %v", bad, err)
		}
	}
}
