package seed

import (
	"go.yaml.in/yaml/v4"

	"parley/graph"
)

// readSource reads the source block. What it says stands first among the nodes.
func (r *reading) readSource(top block) {
	n := top.values["source"]
	if n == nil {
		r.problem(spot{1, 1}, "there is no source: begin with \"source:\", its id and its title")
		return
	}
	b, ok := r.block(n, "source")
	if !ok {
		return
	}
	id, k := r.declare(b, "source")
	if k == nil {
		return
	}
	if k != r.model.Publication {
		r.problem(at(b.values["id"]), "the id of a source begins with %q, not %q", r.model.Publication.Prefix(), k.Prefix())
		return
	}
	r.source = id
	props := r.editorial(b, k)
	if props["name"] == nil {
		props["name"] = props["title"]
	}
	if text := r.text.String(); text != "" {
		props[textProperty] = text
	}
	if props["name"] == nil {
		r.problem(b.at, "source has no title")
		return
	}
	r.putNode(b.at, id, props)
}

// readEntity reads one block of entities.
func (r *reading) readEntity(n *yaml.Node) {
	b, ok := r.block(n, "an entity")
	if !ok {
		return
	}
	id, k := r.declare(b, "an entity")
	if k == nil {
		return
	}
	props := r.editorial(b, k)
	if props["name"] == nil {
		r.problem(b.at, "%s has no name", id)
		return
	}
	r.putNode(b.at, id, props)
}

// declare reads the id of a node's block and notes it as declared.
func (r *reading) declare(b block, what string) (string, *graph.Kind) {
	n := b.values["id"]
	if n == nil {
		r.problem(b.at, "%s has no id", what)
		return "", nil
	}
	id, ok := r.scalar(n, "id")
	if !ok {
		return "", nil
	}
	k := r.kindOf(at(n), id)
	if k == nil {
		return "", nil
	}
	if first, twice := r.declared[id]; twice {
		r.problem(at(n), "%s is declared twice: first on line %d", id, first.line)
	} else {
		r.declared[id] = at(n)
	}
	return id, k
}

// editorial reads the properties that stand with a node.
func (r *reading) editorial(b block, k *graph.Kind) map[string]graph.Value {
	props := map[string]graph.Value{}
	for _, key := range b.keys {
		p := k.Prop(key.Value)
		switch {
		case key.Value == "id":
		case p == nil:
			r.known(key, "a "+k.Name, append([]string{"id"}, namesOf(EditorialProps(r.model, k))...))
		case p.Weighed:
			r.problem(at(key), "%s.%s follows from what sources say: it is not written down", k.Name, p.Name)
		case !p.Editorial:
			r.problem(at(key), "%s.%s needs evidence: state it in a fact with a quote, \"- fact: %s\"", k.Name, p.Name, r.field(b, "id"))
		case isSourceText(r.model, k, p):
			r.problem(at(key), "the text of a source stands in %s beside this file", textFile)
		case b.values[key.Value] != nil:
			if v := r.value(p, b.values[key.Value]); v != nil {
				props[p.Name] = v
			}
		}
	}
	return props
}

func (r *reading) putNode(where spot, id string, props map[string]graph.Value) {
	if r.source == "" {
		return // a problem by itself
	}
	c := graph.PutNode{Source: r.source, Load: r.load, ID: id, Props: props}
	if checked, ok := r.checked(where, c); ok {
		r.nodes = append(r.nodes, checked.(graph.PutNode))
		r.nodesAt = append(r.nodesAt, where)
		r.stating[id], _ = props[statementProperty].(string)
	}
}
