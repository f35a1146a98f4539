package explore_test

import (
	"context"
	"fmt"
	"testing"

	"parley/graph"
	"parley/graph/explore"
	"parley/graph/memory"
)

// hub returns a store in which one person took part in so many meetings.
func hub(t *testing.T, m *graph.Model, meetings int) graph.Store {
	t.Helper()
	const source = "source:s"
	store := memory.New(m)
	changes := []graph.Change{
		graph.PutNode{Source: source, ID: source, Props: map[string]graph.Value{"name": "S"}},
		graph.PutNode{Source: source, ID: "person:hub", Props: map[string]graph.Value{"name": "Hub"}},
	}
	for i := range meetings {
		said := graph.Evidence{Locator: fmt.Sprint("row ", i), Act: "REPORTED", Basis: "STATED", Says: map[string]graph.Value{"attendance": "ATTENDED"}}
		held := said
		held.Says = map[string]graph.Value{"status": "HELD"}
		meeting := fmt.Sprintf("meeting:%06d", i)
		changes = append(changes,
			graph.PutNode{Source: source, ID: meeting, Props: map[string]graph.Value{"name": "Meeting"}},
			graph.PutEvidence{Source: source, Fact: graph.Fact{Node: meeting}, Evidence: held},
			graph.PutEvidence{Source: source, Fact: graph.Fact{Edge: "PARTICIPATED_IN", From: "person:hub", To: meeting}, Evidence: said})
		if len(changes) > graph.MaxChanges-3 || i == meetings-1 {
			if _, err := store.Apply(context.Background(), changes); err != nil {
				t.Fatal(err)
			}
			changes = nil
		}
	}
	return store
}

// TestNeighboursOfHubs shows that a page of a hub's neighbours, with all that is to be
// known of them and with counts, takes as much work whatever the hub has.
func TestNeighboursOfHubs(t *testing.T) {
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	work := func(meetings int) int64 {
		store := hub(t, m, meetings)
		b := &graph.Budget{}
		x := &explore.Explorer{Model: m, From: store.Snapshot()}
		behind := graph.EdgeKey{Link: m.Edge("PARTICIPATED_IN").OutLink(), EdgeID: fmt.Sprintf("PARTICIPATED_IN person:hub meeting:%06d", meetings/2)}
		page, err := x.Neighbours(graph.WithBudget(t.Context(), b), explore.NeighboursQuery{Of: "person:hub", Counts: true, Details: explore.Everything | explore.WantBasis},
			explore.Cut[graph.EdgeKey]{Limit: 25, After: &behind})
		if err != nil {
			t.Fatal(err)
		}
		if page.Total != meetings || page.Counts[0].Count != meetings || len(page.Items) != 25 || page.Items[0].Edge.Verified() == "" {
			t.Fatalf("of %d meetings %d are counted and %d shown", meetings, page.Total, len(page.Items))
		}
		n, _ := b.Spent()
		return n
	}
	if few, many := work(200), work(6_000); many > few {
		t.Errorf("a page of 25 of 200 takes %d steps, of 6,000 %d", few, many)
	}
}

// TestTooManyAmong shows which nodes, edges and texts are too many at once.
func TestTooManyAmong(t *testing.T) {
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	x := &explore.Explorer{Model: m, From: memory.New(m).Snapshot()}
	var ids []string
	for i := range explore.MaxAmong + 1 {
		ids = append(ids, fmt.Sprint("person:", i))
	}
	_, err = x.EdgesAmong(t.Context(), ids, nil, false, 0)
	tooLarge(t, err, "edges: 5001 nodes are too many at once; at most 5000 are taken")
	_, err = x.Mentions(t.Context(), string(make([]byte, explore.MaxMentionText+1)), 0)
	tooLarge(t, err, "mentions: the text has 65537 bytes; at most 65536 are taken: ask for parts of it")

	x.From = crowded{x.From}
	_, err = x.EdgesAmong(t.Context(), ids[:2], nil, false, 0)
	tooLarge(t, err, "edges: there are 20001 edges among these nodes; at most 20000 are given: name fewer nodes, or types of edge")
}

func tooLarge(t *testing.T, err error, message string) {
	t.Helper()
	if graph.CodeOf(err) != graph.TooLarge || err.Error() != message {
		t.Errorf("the error is %v, not %s", err, message)
	}
}

// crowded says that there are more edges than may be given.
type crowded struct{ graph.Reader }

func (crowded) Expand(context.Context, *graph.Expansion) ([]graph.Neighbours, error) {
	return []graph.Neighbours{{Degree: explore.MaxEdges + 1}, {Degree: explore.MaxEdges + 1}}, nil
}
