package neo4j

import (
	"iter"
	"maps"
	"slices"

	"parley/graph"
)

// sortedByID returns a map's values by key, so that writes come in the order of ids.
func sortedByID[T any](m map[string]T) []T {
	out := make([]T, 0, len(m))
	for _, k := range slices.Sorted(maps.Keys(m)) {
		out = append(out, m[k])
	}
	return out
}

func (a *application) planFacts(w *writes) error {
	columns := evidenceColumns(a.model)
	for _, f := range sortedByID(a.facts) {
		switch {
		case !f.there && f.stored:
			w.dropFacts = append(w.dropFacts, f.id)
		case f.there && (!f.stored || f.remade):
			if f.stored {
				w.dropFacts = append(w.dropFacts, f.id)
			}
			row, err := factRow(a.model, f)
			if err != nil {
				return err
			}
			w.addFacts = append(w.addFacts, columns.row(row))
		case f.there && (f.moved || f.put != nil):
			w.moveFacts = append(w.moveFacts, map[string]any{"id": f.id, "load": f.load, "seq": int64(f.seq)})
		}
	}
	return nil
}

func (a *application) planEdges(w *writes) error {
	columns := byType(a.model.Edges, edgeColumns)
	for _, e := range sortedByID(a.edges) {
		if !e.dirty {
			continue
		}
		row := map[string]any{"id": e.id, "from": e.from, "to": e.to}
		if len(e.facts) == 0 {
			if e.stored {
				a.counts.Edges++
				w.dropEdges[e.edge] = append(w.dropEdges[e.edge], row)
			}
			continue
		}
		props, extras := a.edgeProps(e)
		if e.stored {
			a.planChange(w, e, row, props, extras)
			continue
		}
		a.counts.Edges++
		for name, v := range propsOf(e.edge.Props(), e.identity, func(p *graph.Property) bool { return p.Identity }) {
			props[name] = v
		}
		maps.Copy(props, extras)
		props["id"] = e.id
		w.addEdges[e.edge] = append(w.addEdges[e.edge], columns[e.edge].row(props, e.from, e.to))
	}
	return nil
}

func (a *application) planChange(w *writes, e *touchedEdge, row, props, extras map[string]any) {
	diff := changed(e.props, props)
	if len(diff) > 0 {
		a.counts.Edges++
	}
	if maps.Copy(diff, changed(e.props, extras)); len(diff) > 0 {
		row["props"] = diff
		w.setEdges[e.edge] = append(w.setEdges[e.edge], row)
	}
}

// planNodes plans what is stated of nodes, and the nodes that are new. On one
// that is new rests only what the changeset has.
func (a *application) planNodes(w *writes) error {
	used := a.used()
	columns := byType(a.model.Kinds, nodeColumns)
	for _, n := range sortedByID(a.nodes) {
		if n == nil || !n.told {
			continue
		}
		if err := a.planStated(w, n); err != nil {
			return err
		}
		if n.stored {
			continue
		}
		if !n.isStated() && !used[n.id] {
			continue
		}
		a.counts.Nodes++
		props, err := a.allProps(n)
		if err != nil {
			return err
		}
		if n.loaded > 0 {
			props["loaded"] = int64(n.loaded)
		}
		props["id"] = n.id
		w.addNodes[n.kind] = append(w.addNodes[n.kind], columns[n.kind].row(props))
	}
	for _, id := range slices.Sorted(maps.Keys(a.loose)) {
		if n := a.nodes[id]; n == nil || n.stored && !(n.told && n.isStated()) {
			w.loose = append(w.loose, id)
		}
	}
	return nil
}

// factIDs returns the ids of evidence, in their order.
func factIDs(facts map[string]*touchedFact) iter.Seq[string] {
	return slices.Values(slices.Sorted(maps.Keys(facts)))
}

// orNull returns a text, or null for one that is empty.
func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// planMerges plans what ids mean from now on.
func (a *application) planMerges(w *writes) error {
	for _, id := range slices.Sorted(maps.Keys(a.remerged)) {
		into := a.remerged[id]
		if into == a.wasMerged[id] {
			continue
		}
		a.counts.Nodes++
		if into != "" {
			w.setMerged = append(w.setMerged, map[string]any{"id": id, "into": into})
		} else {
			w.unmerge = append(w.unmerge, id)
		}
	}
	return nil
}

// used lists the nodes on which something of the changeset rests.
func (a *application) used() map[string]bool {
	used := map[string]bool{}
	for id, n := range a.rests {
		used[id] = n > 0
	}
	for source, nodes := range a.statedBy {
		used[source] = used[source] || len(nodes) > 0
	}
	return used
}

// planStated compares what sources state of a node with what they stated.
func (a *application) planStated(w *writes, n *touchedNode) error {
	type under struct{ source, as string }
	was := map[under]statement{}
	for _, s := range n.was {
		was[under{s.source, s.as}] = s
	}
	for _, s := range n.stated {
		if s.kept {
			continue
		}
		old, known := was[under{s.source, s.as}]
		delete(was, under{s.source, s.as})
		if known && old.load == s.load && equalProps(old.props, s.props) {
			continue
		}
		props, err := valuesText(n.kind.Props(), s.props)
		if err != nil {
			return err
		}
		if known {
			w.restate = append(w.restate, map[string]any{"from": s.source, "to": n.id, "as": orNull(s.as), "load": s.load, "props": props})
		} else {
			w.state = append(w.state, []any{s.source, n.id, s.load, props, orNull(s.as)})
		}
	}
	for u := range was {
		w.unstate = append(w.unstate, map[string]any{"from": u.source, "to": n.id, "as": orNull(u.as)})
	}
	return nil
}

// allProps are all properties of a node that follow from its values.
func (a *application) allProps(n *touchedNode) (map[string]any, error) {
	values := a.values(n)
	props := nodeProps(n.kind, values)
	maps.Copy(props, searched(values))
	props["version"] = graph.Version(n.kind.Props(), func(p *graph.Property) graph.Value { return values[p.Name] }, factIDs(n.facts))
	props["kept"], props["swept"] = nil, orNull(n.swept)
	for _, s := range n.stated {
		if !s.kept {
			continue
		}
		kept, err := valuesText(n.kind.Props(), s.props)
		if err != nil {
			return nil, err
		}
		props["kept"] = kept
	}
	return props, nil
}
