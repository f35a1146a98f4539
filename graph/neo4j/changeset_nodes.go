package neo4j

import (
	"maps"
	"slices"

	"parley/graph"
	"parley/graph/ledger"
	"parley/graph/neo4j/layout"
)

// bare returns a node of the changeset, or a stored one of which only the id is known.
func (d *changeset) bare(id string) *touchedNode {
	if n := d.nodes[id]; n != nil || id == "" {
		return n
	}
	n := &touchedNode{id: id, kind: d.model.KindOf(id), stored: true, facts: map[string]*touchedFact{}}
	d.nodes[id] = n
	return n
}

// FindNode returns the node of an id.
func (d *changeset) FindNode(id string) (*touchedNode, bool) {
	n := d.nodes[id]
	return n, n != nil
}

// AddNode adds a node of which nothing is stated yet.
func (d *changeset) AddNode(id string) *touchedNode {
	n := &touchedNode{id: id, kind: d.model.KindOf(id), told: true, whole: true, dirty: true, facts: map[string]*touchedFact{}}
	if n.kind == d.model.Publication {
		d.sources++
		n.loaded = d.sources
	}
	d.nodes[id] = n
	return n
}

// Node returns what the rules look at of a node.
func (d *changeset) Node(n *touchedNode) ledger.Node[*touchedNode] {
	return ledger.Node[*touchedNode]{ID: n.id, Kind: n.kind, New: !n.stored, Stated: n.stated, Loaded: n.loaded, Swept: n.swept}
}

// Source returns what is stated of a source now.
func (d *changeset) Source(source *touchedNode) ledger.Source {
	if !source.told {
		return source.origin
	}
	return d.sourceOf(func(p *graph.Property) graph.Value { return ledger.FirstStated(source.stated, source.kind, p) })
}

// SourceBefore returns what was stated of a source, as it is stored.
func (d *changeset) SourceBefore(source *touchedNode) ledger.Source {
	return d.storedSource(source.props)
}

// storedSource returns what is stated of a source that is stored with some properties.
func (d *changeset) storedSource(props map[string]any) ledger.Source {
	return d.sourceOf(func(p *graph.Property) graph.Value { return layout.Value(p, props) })
}

func (d *changeset) sourceOf(value func(*graph.Property) graph.Value) (s ledger.Source) {
	s.Published, _ = value(d.model.NodeProp("published")).(*graph.When)
	s.Withdrawn, _ = value(d.model.NodeProp("withdrawn")).(*graph.When)
	s.Publisher, _ = value(d.model.NodeProp("publisher")).(string)
	return s
}

// KnownBefore returns the latest day known of the sources loaded before the n-th.
func (d *changeset) KnownBefore(n int) graph.Day {
	latest := graph.NoDay
	for _, source := range d.timeline {
		if source.loaded < n && d.stays(source) {
			latest = max(latest, graph.LastDay(d.Source(source).Published))
		}
	}
	return latest
}

// stays reports whether a source is there after the Apply.
func (d *changeset) stays(source *touchedNode) bool {
	return !source.dirty && !source.loose || source.isStated() || d.Held(source)
}

// Quote returns the words of a source's text that are quoted.
func (d *changeset) Quote(source *touchedNode, e *graph.Evidence) (string, bool) {
	stated := ledger.FirstStated(source.stated, source.kind, d.model.NodeProp("text"))
	if text, _ := stated.(string); text != source.text {
		source.text, source.runes = text, []rune(text)
	}
	return e.Quote, e.End <= len(source.runes) && string(source.runes[e.Start:e.End]) == e.Quote
}

// Held reports whether anything but what sources state of it holds a node. Of
// a stored one, the database has the last word.
func (d *changeset) Held(n *touchedNode) bool {
	if n.stored && d.gone != nil {
		return !d.gone[n.id]
	}
	return n.rests > 0 || slices.ContainsFunc(n.states, func(o *touchedNode) bool { return o != n })
}

// SetStated sets what sources state of a node.
func (d *changeset) SetStated(n *touchedNode, stated []statement) { n.stated = stated }

// SetStates notes whether a source states a node.
func (d *changeset) SetStates(source, n *touchedNode, states bool) {
	source.states = slices.DeleteFunc(source.states, func(o *touchedNode) bool { return o == n })
	if states {
		source.states = append(source.states, n)
	}
}

// States returns the nodes that a source states.
func (d *changeset) States(source *touchedNode) []*touchedNode { return slices.Clone(source.states) }

// SetSwept sets the load of a source that was ended last.
func (d *changeset) SetSwept(source *touchedNode, load string) { source.swept = load }

// isStated reports whether a source states the node.
func (n *touchedNode) isStated() bool {
	return slices.ContainsFunc(n.stated, func(s statement) bool { return !s.Kept })
}

// SetNode plans to write what is new of a node.
func (d *changeset) SetNode(n *touchedNode, vals []graph.Value, at ledger.Standing) (changes bool) {
	props := d.allProps(n, vals, at.There)
	past := d.pastOfNode(n, vals, at)
	d.planPast(n.props, past, dropNodePast, addNodePast, map[string]any{"id": n.id})
	props["knownFrom"], props["past"] = past.KnownFrom, past.Digest
	if n.absent == at.There {
		d.setAbsent(n, !at.There)
	}
	if n.stored {
		diff := layout.Changed(n.props, props)
		if len(diff) > 0 {
			d.plan(setNodes, map[string]any{"id": n.id, "props": diff})
		}
		return countsAsChange(n.kind, diff)
	}
	if n.loaded > 0 {
		props["loaded"] = int64(n.loaded)
	}
	props["id"] = n.id
	t := d.tables.Nodes[n.kind]
	d.plan(t.Create, t.Row(props))
	return true
}

// RemoveNode does nothing: what is new is not written, and what is stored the
// database has taken away.
func (d *changeset) RemoveNode(*touchedNode) {}

// allProps are all properties of a node that follow from its values.
func (d *changeset) allProps(n *touchedNode, vals []graph.Value, there bool) map[string]any {
	named := ledger.Named(n.kind.Props(), vals)
	props := layout.Props(n.kind.Props(), named)
	maps.Copy(props, layout.Searched(named))
	props["absent"] = orFalse(!there)
	props["version"] = versionOf(n.kind.Props(), named, n.facts)
	props["kept"], props["swept"] = nil, orNull(n.swept)
	for _, s := range n.stated {
		if s.Kept {
			props["kept"] = layout.ValuesText(n.kind.Props(), s.Props)
		}
	}
	return props
}

// countsAsChange reports whether one of the model's properties is among those that
// change, or whether the node is there.
func countsAsChange(k *graph.Kind, diff map[string]any) bool {
	if _, ok := diff["absent"]; ok {
		return true
	}
	for name := range layout.Props(k.Props(), nil) {
		if _, ok := diff[name]; ok {
			return true
		}
	}
	return false
}

// planStated compares what sources state of a node with what they stated.
func (d *changeset) planStated(n *touchedNode) {
	type under struct {
		source *touchedNode
		as     string
	}
	was := map[under]statement{}
	for _, s := range n.was {
		was[under{s.Source, s.As}] = s
	}
	for _, s := range n.stated {
		if s.Kept {
			continue
		}
		old, known := was[under{s.Source, s.As}]
		delete(was, under{s.Source, s.As})
		if known && old.Load == s.Load && ledger.EqualValues(old.Props, s.Props) {
			continue
		}
		row := map[string]any{"from": s.Source.id, "to": n.id, "as": orNull(s.As), "load": s.Load, "props": layout.ValuesText(n.kind.Props(), s.Props)}
		if t := d.tables.States; known {
			d.plan(restate(), row)
		} else {
			d.plan(t.Create, t.Row(row, s.Source.id, n.id))
		}
	}
	for u := range was {
		d.plan(unstate(), map[string]any{"from": u.source.id, "to": n.id, "as": orNull(u.as)})
	}
}

// idsOf lists the ids of nodes.
func idsOf(nodes []*touchedNode) []any {
	var ids []any
	for _, n := range nodes {
		ids = append(ids, n.id)
	}
	return ids
}
