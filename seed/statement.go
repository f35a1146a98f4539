package seed

import (
	"go.yaml.in/yaml/v4"

	"parley/graph"
)

// maxSlug is the length of the longest id that a statement makes, in bytes, its kind
// aside.
const maxSlug = 60

// stated returns the id of what is said, and declares it where its statement is given.
// It is "" where there is none.
func (r *reading) stated(s saying, e *graph.Edge) string {
	where, id := wordAt(s.line, 2), s.id
	if id == "" {
		id = r.made(where, s.statement, e)
	} else if !r.end(where, e, "to", id, e.ToKinds()) {
		return ""
	}
	if id != "" && s.statement != "" {
		r.declareStatement(where, id, s.statement)
	}
	return id
}

// made makes an id of a statement.
func (r *reading) made(where spot, statement string, e *graph.Edge) string {
	kinds, slug := r.model.KindsOf(e.ToKinds()), CutSlug(Slug(statement), maxSlug)
	switch {
	case len(kinds) > 1:
		r.problem(where, "what %s leads to is a %s: say which by an id before the statement", e.Name, either(KindWords(kinds)))
	case slug == "":
		r.problem(where, "no id can be made of the statement %s: give one before it", Shown(statement))
	default:
		return kinds[0].Prefix() + slug
	}
	return ""
}

// declareStatement declares what has a statement, unless the folder has declared it
// with the same.
func (r *reading) declareStatement(where spot, id, statement string) {
	first, declared := r.declared[id]
	if !declared {
		r.declared[id] = where
		r.putNode(where, id, map[string]graph.Value{"name": statement, statementProperty: statement})
		return
	}
	switch was, right := r.stating[id]; {
	case !right || graph.Fold(was) == graph.Fold(statement):
	case was == "":
		r.problem(where, "%s is declared on line %d without a statement: write it there, and here the id alone", id, first.line)
	default:
		r.problem(where, "%s has another statement on line %d, %s: give this one an id of its own before it", id, first.line, Shown(was))
	}
}

// ownFacts notes which nodes have a fact of their own further down.
func (r *reading) ownFacts(facts []*yaml.Node) {
	for _, n := range facts {
		for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
			if n.Content[i].Value == FactKey {
				r.own[n.Content[i+1].Value] = true
			}
		}
	}
}
