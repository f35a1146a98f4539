package guide_test

import (
	"flag"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/schema"
	"parley/server/web/frame"
	"parley/server/web/guide"
)

var update = flag.Bool("update", false, "write the answers of examples anew")

func allPages(t *testing.T) []*guide.Page {
	t.Helper()
	pages, err := guide.Pages(true)
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

// TestExamples asks every example of the guide, of what the page says is loaded, and
// holds the answer against the page's.
func TestExamples(t *testing.T) {
	program := parley(t)
	for _, p := range allPages(t) {
		t.Run(p.Name, func(t *testing.T) {
			holdAll(t, p.Name+".md", p.Examples, program)
		})
	}
}

// TestReadme asks the examples of README.
func TestReadme(t *testing.T) {
	const file = "../../../README.md"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	p, err := guide.Parse("README", text, false)
	if err != nil {
		t.Fatal(err)
	}
	holdAll(t, file, p.Examples, parley(t))
	if len(p.Examples) < 5 || len(text) > 8<<10 {
		t.Errorf("it asks %d questions in %d bytes", len(p.Examples), len(text))
	}
}

// holdAll holds the examples of a file. What changes the graph has a graph of its own.
func holdAll(t *testing.T, file string, examples []guide.Example, program func() string) {
	t.Helper()
	worlds := map[string]*world{}
	for _, e := range examples {
		if made := e.Of != "" && e.Of != "demo"; made && testing.Short() {
			continue // it builds parley
		}
		w := worlds[e.Of]
		if w == nil || e.Changes() {
			w = newWorld(t, e.Of, file, program)
		}
		if !e.Changes() {
			worlds[e.Of] = w
		}
		t.Run(e.ID, func(t *testing.T) { hold(t, w, file, e) })
	}
}

// hold holds the answer to an example against the file's, or writes it there.
func hold(t *testing.T, w *world, file string, e guide.Example) {
	t.Helper()
	got := layOut(t, w.answer(t, e), e.Answer)
	if *update && got != e.Answer {
		write(t, file, e, got)
		return
	}
	if diff := cmp.Diff(e.Answer, got); diff != "" {
		t.Errorf("%s (-page +answer):\n%s", e.Query, diff)
	}
}

// answer returns the data of the answer to an example: of a question by its link, as
// a browser asks that follows it.
func (w *world) answer(t *testing.T, e guide.Example) string {
	t.Helper()
	var body []byte
	if e.Changes() {
		body = w.do(t, http.MethodPost, "/graphql", `{"query": `+quoted(t, e.Query)+`}`)
	} else {
		body = w.do(t, http.MethodGet, e.Link(), "")
	}
	answer, err := readValue(string(body))
	if err != nil {
		t.Fatal(err)
	}
	if errs := answer.field("errors"); errs != nil {
		t.Fatalf("%s\n%s", e.Query, errs.line())
	}
	return answer.field("data").line()
}

// do asks as a browser does that is on the page.
func (w *world) do(t *testing.T, method, path, body string) []byte {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, w.URL+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("%s %s: %d %v %s", method, path, answer.StatusCode, err, text)
	}
	return text
}

// layOut prints an answer as a page does, as short as it is there.
func layOut(t *testing.T, answer, page string) string {
	t.Helper()
	v, err := readValue(answer)
	if err != nil {
		t.Fatal(err)
	}
	if page != "" {
		like, err := readValue(page)
		if err != nil {
			t.Fatal(err)
		}
		v = v.shortened(like)
	}
	var out strings.Builder
	v.print(&out, "", 0)
	return out.String() + "\n"
}

// write puts the answer to an example into its file.
func write(t *testing.T, file string, e guide.Example, answer string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, after, found := strings.Cut(string(text), e.Query+"```\n")
	if !found {
		t.Fatalf("%s has no such block: %s", file, e.Query)
	}
	after = strings.TrimPrefix(after, "\n```json\n"+e.Answer+"```\n")
	if err := os.WriteFile(file, []byte(before+e.Query+"```\n\n```json\n"+answer+"```\n"+after), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestServed opens every page: its links lead to what there is, and each example can
// be opened.
func TestServed(t *testing.T) {
	w := newWorld(t, "", "", nil)
	anchors := map[string]string{}
	for _, p := range allPages(t) {
		anchors[p.Path()] = string(w.do(t, http.MethodGet, p.Path(), ""))
	}
	for path, html := range anchors {
		for _, link := range linksOf(html) {
			at, anchor, _ := strings.Cut(link, "#")
			if at == "" {
				at = path
			}
			switch target, isPage := anchors[at]; {
			case strings.HasPrefix(link, "https://"):
			case strings.HasPrefix(at, "/graphql?"), strings.HasPrefix(at, "/graphiql?"), isPage && anchor == "":
			case isPage:
				if !strings.Contains(target, `id="`+anchor+`"`) {
					t.Errorf("%s: %s leads to no heading", path, link)
				}
			case strings.HasPrefix(at, "/"):
				w.do(t, http.MethodGet, at, "")
			default:
				t.Errorf("%s: %s leads nowhere", path, link)
			}
		}
	}
}

// TestShown hides what a hardened server does not have, and marks fiction.
func TestShown(t *testing.T) {
	hardened, err := guide.New(frame.Site{Fiction: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range allPages(t) {
		w := httptest.NewRecorder()
		hardened.ServeHTTP(w, httptest.NewRequest(http.MethodGet, p.Path(), nil))
		html := w.Body.String()
		if strings.Contains(html, `href="/graphiql`) || !strings.Contains(html, "FICTION") || strings.Contains(w.Header().Get("Content-Security-Policy"), "script") {
			t.Errorf("%s: %d %v %s", p.Path(), w.Code, w.Header(), html)
		}
	}
}

// TestExamplesHaveAnswers holds that examples are of the schema, and have answers.
func TestExamplesHaveAnswers(t *testing.T) {
	w := newWorld(t, "", "", nil)
	for _, p := range allPages(t) {
		for _, e := range p.Examples {
			if e.Answer == "" {
				t.Errorf("%s has no answer: go test ./server/web/guide -update", e.ID)
			}
			for _, err := range w.schema.Check(schema.Request{Query: e.Query}) {
				t.Errorf("%s: %v", e.ID, err)
			}
		}
	}
}
