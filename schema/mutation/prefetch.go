package mutation

import (
	"context"
	"maps"
	"slices"

	"parley/graph"
	"parley/schema/planning"
)

// prefetch is what the graph has of what a batch names.
type prefetch struct {
	there    map[string]bool   // ids of nodes, edges and evidence
	texts    map[string]string // of sources
	facts    map[string]int64  // how many pieces of evidence a source has
	evidence map[factOf][]piece
	identity map[string]map[string]graph.Value // of edges, by their ids
	about    map[string]string                 // the id of the fact that a piece of evidence is for
	meant    map[string]string                 // ids that mean others
}

// asking is the one question with which a batch looks at the graph: nodes by
// their ids, with the edges and the evidence that are named below them.
type asking struct {
	*batch
	ids      map[string]bool
	sources  map[string]bool
	edges    map[*graph.Edge][]graph.Value
	evidence []graph.Value

	list                          *planning.List
	id, text, facts, ownAt, named int // slots of the list
	edgeSlots                     []edgeSlots
	evidID, factID                int // slots of the lists below
	own                           *pieceSlots
}

// edgeSlots are where what is asked of the edges of one type stands: in the list of
// nodes, and in the list of edges below.
type edgeSlots struct {
	at, id, pieces int
	identity       map[string]int
	says           *pieceSlots
}

// look asks the graph for what a batch names.
func (b *batch) look(ctx context.Context, from graph.Reader) (*prefetch, error) {
	q := &asking{batch: b, ids: map[string]bool{}, sources: map[string]bool{}, edges: map[*graph.Edge][]graph.Value{}}
	for _, s := range b.steps {
		q.step(s)
	}
	for _, m := range b.mention {
		q.ids[m.id] = true
	}
	if b.merge != nil {
		q.ids[b.merge.ID] = true
	}
	q.build()
	rows, err := from.Select(ctx, &graph.Plan{Op: "mutation", Root: q.list.List})
	if err != nil {
		return nil, err
	}
	k := q.read(rows)
	return k, b.lookDeeper(ctx, from, k)
}

// lookDeeper asks for what must be there and was not found: it may be that nothing
// which counts supports it any more.
func (b *batch) lookDeeper(ctx context.Context, from graph.Reader, k *prefetch) error {
	for _, id := range b.required() {
		node := id
		if e, end, _ := b.model.EdgeOf(id); e != nil {
			node = end
		}
		if k.there[id] || b.model.KindOf(node) == nil {
			continue
		}
		rests, err := from.Dependents(ctx, node)
		if err != nil {
			return err
		}
		k.there[id] = node == id && len(rests) > 0
		for _, change := range rests {
			if put, ok := change.(graph.PutEvidence); ok && b.model.FactID(put.Fact) == id {
				k.there[id], k.identity[id] = true, put.Fact.Identity
			}
		}
	}
	return nil
}

// required lists the ids of what must be there, and that no step puts.
func (b *batch) required() []string {
	var ids []string
	put := map[string]bool{}
	for _, s := range b.steps {
		switch {
		case s.named:
			ids = append(ids, s.fact.id)
		case s.gone != "":
			ids = append(ids, s.gone)
		case s.node != nil:
			put[s.node.ID] = true
		default:
			put[s.fact.id] = true
		}
	}
	for _, m := range b.mention {
		ids = append(ids, m.id)
	}
	return slices.DeleteFunc(ids, func(id string) bool { return put[id] })
}

func (q *asking) step(s *step) {
	switch {
	case s.node != nil:
		q.ids[s.node.ID] = true
	case s.gone != "":
		q.away(s.gone)
	default:
		q.ids[s.fact.source], q.sources[s.fact.source] = true, true
		q.name(s.fact.id)
	}
}

// away asks for what is taken away.
func (q *asking) away(id string) {
	if source, ok := graph.SourceOf(id); ok {
		q.ids[source] = true
		q.evidence = append(q.evidence, id)
		return
	}
	q.name(id)
}

// name asks for a node, or for an edge below the node that it comes from, and for
// all nodes that make its id, as they may mean others.
func (q *asking) name(id string) {
	q.model.MeantID(id, func(node string) string {
		q.ids[node] = true
		return node
	})
	if e, _, _ := q.model.EdgeOf(id); e != nil {
		q.edges[e] = append(q.edges[e], id)
	}
}

func (q *asking) build() {
	ids := planning.Values(slices.Sorted(maps.Keys(q.ids)))
	q.list = planning.NewList(graph.From{Kinds: q.model.All}, q.model.All)
	q.list.Rows, q.list.Page.Limit = true, len(ids)
	q.list.Where = graph.Is{Field: graph.Field{Get: graph.GetID}, Op: graph.In, Value: ids}
	source := graph.KindSet(0).With(q.model.Publication)
	says := graph.From{Link: planning.SaysLink(q.model)}

	q.id = q.list.Slot(graph.Field{Get: graph.GetID}, 0)
	q.text = q.list.Slot(graph.Field{Prop: q.model.NodeProp(textProp)}, source)
	q.facts = q.list.Slot(graph.Field{Get: graph.GetLinkCount, Link: says}, source)
	below, own := q.evidenceBelow()
	q.ownAt, q.own = q.list.Below(below, 0), own
	if len(q.evidence) > 0 {
		q.named = q.list.Below(q.evidenceNamed(says), source)
	}
	for _, e := range q.model.Edges {
		if len(q.edges[e]) > 0 {
			below, slots := q.edgesBelow(e)
			slots.at = q.list.Below(below, e.FromKinds())
			q.edgeSlots = append(q.edgeSlots, slots)
		}
	}
}

// evidenceBelow asks for what the batch's sources say of a node or an edge.
func (q *asking) evidenceBelow() (*planning.List, *pieceSlots) {
	l := planning.NewList(graph.From{Link: q.model.EvidenceOf}, 0)
	l.Rows, l.Page.Limit = true, graph.MaxChanges
	slots := askPieces(q.model, l)
	l.Where = graph.Is{Field: l.Slots[slots.source].Field, Op: graph.In, Value: planning.Values(slices.Sorted(maps.Keys(q.sources)))}
	return l, slots
}

// evidenceNamed asks for evidence that is to be taken away.
func (q *asking) evidenceNamed(says graph.From) *planning.List {
	l := planning.NewList(says, 0)
	l.Rows, l.Page.Limit = true, len(q.evidence)
	q.evidID = l.Slot(graph.Field{Get: graph.GetID}, 0)
	q.factID = l.Slot(graph.Field{Get: graph.GetFactID}, 0)
	l.Where = graph.Is{Field: graph.Field{Get: graph.GetID}, Op: graph.In, Value: q.evidence}
	return l
}

// edgesBelow asks for the edges of one type that the batch names.
func (q *asking) edgesBelow(e *graph.Edge) (*planning.List, edgeSlots) {
	l := planning.NewList(graph.From{Link: e.OutLink()}, e.ToKinds())
	l.Rows, l.Page.Limit = true, len(q.edges[e])
	slots := edgeSlots{id: l.Slot(graph.Field{Get: graph.GetID}, 0), identity: map[string]int{}}
	l.Where = graph.Is{Field: graph.Field{Get: graph.GetID}, Op: graph.In, Value: q.edges[e]}
	for _, p := range e.Props() {
		switch {
		case p.Identity && p.Type == graph.Reference:
			slots.identity[p.Name] = l.Slot(graph.Field{Var: planning.Variable(&l.Vars, 0, graph.PropRef, p), Get: graph.GetID}, 0)
		case p.Identity:
			slots.identity[p.Name] = l.Slot(graph.Field{Prop: p}, 0)
		}
	}
	below, says := q.evidenceBelow()
	slots.pieces, slots.says = l.Below(below, 0), says
	return l, slots
}

func (q *asking) read(rows *graph.Rows) *prefetch {
	k := &prefetch{map[string]bool{}, map[string]string{}, map[string]int64{}, map[factOf][]piece{}, map[string]map[string]graph.Value{}, map[string]string{}, rows.Meant}
	for i := range rows.Len {
		row := rows.Row(i)
		id, _ := row[q.id].(string)
		k.there[id] = true
		k.texts[id], _ = row[q.text].(string)
		k.facts[id], _ = row[q.facts].(int64)
		k.addPieces(id, q.own, row[q.ownAt])
		for _, slots := range q.edgeSlots {
			k.addEdges(slots, row[slots.at])
		}
		if named, ok := row[q.named].(*graph.Rows); ok && len(q.evidence) > 0 {
			for i := range named.Len {
				id, _ := named.Row(i)[q.evidID].(string)
				k.there[id] = true
				k.about[id], _ = named.Row(i)[q.factID].(string)
			}
		}
	}
	for id, is := range k.meant {
		k.there[id] = k.there[is]
	}
	return k
}

func (k *prefetch) addEdges(slots edgeSlots, cell graph.Value) {
	edges, ok := cell.(*graph.Rows)
	if !ok {
		return
	}
	for i := range edges.Len {
		row := edges.Row(i)
		id, _ := row[slots.id].(string)
		k.there[id] = true
		k.identity[id] = map[string]graph.Value{}
		for name, slot := range slots.identity {
			if row[slot] != nil {
				k.identity[id][name] = row[slot]
			}
		}
		k.addPieces(id, slots.says, row[slots.pieces])
	}
}

func (k *prefetch) addPieces(fact string, slots *pieceSlots, cell graph.Value) {
	rows, ok := cell.(*graph.Rows)
	if !ok {
		return
	}
	for i := range rows.Len {
		source, p := slots.read(rows.Row(i))
		of := factOf{source, fact}
		k.evidence[of] = append(k.evidence[of], p)
	}
}
