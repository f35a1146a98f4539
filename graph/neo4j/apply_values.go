package neo4j

import (
	"maps"
	"slices"

	"parley/graph"
)

// readTouched reads what the changed parts of the changeset are weighed by: all the
// evidence for them, and the sources of that.
func (a *application) readTouched() error {
	if err := a.readRedated(); err != nil {
		return err
	}
	var nodes, subjects []any
	for _, id := range slices.Sorted(maps.Keys(a.nodes)) {
		n := a.nodes[id]
		if n == nil || !n.dirty || !n.stored {
			continue
		}
		if !n.told {
			nodes = append(nodes, id)
		}
		if !n.whole {
			subjects = append(subjects, id)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(a.edges)) {
		if e := a.edges[id]; e.dirty && !e.whole {
			subjects = append(subjects, id)
		}
	}
	if err := a.readNodes(nodes); err != nil {
		return err
	}
	if err := a.readSubjects(subjects); err != nil {
		return err
	}
	if err := a.readEdges(); err != nil {
		return err
	}
	return a.readOrigins()
}

// readRedated re-weighs all that rests on a source whose date changed.
func (a *application) readRedated() error {
	var redated []any
	for _, n := range a.nodes {
		if n != nil && n.dirty && n.stored && n.told && n.loaded > 0 && !sameDate(n) {
			redated = append(redated, n.id)
		}
	}
	if err := a.readFacts(readSaid, redated); err != nil {
		return err
	}
	for _, id := range redated {
		for _, f := range a.bySource[text(id)] {
			if f.there {
				a.touch(f)
			}
		}
	}
	return nil
}

// sameDate reports whether a source is still dated as it was.
func sameDate(n *touchedNode) bool {
	is, _ := n.firstStated("published").(*graph.When)
	return storedDate("published", n.props).Equal(is)
}

// storedDate reads a date of its parts; nil where there is none.
func storedDate(name string, props map[string]any) *graph.When {
	if props[name+"Basis"] == nil {
		return nil
	}
	var parts []any
	for _, part := range dateParts() {
		parts = append(parts, props[name+part.suffix])
	}
	return whenOf(append(parts, props[name+afterSuffix]))
}

// readEdges reads the values of edges that are weighed anew.
func (a *application) readEdges() error {
	rows := map[*graph.Edge][]any{}
	for _, e := range a.edges {
		if e.dirty && e.stored && len(e.facts) > 0 {
			rows[e.edge] = append(rows[e.edge], map[string]any{"id": e.id, "from": e.from, "to": e.to})
		}
	}
	for t, list := range rows {
		records, err := a.each(matchEdge(t)+"RETURN r.id, properties(r)", list)
		if err != nil {
			return err
		}
		for _, r := range records {
			a.edges[text(r.Values[0])].props, _ = r.Values[1].(map[string]any)
		}
	}
	return nil
}

// matchEdge finds an edge by its ends: relationships have no index by id.
func matchEdge(e *graph.Edge) string {
	return between("-[r:" + name(e.Name) + " {id: row.id}]->")
}

// between finds a relationship by its ends. The order keeps the planner from
// doing away with the WITH: both ends are to be found before what is between
// them, as one may have very many relationships.
func between(relationship string) string {
	return "MATCH (a:Entity {id: row.from}) MATCH (b:Entity {id: row.to}) WITH a, b, row ORDER BY row.from MATCH (a)" + relationship + "(b) "
}

// readOrigins reads the sources of evidence that is weighed.
func (a *application) readOrigins() error {
	var ids set
	weighed := func(facts map[string]*touchedFact) {
		for _, f := range facts {
			if n := a.nodes[f.source]; n == nil || !n.told {
				ids.add(f.source)
			}
		}
	}
	for _, n := range a.nodes {
		if n != nil && n.dirty {
			weighed(n.facts)
		}
	}
	for _, e := range a.edges {
		if e.dirty {
			weighed(e.facts)
		}
	}
	records, err := a.each(readOrigins(), ids.list)
	for _, r := range records {
		props, _ := r.Values[1].(map[string]any)
		a.origins[text(r.Values[0])] = origin{storedDate("published", props), number(props["loaded"])}
	}
	return err
}

// readOrigins reads of a source only what it is weighed by, not its text.
func readOrigins() string {
	parts := ".loaded, .published" + afterSuffix
	for _, part := range dateParts() {
		parts += ", .published" + part.suffix
	}
	return "MATCH (s:Entity:Source {id: row}) RETURN s.id, s {" + parts + "}"
}

// values takes a node's values from what sources state and from its evidence.
func (d *changeset) values(n *touchedNode) map[string]graph.Value {
	values := map[string]graph.Value{}
	for _, s := range n.stated {
		for name, v := range s.props {
			values[name] = graph.Join(values[name], v)
		}
		if s.as != "" {
			values["aliases"] = graph.JoinName(values["aliases"], values["name"], s.props["name"])
		}
	}
	d.weigh(n.facts, values)
	return values
}

// weigh sets, for each property that evidence speaks of, the value of the one
// with the best standing, and returns the quote that counts most of all.
func (d *changeset) weigh(facts map[string]*touchedFact, values map[string]graph.Value) (quote string) {
	best := map[string]graph.Precedence{}
	var bestQuote *graph.Precedence
	for _, id := range slices.Sorted(maps.Keys(facts)) {
		f := facts[id]
		from := d.origin(f.source)
		standing := graph.PrecedenceOf(f.stated, f.said, from.published, from.loaded, f.seq)
		for _, said := range f.says {
			if b, ok := best[said.Property]; ok && standing.Compare(b) <= 0 {
				continue
			}
			best[said.Property] = standing
			values[said.Property] = said.Value
		}
		if f.quote != "" && (bestQuote == nil || standing.Compare(*bestQuote) > 0) {
			bestQuote, quote = &standing, f.quote
		}
	}
	return quote
}

// edgeProps are an edge's values as they are stored, beside those of its
// identity, which stay as they are; and what is stored beside its values.
func (d *changeset) edgeProps(e *touchedEdge) (props, extras map[string]any) {
	values := map[string]graph.Value{}
	quote := d.weigh(e.facts, values)
	version := graph.Version(e.edge.Props(), func(p *graph.Property) graph.Value {
		switch {
		case !p.Identity:
			return values[p.Name]
		case e.stored:
			return storedValue(p, e.props)
		}
		return e.identity[p.Name]
	}, factIDs(e.facts))
	props = propsOf(e.edge.Props(), values, func(p *graph.Property) bool { return !p.Identity })
	return props, map[string]any{"quote": orNull(quote), "version": version}
}
