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

// Pair relates two actors whose edges of one type end in the same node, the hub.
type Pair struct {
	Edge    string  // the type of both edges, from actor to hub
	On      string  // the edges' property that Combos look at
	Combos  []Combo // which values of it go together
	Hub     string  // the hub's property that Combos look at and an argument chooses; may be ""
	Default []string
	Except  *Except // hubs that never count
	Overlap bool    // the edges' periods must be able to overlap
	Side    string  // the edges' property whose equality makes two actors one side; may be ""
	NoGroup string  // an edge type: nobody pairs with what this leads to from them
}

// Combo names the hub's values, and what edges a and b must say for them.
type Combo struct{ Hub, A, B []string }

// Partners returns the values of On that another edge must have to pair, at a hub
// of a value, with an edge that has mine; hubs are the hubs' values that count,
// nil for the default. It fails where nothing pairs with it.
func (p *Pair) Partners(mine, hub string, hubs []string) ([]string, bool) {
	if hubs == nil {
		hubs = p.Default
	}
	if p.Hub != "" && !slices.Contains(hubs, hub) {
		return nil, false
	}
	for _, c := range p.Combos {
		if slices.Contains(c.A, mine) && (p.Hub == "" || slices.Contains(c.Hub, hub)) {
			return c.B, true
		}
	}
	return nil, false
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

func met() Derived {
	held, planned := []string{"ATTENDED"}, []string{"EXPECTED", "CONFIRMED"}
	return Derived{
		Name: "met", Role: Meets, From: actors, To: actors, Network: "CO_ATTENDANCE",
		Doc: "Those who took part in the same meeting; with a planned status, those who are to.",
		Pair: &Pair{
			Edge: "PARTICIPATED_IN", On: "attendance", Hub: "status", Default: []string{"HELD"},
			Combos: []Combo{
				{Hub: []string{"HELD", "ONGOING"}, A: held, B: held},
				{Hub: []string{"EXPECTED", "SCHEDULED", "POSTPONED"}, A: planned, B: planned},
			},
			Except: &Except{"format", []string{"SERIES", "INDIRECT"}}, Side: "onBehalfOf", NoGroup: "MEMBER_OF",
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
	pro, contra := []string{"SUPPORTS"}, []string{"OPPOSES"}
	return Derived{
		Name: "agreesWith", Role: Agrees, From: actors, To: actors, Network: "AGREEMENT",
		Doc:  "Those who support, or oppose, the same position at the same time.",
		Pair: &Pair{Edge: "HOLDS", On: "stance", Overlap: true, Combos: []Combo{{A: pro, B: pro}, {A: contra, B: contra}}},
	}
}

func conflictsWith() Derived {
	pro, contra := []string{"SUPPORTS"}, []string{"OPPOSES"}
	return Derived{
		Name: "conflictsWith", Role: Conflicts, From: actors, To: actors, Network: "CONFLICT",
		Doc:  "Those who oppose what it supports, or support what it opposes, at the same time.",
		Pair: &Pair{Edge: "HOLDS", On: "stance", Overlap: true, Combos: []Combo{{A: pro, B: contra}, {A: contra, B: pro}}},
	}
}

func verificationRule() *Rule {
	return &Rule{
		Edge: "ASSERTS", Property: "verdict", Else: "UNVERIFIED",
		Cases: []Case{
			{Is: "CONTESTED", Some: [][]string{{"CLAIMED", "CONFIRMED"}, {"DENIED"}}},
			{Is: "DENIED", Some: [][]string{{"DENIED"}}},
			{Is: "CONFIRMED", Some: [][]string{{"CONFIRMED"}}, NotBy: "CLAIMED"},
		},
	}
}
