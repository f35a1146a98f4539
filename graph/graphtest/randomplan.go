package graphtest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
)

// planMaker makes random plans. The shape of a plan comes from one generator, its
// values from another, so that a store that compiles plans sees few shapes and many
// values.
type planMaker struct {
	*randomGraph
	shape *rand.Rand
	depth int
}

// MadePlan makes a random plan for a graph that MadeGraph makes of the same model.
func MadePlan(m *graph.Model, shape, values uint64) *graph.Plan {
	p := &planMaker{
		randomGraph: &randomGraph{rand.New(rand.NewPCG(values, 13)), m, map[string][]string{}},
		shape:       rand.New(rand.NewPCG(shape, 17)),
	}
	for _, k := range m.Kinds {
		for i := range 9 {
			p.ids[k.Name] = append(p.ids[k.Name], fmt.Sprintf("%s%d", k.Prefix(), i))
		}
	}
	p.ids["Source"] = []string{"source:s0", "source:s1", "source:s2"}
	plan := &graph.Plan{Op: "made"}
	if p.often(3) {
		day, _ := graph.ParseDay(choose(p.rng, madeDays))
		plan.AsOf = graph.AsOf{Set: true, Day: day, Certain: p.often(2)}
	}
	if p.often(3) {
		plan.AsOf.Known = true
		plan.AsOf.KnownOn, _ = graph.ParseDay(choose(p.rng, madeDays))
	}
	p.depth = 1 + p.shape.IntN(4)
	plan.Root = *p.list(p.root(), 0)
	return plan
}

// often returns true once in n times, as part of the shape.
func (p *planMaker) often(n int) bool { return p.shape.IntN(n) == 0 }

// rowSort is what the rows of a list are.
type rowSort struct {
	from  graph.From
	vars  []graph.Var
	kinds graph.KindSet // of the nodes at the rows
	node  int           // the variable of that node; -1 for evidence
}

func (p *planMaker) root() rowSort {
	switch p.shape.IntN(6) {
	case 0:
		return p.rowsOf(graph.From{Evidence: true}, 0)
	case 1:
		kinds := graph.KindSet(p.shape.Uint64()) & p.model.All
		if kinds == 0 {
			kinds = p.model.Actors
		}
		return p.rowsOf(graph.From{Kinds: kinds}, kinds)
	}
	k := graph.KindSet(0).With(choose(p.shape, p.model.Kinds))
	return p.rowsOf(graph.From{Kinds: k}, k)
}

func (p *planMaker) rowsOf(from graph.From, kinds graph.KindSet) rowSort {
	r := rowSort{from: from, vars: []graph.Var{{}}, kinds: kinds}
	switch {
	case kinds == 0:
		r.node = -1
	case from.Link != nil && (from.Link.Kind == graph.EdgeLink || from.Link.Kind == graph.DerivedLink):
		r.vars = append(r.vars, graph.Var{Ref: graph.NodeRef})
		r.node = 1
	}
	return r
}

// reference adds a variable that a reference of an edge or evidence leads to.
func (p *planMaker) reference(r *rowSort) (v int, kinds graph.KindSet, ok bool) {
	var refs []*graph.Property
	for _, prop := range p.ownProps(*r) {
		if prop.Type == graph.Reference {
			refs = append(refs, prop)
		}
	}
	if len(refs) == 0 {
		return 0, 0, false
	}
	prop := choose(p.shape, refs)
	r.vars = append(r.vars, graph.Var{Ref: graph.PropRef, Prop: prop})
	return len(r.vars) - 1, p.model.KindsNamed(prop.To), true
}

// ownProps are the properties of a row that is an edge or evidence.
func (p *planMaker) ownProps(r rowSort) []*graph.Property {
	switch {
	case r.node < 0:
		return p.model.Evidence
	case r.from.Link != nil && r.from.Link.Kind == graph.EdgeLink:
		return r.from.Link.Edge.Props()
	}
	return nil
}

// list makes a list of rows.
func (p *planMaker) list(r rowSort, level int) *graph.List {
	l := &graph.List{From: r.from, Rows: !p.often(10)}
	if p.often(2) {
		l.Where = p.filter(&r, 2)
	}
	for p.often(2) && len(l.Order) < 2 {
		l.Order = append(l.Order, graph.Order{Field: p.ordered(&r), Desc: p.often(2)})
	}
	l.Page = p.page(r, l.Order)
	l.Count = p.often(3) || !l.Rows
	if p.often(6) {
		l.Groups = append(l.Groups, p.grouped(&r))
	}
	if l.Rows {
		p.slots(l, &r, level)
	}
	l.Vars = r.vars
	return l
}

// slots asks for some fields, and for up to two lists below.
func (p *planMaker) slots(l *graph.List, r *rowSort, level int) {
	l.Slots = append(l.Slots, graph.Slot{Field: graph.Field{Get: graph.GetID}})
	for range 1 + p.shape.IntN(3) {
		l.Slots = append(l.Slots, graph.Slot{Field: p.anyField(r)})
	}
	if r.kinds.Len() > 1 {
		k := choose(p.shape, p.model.KindsOf(r.kinds))
		l.Slots = append(l.Slots, graph.Slot{Only: graph.KindSet(0).With(k), Field: graph.Field{Var: r.node, Prop: choose(p.shape, k.Props())}})
	}
	for i := 0; i < 2 && level < p.depth && p.often(2); i++ {
		if from, kinds, ok := p.link(r); ok {
			l.Slots = append(l.Slots, graph.Slot{List: p.list(p.rowsOf(from, kinds), level+1)})
		}
	}
}

// link returns a link from the rows, and the kinds that it leads to.
func (p *planMaker) link(r *rowSort) (graph.From, graph.KindSet, bool) {
	if r.node < 0 {
		return graph.From{}, 0, false
	}
	if r.node == 1 && r.from.Link != nil && r.from.Link.Kind == graph.EdgeLink && p.often(3) {
		return graph.From{Link: choose(p.shape, []*graph.Link{p.model.EvidenceOf, p.model.BallotsOf})}, 0, true
	}
	var links []*graph.Link
	for _, l := range p.model.Links() {
		if r.kinds.Within(l.From) {
			links = append(links, l)
		}
	}
	links = append(links, p.model.EvidenceOf, p.model.BallotsOf)
	l := choose(p.shape, links)
	from := graph.From{Link: l, Var: r.node}
	if l.Derived != nil && l.Derived.Pair != nil {
		from.Choice = p.choice(l.Derived.Pair)
	}
	return from, l.To, true
}

// choice returns which ties of a derived relation count.
func (p *planMaker) choice(of *graph.Pair) (c graph.Choice) {
	if of.Hub != "" && p.often(2) {
		c.Hubs = []string{"SCHEDULED", "HELD", "CANCELLED"}
	}
	if of.Mode != "" && p.often(3) {
		c.Modes = []string{"VIRTUAL", "UNKNOWN"}
	}
	if p.often(3) {
		c.Verification = []string{graph.Contested, graph.Confirmed}
	}
	if of.Through != nil && p.often(3) {
		c.Through = of.Through.Edge
	}
	return c
}

func (p *planMaker) page(r rowSort, order []graph.Order) graph.Page {
	page := graph.Page{Limit: []int{1, 2, 3, 100}[p.rng.IntN(4)], Backward: p.often(4)}
	if p.often(4) {
		page.After = p.cursor(r, order)
	}
	if p.often(8) {
		page.Before = p.cursor(r, order)
	}
	return page
}

// cursor makes a cursor of an order; whether one of its keys is null is part of the
// shape.
func (p *planMaker) cursor(r rowSort, order []graph.Order) []graph.Value {
	var key []graph.Value
	for _, o := range order {
		v := p.valueFor(o.Field)
		if p.often(5) {
			v = nil
		}
		key = append(key, v)
	}
	if r.node < 0 {
		return append(key, graph.EvidenceID("source:s1", "00000010", p.rng.Uint64()>>16))
	}
	id := p.idOf(r.kinds)
	if r.from.Link != nil && r.from.Link.Kind == graph.EdgeLink {
		e := r.from.Link.Edge
		id = graph.EdgeID(e, p.idOf(e.FromKinds()), p.idOf(e.ToKinds()), func(*graph.Property) graph.Value { return nil })
	}
	return append(key, id)
}

// Compare asks two stores that hold the same graph the same random questions: a
// number of shapes of plans, each with a number of fillings. A failure says how to
// replay it.
func Compare(t *testing.T, m *graph.Model, seed uint64, shapes, fillings int, want, got graph.Store) {
	t.Helper()
	for shape := range uint64(shapes) {
		for filling := range uint64(fillings) {
			p := MadePlan(m, seed+shape, seed+filling)
			w, err := answerTo(want, p)
			if err != nil {
				t.Fatalf("%s\n%v", p.Text(m), err)
			}
			g, err := answerTo(got, p)
			if err != nil {
				t.Errorf("shape %d, filling %d: %s\n%v", shape, filling, p.Text(m), err)
				break
			}
			if diff := cmp.Diff(w, g); diff != "" {
				t.Errorf("shape %d, filling %d: %s\n(-want +got):\n%s", shape, filling, p.Text(m), diff)
				break
			}
		}
	}
}

func answerTo(s graph.Store, p *graph.Plan) (string, error) {
	rows, err := s.Snapshot().Select(context.Background(), p)
	if err != nil {
		return "", err
	}
	return p.Root.Format(rows), nil
}
