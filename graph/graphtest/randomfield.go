package graphtest

import (
	"slices"

	"parley/graph"
)

// dateScalars are the parts of a date that are days or texts.
var dateScalars = []graph.Part{
	graph.WhenText, graph.WhenEDTF, graph.WhenBasis, graph.StartEarliest, graph.StartLatest, graph.EndEarliest, graph.EndLatest, graph.WhenYear,
}

// tallyParts are the parts of a support.
var tallyParts = []graph.Part{graph.Affirming, graph.Denying, graph.Staying, graph.Publishing}

// anyField makes a field to read: of the row, of its node, or of what it refers to.
func (p *planMaker) anyField(r *rowSort) graph.Field {
	f := p.scalar(r)
	if f.Get == graph.GetProp && (f.Prop.Type == graph.Date || f.Prop.Type == graph.Tally) && p.often(2) {
		f.Part = graph.Whole
	}
	if own := p.ownProps(*r); p.often(4) {
		for _, prop := range own {
			if prop.Type == graph.Spans {
				f = graph.Field{Prop: prop}
			}
		}
	}
	if r.node < 0 && p.often(3) {
		f = graph.Field{Get: choose(p.shape, []graph.Getter{graph.GetFactID, graph.GetFactKind, graph.GetFactLabel, graph.GetSays, graph.GetPrincipal})}
		switch p.shape.IntN(8) {
		case 0, 1:
			f = graph.Field{Prop: p.model.EvidenceProp("corrects")}
		case 2:
			r.vars = append(r.vars, graph.Var{Ref: graph.CorrectorRef})
			f = graph.Field{Var: len(r.vars) - 1, Get: graph.GetID}
		}
	}
	return f
}

// scalar makes a field with one value that can be compared.
func (p *planMaker) scalar(r *rowSort) graph.Field {
	if own := p.ownProps(*r); own != nil && p.often(2) {
		if v, kinds, ok := p.reference(r); ok && p.often(3) {
			return p.ofNode(v, kinds)
		}
		if props := slices.DeleteFunc(slices.Clone(own), notScalar); len(props) > 0 {
			return p.part(graph.Field{Prop: choose(p.shape, props)})
		}
	}
	switch {
	case r.node < 0 && p.often(6):
		return graph.Field{Get: graph.GetPlace}
	case r.node < 0:
		return p.part(graph.Field{Prop: choose(p.shape, slices.DeleteFunc(slices.Clone(p.model.Evidence), notScalar))})
	case r.from.Link != nil && r.from.Link.Kind == graph.DerivedLink && p.often(2):
		return graph.Field{Get: choose(p.shape, []graph.Getter{graph.GetPairCount, graph.GetSameSide, graph.GetVerified})}
	}
	return p.ofNode(r.node, r.kinds)
}

// ofNode makes a field of a node: its id, its kind, a property that all its
// kinds have, or how many rows a link has.
func (p *planMaker) ofNode(v int, kinds graph.KindSet) graph.Field {
	switch p.shape.IntN(6) {
	case 0:
		return graph.Field{Var: v, Get: graph.GetID}
	case 1:
		return graph.Field{Var: v, Get: choose(p.shape, []graph.Getter{graph.GetKind, graph.GetLabel})}
	case 2:
		r := rowSort{from: graph.From{}, kinds: kinds, node: v}
		if from, _, ok := p.link(&r); ok {
			return graph.Field{Var: v, Get: graph.GetLinkCount, Link: from}
		}
	}
	list := p.model.KindsOf(kinds)
	var props []*graph.Property
	for _, prop := range list[0].Props() {
		if !notScalar(prop) && !slices.ContainsFunc(list, func(k *graph.Kind) bool { return k.Prop(prop.Name) == nil }) {
			props = append(props, prop)
		}
	}
	return p.part(graph.Field{Var: v, Prop: choose(p.shape, props)})
}

func notScalar(p *graph.Property) bool {
	switch p.Type {
	case graph.TextList, graph.Identifiers, graph.Reference, graph.Spans, graph.Course:
		return true
	}
	return p.Name == "text"
}

func (p *planMaker) part(f graph.Field) graph.Field {
	switch f.Prop.Type {
	case graph.Date:
		f.Part = choose(p.shape, dateScalars)
	case graph.Tally:
		f.Part = choose(p.shape, tallyParts)
	}
	return f
}

func (p *planMaker) ordered(r *rowSort) graph.Field {
	f := p.scalar(r)
	if f.Get == graph.GetKind || f.Get == graph.GetLabel {
		return graph.Field{Var: f.Var, Get: graph.GetID}
	}
	return f
}

func (p *planMaker) grouped(r *rowSort) graph.Field {
	f := p.scalar(r)
	if f.Get == graph.GetProp && f.Part >= graph.StartEarliest && f.Part <= graph.EndLatest {
		f.Part = graph.WhenYear
	}
	return f
}

// valueFor returns a value that a field may have.
func (p *planMaker) valueFor(f graph.Field) graph.Value {
	switch f.Get {
	case graph.GetID:
		return p.idOf(p.model.All)
	case graph.GetKind:
		return choose(p.rng, p.model.Kinds).Name
	case graph.GetLinkCount, graph.GetPairCount, graph.GetPlace:
		return int64(p.rng.IntN(4))
	case graph.GetSameSide:
		return p.rng.IntN(2) == 0
	case graph.GetVerified:
		return choose(p.rng, p.model.Verification.Values).Name
	case graph.GetProp:
		if f.Prop.Type == graph.Date {
			return p.dateFor(f.Part)
		}
		if f.Prop.Name == "name" {
			return choose(p.rng, madeNames)
		}
		return p.value(f.Prop)
	}
	return choose(p.rng, madeTexts)
}

func (p *planMaker) dateFor(part graph.Part) graph.Value {
	switch part {
	case graph.WhenBasis:
		return choose(p.rng, []string{"STATED", "INFERRED"})
	case graph.WhenYear:
		return choose(p.rng, []string{"2024", "2025"})
	case graph.WhenText, graph.WhenEDTF:
		return choose(p.rng, madeDates)
	}
	day, _ := graph.ParseDay(choose(p.rng, madeDays))
	return day
}

// filter makes a filter of a limited depth of links.
func (p *planMaker) filter(r *rowSort, links int) graph.Filter {
	switch p.shape.IntN(8) {
	case 0:
		return graph.And{p.filter(r, links), p.filter(r, links)}
	case 1:
		return graph.Or{p.filter(r, links), p.filter(r, links)}
	case 2:
		return graph.Not{Filter: p.filter(r, links)}
	case 3, 4:
		if f, ok := p.quantified(r, links); ok {
			return f
		}
	case 5:
		if f, ok := p.special(r); ok {
			return f
		}
	}
	return p.compared(p.scalar(r))
}

// quantified makes a filter by the rows of a link.
func (p *planMaker) quantified(r *rowSort, links int) (graph.Filter, bool) {
	from, kinds, ok := p.link(r)
	if !ok || links == 0 {
		return nil, false
	}
	f := &graph.Any{Quantifier: graph.Quantifier(p.shape.IntN(4)), From: from}
	inner := p.rowsOf(from, kinds)
	if !p.often(4) {
		f.Where = p.filter(&inner, links-1)
	}
	f.Vars = inner.vars
	return f, true
}

// special makes the comparisons that not every field has.
func (p *planMaker) special(r *rowSort) (graph.Filter, bool) {
	if r.node < 0 {
		return graph.Is{Field: graph.Field{Prop: p.model.EvidenceProp("corrects")}, Op: graph.Has, Value: choose(p.rng, p.ids["Source"])}, true
	}
	field := func(name string) graph.Field { return graph.Field{Var: r.node, Prop: p.model.NodeProp(name)} }
	fold := func() graph.Value { return graph.Fold(choose(p.rng, madeNames)) }
	switch p.shape.IntN(6) {
	case 0:
		return graph.Is{Field: field("name"), Op: graph.Named, Value: fold()}, true
	case 5:
		return graph.Is{Field: field("name"), Op: graph.NamedIn, Value: []graph.Value{fold(), fold(), "nobody"}}, true
	case 1:
		return graph.Is{Field: field("aliases"), Op: graph.Has, Value: choose(p.rng, madeTexts)}, true
	case 2:
		return graph.Is{Field: field("identifiers"), Op: graph.Has, Value: graph.Identifier{Scheme: "x", Value: choose(p.rng, madeTexts)}}, true
	}
	for _, k := range p.model.KindsOf(r.kinds) {
		if k.When() == nil {
			return nil, false
		}
	}
	b, _ := graph.ParseEDTF(choose(p.rng, []string{"2025-01", "2024-12", "2025-01-16"}))
	return graph.Is{Field: field("when"), Op: graph.Overlaps, Value: b}, true
}

// compared makes a comparison of a field with a value that it may have.
func (p *planMaker) compared(f graph.Field) graph.Filter {
	ops := []graph.Op{graph.Eq, graph.Ne, graph.In, graph.IsNull}
	v := p.valueFor(f)
	switch v.(type) {
	case graph.Day, int64:
		ops = append(ops, graph.Lt, graph.Lte, graph.Gt, graph.Gte)
	case string:
		if f.Get == graph.GetProp && (f.Part != graph.Whole || f.Prop.Type == graph.Text) {
			ops = append(ops, graph.Contains, graph.StartsWith, graph.EndsWith)
		}
	}
	op := choose(p.shape, ops)
	switch op {
	case graph.IsNull:
		return graph.Is{Field: f, Op: op, Value: p.often(2)}
	case graph.In:
		return graph.Is{Field: f, Op: op, Value: []graph.Value{v, p.valueFor(f)}}
	}
	return graph.Is{Field: f, Op: op, Value: v}
}
