package web_test

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"parley/graph"
	"parley/server/web"
)

// TestFrontDrawing finds the article's meetings and its conflict in the drawing,
// each with a card that a click opens.
func TestFrontDrawing(t *testing.T) {
	_, page := newAPI(t).get(t, "/")
	for _, id := range []string{
		"meeting:2025-12-02-moscow", "meeting:2025-12-01-paris", "meeting:witkoff-starmer", "person:steve-witkoff", "country:ru",
		"conflict:country:ru:country:ua",
	} {
		if !strings.Contains(page, `<a href="#`+id+`" class="`) || !strings.Contains(page, `<article class="card" id="`+id+`"`) {
			t.Errorf("%s is not drawn, or has no card", id)
		}
	}
	for _, match := range regexp.MustCompile(`href="#([^"]+)"`).FindAllStringSubmatch(page, -1) {
		if !strings.Contains(page, `id="`+match[1]+`"`) {
			t.Errorf("a link leads to %s, which is not there", match[1])
		}
	}
	if strings.Contains(page, "<script") || strings.Contains(page, "style=") {
		t.Error("the page has a script or a style of its own")
	}
}

// TestFrontMany draws the conflicts that rest on most and the latest meetings of
// a graph that has more of both than there is room for, and says how many it
// leaves out.
func TestFrontMany(t *testing.T) {
	a := newAPI(t, many(t, 40))
	_, page := a.get(t, "/")
	for _, id := range []string{
		"conflict:country:ru:country:ua", "conflict:organization:000-left:organization:000-right",
		"meeting:a-039", "meeting:a-026",
	} {
		if !strings.Contains(page, `<article class="card" id="`+id+`"`) {
			t.Errorf("%s is not drawn", id)
		}
	}
	for _, id := range []string{"meeting:a-025", "meeting:2025-12-02-moscow", "meeting:witkoff-starmer"} {
		if strings.Contains(page, `<article class="card" id="`+id+`"`) {
			t.Errorf("%s is drawn", id)
		}
	}
	_, tall, _ := strings.Cut(page, `<svg class="tall"`)
	if drawn := strings.Count(tall, `" class="tie conflict"`); drawn != 24 {
		t.Errorf("%d conflicts are drawn", drawn)
	}
	if want := "Not drawn: 32 earlier or undated meetings and 17 more of the conflicts."; !strings.Contains(said(page), want) {
		t.Errorf("the page does not say %q", want)
	}
}

// many writes a corpus of some meetings, each on a day of its own in 2026, and
// some conflicts. The ids of both come before those of the article.
func many(t *testing.T, n int) string {
	t.Helper()
	var entities, facts strings.Builder
	for i := range n {
		left, right := fmt.Sprintf("organization:%03d-left", i), fmt.Sprintf("organization:%03d-right", i)
		position, meeting := fmt.Sprintf("position:a-%03d", i), fmt.Sprintf("meeting:a-%03d", i)
		for _, id := range []string{left, right, meeting} {
			fmt.Fprintf(&entities, "  - {id: %s, name: %q}\n", id, id)
		}
		fmt.Fprintf(&entities, "  - {id: %s, name: %q, statement: %[2]q}\n", position, position)
		day := time.Date(2026, 1, 1+i, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
		fmt.Fprintf(&facts, "  - {fact: %s, quote: It, status: HELD, when: %s}\n  - {fact: %s, quote: It}\n", meeting, day, position)
		for id, stance := range map[string]string{left: "SUPPORTS", right: "OPPOSES"} {
			fmt.Fprintf(&facts, "  - {fact: %s HOLDS %s, quote: It, stance: %s}\n", id, position, stance)
			fmt.Fprintf(&facts, "  - {fact: %s PARTICIPATED_IN %s, quote: It, attendance: ATTENDED}\n", id, meeting)
		}
	}
	return folder(t, "It is so.", "source: {id: source:many, title: Many}\nentities:\n"+entities.String()+"facts:\n"+facts.String())
}

// TestFrontPlaced says of undated events where a timeline puts them, and that they
// have no date.
func TestFrontPlaced(t *testing.T) {
	corpus := `source: {id: source:placed, title: Placed}
entities:
  - {id: meeting:before, name: Before}
  - {id: meeting:dated, name: Dated}
  - {id: meeting:after, name: After}
facts:
  - {fact: meeting:before, quote: It, status: HELD}
  - {fact: meeting:dated, quote: It, status: HELD, when: 2020-01-01}
  - {fact: meeting:after, quote: It, status: HELD, when: {text: later}}
  - {fact: meeting:dated FOLLOWS meeting:before, quote: It}
  - {fact: meeting:after FOLLOWS meeting:dated, quote: It}
  - {fact: country:ua PARTICIPATED_IN meeting:before, quote: It}
  - {fact: country:ua PARTICIPATED_IN meeting:dated, quote: It}
  - {fact: country:ua PARTICIPATED_IN meeting:after, quote: It}
`
	_, page := newAPI(t, folder(t, "It is so.", corpus)).get(t, "/")
	if want := "no date, before the below: Before 2020-01-01 Dated no date (“later”), after the above: After "; !strings.Contains(said(page), want) {
		t.Errorf("%q is not on the page:\n%s", want, said(page))
	}
}

// folder writes a corpus.
func folder(t *testing.T, text, facts string) string {
	t.Helper()
	folder := t.TempDir()
	for name, content := range map[string]string{"text.txt": text, "facts.yaml": facts} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// crowded is a store with more conflicts than are looked at.
type crowded struct{ graph.Store }

func (c crowded) Snapshot() graph.Reader { return crowdedReader{c.Store.Snapshot()} }

type crowdedReader struct{ graph.Reader }

func (c crowdedReader) Select(ctx context.Context, p *graph.Plan) (*graph.Rows, error) {
	if strings.Contains(p.String(), "holders") {
		return nil, graph.Errorf(graph.TooLarge, "network", "more than a page holds")
	}
	return c.Reader.Select(ctx, p)
}

// TestFrontCrowded draws the meetings of a store whose conflicts are too many.
func TestFrontCrowded(t *testing.T) {
	a := newAPI(t)
	handler, err := web.New(web.Config{Schema: a.schema, Store: crowded{a.store}, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	reply := httptest.NewRecorder()
	handler.ServeHTTP(reply, httptest.NewRequest(http.MethodGet, "/", nil))
	page := reply.Body.String()
	if !strings.Contains(said(page), "No conflicts are drawn: network: more than a page holds.") || !strings.Contains(page, `id="meeting:2025-12-02-moscow"`) {
		t.Errorf("the page says\n%s", said(page))
	}
}
