package ledger

import (
	"slices"

	"parley/graph"
	"parley/graph/weigh"
)

// NodeValues takes a node's values from what sources state and from its evidence.
func (l *Ledger[N, E, F]) NodeValues(n N) []graph.Value {
	node := l.graph.Node(n)
	vals := make([]graph.Value, len(node.Kind.Props()))
	for _, s := range node.Stated {
		for i, v := range s.Props {
			vals[i] = graph.Join(vals[i], v)
		}
		if s.As != "" {
			name, aliases := node.Kind.Index(l.name), node.Kind.Index(l.aliases)
			vals[aliases] = graph.JoinName(vals[aliases], vals[name], s.Props[name])
		}
	}
	l.Weigh(node.Kind.Props(), Subject[N, E]{Node: n}, vals)
	return Trimmed(vals)
}

// edgeValues takes an edge's values from its evidence; those of its identity stay.
func (l *Ledger[N, E, F]) edgeValues(e E) []graph.Value {
	edge := l.graph.Edge(e)
	props := edge.Type.Props()
	vals := make([]graph.Value, len(props))
	for i, v := range edge.Vals {
		if props[i].Identity {
			vals[i] = v
		}
	}
	l.Weigh(props, Subject[N, E]{Edge: e, OnEdge: true}, vals)
	return Trimmed(vals)
}

// Weigh sets the values that the evidence for a node or an edge gives its
// properties, by their indexes.
func (l *Ledger[N, E, F]) Weigh(props []*graph.Property, s Subject[N, E], vals []graph.Value) {
	evidence := l.graph.EvidenceFor(s)
	switch len(evidence) {
	case 0:
		return
	case 1: // as most often
		l.setSaid(props, evidence[0], vals)
		return
	}
	statements := make([]weigh.Statement, 0, len(evidence))
	for _, f := range evidence {
		if fact := l.graph.Fact(f); len(fact.Says) > 0 {
			statements = append(statements, weigh.Statement{Precedence: l.precedence(&fact), Polarity: l.polarity(&fact), Says: fact.Says})
		}
	}
	for i, v := range weigh.Values(props, statements) {
		if v != nil {
			vals[i] = v
		}
	}
}

// setSaid sets the values that one piece of evidence gives.
func (l *Ledger[N, E, F]) setSaid(props []*graph.Property, f F, vals []graph.Value) {
	fact := l.graph.Fact(f)
	if len(fact.Says) == 0 || l.polarity(&fact) != graph.Affirms {
		return
	}
	for _, said := range fact.Says {
		vals[slices.IndexFunc(props, func(p *graph.Property) bool { return p.Name == said.Property })] = said.Value
	}
}

// polarity returns how a piece of evidence bears on what it is for.
func (l *Ledger[N, E, F]) polarity(f *Fact[N, E]) graph.Polarity {
	if !f.OnEdge {
		return l.model.Polarity(nil, nil, f.Act, false)
	}
	edge := l.graph.Edge(f.Edge)
	value := func(p *graph.Property) (v graph.Value) {
		if i := p.Ordinal(); i < len(edge.Vals) {
			v = edge.Vals[i]
		}
		return v
	}
	return l.model.Polarity(edge.Type, value, f.Act, f.SaidBy != l.none && f.SaidBy != edge.From)
}

// LeadQuote returns the quote of the evidence that takes precedence, or "".
func (l *Ledger[N, E, F]) LeadQuote(evidence []F) (quote string) {
	var best graph.Precedence
	for _, f := range evidence {
		fact := l.graph.Fact(f)
		if fact.Quote == "" {
			continue
		}
		if p := l.precedence(&fact); quote == "" || p.Compare(best) > 0 {
			best, quote = p, fact.Quote
		}
	}
	return quote
}

func (l *Ledger[N, E, F]) precedence(f *Fact[N, E]) graph.Precedence {
	return graph.PrecedenceOf(f.Stated, f.SaidWhen, l.graph.Published(f.Source), l.graph.Node(f.Source).Loaded, f.Seq)
}

// FirstStated returns a property of a kind as the first source that states it has it.
func FirstStated[N comparable](stated []Statement[N], k *graph.Kind, p *graph.Property) graph.Value {
	i := k.Index(p)
	for _, s := range stated {
		if i >= 0 && i < len(s.Props) && s.Props[i] != nil {
			return s.Props[i]
		}
	}
	return nil
}

// InPlace returns named values by the places of their properties.
func InPlace(props []*graph.Property, named map[string]graph.Value) []graph.Value {
	if len(named) == 0 {
		return nil
	}
	vals := make([]graph.Value, len(props))
	for i, p := range props {
		vals[i] = named[p.Name]
	}
	return Trimmed(vals)
}

// Named returns values by the names of the properties whose places they have.
func Named(props []*graph.Property, vals []graph.Value) map[string]graph.Value {
	out := make(map[string]graph.Value, len(vals))
	for i, v := range vals {
		if v != nil {
			out[props[i].Name] = v
		}
	}
	return out
}

// Trimmed returns values without what is null at the end.
func Trimmed(vals []graph.Value) []graph.Value {
	for len(vals) > 0 && vals[len(vals)-1] == nil {
		vals = vals[:len(vals)-1]
	}
	return slices.Clip(vals)
}

// EqualValues reports whether two lists of values are the same.
func EqualValues(a, b []graph.Value) bool { return slices.EqualFunc(a, b, graph.Equal) }
