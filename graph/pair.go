package graph

import "slices"

// Pair relates two actors whose edges of one type end in the same node, the hub.
type Pair struct {
	Edge     string  // the type of both edges, from actor to hub
	On       string  // the edges' property that Combos look at
	Combos   []Combo // which values of it go together
	Hub      string  // the hub's property that Combos look at and an argument chooses; may be ""
	Default  []string
	Mode     string   // the property, of the edges and of the hub, that an argument chooses edges by; may be ""
	Except   *Except  // hubs that never count
	Verified []string // the usual verifications of ties; see Choice.Verification
	Overlap  bool     // the edges' periods must be able to overlap
	Side     string   // the edges' property whose equality makes two actors one side; may be ""
	NoGroup  string   // an edge type: nobody pairs with what this leads to from them
	Through  *Through // what an argument chooses in place of one hub; may be nil
}

// Through relates two actors whose edges end in two hubs that an edge of one type
// links, whichever way it leads: one step, and no chain of them. It is for a [Pair]
// that looks at nothing of its hubs.
type Through struct {
	Edge   string  // the type of the edge between the hubs
	Doc    string  // what relates the two then
	Combos []Combo // which values of On go together then
}

// Combo names the hub's values, and what edges a and b must say for them.
type Combo struct {
	Hub  []string
	A, B Values
}

// Values names values of a property. Nil stands for any of them, and for none given.
type Values []string

// Has reports whether a value is one of those; "" is none given.
func (v Values) Has(value string) bool { return v == nil || slices.Contains(v, value) }

// Choice is which ties of a [Pair] are asked for. The zero one asks for the usual.
type Choice struct {
	Hubs  []string // values of the hubs' property Hub; nil for the default
	Modes []string // values of the property Mode, one of which each edge must have; nil for any

	Verification []string // the weakest verification of all that a tie rests on must be one of these; nil for the default

	Through string // the type of the edge that links the two hubs, as the Pair's Through has it; "" where both edges end in one hub
}

// Usual reports whether the choice asks for the usual ties.
func (c Choice) Usual() bool {
	return c.Hubs == nil && c.Modes == nil && c.Verification == nil && c.Through == ""
}

// CombosOf lists which values go together.
func (p *Pair) CombosOf(of Choice) []Combo {
	if of.Through != "" {
		return p.Through.Combos
	}
	return p.Combos
}

// Statuses lists the values of Hub that are asked for.
func (p *Pair) Statuses(of Choice) []string {
	if of.Hubs == nil {
		return p.Default
	}
	return of.Hubs
}

// Verifications lists the verifications that are asked for.
func (p *Pair) Verifications(of Choice) []string {
	if of.Verification == nil {
		return p.Verified
	}
	return of.Verification
}

// Partners returns the values of On that another edge must have to pair, at a hub
// of a value, with an edge that has mine. It fails where nothing pairs with it.
func (p *Pair) Partners(mine, hub string, of Choice) (want Values, ok bool) {
	if p.Hub != "" && !slices.Contains(p.Statuses(of), hub) {
		return nil, false
	}
	for _, c := range p.CombosOf(of) {
		if c.A.Has(mine) && (p.Hub == "" || slices.Contains(c.Hub, hub)) {
			return c.B, true
		}
	}
	return nil, false
}

// Says returns the values of On with which an edge can pair at all.
func (p *Pair) Says(of Choice) Values {
	hubs, says := p.Statuses(of), Values{}
	for _, c := range p.CombosOf(of) {
		switch {
		case p.Hub != "" && !slices.ContainsFunc(c.Hub, func(hub string) bool { return slices.Contains(hubs, hub) }):
			continue
		case c.A == nil || c.B == nil:
			return nil
		}
		says = append(append(says, c.A...), c.B...)
	}
	slices.Sort(says)
	return slices.Compact(says)
}

// TakesMode reports whether an edge that says a mode, at a hub that says one, is asked
// for. What the edge says goes before what the hub says; where neither says anything,
// the mode is the enum's weak value.
func (c Choice) TakesMode(modes *Enum, edge, hub Value) bool {
	if c.Modes == nil {
		return true
	}
	mode := modes.Weak()
	for _, v := range []Value{hub, edge} {
		if said := modes.Of(v); said.Name != "" && !said.Weak {
			mode = said.Name
		}
	}
	return slices.Contains(c.Modes, mode)
}
