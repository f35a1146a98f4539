package ledger

import (
	"slices"

	"parley/graph"
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
			name, aliases := node.Kind.Place(l.name), node.Kind.Place(l.aliases)
			vals[aliases] = graph.JoinName(vals[aliases], vals[name], s.Props[name])
		}
	}
	l.Weigh(l.graph.EvidenceFor(Subject[N, E]{Node: n}), func(name string, v graph.Value) {
		vals[node.Kind.Place(node.Kind.Prop(name))] = v
	})
	return Trimmed(vals)
}

// edgeValues takes an edge's values from its evidence; those of its identity stay.
func (l *Ledger[N, E, F]) edgeValues(e Edge, evidence []F) []graph.Value {
	vals := make([]graph.Value, len(e.Type.Props()))
	for i, v := range e.Vals {
		if e.Type.Props()[i].Identity {
			vals[i] = v
		}
	}
	l.Weigh(evidence, func(name string, v graph.Value) { vals[e.Type.Prop(name).Ordinal()] = v })
	return Trimmed(vals)
}

// Weigh sets, for each property that evidence speaks of, the value of the one
// that takes precedence.
func (l *Ledger[N, E, F]) Weigh(evidence []F, set func(name string, v graph.Value)) {
	if len(evidence) == 1 {
		for _, said := range l.graph.Fact(evidence[0]).Says {
			set(said.Property, said.Value)
		}
		return
	}
	best := map[string]graph.Precedence{}
	for _, f := range evidence {
		fact := l.graph.Fact(f)
		if len(fact.Says) == 0 {
			continue
		}
		precedence := l.precedence(&fact)
		for _, said := range fact.Says {
			if b, ok := best[said.Property]; ok && precedence.Compare(b) <= 0 {
				continue
			}
			best[said.Property] = precedence
			set(said.Property, said.Value)
		}
	}
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
	i := k.Place(p)
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
