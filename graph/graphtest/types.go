package graphtest

import (
	"testing"

	"parley/graph"
)

// testTypes shows the types that the standard model does not use on nodes, in
// a model with one more kind and one more common property: what is in the model
// is all that a store needs to know.
func (s *suite) testTypes(t *testing.T) {
	spec := graph.Standard()
	spec.Common = append(spec.Common, graph.Property{Name: "weight", Type: graph.Number, Editorial: true})
	spec.Kinds = append(spec.Kinds, graph.Kind{Name: "Ship", Plural: "ships", Properties: []graph.Property{
		{Name: "armed", Type: graph.Flag, Editorial: true},
		{Name: "built", Type: graph.Date, Editorial: true},
		{Name: "flag", Type: graph.Reference, To: []string{"Country"}, Editorial: true},
	}})
	f := s.emptyOf(t, mustModel(t, spec))
	a := newArticle("source:log", "")
	a.node("country:fr", props{"name": "France", "weight": int64(7)})
	a.node("ship:a", props{"weight": int64(9), "armed": true, "flag": "country:fr"})
	a.node("ship:b", props{"weight": int64(10), "armed": false, "built": when("1912")})
	a.node("ship:c", props{"weight": int64(-3), "built": when("1905-05")})
	a.node("ship:d", nil)
	f.load(a)
	ships := func() *query { return nodes("Ship") }
	f.rules([]rule{
		{"a kind that is in the model is in the store", ships().get("id", "weight", "armed", "built", "flag"), ``},
		{"so is a common property", nodes("Country").get("weight"), ``},
		{"numbers are ordered as numbers", ships().order("weight").get("id"), ``},
		{"falling too", ships().order("weight desc").get("id"), ``},
		{"false comes before true", ships().order("armed").get("id"), ``},
		{"falling after it", ships().order("armed desc").get("id"), ``},
		{"numbers are compared as numbers", ships().where(is("weight", graph.Lt, int64(10))).get("id"), ``},
		{"numbers are equal", ships().where(eq("weight", int64(10))).get("id"), ``},
		{"flags are equal", ships().where(not(eq("armed", true))).get("id"), ``},
		{"numbers and flags make groups", ships().noRows().groupBy("weight", "armed"), ``},
		{"dates of any name are compared", ships().where(is("built.startEarliest", graph.Lt, day("1912-01-01"))).get("id"), ``},
		{"and ordered", ships().order("built.endLatest desc").get("id"), ``},
		{"a node refers to a node", ships().where(eq("flag.name", "France")).get("id", "flag.weight"), ``},
	})
}
