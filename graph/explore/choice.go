package explore

import (
	"slices"

	"parley/graph"
)

// checkChoice refuses a choice of what a derived relation does not have.
func (x *Explorer) checkChoice(d *graph.Derived, c *graph.Choice) error {
	tidy(c)
	usual := x.Model.Meets.Pair
	switch {
	case c.Hubs != nil && d.Pair.Hub == "":
		return graph.Errorf(graph.BadInput, "network", "a network of %s has no meetings whose %s could be chosen", d.Network, usual.Hub).In(usual.Hub)
	case c.Modes != nil && d.Pair.Mode == "":
		return graph.Errorf(graph.BadInput, "network", "a network of %s has no meetings whose %s could be chosen", d.Network, usual.Mode).In(usual.Mode)
	}
	return nil
}

// tidy makes a choice of no values that of the usual ones.
func tidy(c *graph.Choice) {
	for _, list := range []*[]string{&c.Hubs, &c.Modes, &c.Verification} {
		if len(*list) == 0 {
			*list = nil
		}
	}
}

// hubVar is the variable of an edge's hub in tieVars.
const hubVar = 2

// tieVars returns the variables of an edge to a hub, seen from either end: 0 is the
// edge, 1 the node at the far end, hubVar the hub.
func tieVars() []graph.Var { return append(farVars(), graph.Var{Ref: graph.ToRef}) }

// tieFilter holds for the edges of a derived relation that can pair at all.
func (x *Explorer) tieFilter(d *graph.Derived, of graph.Choice) graph.Filter {
	p, and := d.Pair, graph.And{}
	e := d.EdgeType(p.Edge)
	if says := p.Says(of); says != nil {
		and = append(and, oneOf(graph.Field{Prop: e.Prop(p.On)}, says))
	}
	and = append(and, oneOf(graph.Field{Prop: e.Verification()}, x.Model.Parts(x.Model.Strengths(p, of))))
	if of.Modes != nil {
		and = append(and, modeFilter(e.Prop(p.Mode), x.Model.NodeProp(p.Mode), of.Modes))
	}
	return and
}

// sureHub holds for the hubs, each a variable, that a derived relation's edges can pair
// at as far as their own verification tells.
func (x *Explorer) sureHub(d *graph.Derived, of graph.Choice, hub int) graph.Filter {
	p := verificationOf(x.Model, d.EdgeType(d.Pair.Edge).ToKinds())
	if p == nil {
		return graph.And{}
	}
	return oneOf(graph.Field{Prop: p, Var: hub}, x.Model.Parts(x.Model.Strengths(d.Pair, of)))
}

// verificationOf returns the property with the verification of nodes of some kinds, or
// nil where these are not voted on.
func verificationOf(m *graph.Model, kinds graph.KindSet) *graph.Property {
	for _, k := range m.KindsOf(kinds) {
		if p := k.Verification(); p != nil {
			return p
		}
	}
	return nil
}

// modeFilter holds for the edges of some modes, as [graph.Choice.TakesMode] has it.
func modeFilter(ofEdge, ofHub *graph.Property, modes []string) graph.Filter {
	weak := ofEdge.Enum.Weak()
	edge, hub := graph.Field{Prop: ofEdge}, graph.Field{Prop: ofHub, Var: hubVar}
	unsaid := func(f graph.Field) graph.Filter {
		return graph.Or{graph.Is{Field: f, Op: graph.IsNull, Value: true}, graph.Is{Field: f, Op: graph.Eq, Value: weak}}
	}
	byHub := graph.Or{oneOf(hub, modes)}
	if slices.Contains(modes, weak) {
		byHub = append(byHub, unsaid(hub))
	}
	sure := slices.DeleteFunc(slices.Clone(modes), func(mode string) bool { return mode == weak })
	return graph.Or{oneOf(edge, sure), graph.And{unsaid(edge), byHub}}
}
