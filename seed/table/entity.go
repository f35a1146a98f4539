package table

import (
	"slices"

	"go.yaml.in/yaml/v4"

	"parley/graph"
	"parley/seed"
)

// entity is a node that rows make.
type entity struct {
	at    spot
	id    *template
	where []condition
	props []*property
}

// readEntity reads one entry of entities.
func (r *reader) readEntity(n *yaml.Node, s *scope) *entity {
	k := r.keyed(n, "an entity", nil)
	e := &entity{at: k.at, id: r.scalarTemplate(k, "id", s), where: r.readWhere(k.has("where"), s)}
	if e.id == nil {
		r.problem(k.at, "an entity has no id, such as id: person:{name|slug}")
		return nil
	}
	if k.has("name") == nil {
		r.problem(k.at, "an entity has no name")
	}
	kind := r.kindOf(e.id)
	for _, key := range k.keys {
		if key.Value == "id" || key.Value == "where" {
			continue
		}
		if p := r.editorial(key, kind); p != nil && k.has(key.Value) != nil {
			e.props = append(e.props, r.readProperty(p, k.values[key.Value], s))
		}
	}
	return e
}

// kindOf returns the kind of the ids that a template makes, as far as the mapping
// alone tells, and refuses one that does not exist.
func (r *reader) kindOf(id *template) *graph.Kind {
	kind := id.kind(r.model)
	if text, ok := id.constant(); ok {
		if _, err := r.model.CheckID(text); err != nil {
			r.problem(id.at, "%s", seed.Message(err))
		}
	} else if kind == nil && !id.broken && id.prefixed() {
		r.problem(id.at, "an id begins with a kind and a colon: %s", seed.Suggest("", seed.KindWords(r.model.Kinds)))
	}
	return kind
}

// editorial finds the editorial property of a name: of the kind or, where that
// is not known yet, of any.
func (r *reader) editorial(key *yaml.Node, kind *graph.Kind) *graph.Property {
	what, kinds := "an entity", r.model.Kinds
	if kind != nil {
		what, kinds = "a "+kind.Name, []*graph.Kind{kind}
	}
	known := []string{"id", "where"}
	for _, k := range kinds {
		for _, p := range k.Props() {
			switch {
			case p.Name == key.Value && p.Weighed:
				r.problem(at(key), "%s follows from what sources say: it is not written down", p.Name)
				return nil
			case p.Name == key.Value && !p.Editorial:
				r.problem(at(key), "%s needs evidence: state it in a fact, \"- fact:\" with the same id", p.Name)
				return nil
			case p.Name == key.Value:
				return p
			case p.Editorial && !p.Weighed && !slices.Contains(known, p.Name):
				known = append(known, p.Name)
			}
		}
	}
	r.unknown(key, what, known)
	return nil
}

// putEntity puts an entity into a row's changes.
func (r *row) putEntity(e *entity) {
	if !r.holds(e.where) {
		return
	}
	id := r.expand(e.id)
	if id == "" || r.problem != nil {
		return
	}
	props := map[string]graph.Value{}
	for _, p := range e.props {
		if v := r.value(p); v != nil {
			props[p.Name] = v
		}
	}
	r.put(e.id, graph.PutNode{Source: r.source.ID, ID: id, Props: props})
}
