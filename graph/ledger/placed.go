package ledger

import (
	"slices"

	"parley/graph"
)

// This file has values by the places of their properties.

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
