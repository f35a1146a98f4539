package planning

import (
	"parley/graph"
	"parley/schema/gate"
)

// scope is the rows that a filter looks at: those of a list, or those of a link
// inside another filter.
type scope struct {
	vars  *[]graph.Var
	from  graph.From
	kinds graph.KindSet // of the nodes at the rows
}

func (s *scope) node() int {
	if rowIsNode(s.from) {
		return 0
	}
	return Variable(s.vars, 0, graph.NodeRef, nil)
}

// rowFilter reads the filter of a connection's rows: of nodes or evidence
// itself, else of node and edge.
func (p *Planner) rowFilter(s *scope, in map[string]any) (graph.Filter, error) {
	switch {
	case isEvidence(s.from):
		return p.evidenceFilter(s, 0, in)
	case rowIsNode(s.from):
		return p.nodeFilter(s, 0, s.kinds, in)
	}
	return where(in, func(m map[string]any) (graph.Filter, error) { return p.rowFilter(s, m) },
		func(name string, v any) (graph.Filter, bool, error) {
			var f graph.Filter
			var err error
			switch {
			case name == "node":
				f, err = p.nodeFilter(s, s.node(), s.kinds, gate.Fields(v))
			case name == "edge" && s.from.Link.Kind == graph.EdgeLink:
				f, err = p.edgeFilter(s, 0, s.from.Link.Edge, gate.Fields(v))
			case name == "edge":
				f, err = p.pairFilter(s, gate.Fields(v))
			default:
				return nil, false, nil
			}
			return f, true, err
		})
}

// nodeFilter reads a filter of a node of one of some kinds.
func (p *Planner) nodeFilter(s *scope, v int, kinds graph.KindSet, in map[string]any) (graph.Filter, error) {
	return where(in, func(m map[string]any) (graph.Filter, error) { return p.nodeFilter(s, v, kinds, m) },
		func(name string, value any) (graph.Filter, bool, error) {
			switch name {
			case "id":
				return p.scalar(graph.Field{Var: v, Get: graph.GetID}, value)
			case "kind":
				return p.scalar(graph.Field{Var: v, Get: graph.GetKind}, value)
			}
			if prop := SharedProp(p.Model, kinds, name); prop != nil {
				return p.propFilter(v, prop, value)
			}
			if link := sharedLink(p.Model, kinds, name); link != nil {
				return p.linkFilter(v, link, gate.Fields(value))
			}
			if k := kindCalled(p.Model, name); k != nil {
				f, err := p.kindFilter(s, v, k, gate.Fields(value))
				return f, true, err
			}
			return nil, false, nil
		})
}

// kindFilter reads a filter that is true only of nodes of a kind.
func (p *Planner) kindFilter(s *scope, v int, k *graph.Kind, in map[string]any) (graph.Filter, error) {
	f, err := p.nodeFilter(s, v, graph.KindSet(0).With(k), in)
	return graph.And{graph.Is{Field: graph.Field{Var: v, Get: graph.GetKind}, Op: graph.Eq, Value: k.Name}, f}, err
}

func (p *Planner) edgeFilter(s *scope, v int, e *graph.Edge, in map[string]any) (graph.Filter, error) {
	return where(in, func(m map[string]any) (graph.Filter, error) { return p.edgeFilter(s, v, e, m) },
		func(name string, value any) (graph.Filter, bool, error) {
			switch name {
			case "id":
				return p.scalar(graph.Field{Var: v, Get: graph.GetID}, value)
			case p.Model.EvidenceOf.Name:
				return p.linkFilter(v, p.Model.EvidenceOf, gate.Fields(value))
			}
			if prop := e.Prop(name); prop != nil {
				return p.propOrRef(s, v, prop, value)
			}
			return nil, false, nil
		})
}

func (p *Planner) evidenceFilter(s *scope, v int, in map[string]any) (graph.Filter, error) {
	return where(in, func(m map[string]any) (graph.Filter, error) { return p.evidenceFilter(s, v, m) },
		func(name string, value any) (graph.Filter, bool, error) {
			switch name {
			case "id":
				return p.scalar(graph.Field{Var: v, Get: graph.GetID}, value)
			case "fact":
				f, err := p.factFilter(v, gate.Fields(value))
				return f, true, err
			case PublisherField:
				of := publisherOf(p.Model)
				return p.propFilter(Variable(s.vars, v, graph.PropRef, of.ref), of.field.Prop, value)
			}
			if prop := p.Model.EvidenceProp(name); prop != nil {
				return p.propOrRef(s, v, prop, value)
			}
			return nil, false, nil
		})
}

// factFilter filters evidence by what it is for.
func (p *Planner) factFilter(v int, in map[string]any) (graph.Filter, error) {
	return where(in, func(m map[string]any) (graph.Filter, error) { return p.factFilter(v, m) },
		func(name string, value any) (graph.Filter, bool, error) {
			gets := map[string]graph.Getter{"id": graph.GetFactID, "kind": graph.GetFactKind, "label": graph.GetFactLabel}
			get, ok := gets[name]
			if !ok {
				return nil, false, nil
			}
			return p.scalar(graph.Field{Var: v, Get: get}, value)
		})
}

func (p *Planner) pairFilter(s *scope, in map[string]any) (graph.Filter, error) {
	return where(in, func(m map[string]any) (graph.Filter, error) { return p.pairFilter(s, m) },
		func(name string, value any) (graph.Filter, bool, error) {
			switch name {
			case "count":
				return p.scalar(graph.Field{Get: graph.GetPairCount}, value)
			case "sameSide":
				return p.scalar(graph.Field{Get: graph.GetSameSide}, value)
			case VerifiedField:
				return p.scalar(graph.Field{Get: graph.GetVerified}, value)
			}
			return nil, false, nil
		})
}

// propOrRef filters by a property; one that refers to a node filters like the node.
func (p *Planner) propOrRef(s *scope, v int, prop *graph.Property, value any) (graph.Filter, bool, error) {
	if prop.Type != graph.Reference {
		return p.propFilter(v, prop, value)
	}
	far := Variable(s.vars, v, graph.PropRef, prop)
	f, err := p.nodeFilter(s, far, KindsNamed(p.Model, prop.To), gate.Fields(value))
	return f, true, err
}

// quantifiers are the ways to ask about the rows of a link.
func quantifiers() map[string]graph.Quantifier {
	return map[string]graph.Quantifier{"some": graph.Some, "all": graph.All, "none": graph.None, "single": graph.Single}
}

// linkFilter filters by the rows of a link.
func (p *Planner) linkFilter(v int, l *graph.Link, in map[string]any) (graph.Filter, bool, error) {
	from := graph.From{Link: l, Var: v}
	f, err := where(in, nil, func(name string, value any) (graph.Filter, bool, error) {
		if name == "count" {
			return p.scalar(graph.Field{Var: v, Get: graph.GetLinkCount, Link: from}, value)
		}
		quantifier, ok := quantifiers()[name]
		if !ok {
			return nil, false, nil
		}
		inner := &graph.Any{Quantifier: quantifier, From: from, Vars: []graph.Var{{}}}
		var err error
		inner.Where, err = p.rowFilter(&scope{vars: &inner.Vars, from: from, kinds: l.To}, gate.Fields(value))
		return inner, true, err
	})
	return f, true, err
}
