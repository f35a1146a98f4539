package explore_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"parley/graph"
	"parley/graph/explore"
	"parley/graph/memory"
)

// The votes: so many countries vote on each of so many positions, one a day, of
// which a few are about the narrow topic and all about the wide one. As many
// meetings, one a day too, are attended by as many.
const (
	voters    = 40
	votes     = 300
	onNarrow  = 3
	eachPairs = voters * (voters - 1) / 2 // at one position or meeting
)

// voted is an explorer of the votes.
func voted(t *testing.T) *explore.Explorer {
	t.Helper()
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	store := memory.New(m)
	const source = "source:votes"
	var batch []graph.Change
	node := func(id string) {
		batch = append(batch, graph.PutNode{Source: source, ID: id, Props: map[string]graph.Value{"name": id}})
	}
	say := func(f graph.Fact, says map[string]graph.Value) {
		batch = append(batch, graph.PutEvidence{Source: source, Fact: f, Evidence: graph.Evidence{
			Locator: fmt.Sprint("row ", len(batch)), Act: "REPORTED", Basis: "STATED", Says: says,
		}})
	}
	for _, id := range []string{source, "topic:wide", "topic:narrow"} {
		node(id)
	}
	for c := range voters {
		node(fmt.Sprintf("country:v%02d", c))
	}
	for v := range votes {
		on := graph.MakeDay(2000, 1, 1+v).String()
		day, err := graph.NewWhen("", on, "STATED")
		if err != nil {
			t.Fatal(err)
		}
		thatDay, err := graph.NewWhen("", on+"/"+on, "STATED")
		if err != nil {
			t.Fatal(err)
		}
		position, meeting := fmt.Sprintf("position:%03d", v), fmt.Sprintf("meeting:%03d", v)
		node(position)
		node(meeting)
		say(graph.Fact{Node: position}, map[string]graph.Value{})
		say(graph.Fact{Node: meeting}, map[string]graph.Value{"status": "HELD", "when": day})
		for _, hub := range []string{position, meeting} {
			say(graph.Fact{Edge: "ABOUT", From: hub, To: "topic:wide"}, nil)
			if v < onNarrow {
				say(graph.Fact{Edge: "ABOUT", From: hub, To: "topic:narrow"}, nil)
			}
		}
		for c := range voters {
			from, stance := fmt.Sprintf("country:v%02d", c), "SUPPORTS"
			if (c*7+v)%5 == 0 {
				stance = "OPPOSES"
			}
			say(graph.Fact{Edge: "HOLDS", From: from, To: position, Identity: map[string]graph.Value{"stance": stance}}, map[string]graph.Value{"when": thatDay})
			say(graph.Fact{Edge: "PARTICIPATED_IN", From: from, To: meeting}, map[string]graph.Value{"attendance": "ATTENDED"})
		}
	}
	for len(batch) > 0 {
		n := min(len(batch), graph.MaxChanges)
		if _, err := store.Apply(context.Background(), batch[:n]); err != nil {
			t.Fatal(err)
		}
		batch = batch[n:]
	}
	return &explore.Explorer{Model: m, From: store.Snapshot()}
}

// TestNarrowNetworks shows that a topic or a window costs what it leaves: the pairs
// of its own meetings or positions, and the way to these.
func TestNarrowNetworks(t *testing.T) {
	x := voted(t)
	few, err := explore.Between("test", graph.MakeDay(2000, 1, 1), graph.MakeDay(2000, 1, onNarrow))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name string
		ask  explore.NetworkQuery
		scan int // how many rows stand in no index and are looked at
	}{
		{"conflicts on a topic", explore.NetworkQuery{Kind: "CONFLICT", Topic: "topic:narrow"}, 0},
		{"agreements on a topic", explore.NetworkQuery{Kind: "AGREEMENT", Topic: "topic:narrow"}, 0},
		{"meetings about a topic", explore.NetworkQuery{Kind: "CO_ATTENDANCE", Topic: "topic:narrow"}, 0},
		{"meetings about a topic, with details", explore.NetworkQuery{Kind: "CO_ATTENDANCE", Topic: "topic:narrow", Details: true}, 0},
		{"meetings in a window", explore.NetworkQuery{Kind: "CO_ATTENDANCE", During: few}, votes},
		{"stances in a window", explore.NetworkQuery{Kind: "CONFLICT", During: few}, 3 * votes * voters},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := &graph.Budget{}
			g, err := x.Network(graph.WithBudget(context.Background(), b), tt.ask)
			if err != nil {
				t.Fatal(err)
			}
			if len(g.Edges) == 0 || g.Edges[0].Weight > onNarrow || len(g.Edges[0].RestsOn) != g.Edges[0].Weight {
				t.Errorf("%d ties, the first %+v", len(g.Edges), g.Edges[:min(1, len(g.Edges))])
			}
			work, _ := b.Spent()
			if least, most := int64(onNarrow*eachPairs), int64(8*onNarrow*eachPairs+tt.scan); work < least || work > most {
				t.Errorf("it took %d; its own pairs are %d, and %d are well", work, least, most)
			}
		})
	}
}

// TestWideNetworks shows that a network of everything ends where the budget does,
// and that it holds little more than the votes.
func TestWideNetworks(t *testing.T) {
	x := voted(t)
	for _, kind := range []string{"CONFLICT", "AGREEMENT", "CO_ATTENDANCE"} {
		t.Run(kind, func(t *testing.T) {
			b := &graph.Budget{MaxWork: votes * eachPairs / 4}
			_, err := x.Network(graph.WithBudget(context.Background(), b), explore.NetworkQuery{Kind: kind, Topic: "topic:wide"})
			if graph.CodeOf(err) != graph.TooLarge || !strings.Contains(err.Error(), fmt.Sprint(b.MaxWork)) {
				t.Errorf("%v", err)
			}
			all := &graph.Budget{}
			g, err := x.Network(graph.WithBudget(context.Background(), all), explore.NetworkQuery{Kind: kind, First: 1})
			if err != nil {
				t.Fatal(err)
			}
			if len(g.Edges) != 1 || len(g.Edges[0].RestsOn) != g.Edges[0].Weight {
				t.Errorf("%d ties", len(g.Edges))
			}
			if _, peak := all.Spent(); peak > 1000*votes*voters {
				t.Errorf("%d bytes were held", peak)
			}
		})
	}
}

// TestOnlyAnswersAreHeld shows that what an exploration lays out to work with is let
// go once it has answered, also where it fails.
func TestOnlyAnswersAreHeld(t *testing.T) {
	x := voted(t)
	for _, tt := range []struct {
		name string
		most int // bytes of the answer
		ask  func(context.Context) error
	}{
		{"a page of one entry", 1 << 10, func(ctx context.Context) error {
			p, err := x.TimelinePage(ctx, explore.TimelineQuery{Entities: []string{"country:v01"}}, explore.Cut[explore.TimelineKey]{Limit: 1})
			if err == nil && (len(p.Items) != 1 || p.Total != 2*votes) {
				return fmt.Errorf("%d of %d", len(p.Items), p.Total)
			}
			return err
		}},
		{"a subgraph of few nodes", 20 << 10, func(ctx context.Context) error {
			_, err := x.Subgraph(ctx, explore.SubgraphQuery{Roots: []string{"country:v01"}, Depth: 6, MaxNodes: 10, MaxEdges: 20})
			return err
		}},
		{"a network of one tie", 30 << 10, func(ctx context.Context) error {
			_, err := x.Network(ctx, explore.NetworkQuery{Kind: "CO_ATTENDANCE", First: 1})
			return err
		}},
		{"one path", 10 << 10, func(ctx context.Context) error {
			_, err := x.Paths(ctx, explore.PathsQuery{From: "country:v01", To: "country:v02", First: 1})
			return err
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := &graph.Budget{}
			if err := tt.ask(graph.WithBudget(context.Background(), b)); err != nil {
				t.Fatal(err)
			}
			work, peak := b.Spent()
			if held := b.Held(); held < 0 || held > tt.most || work == 0 || peak == 0 {
				t.Errorf("%d bytes are held of %d, for %d of work", held, peak, work)
			}
			for _, small := range []*graph.Budget{{MaxWork: work / 2}, {MaxHeld: peak / 2}} {
				err := tt.ask(graph.WithBudget(context.Background(), small))
				if graph.CodeOf(err) != graph.TooLarge || small.Held() < 0 {
					t.Errorf("with half of it: %v, and %d bytes are held", err, small.Held())
				}
			}
		})
	}
}
