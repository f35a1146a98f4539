package exploretest

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"testing"

	"parley/graph"
	"parley/graph/explore"
)

// world is all that a store shows: the reference's graph.
type world struct {
	model *graph.Model
	nodes map[string]*node
	ids   []string // sorted
	edges []*edge
}

type node struct {
	id   string
	kind *graph.Kind
	vals map[string]graph.Value
}

type edge struct {
	id       string
	typ      *graph.Edge
	from, to string
	vals     map[string]graph.Value
}

func (n *node) text(name string) string { s, _ := n.vals[name].(string); return s }
func (e *edge) text(name string) string { s, _ := e.vals[name].(string); return s }

// periods are when an edge held.
func (e *edge) periods() []graph.Period {
	p, _ := e.vals["periods"].([]graph.Period)
	return p
}

// held reports whether an edge may have held on some of the days.
func (e *edge) held(days graph.Bounds) bool {
	for _, p := range e.periods() {
		if p.Overlaps(days) {
			return true
		}
	}
	return false
}

func when(vals map[string]graph.Value) *graph.When {
	w, _ := vals["when"].(*graph.When)
	return w
}

// readWorld reads everything with one plain question for each kind.
func readWorld(t testing.TB, x *explore.Explorer) *world {
	t.Helper()
	w := &world{model: x.Model, nodes: map[string]*node{}}
	for _, k := range x.Model.Kinds {
		rows, err := x.From.Select(context.Background(), &graph.Plan{Root: everythingOf(k), AsOf: x.AsOf})
		if err != nil {
			t.Fatal(err)
		}
		for row := range rows.All() {
			w.take(k, row)
		}
	}
	slices.Sort(w.ids)
	return w
}

const all = 1_000_000

func everythingOf(k *graph.Kind) graph.List {
	l := graph.List{
		From: graph.From{Kinds: graph.KindSet(0).With(k)}, Vars: []graph.Var{{}}, Rows: true, Page: graph.Page{Limit: all},
		Slots: []graph.Slot{{Field: graph.Field{Get: graph.GetID}}},
	}
	for _, p := range k.Props() {
		l.Slots = append(l.Slots, graph.Slot{Field: graph.Field{Prop: p}})
	}
	for _, link := range outLinks(k) {
		below := &graph.List{
			From: graph.From{Link: link}, Vars: []graph.Var{{}, {Ref: graph.NodeRef}}, Rows: true, Page: graph.Page{Limit: all},
			Slots: []graph.Slot{{Field: graph.Field{Get: graph.GetID}}, {Field: graph.Field{Get: graph.GetID, Var: 1}}},
		}
		for _, p := range link.Edge.Props() {
			below.Slots = append(below.Slots, graph.Slot{Field: graph.Field{Prop: p}})
		}
		l.Slots = append(l.Slots, graph.Slot{List: below})
	}
	return l
}

func outLinks(k *graph.Kind) (links []*graph.Link) {
	for _, l := range k.Links() {
		if l.Kind == graph.EdgeLink && l.Out {
			links = append(links, l)
		}
	}
	return links
}

func (w *world) take(k *graph.Kind, row []graph.Value) {
	n := &node{id: row[0].(string), kind: k, vals: map[string]graph.Value{}}
	for i, p := range k.Props() {
		n.vals[p.Name] = row[1+i]
	}
	w.nodes[n.id] = n
	w.ids = append(w.ids, n.id)
	for i, l := range outLinks(k) {
		rows := row[1+len(k.Props())+i].(*graph.Rows)
		for r := range rows.All() {
			if _, from, _ := w.model.EdgeOf(r[0].(string)); from != n.id {
				continue // a symmetric edge, seen from its other end
			}
			e := &edge{id: r[0].(string), typ: l.Edge, from: n.id, to: r[1].(string), vals: map[string]graph.Value{}}
			for p, property := range l.Edge.Props() {
				e.vals[property.Name] = r[2+p]
			}
			w.edges = append(w.edges, e)
		}
	}
}

// label is an edge as a line.
func (w *world) label(id string) string {
	e := w.edges[slices.IndexFunc(w.edges, func(e *edge) bool { return e.id == id })]
	words := []string{w.nodes[e.from].text("name"), e.typ.Name, w.nodes[e.to].text("name")}
	for _, p := range e.typ.Props() {
		if value := e.text(p.Name); p.InLabel && value != "" {
			words = slices.Insert(words, 2, "("+value+")")
		}
	}
	return strings.Join(words, " ")
}

// end is an edge as seen from a node.
type end struct {
	*edge
	link *graph.Link
	far  string
}

// at lists the edges at a node, by the link's place in the model, then by id.
func (w *world) at(id string, types []*graph.Edge) []end {
	var ends []end
	for _, e := range w.edges {
		if len(types) > 0 && !slices.Contains(types, e.typ) {
			continue
		}
		if e.from == id {
			ends = append(ends, end{e, e.typ.OutLink(), e.to})
		}
		if e.to == id {
			ends = append(ends, end{e, e.typ.InLink(), e.from})
		}
	}
	slices.SortFunc(ends, func(a, b end) int {
		return cmp.Or(a.link.Ordinal()-b.link.Ordinal(), strings.Compare(a.id, b.id))
	})
	return ends
}

// to lists the edges of a type that lead to a node.
func (w *world) to(id, typ string) (edges []*edge) {
	for _, e := range w.edges {
		if e.to == id && e.typ.Name == typ {
			edges = append(edges, e)
		}
	}
	return edges
}

// linked reports whether an edge of a type leads from one node to another.
func (w *world) linked(typ, from, to string) bool {
	return slices.ContainsFunc(w.edges, func(e *edge) bool { return e.typ.Name == typ && e.from == from && e.to == to })
}
