package planning

import (
	"strings"

	"parley/graph"
	"parley/schema/gate"
)

// setOrder reads the keys to order by.
func (p *Planner) setOrder(l *List, in []any) error {
	var words []string
	for _, item := range in {
		o, text, err := p.rowOrder(l, gate.Fields(item))
		if err != nil {
			return err
		}
		l.Order = append(l.Order, o)
		words = append(words, text)
	}
	l.ordered = strings.Join(words, ",")
	return nil
}

// only returns the one key of an order object.
func only(in map[string]any) (name string, value any, err error) {
	if len(in) != 1 {
		return "", nil, graph.Errorf(graph.BadInput, "orderBy", "an object has one key, as in [{name: ASC}, {id: DESC}]; this one has %d", len(in))
	}
	for name, value = range in {
		if value == nil {
			return "", nil, graph.Errorf(graph.BadInput, "orderBy", "%s: null is no direction", name)
		}
	}
	return name, value, nil
}

func (p *Planner) rowOrder(l *List, in map[string]any) (graph.Order, string, error) {
	if rowIsNode(l.From) {
		return p.orderOf(0, RowType{l.From, l.kinds}.OrderFields(p.Model), in)
	}
	name, value, err := only(in)
	if err != nil {
		return graph.Order{}, "", err
	}
	v, of := 0, RowType{l.From, l.kinds}.OrderFields(p.Model)
	if name == "node" {
		v, of = l.node().v, NodeFields(p.Model, l.kinds)
	}
	o, text, err := p.orderOf(v, of, gate.Fields(value))
	return o, name + "." + text, err
}

// orderOf reads one key that orders by a field of a variable.
func (p *Planner) orderOf(v int, of []OrderField, in map[string]any) (graph.Order, string, error) {
	name, value, err := only(in)
	if err != nil {
		return graph.Order{}, "", err
	}
	for _, f := range of {
		if f.Name != name {
			continue
		}
		field := f.field
		field.Var, field.Link.Var = v, v
		inner, isObject := value.(map[string]any)
		if !isObject {
			return graph.Order{Field: field, Desc: value == "DESC"}, name + ":" + direction(value), nil
		}
		part, dir, err := only(inner)
		if err != nil {
			return graph.Order{}, "", err
		}
		for _, d := range DateParts() {
			if d.Name == part && f.dated {
				field.Part = d.Part
			}
		}
		return graph.Order{Field: field, Desc: dir == "DESC"}, name + "." + part + ":" + direction(dir), nil
	}
	return graph.Order{}, "", graph.Errorf(graph.Internal, "orderBy", "no order %s", name)
}

func direction(v any) string {
	s, _ := v.(string)
	return s
}
