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
	group  *graph.Edge        // from an actor to a group that it is a member of
	on     *graph.Property    // of the edge, whose values pair
	hub    *graph.Property    // of the hub, which decides what pairs
	votes  [2]*graph.Property // the verification of the edge and of the hub
	asked  graph.Strengths
	choice graph.Choice // which meetings count
	where  graph.Filter // of edges, seen from the actor
	inward graph.Filter // of edges, seen from the hub

	marks  []mark
	groups map[int32]map[string]bool // by actor, the groups that it is a member of
}

// mark is what an edge and its hub say, and the weaker of their strengths.
type mark struct {
	on, hub  string
	strength graph.Strength
}

// newViaMeetings returns the traversal for a question about actors who met.
func (x *Explorer) newViaMeetings(q *PathsQuery) *viaMeetings {
	d := x.Model.Meets
	p := d.Pair
	w := &viaMeetings{pair: p, edge: d.EdgeType(p.Edge), group: d.EdgeType(p.NoGroup), choice: q.Choice, groups: map[int32]map[string]bool{}}
	w.on, w.hub = w.edge.Prop(p.On), x.Model.NodeProp(p.Hub)
	w.votes = [2]*graph.Property{w.edge.Verification(), verificationOf(x.Model, w.edge.ToKinds())}
	w.asked = x.Model.Strengths(p, w.choice)
	w.inward = x.tieFilter(d, w.choice)
	w.where = graph.And{
		w.inward,
		oneOf(graph.Field{Var: hubVar, Prop: w.hub}, p.Statuses(w.choice)),
		unless(graph.Field{Var: hubVar, Prop: x.Model.NodeProp(p.Except.Property)}, p.Except.Values),
		x.sureHub(d, w.choice, hubVar),
	}
	return w
}

func (w *viaMeetings) arcs() int { return 2 }

// expand reads the edges between actors and hubs, at either end.
func (w *viaMeetings) expand(s *search, frontier []int32) error {
	link, where := w.edge.OutLink(), w.where
	if !s.Model.KindOf(s.vertices[frontier[0]].id).Actor {
		link, where = w.edge.InLink(), w.inward
	}
	l := s.byIDs(s.ids(frontier), slot(graph.GetID, 0), below(graph.List{
		From: graph.From{Link: link}, Vars: tieVars(), Where: where, Page: graph.Page{Limit: maxArcs},
		Slots: append([]graph.Slot{slot(graph.GetID, 1)}, w.markSlots()...),
	}))
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
		s.link(from, s.vertex(r[0]), w.indexOf(w.readMark(s.Model, r[1:])))
	}
	s.vertices[from].known = true
	return s.checkArcs(list.More)
}

// markSlots returns the slots of the mark of an edge.
func (w *viaMeetings) markSlots() []graph.Slot {
	slots := []graph.Slot{prop(w.on, 0), prop(w.hub, hubVar), prop(w.votes[0], 0)}
	if w.votes[1] != nil {
		slots = append(slots, prop(w.votes[1], hubVar))
	}
	return slots
}

// readMark returns the mark of an edge from those slots.
func (w *viaMeetings) readMark(model *graph.Model, row []graph.Value) mark {
	m := mark{text(row[0]), text(row[1]), model.Strength(row[2])}
	if w.votes[1] != nil {
		m.strength = min(m.strength, model.Strength(row[3]))
	}
	return m
}

// indexOf returns the index of a mark, adding it if it is new.
func (w *viaMeetings) indexOf(m mark) int32 {
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
		if slices.ContainsFunc(s.vertices[hub].arcs, func(b arc) bool { return b.to == to && w.pairs(mine, w.marks[b.mark]) }) {
			return true
		}
	}
	return false
}

// pairs reports whether two edges at one hub pair.
func (w *viaMeetings) pairs(a, b mark) bool {
	want, ok := w.pair.Partners(a.on, a.hub, w.choice)
	return ok && want.Has(b.on) && w.asked.Has(min(a.strength, b.strength))
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
	rows, err := s.ask(s.Explorer, s.byIDs(hubs, slot(graph.GetID, 0), below(graph.List{
		From: graph.From{Link: w.edge.InLink()}, Vars: tieVars(), Page: graph.Page{Limit: maxArcs},
		Where: graph.And{w.inward, oneOf(field(graph.GetID, 1), actors)},
		Slots: append([]graph.Slot{slot(graph.GetID, 0), slot(graph.GetID, 1)}, w.markSlots()...),
	})))
	if err != nil {
		return err
	}
	at := map[[2]string][]hubEdge{} // by actor and hub
	for row := range rows.All() {
		list := rowsOf(row[1])
		for r := range list.All() {
			key := [2]string{text(r[1]), text(row[0])}
			at[key] = append(at[key], hubEdge{text(r[0]), w.readMark(s.Model, r[2:])})
		}
	}
	for _, p := range paths {
		for i := range p.Hops {
			h := &p.Hops[i]
			var best graph.Strength
			h.Edges, best = w.pairedEdges(at[[2]string{h.From, h.Hub}], at[[2]string{h.To, h.Hub}])
			h.Verification = s.Model.Verified(best)
		}
	}
	return nil
}

// hubEdge is an edge to a hub.
type hubEdge struct {
	id string
	mark
}

// pairedEdges lists the ids of the edges of a and b that pair, those of a first, with
// the best of the pairs' strengths.
func (w *viaMeetings) pairedEdges(a, b []hubEdge) (ids []string, best graph.Strength) {
	var mine, theirs []string
	for _, x := range a {
		for _, y := range b {
			if w.pairs(x.mark, y.mark) {
				mine, theirs = append(mine, x.id), append(theirs, y.id)
				best = max(best, min(x.strength, y.strength))
			}
		}
	}
	return append(unique(mine), unique(theirs)...), best
}
