package planning

import (
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
	"parley/schema/gate"
)

// Evidence plans the plain list of what supports an object.
func Evidence(p *Planner, at spot, f *ast.Field) (reader, error) {
	l := NewList(graph.From{Link: p.Model.EvidenceOf, Var: at.v}, 0)
	args, err := p.Args(f)
	if err != nil {
		return nil, err
	}
	if err := p.setList(l, args); err != nil {
		return nil, err
	}
	if len(l.Order) == 0 {
		l.Order = []graph.Order{{Field: graph.Field{Get: graph.GetPlace}}}
	}
	l.Rows = true
	s, err := p.object(spot{list: l}, f.Definition.Type.Name(), f.SelectionSet)
	return below{at.list.Below(l, at.only), s}, err
}

// Connection plans the connection of a link.
func Connection(link *graph.Link) FieldPlan {
	return func(p *Planner, at spot, f *ast.Field) (reader, error) {
		from := graph.From{Link: link}
		if link.Derived != nil && link.Derived.Pair != nil {
			args, err := p.Args(f)
			if err != nil {
				return nil, err
			}
			from.Choice = ChoiceOf(link.Derived, args)
		}
		return p.connection(at, NewList(from, link.To), f)
	}
}

// ThroughArgument chooses what relates the two of a pair: one and the same node, or an
// edge between two.
const ThroughArgument = "through"

// Verification is the property with the verification of the edges that a derived
// relation of pairs rests on.
func Verification(of *graph.Derived) *graph.Property {
	return of.EdgeType(of.Pair.Edge).Verification()
}

// ChoiceOf reads the arguments that choose which ties of a derived relation of pairs
// count.
func ChoiceOf(of *graph.Derived, args map[string]any) graph.Choice {
	c := graph.Choice{Hubs: gate.TextsOf(args[of.Pair.Hub]), Modes: gate.TextsOf(args[of.Pair.Mode])}
	c.Verification = gate.TextsOf(args[Verification(of).Name])
	if t := of.Pair.Through; t != nil && args[ThroughArgument] == t.Edge {
		c.Through = t.Edge
	}
	return c
}

// End plans an end of an edge.
func End(ref graph.Ref, kinds graph.KindSet) FieldPlan {
	return func(p *Planner, at spot, f *ast.Field) (reader, error) {
		return p.one(at.follow(ref, nil, kinds), f)
	}
}

// RowEnd plans an end of the edges that are the rows of the place's list.
func RowEnd(ref graph.Ref, kinds func(*graph.Edge) graph.KindSet) FieldPlan {
	return func(p *Planner, at spot, f *ast.Field) (reader, error) {
		return p.one(at.follow(ref, nil, kinds(at.list.From.Link.Edge)), f)
	}
}

// usualRests is how many things a pair is taken to rest on: the meetings of two
// actors, say. The client cannot say how many it wants, and few pairs come near
// graph.MaxPage, up to which they are given: only Limits.Objects counts these.
const usualRests = 25

// RestsOn plans a plain list of all that a pair rests on. It is charged as
// usualRests, since no client can ask for fewer.
func RestsOn(link *graph.Link) FieldPlan {
	return func(p *Planner, at spot, f *ast.Field) (reader, error) {
		l := NewList(graph.From{Link: link, Var: at.v}, link.To)
		l.Rows, l.Page.Limit, l.asked = true, graph.MaxPage, usualRests
		inner := spot{list: l}
		if link.Kind == graph.HubLink {
			inner = l.node()
		}
		s, err := p.object(inner, f.Definition.Type.Name(), f.SelectionSet)
		return below{at.list.Below(l, at.only), s}, err
	}
}

// ViaEdge plans one of the edges of what a pair rests on.
func ViaEdge(ref graph.Ref) FieldPlan {
	return func(p *Planner, at spot, f *ast.Field) (reader, error) {
		return p.one(at.follow(ref, nil, 0), f)
	}
}
