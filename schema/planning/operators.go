package planning

import (
	"maps"
	"slices"

	"parley/graph"
	"parley/schema/gate"
)

// readWhere reads one field of a filter; done is false where it has no such field.
type readWhere func(name string, in any) (f graph.Filter, done bool, err error)

// where reads a filter object: all its fields must hold. AND, OR and NOT are the
// same for every filter.
func where(in map[string]any, self func(map[string]any) (graph.Filter, error), read readWhere) (graph.Filter, error) {
	var all graph.And
	for _, name := range slices.Sorted(maps.Keys(in)) {
		if in[name] == nil {
			return nil, graph.Errorf(graph.BadInput, "where", "%s: null cannot be compared; use isNull, or leave it out", name).In(name)
		}
		f, err := connective(name, in[name], self)
		if f == nil && err == nil {
			var done bool
			if f, done, err = read(name, in[name]); !done && err == nil {
				err = graph.Errorf(graph.Internal, "where", "no filter %s", name)
			}
		}
		if err != nil {
			return nil, graph.Within(name, err)
		}
		all = append(all, f)
	}
	if len(all) == 1 {
		return all[0], nil
	}
	return all, nil
}

func connective(name string, in any, self func(map[string]any) (graph.Filter, error)) (graph.Filter, error) {
	switch name {
	case "AND":
		list, err := each(in, self)
		return graph.And(list), err
	case "OR":
		list, err := each(in, self)
		return graph.Or(list), err
	case "NOT":
		f, err := self(gate.Fields(in))
		return graph.Not{Filter: f}, err
	}
	return nil, nil
}

func each(in any, self func(map[string]any) (graph.Filter, error)) ([]graph.Filter, error) {
	out := []graph.Filter{}
	for _, item := range gate.ListOf(in) {
		f, err := self(gate.Fields(item))
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

// propFilter reads the comparisons with a property.
func (p *Planner) propFilter(v int, prop *graph.Property, value any) (graph.Filter, bool, error) {
	field := graph.Field{Var: v, Prop: prop}
	parts := PartsOf(prop.Type)
	if parts == nil {
		return p.scalar(field, value)
	}
	f, err := where(gate.Fields(value), nil, func(name string, in any) (graph.Filter, bool, error) {
		for _, part := range parts {
			if part.Name == name {
				of := field
				of.Part = part.Part
				return p.scalar(of, in)
			}
		}
		f, err := compareDate(field, name, in)
		return f, true, err
	})
	return f, true, err
}

func compareDate(field graph.Field, op string, in any) (graph.Filter, error) {
	switch op {
	case "isNull":
		return graph.Is{Field: field, Op: graph.IsNull, Value: in}, nil
	case "overlaps":
		text, _ := in.(string)
		bounds, err := graph.ParseEDTF(text)
		return graph.Is{Field: field, Op: graph.Overlaps, Value: bounds}, err
	}
	return nil, graph.Errorf(graph.Internal, "where", "no comparison %s", op)
}

// scalar reads the comparisons with one scalar: all must hold.
func (p *Planner) scalar(field graph.Field, value any) (graph.Filter, bool, error) {
	f, err := where(gate.Fields(value), nil, func(name string, in any) (graph.Filter, bool, error) {
		op, ok := comparisons()[name]
		if !ok {
			return nil, false, nil
		}
		v, err := operand(field, op, in)
		return p.Model.Current(graph.Is{Field: field, Op: op, Value: v}), true, err
	})
	return f, true, err
}

// comparisons are the operators of filters by their GraphQL names.
func comparisons() map[string]graph.Op {
	return map[string]graph.Op{
		"eq": graph.Eq, "ne": graph.Ne, "in": graph.In, "lt": graph.Lt, "lte": graph.Lte, "gt": graph.Gt, "gte": graph.Gte,
		"contains": graph.Contains, "startsWith": graph.StartsWith, "endsWith": graph.EndsWith,
		"isNull": graph.IsNull, "is": graph.Named, "has": graph.Has,
	}
}

// operand returns what a field is compared with, in the field's type.
func operand(field graph.Field, op graph.Op, in any) (graph.Value, error) {
	switch op {
	case graph.IsNull:
		return in, nil
	case graph.Named:
		fold := graph.Fold(in.(string))
		if fold == "" {
			return nil, graph.Errorf(graph.BadInput, "where", "is: %q names nobody", in)
		}
		return fold, nil
	case graph.In:
		var list []graph.Value
		for _, item := range gate.ListOf(in) {
			v, err := operand(field, graph.Eq, item)
			if err != nil {
				return nil, err
			}
			list = append(list, v)
		}
		return list, nil
	}
	return Typed(field, in)
}

// Typed returns a value in the type of the field that it is compared with.
func Typed(field graph.Field, in any) (graph.Value, error) {
	switch in := in.(type) {
	case nil:
		return nil, graph.Errorf(graph.BadInput, "where", "in: null cannot be compared; use isNull")
	case bool:
		return in, nil
	case map[string]any:
		scheme, _ := in["scheme"].(string)
		name, _ := in["value"].(string)
		return graph.Identifier{Scheme: scheme, Value: name}, nil
	case string:
		if field.Part >= graph.StartEarliest && field.Part <= graph.EndLatest {
			return graph.ParseDay(in)
		}
		return graph.NFC(in), nil
	}
	if n, ok := gate.Integer(in); ok {
		return n, nil
	}
	return nil, graph.Errorf(graph.BadInput, "where", "%v cannot be compared with", in)
}
