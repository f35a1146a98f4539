package schema

import (
	"parley/graph"
	"parley/schema/requesttest"
)

// generator makes random queries of a schema.
type generator struct{ *requesttest.Generator }

func newGenerator(s *Schema, seed uint64, ids []string) *generator {
	var kinds []string
	for _, k := range s.model.Kinds {
		kinds = append(kinds, k.Name)
	}
	return &generator{requesttest.New(s.gate.Schema, kinds, seed, ids)}
}

func (g *generator) request() Request {
	text, variables := g.Query()
	return Request{Query: text, Variables: variables}
}

// allIDs lists the ids of a store's nodes.
func allIDs(changes []graph.Change) (ids []string) {
	for _, c := range changes {
		if n, ok := c.(graph.PutNode); ok {
			ids = append(ids, n.ID)
		}
	}
	return ids
}
