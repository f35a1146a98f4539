package schema

import (
	"parley/graph"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/schema/gate"
)

// planEvidence plans the plain list of what supports an object.
func planEvidence(p *planner, at place, f *ast.Field) (reader, error) {
	l := newList(graph.From{Link: p.model.EvidenceOf, Var: at.v}, 0)
	args, err := p.args(f)
	if err != nil {
		return nil, err
	}
	if err := p.setList(l, args); err != nil {
		return nil, err
	}
	l.Rows = true
	s, err := p.object(place{list: l}, f.Definition.Type.Name(), f.SelectionSet)
	return below{at.list.below(l, at.only), s}, err
}

// planLink plans the connection of a link.
func planLink(link *graph.Link) planField {
	return func(p *planner, at place, f *ast.Field) (reader, error) {
		from := graph.From{Link: link}
		if link.Derived != nil && link.Derived.Pair != nil && link.Derived.Pair.Hub != "" {
			args, err := p.args(f)
			if err != nil {
				return nil, err
			}
			from.Hubs = gate.TextsOf(args[link.Derived.Pair.Hub])
		}
		return p.connection(at, newList(from, link.To), f)
	}
}

func planEnd(ref graph.Ref, kinds graph.KindSet) planField {
	return func(p *planner, at place, f *ast.Field) (reader, error) {
		return p.one(at.follow(ref, nil, kinds), f)
	}
}

// planRowEnd plans an end of the edges that are the rows of the place's list.
func planRowEnd(ref graph.Ref, kinds func(*graph.Edge) graph.KindSet) planField {
	return func(p *planner, at place, f *ast.Field) (reader, error) {
		return p.one(at.follow(ref, nil, kinds(at.list.From.Link.Edge)), f)
	}
}

// usualRests is how many things a pair is taken to rest on: the meetings of two
// actors, say. The client cannot say how many it wants, and few pairs come near
// graph.MaxPage, up to which they are given: only Limits.Objects counts these.
const usualRests = 25

// planBelow plans a plain list of all that a pair rests on. It is charged as
// usualRests, since no client can ask for fewer.
func planBelow(link *graph.Link) planField {
	return func(p *planner, at place, f *ast.Field) (reader, error) {
		l := newList(graph.From{Link: link, Var: at.v}, link.To)
		l.Rows, l.Page.Limit, l.asked = true, graph.MaxPage, usualRests
		inner := place{list: l}
		if link.Kind == graph.HubLink {
			inner = l.node()
		}
		s, err := p.object(inner, f.Definition.Type.Name(), f.SelectionSet)
		return below{at.list.below(l, at.only), s}, err
	}
}

func planVia(ref graph.Ref) planField {
	return func(p *planner, at place, f *ast.Field) (reader, error) {
		return p.one(at.follow(ref, nil, 0), f)
	}
}
