package explore

import (
	"slices"

	"parley/graph"
)

// bundle reads the edges of one type that a graph has, from that end at which
// fewer edges need be gone through.
type bundle struct {
	edge  *graph.Edge
	props []*graph.Property // that are read
	out   bool              // from the end that they come from
	ids   []graph.Value
	slot  int
}

// guessedDegree is how many edges a node is thought to have of which that is
// not known yet.
const guessedDegree = 20

// addBundles asks for the edges below the nodes: for their details if these are
// wanted, or else for the label value of them.
func (d *description) addBundles() {
	d.places = edgePlaces(d.g)
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
		link := b.edge.InLink()
		if b.out {
			link = b.edge.OutLink()
		}
		s := below(d.edgeList(b, link))
		s.Only = link.From
		b.slot = d.add(s)
	}
}

// addBundle makes a bundle of edges of a type, which is read unless there is
// nothing to read.
func (d *description) addBundle(kind string) *bundle {
	b := &bundle{edge: d.Model.Edge(kind)}
	if d.details {
		b.props = b.edge.Props()
	} else if p := b.edge.LabelProp(); p != nil {
		b.props = []*graph.Property{p}
	}
	if d.details || len(b.props) > 0 {
		d.bundles = append(d.bundles, b)
	}
	return b
}

func (d *description) guess(id string) int {
	if n := d.g.Nodes[d.at(id)].Degree; n > 0 {
		return n
	}
	return guessedDegree
}

// edgeList lists the edges of a bundle at a node: their ids and properties, and
// their words if details are wanted.
func (d *description) edgeList(b *bundle, l *graph.Link) graph.List {
	list := graph.List{
		From: graph.From{Link: l}, Vars: []graph.Var{{}}, Page: graph.Page{Limit: len(b.ids)},
		Where: graph.Is{Field: field(graph.GetID, 0), Op: graph.In, Value: b.ids},
		Slots: []graph.Slot{slot(graph.GetID, 0)},
	}
	for _, p := range b.props {
		list.Slots = append(list.Slots, prop(p, 0))
	}
	if d.details {
		list.Slots = append(list.Slots, wordsOf(d.Model))
	}
	return list
}

// readBundles takes what there is to say of edges from the record of a node.
func (d *description) readBundles(row []graph.Value) {
	for _, b := range d.bundles {
		rows := rowsOf(row[b.slot])
		for i := range rows.Len {
			r := rows.Row(i)
			if at, ok := d.places[text(r[0])]; ok {
				d.readEdge(&d.g.Edges[at], b, r[1:])
			}
		}
	}
}

func (d *description) readEdge(e *Edge, b *bundle, cells []graph.Value) {
	if i := slices.Index(b.props, b.edge.LabelProp()); i >= 0 {
		e.LabelValue = text(cells[i])
	}
	if d.details {
		e.Details = Details{attributes(b.props, cells), readWords(cells[len(b.props)])}
	}
}

// edgePlaces says where edges stand in a graph.
func edgePlaces(g *Graph) map[string]int {
	places := make(map[string]int, len(g.Edges))
	for i, e := range g.Edges {
		places[e.ID] = i
	}
	return places
}
