package neo4j

import (
	"maps"
	"slices"

	"parley/graph"
)

// writes are rows for the statements of an Apply, in the order in which these
// run.
type writes struct {
	dropFacts  []any
	dropEdges  map[*graph.Edge][]any
	unstate    []any
	addNodes   map[*graph.Kind][]any
	state      []any
	restate    []any
	addEdges   map[*graph.Edge][]any
	addFacts   []any
	moveFacts  []any
	loose      []any
	setNodes   []any
	changeEdge map[*graph.Edge][]any
}

// write brings the database from what is stored to what the draft says.
func (a *application) write(sources int) error {
	w := &writes{dropEdges: map[*graph.Edge][]any{}, addNodes: map[*graph.Kind][]any{}, addEdges: map[*graph.Edge][]any{}, changeEdge: map[*graph.Edge][]any{}}
	steps := []func(*writes) error{a.planFacts, a.planEdges, a.planNodes, a.writeParts, a.writeRest}
	for _, step := range steps {
		if err := step(w); err != nil {
			return err
		}
	}
	if a.sources == sources {
		return nil
	}
	_, err := a.query("MATCH (m:"+metaLabel+" {name: 'parley'}) SET m.sources = $sources", map[string]any{"sources": int64(a.sources)})
	return err
}

// ordered gives a map's values by key, so that writes come in the order of ids.
func ordered[T any](m map[string]T) []T {
	out := make([]T, 0, len(m))
	for _, k := range slices.Sorted(maps.Keys(m)) {
		out = append(out, m[k])
	}
	return out
}

func (a *application) planFacts(w *writes) error {
	for _, f := range ordered(a.facts) {
		switch {
		case !f.there && f.stored:
			w.dropFacts = append(w.dropFacts, f.id)
		case f.there && !f.stored:
			row, err := factRow(a.model, f)
			if err != nil {
				return err
			}
			w.addFacts = append(w.addFacts, row)
		case f.there && (f.moved || f.put != nil):
			w.moveFacts = append(w.moveFacts, map[string]any{"id": f.id, "load": f.load, "seq": int64(f.seq)})
		}
	}
	return nil
}

func (a *application) planEdges(w *writes) error {
	for _, e := range ordered(a.edges) {
		if !e.dirty {
			continue
		}
		row := map[string]any{"id": e.id, "from": e.from, "to": e.to}
		if len(e.facts) == 0 {
			a.counts.Edges++
			if e.stored {
				w.dropEdges[e.edge] = append(w.dropEdges[e.edge], row)
			}
			continue
		}
		props, quote := a.edgeProps(e)
		if e.stored {
			a.planChange(w, e, row, props, quote)
			continue
		}
		for name, v := range propsOf(e.edge.Props(), e.identity, func(p *graph.Property) bool { return p.Identity }) {
			props[name] = v
		}
		props["id"], props["quote"] = e.id, quote
		row["props"] = withoutNull(props)
		w.addEdges[e.edge] = append(w.addEdges[e.edge], row)
	}
	return nil
}

func (a *application) planChange(w *writes, e *draftEdge, row map[string]any, props map[string]any, quote any) {
	diff := changed(e.props, props)
	if len(diff) > 0 {
		a.counts.Edges++
	}
	if !sameStored(e.props["quote"], quote) {
		diff["quote"] = quote
	}
	if len(diff) > 0 {
		row["props"] = diff
		w.changeEdge[e.edge] = append(w.changeEdge[e.edge], row)
	}
}

// planNodes plans what is stated of nodes, and the nodes that are new. On one
// that is new rests only what the draft has.
func (a *application) planNodes(w *writes) error {
	used := a.used()
	for _, n := range ordered(a.nodes) {
		if n == nil || !n.told {
			continue
		}
		if err := a.planStated(w, n); err != nil {
			return err
		}
		if n.stored {
			continue
		}
		a.counts.Nodes++
		if !n.isStated() && !used[n.id] {
			continue
		}
		props, err := a.allProps(n)
		if err != nil {
			return err
		}
		if n.loaded > 0 {
			props["loaded"] = int64(n.loaded)
		}
		props["id"] = n.id
		w.addNodes[n.kind] = append(w.addNodes[n.kind], withoutNull(props))
	}
	for _, id := range slices.Sorted(maps.Keys(a.loose)) {
		if n := a.nodes[id]; n == nil || n.stored && !(n.told && n.isStated()) {
			w.loose = append(w.loose, id)
		}
	}
	return nil
}

// used lists the nodes on which something of the draft rests.
func (a *application) used() map[string]bool {
	used := map[string]bool{}
	for _, f := range a.facts {
		if f.there {
			for _, id := range f.names() {
				used[id] = true
			}
		}
	}
	for source, nodes := range a.statedBy {
		used[source] = used[source] || len(nodes) > 0
	}
	return used
}

// planStated compares what sources state of a node with what they stated.
func (a *application) planStated(w *writes, n *draftNode) error {
	was := map[string]statement{}
	for _, s := range n.was {
		was[s.source] = s
	}
	for _, s := range n.stated {
		if s.kept {
			continue
		}
		old, known := was[s.source]
		delete(was, s.source)
		if known && old.load == s.load && equalProps(old.props, s.props) {
			continue
		}
		props, err := valuesText(n.kind.Props(), s.props)
		if err != nil {
			return err
		}
		row := map[string]any{"source": s.source, "node": n.id, "props": map[string]any{"load": s.load, "props": props}}
		if known {
			w.restate = append(w.restate, row)
		} else {
			w.state = append(w.state, row)
		}
	}
	for source := range was {
		w.unstate = append(w.unstate, map[string]any{"source": source, "node": n.id})
	}
	return nil
}

// allProps are all properties of a node that follow from its values.
func (a *application) allProps(n *draftNode) (map[string]any, error) {
	values := a.values(n)
	props := nodeProps(n.kind, values)
	maps.Copy(props, searched(values))
	props["kept"] = nil
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

const (
	dropFacts = "MATCH (e:Evidence {id: row}) DELETE e"
	unstate   = "MATCH (:Source {id: row.source})-[t:STATES]->(:Entity {id: row.node}) DELETE t"
	state     = "MATCH (s:Source {id: row.source}) MATCH (n:Entity {id: row.node}) CREATE (s)-[t:STATES]->(n) SET t = row.props"
	restate   = "MATCH (:Source {id: row.source})-[t:STATES]->(:Entity {id: row.node}) SET t = row.props"
	addFacts  = "CREATE (e:Evidence) SET e = row"
	moveFacts = "MATCH (e:Evidence {id: row.id}) SET e.load = row.load, e.seq = row.seq"
	setNodes  = "MATCH (n:Entity {id: row.id}) SET n += row.props"
)

func createEdge(e *graph.Edge) string {
	return "MATCH (a:Entity {id: row.from}) MATCH (b:Entity {id: row.to}) CREATE (a)-[r:" + name(e.Name) + "]->(b) SET r = row.props"
}

// writeParts writes all but the values of what was there before.
func (a *application) writeParts(w *writes) error {
	type part struct {
		statement string
		rows      []any
	}
	parts := []part{{dropFacts, w.dropFacts}}
	for _, e := range a.model.Edges {
		parts = append(parts, part{matchEdge(e) + "DELETE r", w.dropEdges[e]})
	}
	parts = append(parts, part{unstate, w.unstate})
	for _, k := range a.model.Kinds {
		parts = append(parts, part{"CREATE (n:" + entityLabel + ":" + name(k.Name) + ") SET n = row", w.addNodes[k]})
	}
	parts = append(parts, part{state, w.state}, part{restate, w.restate})
	for _, e := range a.model.Edges {
		parts = append(parts,
			part{createEdge(e), w.addEdges[e]}, part{matchEdge(e) + "SET r += row.props", w.changeEdge[e]})
	}
	parts = append(parts, part{addFacts, w.addFacts}, part{moveFacts, w.moveFacts})
	for _, p := range parts {
		if _, err := a.each(p.statement, p.rows); err != nil {
			return err
		}
	}
	return nil
}

// writeRest takes away the nodes on which nothing rests any more, and writes the
// values of the others that changed.
func (a *application) writeRest(w *writes) error {
	gone, err := a.each(collectNodes(a.model), w.loose)
	if err != nil {
		return err
	}
	removed := map[string]bool{}
	for _, r := range gone {
		removed[text(r.Values[0])] = true
		a.counts.Nodes++
	}
	for _, n := range ordered(a.nodes) {
		if n == nil || !n.dirty || !n.stored || removed[n.id] {
			continue
		}
		props, err := a.allProps(n)
		if err != nil {
			return err
		}
		diff := changed(n.props, props)
		if a.countsAsChange(n, diff) {
			a.counts.Nodes++
		}
		if len(diff) > 0 {
			w.setNodes = append(w.setNodes, map[string]any{"id": n.id, "props": diff})
		}
	}
	_, err = a.each(setNodes, w.setNodes)
	return err
}

// countsAsChange says whether one of the model's properties is among those that
// change.
func (a *application) countsAsChange(n *draftNode, diff map[string]any) bool {
	for name := range nodeProps(n.kind, nil) {
		if _, ok := diff[name]; ok {
			return true
		}
	}
	return false
}

// collectNodes takes nodes away on which nothing rests: no source states them,
// no edge of ours ends there, no evidence names them. A relationship of others
// does not hold them.
func collectNodes(m *graph.Model) string {
	types := name(statesType)
	for _, e := range m.Edges {
		types += "|" + name(e.Name)
	}
	properties := []string{"subject"}
	for _, p := range m.Evidence {
		if p.Type == graph.Reference {
			properties = append(properties, name(p.Name))
		}
	}
	for _, p := range references(m) {
		properties = append(properties, name(saysName(p)))
	}
	text := "MATCH (n:Entity {id: row}) WHERE NOT EXISTS { (n)-[:" + types + "]-() }"
	for _, p := range properties {
		text += " AND NOT EXISTS { (:Evidence {" + p + ": row}) }"
	}
	return text + " DETACH DELETE n RETURN row"
}
