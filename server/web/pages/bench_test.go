package pages

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"parley/graph"
	"parley/graph/memory"
	"parley/schema"
	"parley/server/web/frame"
)

// TestEntityCosts holds the page of an entity with 1,000 edges against the requests that
// it makes, asked alone, in one run. It is to take twice as long at most.
func TestEntityCosts(t *testing.T) {
	p := crowded(t, 1000)
	var asked []schema.Request
	answer := p.answer
	p.answer = func(ctx context.Context, r schema.Request) *schema.Response {
		asked = append(asked, r)
		return answer(ctx, r)
	}
	request := httptest.NewRequest(http.MethodGet, "/entity/person:hub", nil)
	request.SetPathValue("id", "person:hub")
	page := func() {
		if _, err := p.entity(t.Context(), request); err != nil {
			t.Fatal(err)
		}
	}
	page()
	p.answer = answer
	alone := func() {
		for _, r := range asked {
			response := answer(t.Context(), r)
			if len(response.Errors) > 0 {
				t.Fatal(response.Errors[0])
			}
			response.Close()
		}
	}
	whole, parts := timed(page), timed(alone)
	t.Logf("a page of %d requests %v, these alone %v = %.2f", len(asked), whole, parts, float64(whole)/float64(parts))
	if whole > 3*parts { // with room for a busy machine
		t.Errorf("the page takes %.1f times as long as what it asks", float64(whole)/float64(parts))
	}
}

// timed returns the least time that something takes of some runs.
func timed(f func()) time.Duration {
	var times []time.Duration
	for range 20 {
		start := time.Now()
		f()
		times = append(times, time.Since(start))
	}
	return slices.Min(times)
}

// crowded returns the pages of a store in which one person was at so many meetings.
func crowded(t *testing.T, meetings int) *Pages {
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	s, err := schema.New(m)
	if err != nil {
		t.Fatal(err)
	}
	store := memory.New(m)
	const source = "source:s"
	changes := []graph.Change{graph.PutNode{Source: source, ID: source, Props: map[string]graph.Value{"name": "S", "title": "S"}}}
	node := func(id string) {
		changes = append(changes, graph.PutNode{Source: source, ID: id, Props: map[string]graph.Value{"name": id}})
	}
	fact := func(f graph.Fact, says map[string]graph.Value) {
		changes = append(changes, graph.PutEvidence{Source: source, Fact: f, Evidence: graph.Evidence{Locator: fmt.Sprint(len(changes)), Seq: len(changes), Act: "REPORTED", Basis: "STATED", Says: says}})
	}
	node("person:hub")
	for i := range meetings {
		meeting, other := fmt.Sprintf("meeting:m%04d", i), fmt.Sprintf("person:p%03d", i%200)
		node(meeting)
		node(other)
		fact(graph.Fact{Node: meeting}, map[string]graph.Value{"status": "HELD"})
		for _, who := range []string{"person:hub", other} {
			fact(graph.Fact{Edge: "PARTICIPATED_IN", From: who, To: meeting}, map[string]graph.Value{"attendance": "ATTENDED"})
		}
	}
	if _, err := store.Apply(t.Context(), changes); err != nil {
		t.Fatal(err)
	}
	p, err := New(s, store, frame.Site{})
	if err != nil {
		t.Fatal(err)
	}
	return p
}
