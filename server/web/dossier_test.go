package web_test

import (
	"html"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"parley/schema/dossier"
	"parley/server/web"
	"parley/server/web/browsertest"
)

// contested asks what is contested, and what was known of it on a day.
const contested = `# What is contested?
query Contested($known: Date) { claims(where: {verification: {eq: CONTESTED}}, knownOn: $known) { nodes { name verification assertions { edges { verdict node { name } evidence { quote } } } } } }`

// dossierOf is the address of the dossier of a question.
func dossierOf(query, variables string) string {
	return "/dossier?" + url.Values{"query": {query}, "variables": {variables}}.Encode()
}

// TestDossier asks for dossiers over HTTP.
func TestDossier(t *testing.T) {
	a := newAPI(t)
	reply, file := a.get(t, dossierOf(contested, `{"known": "2025-12-31"}`))
	for name, want := range map[string]string{"Content-Disposition": `attachment; filename="dossier.html"`, "Content-Type": "text/html; charset=utf-8", "Cache-Control": "private, no-cache"} {
		if got := reply.Header.Get(name); got != want {
			t.Errorf("%s: %s", name, got)
		}
	}
	verified(t, a, file)
	tag := reply.Header.Get("ETag")
	if again, _ := a.get(t, dossierOf(contested, `{"known": "2025-12-31"}`), "If-None-Match", tag); tag == "" || again.StatusCode != http.StatusNotModified {
		t.Errorf("with the tag %q: %d", tag, again.StatusCode)
	}
	refused := []struct {
		name, path, says string
		status           int
	}{
		{"no question", "/dossier", "the query is missing", http.StatusBadRequest},
		{"no GraphQL", dossierOf("{", ""), "GRAPHQL_PARSE_FAILED", http.StatusBadRequest},
		{"a mutation", dossierOf(`mutation { retract(id: "x") { __typename } }`, ""), "a dossier is of a query", http.StatusBadRequest},
		{"no variables", dossierOf(contested, "[]"), "not a JSON object", http.StatusBadRequest},
		{"an odd day", dossierOf(contested, `{"known": "yesterday"}`), "is not a day", http.StatusBadRequest},
	}
	for _, c := range refused {
		t.Run(c.name, func(t *testing.T) {
			if got := a.send(t, "GET", c.path, "", nil); got.status != c.status || !strings.Contains(got.body, c.says) {
				t.Errorf("%d: %s", got.status, got.body)
			}
		})
	}
}

// TestDossierHardened asks a server that answers by GET only what it knows.
func TestDossierHardened(t *testing.T) {
	a := serve(t, func(c *web.Config) { c.Hardened = true })
	if got := a.send(t, "GET", dossierOf(contested, ""), "", nil); got.status != http.StatusMethodNotAllowed {
		t.Errorf("%d: %s", got.status, got.body)
	}
	if _, page := a.get(t, "/entity/person:steve-witkoff"); strings.Contains(page, "/dossier") {
		t.Error("a page links to what is refused")
	}
}

// verified fails where a file is no dossier that holds.
func verified(t *testing.T, a *api, file string) {
	t.Helper()
	report, err := dossier.New(a.schema).Verify(t.Context(), []byte(file))
	if err != nil {
		t.Fatalf("%v: %.300s", err, file)
	}
	for _, p := range report.Problems {
		t.Error(p)
	}
	if report.Quotes == 0 {
		t.Error("it has no quote")
	}
}

// TestDossierLinks follows the links to dossiers on the pages of entities of all kinds.
func TestDossierLinks(t *testing.T) {
	a := newAPI(t)
	for _, id := range []string{"person:steve-witkoff", "country:ua", "topic:territory", "organization:kremlin", "place:moscow"} {
		t.Run(id, func(t *testing.T) {
			_, page := a.get(t, "/entity/"+id)
			link := regexp.MustCompile(`href="(/dossier[^"]*)"`).FindStringSubmatch(page)
			if link == nil {
				t.Fatal("there is no link")
			}
			_, file := a.get(t, html.UnescapeString(link[1]))
			verified(t, a, file)
		})
	}
}

// TestDossierInBrowser opens a dossier from disk: it asks for nothing, and nothing on it
// keeps people out.
func TestDossierInBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("reads a dossier in a browser")
	}
	_, file := newAPI(t).get(t, dossierOf(contested, ""))
	name := filepath.Join(t.TempDir(), "dossier.html")
	if err := os.WriteFile(name, []byte(file), 0o600); err != nil {
		t.Fatal(err)
	}
	looks := []browsertest.Look{{Width: 1280, Height: 800}, {Width: 390, Height: 844, Dark: true}, {Width: 320, Height: 640}}
	tab := browsertest.Start(t).Open(t, "file://"+name, looks[0])
	for _, look := range looks {
		tab.Look(look)
		for _, found := range tab.Axe() {
			t.Errorf("%+v: %s", look, found)
		}
		tab.Wait(`document.documentElement.scrollWidth <= document.documentElement.clientWidth`)
	}
	tab.Wait(`performance.getEntriesByType("resource").length === 0`)
	tab.Wait(`getComputedStyle(document.querySelector("mark")).backgroundColor !== "rgba(0, 0, 0, 0)"`)
	tab.Wait(`document.querySelectorAll("section.subject blockquote mark").length >= 8`)
	tab.Wait(`JSON.parse(document.getElementById("dossier").textContent).dossier.answer.claims.nodes.length > 0`)
	tab.Do(chromedp.Click(css(`a[href^="#subject-"]`)))
	tab.Wait(`location.hash.startsWith("#subject-")`)
}
