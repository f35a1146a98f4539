package graph

import "slices"

// Derived is a relation between actors that is worked out from edges when it
// is asked for, and stored nowhere. Either Pair or Paths says how.
type Derived struct {
	Name    string   // the field on From: "met"
	Inverse string   // the field on To, where the relation has a direction
	From    []string // kinds
	To      []string
	Role    Role // what it is to Parley; "" is nothing in particular
	Doc     string
	Network string // what a network of such pairs is called; "" makes none
	Pair    *Pair
	Paths   []Path

	edges map[string]*Edge
}

// Except names hubs, or edges, by values of a property.
type Except struct {
	Property string
	Values   []string
}

// Has reports whether a value is one of those.
func (x *Except) Has(v Value) bool {
	name, ok := v.(string)
	return ok && slices.Contains(x.Values, name)
}

// Path is a chain of edges, each from the node that the one before leads to.
type Path []Leg

// Leg is one edge of a [Path]; an edge whose Except holds does not count.
type Leg struct {
	Edge   string
	Except *Except
}

// EdgeType returns the type of the edges that the relation's pair or legs name.
func (d *Derived) EdgeType(name string) *Edge { return d.edges[name] }

// undisputed are the verifications of what nobody denies.
func undisputed() []string { return []string{Unverified, Confirmed} }

func met() Derived {
	held, planned := Values{"ATTENDED"}, Values{"EXPECTED", "CONFIRMED"}
	return Derived{
		Name: "met", Role: Meets, From: actors, To: actors, Network: "CO_ATTENDANCE",
		Doc: "Those who took part in the same meeting; with a planned status, those who are to; with CANCELLED, those who were named for it.",
		Pair: &Pair{
			Edge: "PARTICIPATED_IN", On: "attendance", Hub: "status", Default: []string{"HELD"}, Mode: "mode",
			Combos: []Combo{
				{Hub: []string{"HELD", "ONGOING"}, A: held, B: held},
				{Hub: []string{"EXPECTED", "SCHEDULED", "POSTPONED"}, A: planned, B: planned},
				{Hub: []string{"CANCELLED"}}, // all who were named for it
			},
			Except: &Except{"format", []string{"SERIES", "INDIRECT"}}, Side: "onBehalfOf", NoGroup: "MEMBER_OF", Verified: undisputed(),
		},
	}
}

// represents leaves out former holders: who no longer holds a post does not
// stand for whose post it is.
func represents() Derived {
	return Derived{
		Name: "represents", Role: Represents, Inverse: "representatives", From: actors, To: bodies,
		Doc: "The countries and organizations that it belongs to or whose posts it holds.",
		Paths: []Path{
			{{Edge: "HOLDS_POST", Except: &Except{"occupancy", []string{"FORMER"}}}, {Edge: "POST_OF"}},
			{{Edge: "MEMBER_OF"}},
		},
	}
}

func agreesWith() Derived {
	pro, contra := Values{"SUPPORTS"}, Values{"OPPOSES"}
	return Derived{
		Name: "agreesWith", Role: Agrees, From: actors, To: actors, Network: "AGREEMENT",
		Doc: "Those who support, or oppose, the same position at the same time.",
		Pair: &Pair{
			Edge: "HOLDS", On: "stance", Overlap: true, Verified: undisputed(), Combos: []Combo{{A: pro, B: pro}, {A: contra, B: contra}},
			Through: &Through{Edge: "ENTAILS", Doc: "one supports what the other's position entails", Combos: []Combo{{A: pro, B: pro}}},
		},
	}
}

func conflictsWith() Derived {
	pro, contra := Values{"SUPPORTS"}, Values{"OPPOSES"}
	return Derived{
		Name: "conflictsWith", Role: Conflicts, From: actors, To: actors, Network: "CONFLICT",
		Doc: "Those who oppose what it supports, or support what it opposes, at the same time.",
		Pair: &Pair{
			Edge: "HOLDS", On: "stance", Overlap: true, Verified: undisputed(), Combos: []Combo{{A: pro, B: contra}, {A: contra, B: pro}},
			Through: &Through{Edge: "EXCLUDES", Doc: "both support positions that exclude each other", Combos: []Combo{{A: pro, B: pro}}},
		},
	}
}
