package graphtest

import (
	"testing"

	"parley/graph"
)

// testLabels shows the label of an edge whose label value no source gives, and
// how it changes, for the words that do not give it too, when one does.
func (s *suite) testLabels(t *testing.T) {
	f := s.empty(t)
	article := func(said props) *article {
		a := newArticle("source:log", "").node("person:v", props{"name": "Vera"}).node("meeting:w", props{"name": "Talks"})
		a.fact("meeting:w", nil)
		a.fact("PARTICIPATED_IN person:v meeting:w", said)
		return a
	}
	labels := func() *query { return facts().where(eq("fact.kind", "PARTICIPATED_IN")).get("fact.label") }
	f.load(article(nil))
	f.expect(one("person:v").below("Person/meetings", get("label")), `
		-
		  meetings: Vera PARTICIPATED_IN Talks`)
	f.expect(labels(), `Vera PARTICIPATED_IN Talks`)
	f.load(article(props{"attendance": "DECLINED"}))
	f.expect(labels(), `Vera PARTICIPATED_IN (DECLINED) Talks, Vera PARTICIPATED_IN (DECLINED) Talks`)
}

// testTypes shows the types that the standard model does not use on nodes, in
// a model with one more kind and one more common property: what is in the model
// is all that a store needs to know.
func (s *suite) testTypes(t *testing.T) {
	spec := graph.Standard()
	spec.Common = append(spec.Common, graph.Property{Name: "weight", Type: graph.Number, Editorial: true})
	spec.Kinds = append(spec.Kinds, graph.Kind{Name: "Ship", Plural: "ships", Properties: []graph.Property{
		{Name: "armed", Type: graph.Flag, Editorial: true},
		{Name: "built", Type: graph.Date, Editorial: true},
	}})
	f := s.emptyOf(t, mustModel(t, spec))
	a := newArticle("source:log", "")
	a.node("country:fr", props{"name": "France", "weight": int64(7)})
	a.node("ship:a", props{"weight": int64(9), "armed": true})
	a.node("ship:b", props{"weight": int64(10), "armed": false, "built": when("1912")})
	a.node("ship:c", props{"weight": int64(-3), "built": when("1905-05")})
	a.node("ship:d", nil)
	f.load(a)
	ships := func() *query { return nodes("Ship") }
	f.rules([]rule{
		{"a kind that is in the model is in the store", ships().get("id", "weight", "armed", "built"), `
			id ship:a, weight 9, armed true, built null
			id ship:b, weight 10, armed false, built 1912
			id ship:c, weight -3, armed null, built 1905-05
			id ship:d, weight null, armed null, built null`},
		{"so is a common property", nodes("Country").get("weight"), `7`},
		{"numbers are ordered as numbers", ships().order("weight").get("id"), `ship:c, ship:a, ship:b, ship:d`},
		{"falling too", ships().order("weight desc").get("id"), `ship:d, ship:b, ship:a, ship:c`},
		{"false comes before true", ships().order("armed").get("id"), `ship:b, ship:a, ship:c, ship:d`},
		{"falling after it", ships().order("armed desc").get("id"), `ship:c, ship:d, ship:a, ship:b`},
		{"numbers are compared as numbers", ships().where(is("weight", graph.Lt, int64(10))).get("id"), `ship:a, ship:c`},
		{"numbers are equal", ships().where(eq("weight", int64(10))).get("id"), `ship:b`},
		{"flags are equal", ships().where(not(eq("armed", true))).get("id"), `ship:b, ship:c, ship:d`},
		{"numbers and flags make groups", ships().noRows().groupBy("weight", "armed"), `
			by weight: -3 (1), 9 (1), 10 (1), null (1)
			by armed: null (2), false (1), true (1)`},
		{"dates of any name are compared", ships().where(is("built.startEarliest", graph.Lt, day("1912-01-01"))).get("id"), `ship:c`},
		{"and ordered", ships().order("built.endLatest desc").get("id"), `ship:a, ship:d, ship:b, ship:c`},
	})
}
