package explore_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
	"parley/graph/explore"
	"parley/graph/memory"
)

// TestPlacement shows where events without a date stand. Meetings are written
// as "name date", "name >what it says it came after", or "name"; "b < a" is the
// edge b FOLLOWS a. Only those that ann took part in are entries: not "(name".
func TestPlacement(t *testing.T) {
	tests := []struct {
		sentence string
		graph    string
		want     string
	}{
		{"by date, and by id on one day", "b 2025-01-02, a 2025-01-02, c 2025-01-01", "c DATED, a DATED, b DATED"},
		{"by the first day on which it may have begun", "a 2025-02, b 2025-01/2025-12, c ../2025-03-01", "b DATED, a DATED, c DATED"},
		{"a sequel of the same day stands behind what it follows", "a 2025-01-02, b 2025-01-02, a < b", "b DATED, a DATED"},
		{"without a date, after what it says it came after", "a 2025-01-01, b >c, c 2025-01-02, d 2025-01-03", "a DATED, c DATED, b AFTER, d DATED"},
		{"without a date, after what it follows", "a 2025-01-01, b, c 2025-01-03, b < a", "a DATED, b AFTER, c DATED"},
		{"after the last of several", "a 2025-01-01, b, c 2025-01-03, b < a, b < c", "a DATED, c DATED, b AFTER"},
		{"before what follows it", "a 2025-01-01, z, c 2025-01-03, c < z", "a DATED, z BEFORE, c DATED"},
		{"what it follows counts before what follows it", "a 2025-01-01, z, c 2025-01-03, c < z, z < a", "a DATED, z AFTER, c DATED"},
		{"chains", "a 2025-01-01, d, c, b 2025-01-02, c < a, d < c", "a DATED, c AFTER, d AFTER, b DATED"},
		{"chains backwards", "a 2025-01-01, d, c, b 2025-01-02, b < c, c < d", "a DATED, d BEFORE, c BEFORE, b DATED"},
		{"by what is no entry itself", "(x 2025-01-02, a 2025-01-01, b >x, c 2025-01-03", "a DATED, b AFTER, c DATED"},
		{"by an edge to what is no entry itself", "(x 2025-01-02, a 2025-01-01, b, c 2025-01-03, b < x", "a DATED, b AFTER, c DATED"},
		{"nothing says when", "b, a, c 2025-01-01", "c DATED, a UNPLACED, b UNPLACED"},
		{"a circle says nothing", "b, a, c 2025-01-01, a < b, b < a", "c DATED, a UNPLACED, b UNPLACED"},
		{"a circle with a way in", "b, a, c 2025-01-01, a < b, b < a, a < c", "c DATED, a AFTER, b AFTER"},
	}
	for _, tt := range tests {
		t.Run(tt.sentence, func(t *testing.T) {
			x := written(t, tt.graph)
			entries, err := x.Timeline(context.Background(), explore.TimelineQuery{Entities: []string{"person:ann"}, Kinds: []string{"Meeting"}})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, e := range entries {
				got = append(got, strings.TrimPrefix(e.ID, "meeting:")+" "+string(e.Placement))
			}
			if diff := cmp.Diff(tt.want, strings.Join(got, ", ")); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.graph, diff)
			}
		})
	}
}

// TestWindow shows which events without a date may lie in 2025-01-10/2025-01-31.
// Graphs are written as for TestPlacement.
func TestWindow(t *testing.T) {
	tests := []struct {
		sentence string
		graph    string
		want     string
	}{
		{"between what lies before it and what lies after it", "a 2025-01-05, b, c 2025-01-20, b < a, c < b", "b c"},
		{"after what lies before it, however long", "a 2025-01-05, b, b < a", "b"},
		{"not after what lies behind it", "b, a 2025-02-01, b < a", ""},
		{"before what lies behind it", "b, c 2025-02-01, c < b", "b"},
		{"not before what lies before it", "b, c 2025-01-05, c < b", ""},
		{"not between two that lie before it", "a 2025-01-01, b, c 2025-01-05, b < a, c < b", ""},
		{"before what may begin as late as in it", "b, c 2025-01, c < b", "b c"},
		{"of a chain", "a 2025-01-05, b, d, c 2025-01-20, b < a, d < b, c < d", "b d c"},
		{"of a chain that begins behind it", "a 2025-02-05, b, d, b < a, d < b", ""},
		{"not what nothing places", "b", ""},
	}
	for _, tt := range tests {
		t.Run(tt.sentence, func(t *testing.T) {
			during := whenOf(t, "2025-01-10/2025-01-31").Bounds
			entries, err := written(t, tt.graph).Timeline(context.Background(), explore.TimelineQuery{
				Entities: []string{"person:ann"}, During: &during, Kinds: []string{"Meeting"},
			})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, e := range entries {
				got = append(got, strings.TrimPrefix(e.ID, "meeting:"))
			}
			if diff := cmp.Diff(tt.want, strings.Join(got, " ")); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.graph, diff)
			}
		})
	}
}

// TestManySequels shows that a place which depends on more than is read is not
// guessed.
func TestManySequels(t *testing.T) {
	for n, want := range map[int]graph.Code{graph.MaxPage: "", graph.MaxPage + 1: graph.TooLarge} {
		text := "b"
		for i := range n {
			text += fmt.Sprintf(", (a%d, b < a%d", i, i)
		}
		_, err := written(t, text).Timeline(context.Background(), explore.TimelineQuery{Entities: []string{"person:ann"}})
		if graph.CodeOf(err) != want {
			t.Errorf("%d: %v", n, err)
		}
	}
}

// written makes a graph of meetings.
func written(t *testing.T, text string) *explore.Explorer {
	t.Helper()
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	const source = "source:s"
	named := func(id string) graph.Change {
		return graph.PutNode{Source: source, ID: id, Props: map[string]graph.Value{"name": id}}
	}
	changes := []graph.Change{graph.PutNode{Source: source, ID: source, Props: map[string]graph.Value{"name": "S", "text": "x"}}, named("person:ann")}
	fact := func(f graph.Fact, says map[string]graph.Value) {
		changes = append(changes, graph.PutEvidence{Source: source, Fact: f, Evidence: graph.Evidence{
			Locator: fmt.Sprint("row ", len(changes)), Act: "REPORTED", Basis: "STATED", Says: says,
		}})
	}
	for part := range strings.SplitSeq(text, ", ") {
		if later, earlier, edge := strings.Cut(part, " < "); edge {
			fact(graph.Fact{Edge: "FOLLOWS", From: "meeting:" + later, To: "meeting:" + earlier}, nil)
			continue
		}
		name, date, dated := strings.Cut(part, " ")
		id := "meeting:" + strings.TrimPrefix(name, "(")
		changes = append(changes, named(id))
		says := map[string]graph.Value{}
		if dated {
			says["when"] = whenOf(t, date)
		}
		fact(graph.Fact{Node: id}, says)
		if !strings.HasPrefix(name, "(") {
			fact(graph.Fact{Edge: "PARTICIPATED_IN", From: "person:ann", To: id}, nil)
		}
	}
	store := memory.New(m)
	if _, err := store.Apply(context.Background(), changes); err != nil {
		t.Fatal(err)
	}
	return &explore.Explorer{Model: m, From: store.Snapshot()}
}

func whenOf(t *testing.T, text string) *graph.When {
	t.Helper()
	edtf, words, after := text, "", []string(nil)
	if id, ok := strings.CutPrefix(text, ">"); ok {
		edtf, words, after = "", "later", []string{"meeting:" + id}
	}
	w, err := graph.NewWhen(words, edtf, "", after...)
	if err != nil {
		t.Fatal(err)
	}
	return w
}
