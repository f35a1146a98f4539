package explore

import (
	"slices"

	"parley/graph"
)

// bundle reads the edges of one type that a graph has, from the ends that have
// fewer edges.
type bundle struct {
	edge  *graph.Edge
	props []*graph.Property // that are read
	words wordSlots
	out   bool // they are read from where they begin
	ids   []string
	slot  int // of the description's list
}

// guessedDegree stands for the degree of a node while that is unknown.
const guessedDegree = 20

// addBundles adds the edges to the list, below the nodes: with their label values and
// the details that are wanted.
func (d *description) addBundles() {
	d.edgeIndex = indexOf(texts(d.g.Edges, func(e Edge) string { return e.ID }))
	byType := map[string]*bundle{}
	work := map[*bundle][2]int{}
	for _, e := range d.g.Edges {
		b := byType[e.Kind]
		if b == nil {
			b = d.addBundle(e.Kind)
			byType[e.Kind] = b
		}
		b.ids = append(b.ids, e.ID)
		w := work[b]
		w[0] += d.guess(e.Target)
		w[1] += d.guess(e.Source)
		work[b] = w
	}
	for _, b := range d.bundles {
		b.out = work[b][1] < work[b][0]
		link := b.edge.Link(b.out)
		s := below(d.edgeList(b, link))
		s.Only = link.From
		b.slot = d.add(s)
	}
}

// addBundle returns a bundle of edges of a type, and adds it to those that are read
// if there is something to read.
func (d *description) addBundle(kind string) *bundle {
	b := &bundle{edge: d.Model.Edge(kind)}
	b.props = d.want.of(b.edge.Props(), b.edge.When())
	if p := b.edge.LabelProp(); p != nil && !slices.Contains(b.props, p) {
		b.props = append(b.props, p)
	}
	if d.want&(WantWords|WantBasis) != 0 || len(b.props) > 0 {
		d.bundles = append(d.bundles, b)
	}
	return b
}

func (d *description) guess(id string) int {
	if n := d.g.Nodes[d.nodeIndex[id]].Degree; n > 0 {
		return n
	}
	return guessedDegree
}

// edgeList returns the list of a bundle's edges at a node: ids, properties and what is
// wanted of words.
func (d *description) edgeList(b *bundle, l *graph.Link) graph.List {
	list := graph.List{
		From: graph.From{Link: l}, Vars: []graph.Var{{}}, Page: graph.Page{Limit: len(b.ids)},
		Where: oneOf(field(graph.GetID, 0), b.ids),
		Slots: []graph.Slot{slot(graph.GetID, 0)},
	}
	for _, p := range b.props {
		list.Slots = append(list.Slots, prop(p, 0))
	}
	b.words = addWords(d.Model, d.want, &list.Slots)
	return list
}

// readBundles reads the edges from the record of a node.
func (d *description) readBundles(row []graph.Value) {
	for _, b := range d.bundles {
		rows := rowsOf(row[b.slot])
		for r := range rows.All() {
			if at, ok := d.edgeIndex[text(r[0])]; ok {
				d.readEdge(&d.g.Edges[at], b, r)
			}
		}
	}
}

func (d *description) readEdge(e *Edge, b *bundle, row []graph.Value) {
	cells := row[1:]
	if i := slices.Index(b.props, b.edge.LabelProp()); i >= 0 {
		e.LabelValue = text(cells[i])
	}
	if d.want != 0 {
		e.Attributes = attributes(b.props, cells, b.edge.When())
		b.words.read(row, &e.Details)
	}
}
