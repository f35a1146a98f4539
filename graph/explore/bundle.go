package explore

import (
	"parley/graph"
)

// bundle reads the edges of one type that a graph has, from that end at which
// fewer edges need be gone through.
type bundle struct {
	edge *graph.Edge
	out  bool // from the end that they come from
	ids  []graph.Value
	slot int
}

// guessedDegree is how many edges a node is thought to have of which that is
// not known yet.
const guessedDegree = 20

// addBundles asks for the details of the edges below the nodes.
func (d *description) addBundles() {
	byType := map[string]*bundle{}
	work := map[*bundle][2]int{}
	for _, e := range d.g.Edges {
		b := byType[e.Kind]
		if b == nil {
			b = &bundle{edge: d.Model.Edge(e.Kind)}
			byType[e.Kind] = b
			d.bundles = append(d.bundles, b)
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
		s := below(edgeList(d.Model, link, b.edge.Props(), graph.Is{Field: field(graph.GetID, 0), Op: graph.In, Value: b.ids}, len(b.ids)))
		s.Only = link.From
		b.slot = d.add(s)
	}
}

func (d *description) guess(id string) int {
	if n := d.g.Nodes[d.at(id)].Degree; n > 0 {
		return n
	}
	return guessedDegree
}

// edgeList lists edges at a node: their ids, their words and some properties.
func edgeList(m *graph.Model, l *graph.Link, props []*graph.Property, where graph.Filter, limit int) graph.List {
	list := graph.List{
		From: graph.From{Link: l}, Vars: []graph.Var{{}}, Where: where, Page: graph.Page{Limit: limit},
		Slots: []graph.Slot{slot(graph.GetID, 0), wordsOf(m)},
	}
	for _, p := range props {
		list.Slots = append(list.Slots, prop(p, 0))
	}
	return list
}

// readBundles takes the details of edges from the record of a node.
func (d *description) readBundles(row []graph.Value, places map[string]int) {
	for _, b := range d.bundles {
		rows := rowsOf(row[b.slot])
		for i := range rows.Len {
			r := rows.Row(i)
			if at, ok := places[text(r[0])]; ok {
				d.g.Edges[at].Details = Details{attributes(b.edge.Props(), r[2:]), readWords(r[1])}
			}
		}
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
