package mutation

import (
	"maps"
	"slices"

	"parley/graph"
	"parley/schema/gate"
)

// readApply reads many changes.
func readApply(b *batch, in map[string]any, at string) error {
	list := gate.ListOf(in["changes"])
	if len(list) > graph.MaxChanges {
		return graph.Errorf(graph.TooLarge, field(at, "changes"), "%d changes at once; at most %d are taken", len(list), graph.MaxChanges)
	}
	for i, entry := range list {
		at := item(field(at, "changes"), i)
		name, args := gate.Only(entry)
		of := slices.IndexFunc(b.changes, func(c change) bool { return c.name == name })
		if err := b.changes[of].read(b, gate.Fields(args), field(at, name)); err != nil {
			return err
		}
	}
	return nil
}

func readPutSource(b *batch, in map[string]any, at string) error {
	at, k := field(at, "source"), b.model.Publication
	source := gate.Fields(in["source"])
	id, err := b.id(source, at, graph.KindSet(0).With(k))
	if err != nil {
		return err
	}
	props, err := b.values(k.Props(), editorial, source, at)
	if err != nil {
		return err
	}
	if props["name"] == nil {
		props["name"] = props["title"]
	}
	if props["name"] == nil {
		return wrong(at, "%s needs a title or a name", id)
	}
	b.hold(id, in)
	return b.putNode(at, graph.PutNode{Source: id, ID: id, Props: props})
}

func readPutEntity(b *batch, in map[string]any, at string) error {
	source, err := b.source(in, at)
	if err != nil {
		return err
	}
	name, entity := gate.Only(in["entity"])
	of := slices.IndexFunc(b.model.Kinds, func(k *graph.Kind) bool { return k.Singular() == name })
	return b.readEntity(b.model.Kinds[of], gate.Fields(entity), field(field(at, "entity"), name), source, in)
}

func (b *batch) readEntity(k *graph.Kind, in map[string]any, at, source string, args map[string]any) error {
	id, err := b.id(in, at, graph.KindSet(0).With(k))
	if err != nil {
		return err
	}
	props, err := b.values(k.Props(), editorial, in, at)
	if err != nil {
		return err
	}
	says, err := b.values(k.Props(), evidenced, in, at)
	if err != nil {
		return err
	}
	words, given := in["evidence"].([]any)
	whole, _ := args["replaceEvidence"].(bool)
	switch {
	case props["name"] == nil && len(props) > 0:
		return wrong(field(at, "name"), "it is missing: what is put replaces all that the source stated of %s", id)
	case props["name"] == nil && !given:
		return wrong(at, "give a name, to state %s, or evidence for it", id)
	case len(words) == 0 && len(says) > 0:
		return wrong(field(at, slices.Sorted(maps.Keys(says))[0]), "it needs evidence: the words that say so")
	case whole && len(words) == 0 && k.Evidenced:
		return wrong(field(at, "evidence"), "every %s needs evidence", k.Name)
	}
	b.hold(id, args)
	if props["name"] != nil {
		if err := b.putNode(at, graph.PutNode{Source: source, ID: id, Props: props}); err != nil {
			return err
		}
	}
	b.touch(id)
	if len(words) == 0 && !whole {
		return nil
	}
	return b.putFact(at, source, graph.Fact{Node: id}, says, words, whole)
}

func readPutEdge(b *batch, in map[string]any, at string) error {
	source, err := b.source(in, at)
	if err != nil {
		return err
	}
	name, edge := gate.Only(in["edge"])
	of := slices.IndexFunc(b.model.Edges, func(e *graph.Edge) bool { return edgeField(e) == name })
	return b.readEdge(b.model.Edges[of], gate.Fields(edge), field(field(at, "edge"), name), source, in)
}

func (b *batch) readEdge(e *graph.Edge, in map[string]any, at, source string, args map[string]any) error {
	identity, err := b.values(e.Props(), func(p *graph.Property) bool { return p.Identity }, in, at)
	if err != nil {
		return err
	}
	says, err := b.values(e.Props(), func(p *graph.Property) bool { return !p.Identity && !p.Weighed }, in, at)
	if err != nil {
		return err
	}
	words, _ := in["evidence"].([]any)
	if len(words) == 0 {
		return wrong(field(at, "evidence"), "every edge needs evidence: the words that say so")
	}
	fact := graph.Fact{Edge: e.Name, Identity: identity}
	fact.From, _ = in["from"].(string)
	fact.To, _ = in["to"].(string)
	fact = b.model.Ordered(fact)
	whole, _ := args["replaceEvidence"].(bool)
	if err := b.putFact(at, source, fact, says, words, whole); err != nil {
		return err
	}
	b.edge = b.steps[len(b.steps)-1].said[0].PutEvidence
	b.hold(b.model.FactID(b.edge.Fact), args)
	b.touch(fact.From, fact.To)
	return nil
}

func readPutEvidence(b *batch, in map[string]any, at string) error {
	source, err := b.source(in, at)
	if err != nil {
		return err
	}
	id := b.current(in["of"])
	fact, props, err := b.factNamed(id)
	if err != nil {
		return within(field(at, "of"), err)
	}
	says, err := b.readSays(props, in["says"], field(at, "says"))
	if err != nil {
		return err
	}
	said, err := b.saying(field(at, "evidence"), source, fact, says, gate.Fields(in["evidence"]))
	if err != nil {
		return err
	}
	b.steps = append(b.steps, &step{at: at, said: []*saying{said}, fact: factOf{source, id}, named: true})
	b.hold(id, in)
	b.touch(source)
	return nil
}

// current returns the id of anything as it is now.
func (b *batch) current(id any) string {
	text, _ := id.(string)
	return b.model.CurrentID(text)
}

// factNamed returns what an id of a node or an edge names, but for the values in
// an edge's identity, and its properties.
func (b *batch) factNamed(id string) (graph.Fact, []*graph.Property, error) {
	if _, err := b.model.Check(graph.Retract{ID: id}); err != nil {
		return graph.Fact{}, nil, err
	}
	if e, from, to := b.model.EdgeOf(id); e != nil {
		return graph.Fact{Edge: e.Name, From: from, To: to}, e.Props(), nil
	}
	k := b.model.KindOf(id)
	if k == nil {
		return graph.Fact{}, nil, wrong("", "%q is the id of a piece of evidence: evidence is put for entities and edges", id)
	}
	return graph.Fact{Node: id}, k.Props(), nil
}

func readRetract(b *batch, in map[string]any, at string) error {
	id := b.current(in["id"])
	if _, err := b.model.Check(graph.Retract{ID: id}); err != nil {
		return within(field(at, "id"), err)
	}
	_, isEvidence := graph.SourceOf(id)
	if isEvidence && in["expectedVersion"] != nil {
		return wrong(field(at, "expectedVersion"), "a piece of evidence has no version: it never changes")
	}
	b.hold(id, in)
	b.steps = append(b.steps, &step{at: at, gone: id})
	return nil
}
