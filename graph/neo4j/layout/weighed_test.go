package layout

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/dbtype"

	"parley/graph"
)

// TestWeighedValues stores what follows from statements, as the driver brings it
// back, and reads it again.
func TestWeighedValues(t *testing.T) {
	day := func(s string) graph.Day {
		d, err := graph.ParseDay(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	open := graph.Bounds{StartEarliest: graph.NoDay, StartLatest: graph.NoDay, EndEarliest: graph.NoDay, EndLatest: graph.NoDay}
	tests := []struct {
		name string
		typ  graph.Type
		v    graph.Value
	}{
		{"a support", graph.Tally, &graph.Support{Affirmed: 3, Silent: 1, Publishers: 2}},
		{"no periods", graph.Spans, []graph.Period(nil)},
		{"a period that is open on all sides, and one that is not", graph.Spans, []graph.Period{
			{Bounds: open, Statements: []int{0, 12}},
			{Bounds: graph.Bounds{StartEarliest: day("2025-01-01"), StartLatest: graph.NoDay, EndEarliest: day("-0044-03-15"), EndLatest: day("2025-12-31")}, Statements: []int{}},
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := &graph.Property{Name: "x", Type: tt.typ, Weighed: true}
			stored := map[string]any{}
			Store(p, tt.v, stored)
			brought := map[string]any{}
			for name, v := range stored {
				brought[name] = asBrought(v)
			}
			if diff := cmp.Diff(tt.v, Value(p, brought)); diff != "" {
				t.Error(diff)
			}
			if diff := Changed(brought, stored); len(diff) > 0 {
				t.Errorf("what is stored differs from itself: %v", diff)
			}
		})
	}
}

// asBrought returns a stored value as the driver brings it.
func asBrought(v any) any {
	var list []any
	switch v := v.(type) {
	case []string:
		for _, x := range v {
			list = append(list, x)
		}
	case []int64:
		for _, x := range v {
			list = append(list, x)
		}
	case []dbtype.Date:
		for _, x := range v {
			list = append(list, x)
		}
	default:
		return v
	}
	return list
}
