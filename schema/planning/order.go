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

func (p *Planner) rowOrder(l *List, in map[string]any) (graph.Order, string, error) {
	if rowIsNode(l.From) {
		return p.orderOf(0, RowType{l.From, l.kinds}.OrderFields(p.Model), in)
	}
	name, value := gate.Only(in)
	v, of := 0, RowType{l.From, l.kinds}.OrderFields(p.Model)
	if name == "node" {
		v, of = l.node().v, NodeFields(p.Model, l.kinds)
	}
	o, text, err := p.orderOf(v, of, gate.Fields(value))
	return o, name + "." + text, err
}

// orderOf reads one key that orders by a field of a variable.
func (p *Planner) orderOf(v int, of []OrderField, in map[string]any) (graph.Order, string, error) {
	name, value := gate.Only(in)
	for _, f := range of {
		if f.Name != name {
			continue
		}
		field := f.field
		field.Var, field.Link.Var = v, v
		if _, isObject := value.(map[string]any); !isObject {
			return graph.Order{Field: field, Desc: value == "DESC"}, name + ":" + direction(value), nil
		}
		part, dir := gate.Only(value)
		for _, d := range f.parts {
			if d.Name == part {
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
