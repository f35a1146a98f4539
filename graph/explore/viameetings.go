package explore

import (
	"slices"

	"parley/graph"
)

// viaMeetings leads from actor to actor through the hubs of the derived relation
// met: each hop is an edge to a meeting and one from it, whose values pair as
// the relation's [graph.Pair] declares. The mark of an arc is the index in marks
// of what the edge and the hub say.
type viaMeetings struct {
	pair   *graph.Pair
	edge   *graph.Edge
	group  *graph.Edge     // from an actor to a group that it is a member of
	on     *graph.Property // of the edge, whose values pair
	hub    *graph.Property // of the hub, which decides what pairs
	hubs   []string        // the values of it that count
	where  graph.Filter    // of edges, seen from the actor
	inward graph.Filter    // of edges, seen from the hub

	marks  []mark
	groups map[int32]map[string]bool // by actor, the groups that it is a member of
}

// mark is what an edge and its hub say.
type mark struct{ on, hub string }

// newViaMeetings returns the traversal for a question about actors who met.
func (x *Explorer) newViaMeetings(q *PathsQuery) *viaMeetings {
	d := x.Model.Meets
	p := d.Pair
	w := &viaMeetings{pair: p, edge: d.EdgeType(p.Edge), group: d.EdgeType(p.NoGroup), hubs: q.Hubs, groups: map[int32]map[string]bool{}}
	if w.hubs == nil {
		w.hubs = p.Default
	}
	w.on, w.hub = w.edge.Prop(p.On), x.Model.NodeProp(p.Hub)
	w.inward = oneOf(graph.Field{Prop: w.on}, w.values())
	w.where = graph.And{
		w.inward,
		oneOf(graph.Field{Var: 1, Prop: w.hub}, w.hubs),
		unless(graph.Field{Var: 1, Prop: x.Model.NodeProp(p.Except.Property)}, p.Except.Values),
	}
	return w
}

// values lists the values of edges that can pair at the hubs asked for.
func (w *viaMeetings) values() (values []string) {
	for _, v := range w.on.Enum.Values {
		if slices.ContainsFunc(w.hubs, func(hub string) bool {
			_, ok := w.pair.Partners(v.Name, hub, w.hubs)
			return ok
		}) {
			values = append(values, v.Name)
		}
	}
	return values
}

func (w *viaMeetings) arcs() int { return 2 }

// expand reads the edges between actors and hubs, at either end.
func (w *viaMeetings) expand(s *search, frontier []int32) error {
	link, where := w.edge.OutLink(), w.where
	if !s.Model.KindOf(s.vertices[frontier[0]].id).Actor {
		link, where = w.edge.InLink(), w.inward
	}
	l := s.byIDs(s.ids(frontier), slot(graph.GetID, 0), below(graph.List{
		From: graph.From{Link: link}, Vars: farVars(), Where: where, Page: graph.Page{Limit: maxArcs},
		Slots: []graph.Slot{slot(graph.GetID, 1), prop(w.on, 0), prop(w.hub, 1)},
	}))
	if link == w.edge.InLink() {
		l.Slots = append(l.Slots, prop(w.hub, 0))
	}
	_, err := s.each(s.Explorer, l, func(row []graph.Value) error { return w.readVertex(s, row) })
	for _, v := range frontier {
		s.vertices[v].known = true
	}
	return err
}

// readVertex adds the edges at one vertex.
func (w *viaMeetings) readVertex(s *search, row []graph.Value) error {
	from := s.vertex(row[0])
	list := rowsOf(row[1])
	for r := range list.All() {
		hub := r[2]
		if len(row) > 2 {
			hub = row[2]
		}
		s.link(from, s.vertex(r[0]), w.mark(mark{text(r[1]), text(hub)}))
	}
	s.vertices[from].known = true
	return s.checkArcs(list.More)
}

// mark returns the index of a mark, adding it if it is new.
func (w *viaMeetings) mark(m mark) int32 {
	i := slices.Index(w.marks, m)
	if i < 0 {
		i = len(w.marks)
		w.marks = append(w.marks, m)
	}
	return int32(i)
}

// joins reports whether edges of two actors at a hub pair, and neither actor is
// known to be a group of the other.
func (w *viaMeetings) joins(s *search, from, hub, to int32) bool {
	if w.groups[from][s.vertices[to].id] || w.groups[to][s.vertices[from].id] {
		return false
	}
	for _, a := range s.vertices[hub].arcs {
		if a.to != from {
			continue
		}
		mine := w.marks[a.mark]
		want, ok := w.pair.Partners(mine.on, mine.hub, w.hubs)
		if ok && slices.ContainsFunc(s.vertices[hub].arcs, func(b arc) bool {
			return b.to == to && slices.Contains(want, w.marks[b.mark].on)
		}) {
			return true
		}
	}
	return false
}

// verify reads what groups the actors of some paths are members of: no actor
// meets its own group.
func (w *viaMeetings) verify(s *search, paths [][]int32) (barred bool, err error) {
	var unknown []int32
	for _, vertices := range paths {
		for i := 0; i < len(vertices); i += 2 {
			if v := vertices[i]; w.groups[v] == nil {
				w.groups[v] = map[string]bool{}
				unknown = append(unknown, v)
			}
		}
	}
	if len(unknown) == 0 {
		return false, nil
	}
	rows, err := s.ask(s.Explorer, s.byIDs(s.ids(unknown), slot(graph.GetID, 0), below(graph.List{
		From: graph.From{Link: w.group.OutLink()}, Vars: farVars(), Page: graph.Page{Limit: maxArcs}, Slots: []graph.Slot{slot(graph.GetID, 1)},
	})))
	if err != nil {
		return false, err
	}
	for row := range rows.All() {
		groups := w.groups[s.vertex(row[0])]
		for _, id := range rowsOf(row[1]).Cells {
			groups[text(id)] = true
			barred = barred || w.barred(s, paths, row[0], text(id))
		}
	}
	return barred, nil
}

// barred reports whether some path goes from an actor to a group of it, or back.
func (w *viaMeetings) barred(s *search, paths [][]int32, actor graph.Value, group string) bool {
	a, b := s.vertex(actor), int32(-1)
	if i, ok := s.index[group]; ok {
		b = i
	}
	return slices.ContainsFunc(paths, func(vertices []int32) bool {
		for i := 2; i < len(vertices); i += 2 {
			if x, y := vertices[i-2], vertices[i]; x == a && y == b || x == b && y == a {
				return true
			}
		}
		return false
	})
}

func (w *viaMeetings) hops(s *search, vertices []int32) []Hop {
	var out []Hop
	for i := 2; i < len(vertices); i += 2 {
		ids := s.ids(vertices[i-2 : i+1])
		out = append(out, Hop{From: ids[0], Hub: ids[1], To: ids[2]})
	}
	return out
}

// addEdges reads the edges of each hop, at the hubs, which have fewer than actors.
func (w *viaMeetings) addEdges(s *search, paths []Path) error {
	if len(paths) == 0 {
		return nil
	}
	var hubs, actors []string
	for _, p := range paths {
		for _, h := range p.Hops {
			hubs, actors = append(hubs, h.Hub), append(actors, h.From, h.To)
		}
	}
	rows, err := s.ask(s.Explorer, s.byIDs(hubs, slot(graph.GetID, 0), prop(w.hub, 0), below(graph.List{
		From: graph.From{Link: w.edge.InLink()}, Vars: farVars(), Page: graph.Page{Limit: maxArcs},
		Where: graph.And{w.inward, oneOf(field(graph.GetID, 1), actors)},
		Slots: []graph.Slot{slot(graph.GetID, 0), slot(graph.GetID, 1), prop(w.on, 0)},
	})))
	if err != nil {
		return err
	}
	at := map[[2]string][]hubEdge{} // by actor and hub
	for row := range rows.All() {
		list := rowsOf(row[2])
		for r := range list.All() {
			key := [2]string{text(r[1]), text(row[0])}
			at[key] = append(at[key], hubEdge{text(r[0]), mark{text(r[2]), text(row[1])}})
		}
	}
	for _, p := range paths {
		for i := range p.Hops {
			h := &p.Hops[i]
			h.Edges = w.pairedEdges(at[[2]string{h.From, h.Hub}], at[[2]string{h.To, h.Hub}])
		}
	}
	return nil
}

// hubEdge is an edge to a hub.
type hubEdge struct {
	id string
	mark
}

// pairedEdges lists the ids of the edges of a and b that pair, those of a first.
func (w *viaMeetings) pairedEdges(a, b []hubEdge) []string {
	var mine, theirs []string
	for _, x := range a {
		want, ok := w.pair.Partners(x.on, x.hub, w.hubs)
		for _, y := range b {
			if ok && slices.Contains(want, y.on) {
				mine, theirs = append(mine, x.id), append(theirs, y.id)
			}
		}
	}
	return append(unique(mine), unique(theirs)...)
}
