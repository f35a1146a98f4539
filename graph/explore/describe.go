package explore

import (
	"cmp"
	"context"
	"slices"

	"parley/graph"
)

// describe sets the labels of a graph's nodes and edges, the nodes' degrees by
// edges of some types (none means all), and the details of both that are wanted. It
// returns the ids of the nodes that do not exist.
func (x *Explorer) describe(ctx context.Context, g *Graph, types []*graph.Edge, want Want) (missing []string, err error) {
	return x.newDescription(g, types, want).fill(ctx)
}

// fill reads the description into the graph. It returns the ids of the nodes that
// do not exist.
func (d *description) fill(ctx context.Context) (missing []string, err error) {
	if len(d.g.Nodes) == 0 {
		return nil, nil
	}
	m := newMeter(ctx, "describe")
	defer func() { err = cmp.Or(err, m.done()) }()
	rows, err := m.ask(d.Explorer, d.list)
	if err != nil {
		return nil, err
	}
	d.read(rows)
	g := d.g
	if d.want != 0 {
		m.Hold((len(g.Nodes) + len(g.Edges)) * detailBytes)
	}
	for i, n := range g.Nodes {
		if !d.found[i] {
			missing = append(missing, n.ID)
		}
	}
	for i := range g.Edges {
		e := &g.Edges[i]
		e.Label = graph.Line(g.Nodes[d.nodeIndex[e.Source]].Label, e.Kind, e.LabelValue, g.Nodes[d.nodeIndex[e.Target]].Label)
	}
	return missing, nil
}

// description is one list that reads labels, degrees and details for a graph.
type description struct {
	*Explorer
	g         *Graph
	nodeIndex map[string]int // the nodes' indexes in the graph, by id
	edgeIndex map[string]int // the edges', if there are bundles
	found     []bool         // by node
	list      graph.List
	want      Want

	counts  [2]int // the slots that add up to the degree
	props   []*graph.Property
	propsAt int
	words   wordSlots
	bundles []*bundle
}

func (x *Explorer) newDescription(g *Graph, types []*graph.Edge, want Want) *description {
	d := &description{Explorer: x, g: g, found: make([]bool, len(g.Nodes)), want: want}
	ids := texts(g.Nodes, func(n Node) string { return n.ID })
	d.nodeIndex = indexOf(ids)
	d.list = x.byIDs(ids, slot(graph.GetID, 0), slot(graph.GetLabel, 0))
	d.addCounts(types)
	if want != 0 {
		d.addProps()
		d.words = addWords(x.Model, want, &d.list.Slots)
		d.addBundles()
	}
	return d
}

func (d *description) add(s graph.Slot) int {
	d.list.Slots = append(d.list.Slots, s)
	return len(d.list.Slots) - 1
}

func (d *description) addCounts(types []*graph.Edge) {
	d.counts[0] = len(d.list.Slots)
	for _, l := range d.Model.Links() {
		if l.Kind == graph.EdgeLink && (len(types) == 0 || slices.Contains(types, l.Edge)) && l.From&d.list.From.Kinds != 0 {
			d.add(graph.Slot{Field: graph.Field{Get: graph.GetLinkCount, Link: graph.From{Link: l}}, Only: l.From})
		}
	}
	d.counts[1] = len(d.list.Slots)
}

func (d *description) addProps() {
	only := map[*graph.Property]graph.KindSet{}
	for _, k := range d.Model.KindsOf(d.list.From.Kinds) {
		for _, p := range d.want.of(k.Props(), k.When()) {
			if only[p] == 0 {
				d.props = append(d.props, p)
			}
			only[p] = only[p].With(k)
		}
	}
	d.props, d.propsAt = saidFirst(d.props), len(d.list.Slots)
	for _, p := range d.props {
		s := prop(p, 0)
		s.Only = only[p]
		d.add(s)
	}
}

// wordSlots are the slots of what is read of an object's evidence; less than 0 where
// it is not.
type wordSlots struct{ words, basis int }

// addWords adds the slots of what is wanted of an object's evidence.
func addWords(m *graph.Model, want Want, slots *[]graph.Slot) wordSlots {
	at := wordSlots{-1, -1}
	add := func(s graph.Slot) int {
		*slots = append(*slots, s)
		return len(*slots) - 1
	}
	if want&WantWords != 0 {
		at.words = add(wordsOf(m))
	}
	if want&WantBasis != 0 {
		at.basis = add(basisOf(m))
	}
	return at
}

// read reads them into the details of the object.
func (at wordSlots) read(row []graph.Value, d *Details) {
	if at.words >= 0 {
		d.Words = readWords(row[at.words])
	}
	if at.basis >= 0 {
		d.Basis = readBasis(row[at.basis])
	}
}

// basisOf returns the slot that counts an object's evidence by its basis.
func basisOf(m *graph.Model) graph.Slot {
	return graph.Slot{List: &graph.List{
		From: graph.From{Link: m.EvidenceOf}, Vars: []graph.Var{{}}, Groups: []graph.Field{{Prop: m.EvidenceProp("basis")}},
		Where: graph.Is{Field: graph.Field{Prop: m.EvidenceProp("counts")}, Op: graph.Eq, Value: true},
	}}
}

// readBasis returns STATED if that is the basis of some evidence, else INFERRED; "" if
// there is none.
func readBasis(v graph.Value) (basis string) {
	for _, groups := range rowsOf(v).Groups {
		for _, g := range groups {
			if basis != stated {
				basis = text(g.Value)
			}
		}
	}
	return basis
}

const stated = "STATED"

// maxWords is how many pieces of evidence of one object are read for the one that
// counts.
const maxWords = 100

// wordsOf returns the slot of an object's evidence, as readWords reads it.
func wordsOf(m *graph.Model) graph.Slot {
	named := func(property string) graph.Var { return graph.Var{Ref: graph.PropRef, Prop: m.EvidenceProp(property)} }
	return below(graph.List{
		From: graph.From{Link: m.EvidenceOf}, Vars: []graph.Var{{}, named("source"), named("saidBy"), named("saidFor")}, Page: graph.Page{Limit: maxWords},
		Slots: []graph.Slot{
			prop(m.EvidenceProp("quote"), 0), prop(m.EvidenceProp("locator"), 0), prop(m.EvidenceProp("act"), 0),
			slot(graph.GetID, 1), prop(m.NodeProp("title"), 1), slot(graph.GetLabel, 1),
			prop(m.EvidenceProp("basis"), 0), prop(m.EvidenceProp("saidWhen"), 0), prop(m.NodeProp("published"), 1),
			slot(graph.GetID, 2), slot(graph.GetLabel, 2), slot(graph.GetID, 3), slot(graph.GetLabel, 3),
		},
	})
}

// readWords returns the words that count most (see [graph.Precedence]), the last
// of several in one source.
func readWords(v graph.Value) *Words {
	rows := rowsOf(v)
	if rows.Len == 0 {
		return nil
	}
	precedence := func(i int) graph.Precedence {
		r := rows.Row(i)
		said, _ := r[7].(*graph.When)
		published, _ := r[8].(*graph.When)
		return graph.PrecedenceOf(r[6] == stated, said, published, 0, i)
	}
	best := 0
	for i := range rows.Len {
		if precedence(i).Compare(precedence(best)) > 0 {
			best = i
		}
	}
	r := rows.Row(best)
	w := &Words{
		Quote: text(r[0]), Locator: text(r[1]), Act: text(r[2]), Source: text(r[3]), SourceTitle: text(r[4]),
		Basis: text(r[6]), SaidBy: text(r[9]), SaidByName: text(r[10]), SaidFor: text(r[11]), SaidForName: text(r[12]),
	}
	if w.SourceTitle == "" {
		w.SourceTitle = text(r[5])
	}
	return w
}

// read reads the answer. An id that means another finds a node that is not asked for.
func (d *description) read(rows *graph.Rows) {
	for row := range rows.All() {
		if i, asked := d.nodeIndex[text(row[0])]; asked {
			d.found[i] = true
			d.readNode(&d.g.Nodes[i], row)
		}
	}
}

func (d *description) readNode(n *Node, row []graph.Value) {
	n.Label, n.Degree = text(row[1]), 0
	for _, v := range row[d.counts[0]:d.counts[1]] {
		if count, ok := v.(int64); ok {
			n.Degree += int(count)
		}
	}
	if d.want != 0 {
		n.Attributes = attributes(d.props, row[d.propsAt:], n.Kind.When())
		d.words.read(row, &n.Details)
	}
	d.readBundles(row)
}

// of returns those of the properties of something that has a date, or nil, that are
// read, in the order of saidFirst.
func (w Want) of(props []*graph.Property, when *graph.Property) []*graph.Property {
	var read []*graph.Property
	for _, p := range props {
		if w.wants(p, when) {
			read = append(read, p)
		}
	}
	return saidFirst(read)
}

// saidFirst returns properties in order: first what sources say, then what follows from
// that.
func saidFirst(props []*graph.Property) []*graph.Property {
	var said, weighed []*graph.Property
	for _, p := range props {
		if p.Weighed {
			weighed = append(weighed, p)
		} else {
			said = append(said, p)
		}
	}
	return append(said, weighed...)
}

// attributes lists the properties that have a value; when is the one that says when
// their node or edge is there, or nil.
func attributes(props []*graph.Property, values []graph.Value, when *graph.Property) []Attribute {
	var out []Attribute
	for i, p := range props {
		if !empty(values[i]) {
			out = append(out, Attribute{p.Type == graph.Date && p != when, p, values[i]})
		}
	}
	return out
}

func empty(v graph.Value) bool {
	switch v := v.(type) {
	case nil:
		return true
	case []string:
		return len(v) == 0
	case []graph.Identifier:
		return len(v) == 0
	}
	return false
}

// EdgeOf returns what an edge's id says of it: its kind and its ends. The kind is
// empty if it is not the id of an edge.
func (x *Explorer) EdgeOf(id string) Edge {
	e, from, to := x.Model.EdgeOf(id)
	if e == nil {
		return Edge{ID: id}
	}
	return Edge{ID: id, Kind: e.Name, Source: from, Target: to}
}

// Describe returns some edges with their ends as a graph, with labels, degrees and
// the details that are wanted.
func (x *Explorer) Describe(ctx context.Context, edges []string, want Want) (*Graph, error) {
	g := &Graph{Directed: true}
	var ids []string
	for _, id := range unique(edges) {
		e := x.EdgeOf(id)
		if e.Kind == "" {
			return nil, graph.Errorf(graph.BadInput, "describe", "%q is not the id of an edge", id)
		}
		g.Edges = append(g.Edges, e)
		ids = append(ids, e.Source, e.Target)
	}
	for _, id := range unique(ids) {
		g.Nodes = append(g.Nodes, Node{ID: id, Kind: x.Model.KindOf(id)})
	}
	m := newMeter(ctx, "describe")
	m.Hold(len(g.Nodes)*nodeBytes + len(g.Edges)*edgeBytes)
	if err := m.Close(); err != nil {
		return nil, err
	}
	d := x.newDescription(g, nil, want)
	if want == 0 {
		d.addBundles() // for the label value of the edges
	}
	missing, err := d.fill(ctx)
	if err == nil && len(missing) > 0 {
		err = notFound("describe", missing)
	}
	return g, err
}
