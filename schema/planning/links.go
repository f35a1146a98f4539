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
	l.Rows = true
	s, err := p.object(spot{list: l}, f.Definition.Type.Name(), f.SelectionSet)
	return below{at.list.Below(l, at.only), s}, err
}

// Connection plans the connection of a link.
func Connection(link *graph.Link) FieldPlan {
	return func(p *Planner, at spot, f *ast.Field) (reader, error) {
		from := graph.From{Link: link}
		if link.Derived != nil && link.Derived.Pair != nil && link.Derived.Pair.Hub != "" {
			args, err := p.Args(f)
			if err != nil {
				return nil, err
			}
			from.Hubs = gate.TextsOf(args[link.Derived.Pair.Hub])
		}
		return p.connection(at, NewList(from, link.To), f)
	}
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
