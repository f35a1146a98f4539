package planning

import (
	"context"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
	"parley/graph/explore"
	"parley/schema/gate"
)

// found is an object of what was explored.
type found struct {
	it any
	in *findings
}

// findings are what goes with a whole exploration: what the store said of its
// nodes and edges, and what was measured.
type findings struct {
	rows        map[*lookup]map[string]*graph.Rows
	centrality  map[explore.Measure][]float64
	communities []int
}

// Exploration is a root field that explores, while it is planned: what is
// selected beyond what exploring itself gives.
type Exploration struct {
	lookups  []*lookup
	Details  explore.Want
	Labels   bool // of the edges of hops, and of those among nodes
	Counts   bool // of the edges at a node
	measures []explore.Measure
	groups   bool // communities
}

// lookup asks the store for what is selected of nodes, of the evidence for edges, or
// of evidence itself, once it is known which.
type lookup struct {
	list   *List
	kinds  graph.KindSet // of nodes; none for evidence
	pieces bool          // of evidence itself
}

// Explored is the answer of an exploration, with the nodes, the edges and the evidence
// in it, by ids.
type Explored struct {
	It       any
	Graph    *explore.Graph // to be measured; nil if there is none
	Nodes    []string
	Edges    []string
	Evidence []string
}

// Explorer answers a root field that explores.
type Explorer func(ctx context.Context, x *explore.Explorer, args map[string]any, e *Exploration) (*Explored, error)

// explorationRoot is a root field that explores. Its answer is an object or, where
// it is a slice, a list of objects.
type explorationRoot struct {
	*Exploration
	model   *graph.Model
	gate    *gate.Gate
	field   *ast.Field
	args    map[string]any
	run     Explorer
	shape   *shape
	plan    graph.Plan // whose name, bound and day each of its questions has
	objects int        // how many it may give
}

// Explore plans a root field that explores.
func Explore(run Explorer) RootPlan {
	return func(p *Planner, f *ast.Field, args map[string]any, of graph.Plan) (Root, error) {
		e := &Exploration{}
		s, err := p.object(spot{list: NewList(graph.From{}, 0), in: surroundings{exploring: e}}, f.Definition.Type.Name(), f.SelectionSet)
		return &explorationRoot{e, p.Model, p.Gate, f, args, run, s, of, max(e.cost(f.Name, args), 1)}, err
	}
}

func (r *explorationRoot) answer(ctx context.Context, from graph.Reader, memory *graph.Arena) (any, error) {
	plan := r.plan
	plan.Memory = memory
	x := &explore.Explorer{Model: r.model, From: from, AsOf: plan.AsOf}
	answer, err := r.run(ctx, x, r.args, r.Exploration)
	if err != nil {
		return nil, r.gate.Located(err, r.field)
	}
	in, err := r.find(ctx, x, &plan, answer)
	if err != nil {
		return nil, err
	}
	it := found{answer.It, in}
	if list, ok := it.it.([]any); ok {
		return it.cells(r.shape, list), nil
	}
	return &cell{shape: r.shape, it: it}, nil
}

func (r *explorationRoot) cost() int { return r.objects }

// cost is how many objects an exploration may give: the nodes and the edges that
// it may find, each with all that is looked up of it.
func (e *Exploration) cost(field string, args map[string]any) int {
	nodes, edges := reach(field, args)
	node, edge := 1, 1
	for _, l := range e.lookups {
		switch {
		case l.kinds != 0:
			node = gate.Plus(node, l.list.each())
		case l.pieces:
			edge = gate.Plus(edge, l.list.each())
		default:
			edge = gate.Plus(edge, l.list.cost())
		}
	}
	return gate.Plus(1, gate.Plus(gate.Times(nodes, node), gate.Times(edges, edge)))
}

// reach is how many nodes and edges a root field that explores may find: as many
// as are asked for or, unless the client says it, as explore finds.
func reach(field string, args map[string]any) (nodes, edges int) {
	asked := func(name string, usual int) int {
		if n, ok := args[name].(int64); ok {
			return max(int(n), 0)
		}
		return usual
	}
	switch field {
	case "subgraph":
		return asked("maxNodes", explore.UsualNodes), asked("maxEdges", explore.UsualEdges)
	case "network":
		ties := asked("first", explore.UsualTies)
		return gate.Times(ties, 2), ties
	case "paths":
		paths := asked("first", explore.UsualPaths)
		hops := gate.Times(paths, asked("maxHops", explore.UsualHops))
		return gate.Plus(hops, paths), hops
	case "suggest":
		return asked("first", explore.UsualSuggestions), 0
	case "edges":
		n := len(gate.TextsOf(args["among"]))
		return 0, min(gate.Times(n, n), explore.MaxEdges)
	}
	entries := asked("first", asked("last", graph.DefaultPage))
	return entries, entries
}

// cells makes objects of a list of what was found.
func (f found) cells(s *shape, list []any) any {
	out := make([]any, len(list))
	for i, it := range list {
		out[i] = &cell{shape: s, it: found{it, f.in}}
	}
	return out
}

// find asks for what else is selected, and measures. Each question has the name
// and the bound of the root field's plan.
func (e *Exploration) find(ctx context.Context, x *explore.Explorer, of *graph.Plan, answer *Explored) (*findings, error) {
	in := &findings{rows: map[*lookup]map[string]*graph.Rows{}, centrality: map[explore.Measure][]float64{}}
	var err error
	for _, l := range e.lookups {
		switch {
		case l.kinds != 0:
			in.rows[l], err = l.nodes(ctx, x, of, answer.Nodes)
		case l.pieces:
			in.rows[l], err = l.evidenceItself(ctx, x, of, answer.Evidence)
		default:
			in.rows[l], err = l.evidence(ctx, x, of, answer.Edges)
		}
		if err != nil {
			return nil, err
		}
	}
	for _, m := range e.measures {
		if in.centrality[m], err = answer.Graph.Centrality(ctx, m); err != nil {
			return nil, err
		}
	}
	if e.groups {
		in.communities, err = answer.Graph.Communities(ctx)
	}
	return in, err
}

// nodes asks for nodes of the lookup's kinds; each is a page of one row.
func (l *lookup) nodes(ctx context.Context, x *explore.Explorer, of *graph.Plan, ids []string) (map[string]*graph.Rows, error) {
	ids = slices.DeleteFunc(slices.Clone(ids), func(id string) bool {
		k := x.Model.KindOf(id)
		return k == nil || !l.kinds.Has(k)
	})
	if len(ids) == 0 {
		return nil, nil
	}
	list := l.list.List
	slices.Sort(ids)
	list.Where = graph.Is{Field: graph.Field{Get: graph.GetID}, Op: graph.In, Value: Values(slices.Compact(ids))}
	list.Page.Limit = len(ids)
	return l.byID(ctx, x, of, list)
}

// evidenceItself asks for evidence; each piece is a page of one row. It is found by
// the sources.
func (l *lookup) evidenceItself(ctx context.Context, x *explore.Explorer, of *graph.Plan, ids []string) (map[string]*graph.Rows, error) {
	var sources []string
	for _, id := range ids {
		if source, ok := graph.SourceOf(id); ok {
			sources = append(sources, source)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	in := func(v int, ids []string) graph.Filter {
		return graph.Is{Field: graph.Field{Var: v, Get: graph.GetID}, Op: graph.In, Value: Values(slices.Compact(slices.Sorted(slices.Values(ids))))}
	}
	list := l.list.List
	list.Vars = slices.Clone(list.Vars)
	list.Where = graph.And{in(0, ids), in(Variable(&list.Vars, 0, graph.PropRef, x.Model.EvidenceProp("source")), sources)}
	list.Page.Limit = len(ids)
	return l.byID(ctx, x, of, list)
}

// byID asks for a list, and returns its rows by their ids, each as a page of its own.
func (l *lookup) byID(ctx context.Context, x *explore.Explorer, of *graph.Plan, list graph.List) (map[string]*graph.Rows, error) {
	list.Rows = true
	list.Slots = append(slices.Clone(list.Slots), graph.Slot{Field: graph.Field{Get: graph.GetID}})
	rows, err := x.From.Select(ctx, &graph.Plan{Op: of.Op, Root: list, AsOf: of.AsOf, Most: of.Most})
	if err != nil {
		return nil, err
	}
	out := map[string]*graph.Rows{}
	for i := range rows.Len {
		id, _ := rows.Row(i)[rows.Width-1].(string)
		out[id] = &graph.Rows{Cells: rows.Row(i), Width: rows.Width, Len: 1}
	}
	return out, nil
}

// evidence asks for the evidence of edges, below the nodes that they come from.
func (l *lookup) evidence(ctx context.Context, x *explore.Explorer, of *graph.Plan, edges []string) (map[string]*graph.Rows, error) {
	out := map[string]*graph.Rows{}
	if len(edges) == 0 {
		return out, nil
	}
	byType := map[*graph.Edge][]graph.Value{}
	var from []string
	for _, id := range slices.Compact(slices.Sorted(slices.Values(edges))) {
		e, source, _ := x.Model.EdgeOf(id)
		byType[e] = append(byType[e], id)
		from = append(from, source)
	}
	root := NewList(graph.From{Kinds: x.Model.All}, x.Model.All)
	for _, e := range x.Model.Edges {
		if ids := byType[e]; len(ids) > 0 {
			list := NewList(graph.From{Link: e.OutLink()}, 0)
			list.Where = graph.Is{Field: graph.Field{Get: graph.GetID}, Op: graph.In, Value: ids}
			list.Rows, list.Page.Limit = true, len(ids)
			list.Slot(graph.Field{Get: graph.GetID}, 0)
			list.Below(l.list, 0)
			root.Below(list, e.FromKinds())
		}
	}
	slices.Sort(from)
	from = slices.Compact(from)
	root.Where = graph.Is{Field: graph.Field{Get: graph.GetID}, Op: graph.In, Value: Values(from)}
	root.Rows, root.Page.Limit = true, len(from)
	rows, err := x.From.Select(ctx, &graph.Plan{Op: of.Op, Root: root.List, AsOf: of.AsOf, Most: of.Most})
	if err != nil {
		return nil, err
	}
	for _, v := range rows.Cells {
		list, _ := v.(*graph.Rows)
		for i := 0; list != nil && i < list.Len; i++ {
			id, _ := list.Row(i)[0].(string)
			if out[id], _ = list.Row(i)[1].(*graph.Rows); out[id] != nil && out[id].More {
				return nil, graph.Errorf(graph.TooLarge, "evidence", "there are more than %d pieces of evidence for %s; page through facts instead", l.list.Page.Limit, id)
			}
		}
	}
	return out, nil
}
