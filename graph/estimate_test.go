package graph

import "testing"

// TestSize holds what is estimated of lists against what is to be looked at, where
// the graph has a thousand nodes, each with ten edges of a type and fifty pairs.
func TestSize(t *testing.T) {
	size := Size(func(from From) float64 {
		switch {
		case from.Link == nil:
			return 1000
		case from.Link.Kind == DerivedLink:
			return 50
		}
		return 10
	})
	edges, pairs := From{Link: &Link{Kind: EdgeLink}}, From{Link: &Link{Kind: DerivedLink}}
	text := Is{Field: Field{Prop: &Property{Name: "statement"}}, Op: Contains, Value: "x"}
	id := Is{Field: Field{Get: GetID}, Op: Eq, Value: "person:x"}
	met := func(q Quantifier, where Filter) Filter { return &Any{Quantifier: q, From: pairs, Where: where} }
	page := Page{Limit: 100}
	for _, tt := range []struct {
		name             string
		list             List
		sifting, reading float64
	}{
		{"a page", List{Rows: true, Page: page}, 0, 100},
		{"a page of a link, which has no more", List{From: edges, Rows: true, Page: page}, 0, 10},
		{"a filter by a value", List{Where: text}, 1000, 1000},
		{"two of them, of which one must hold", List{Where: Or{text, Not{text}}}, 2000, 2000},
		{"a filter through a link", List{Where: &Any{From: edges, Where: text}}, 20_000, 20_000},
		{"nested filters", List{Where: met(None, met(None, text))}, 1000 * 50 * 101, 1000 * 50 * 101},
		{"an id", List{Where: And{text, id}, Rows: true, Page: page}, 2, 3},
		{"an id, or what is linked to one", List{Where: Or{id, met(Some, id)}}, 51 * 101, 51 * 101},
		{"an id, or a value", List{Where: Or{id, text}}, 2000, 2000},
		{"what is linked to an id", List{Where: met(Some, id), Rows: true, Page: page}, 50 * 100, 50*100 + 50},
		{"what is not linked to an id", List{Where: met(None, id)}, 1000 * 100, 1000 * 100},
		{"an order by a stored count", List{Order: []Order{{Field: Field{Get: GetLinkCount, Link: edges}}}}, 1000, 1000},
		{"an order by a derived count", List{Order: []Order{{Field: Field{Get: GetLinkCount, Link: pairs}}}}, 50_000, 50_000},
		{"groups", List{Groups: []Field{{}, {}}}, 2000, 2000},
		{"lists below", List{Rows: true, Page: page, Slots: []Slot{{List: &List{From: pairs, Rows: true, Page: Page{Limit: 20}}}, {List: &List{From: pairs, Count: true}}}}, 0, 100 * (1 + 20 + 50)},
	} {
		if got := size.Sifting(&tt.list); got != tt.sifting {
			t.Errorf("%s: sifting looks at %g, not %g", tt.name, got, tt.sifting)
		}
		if got := size.Reading(&tt.list); got != tt.reading {
			t.Errorf("%s: reading looks at %g, not %g", tt.name, got, tt.reading)
		}
	}
}
