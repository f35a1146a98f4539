package graphtest

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"parley/graph"
)

// randomGraph makes a random graph over a whole model: nodes of every kind, edges of
// every type, values of every property.
type randomGraph struct {
	rng   *rand.Rand
	model *graph.Model
	ids   map[string][]string // by kind
}

// The values of a random graph. They are few, so that they are often the same.
var (
	madeNames = []string{"Anna", "anna", "Änna", "Bob Anna", "Zed", "zebra crossing", "Ωmega", "ﬁn", "Q𝒳", "~tilde", "Anna Bob"}
	madeTexts = []string{"a", "b", "Alpha beta", "beta's gamma", "Ä", "zz", "a b", "𝒳", "~"}
	madeDates = []string{"2025", "2025-01", "2025-01-15", "2025-01-10/2025-01-20", "2025-01-16/..", "../2025-01-14", "2024-12~", "202X"}
	madeDays  = []string{"2024-12-31", "2025-01-01", "2025-01-15", "2025-01-16", "2025-06-01"}
)

// MadeGraph makes a random graph; one seed makes one graph.
func MadeGraph(m *graph.Model, seed uint64) []graph.Change {
	g := &randomGraph{rand.New(rand.NewPCG(seed, 11)), m, map[string][]string{}}
	var out []graph.Change
	for i := range 3 {
		id := fmt.Sprintf("source:s%d", i)
		p := props{"name": choose(g.rng, madeNames), "title": choose(g.rng, madeTexts), "text": randomText}
		if w := g.date(); w != nil {
			p["published"] = w
		}
		if w := g.date(); w != nil {
			p["withdrawn"] = w
		}
		out = append(out, graph.PutNode{Source: id, ID: id, Props: p})
		g.ids["Source"] = append(g.ids["Source"], id)
	}
	for _, k := range m.Kinds {
		for i := range 4 + g.rng.IntN(6) {
			if k.Name != "Source" {
				out = append(out, g.node(k, i))
			}
		}
	}
	for _, k := range m.Kinds {
		for _, id := range g.ids[k.Name] {
			out = append(out, g.fact(graph.Fact{Node: id}, k.Props()))
		}
	}
	for _, e := range m.Edges {
		for range 12 + g.rng.IntN(20) {
			out = append(out, g.edge(e))
		}
	}
	return out
}

func choose[T any](rng *rand.Rand, list []T) T { return list[rng.IntN(len(list))] }

func (g *randomGraph) date() *graph.When {
	if g.rng.IntN(3) == 0 {
		return nil
	}
	return when(choose(g.rng, madeDates))
}

func (g *randomGraph) node(k *graph.Kind, i int) graph.Change {
	id := fmt.Sprintf("%s%d", k.Prefix(), i)
	g.ids[k.Name] = append(g.ids[k.Name], id)
	p := g.values(k.Props(), func(p *graph.Property) bool { return p.Editorial && !p.Weighed })
	p["name"] = choose(g.rng, madeNames)
	return graph.PutNode{Source: choose(g.rng, g.ids["Source"]), ID: id, Props: p}
}

// idOf returns the id of a node of one of some kinds.
func (g *randomGraph) idOf(kinds graph.KindSet) string {
	return choose(g.rng, g.ids[choose(g.rng, g.model.KindsOf(kinds)).Name])
}

// values returns values for some properties.
func (g *randomGraph) values(list []*graph.Property, take func(*graph.Property) bool) props {
	out := props{}
	for _, p := range list {
		if !take(p) || g.rng.IntN(4) == 0 {
			continue
		}
		if v := g.value(p); v != nil {
			out[p.Name] = v
		}
	}
	return out
}

func (g *randomGraph) value(p *graph.Property) graph.Value {
	switch p.Type {
	case graph.Text:
		return choose(g.rng, madeTexts)
	case graph.TextList:
		return []string{choose(g.rng, madeNames), choose(g.rng, madeTexts)}
	case graph.Enumerated:
		return choose(g.rng, p.Enum.Values).Name
	case graph.Number, graph.Tally:
		return int64(g.rng.IntN(5))
	case graph.Flag:
		return g.rng.IntN(2) == 0
	case graph.Identifiers:
		return []graph.Identifier{{Scheme: "x", Value: choose(g.rng, madeTexts)}}
	case graph.Reference:
		return choose(g.rng, g.ids[choose(g.rng, p.To)])
	case graph.Date:
		if w := g.date(); w != nil {
			return w
		}
	}
	return nil
}

// edge returns evidence for an edge between two nodes, new or not.
func (g *randomGraph) edge(e *graph.Edge) graph.Change {
	f := graph.Fact{Edge: e.Name, From: g.idOf(e.FromKinds()), To: g.idOf(e.ToKinds())}
	for f.From == f.To && !e.Reflexive || e.SameKind && g.model.KindOf(f.From) != g.model.KindOf(f.To) {
		f.To = g.idOf(e.ToKinds())
	}
	f.Identity = g.values(e.Props(), func(p *graph.Property) bool { return p.Identity })
	return g.fact(f, e.Props())
}

func (g *randomGraph) fact(f graph.Fact, list []*graph.Property) graph.Change {
	n := g.rng.IntN(10)
	e := graph.Evidence{
		Quote: fmt.Sprint("Quote ", n, "."), Start: 1 + 9*n, End: 9 + 9*n, Seq: g.rng.IntN(100),
		Act: choose(g.rng, g.model.EvidenceProp("act").Enum.Values).Name, Basis: choose(g.rng, []string{"STATED", "STATED", "INFERRED"}),
		SaidWhen: g.date(),
		Says:     g.values(list, func(p *graph.Property) bool { return !p.Identity && !p.Editorial && !p.Weighed }),
	}
	if g.rng.IntN(2) == 0 {
		e.SaidBy = g.idOf(g.model.Actors)
	}
	if g.rng.IntN(4) == 0 {
		e.SaidAt = choose(g.rng, g.ids["Meeting"])
	}
	if g.rng.IntN(4) == 0 {
		e.SaidFor = g.idOf(g.model.Actors)
	}
	source := choose(g.rng, g.ids["Source"])
	if corrected := choose(g.rng, g.ids["Source"]); corrected != source && g.rng.IntN(3) == 0 {
		e.Corrects = []string{corrected, "source:unknown"}
	}
	return graph.PutEvidence{Source: source, Fact: f, Evidence: e}
}

// DatedModel returns the standard model as it was when the dates of states were part
// of their ids, for stores as earlier versions wrote them.
func DatedModel(t *testing.T) *graph.Model {
	t.Helper()
	spec := graph.Standard()
	for _, e := range spec.Edges {
		for i := range e.Properties {
			if p := &e.Properties[i]; p.Formerly {
				p.Identity, p.Formerly = true, false
			}
		}
	}
	return mustModel(t, spec)
}
