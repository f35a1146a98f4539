package planning_test

import (
	"parley/schema"
	"parley/schema/requesttest"
)

// generator makes random queries of a schema.
type generator struct{ *requesttest.Generator }

func newGenerator(o *secondOpinion, seed uint64, ids []string) *generator {
	return &generator{requesttest.New(o.gate.Schema, seed, ids)}
}

func (g *generator) request() schema.Request {
	text, variables := g.Query()
	return schema.Request{Query: text, Variables: variables}
}
