package mutation

import (
	"parley/graph"
	"parley/schema/gate"
	"parley/schema/planning"
)

// editorial reports whether a property stands with a node.
func editorial(p *graph.Property) bool { return p.Editorial && !p.Weighed }

// evidenced reports whether a property of a node is said by evidence.
func evidenced(p *graph.Property) bool { return !p.Editorial && !p.Weighed }

// values reads those of some properties that an input gives. What is empty is
// not given.
func (b *batch) values(props []*graph.Property, want func(*graph.Property) bool, in map[string]any, at string) (map[string]graph.Value, error) {
	out := map[string]graph.Value{}
	for _, p := range props {
		if in[p.Name] == nil || !want(p) {
			continue
		}
		v, err := b.valueOf(p, in[p.Name], field(at, p.Name))
		if err != nil {
			return nil, err
		}
		if v != nil {
			out[p.Name] = v
		}
	}
	return out, nil
}

func (b *batch) valueOf(p *graph.Property, in any, at string) (graph.Value, error) {
	switch p.Type {
	case graph.Date:
		return b.when(gate.Fields(in), at)
	case graph.TextList:
		if list := gate.TextsOf(in); len(list) > 0 {
			return list, nil
		}
		return nil, nil
	case graph.Identifiers:
		var list []graph.Identifier
		for _, entry := range gate.ListOf(in) {
			v, _ := planning.Typed(graph.Field{Prop: p}, entry)
			id, _ := v.(graph.Identifier)
			list = append(list, id)
		}
		if len(list) > 0 {
			return list, nil
		}
		return nil, nil
	}
	if in == "" {
		return nil, nil
	}
	return in, nil
}

// when reads a WhenInput.
func (b *batch) when(in map[string]any, at string) (graph.Value, error) {
	text, _ := in["text"].(string)
	edtf, _ := in["edtf"].(string)
	basis, _ := in["basis"].(string)
	after := gate.TextsOf(in["after"])
	for i, id := range after {
		at := item(field(at, "after"), i)
		if err := b.checkID(at, id, b.model.All); err != nil {
			return nil, err
		}
		b.mention = append(b.mention, named{at, id})
	}
	w, err := graph.NewWhen(text, edtf, basis, after...)
	if err != nil {
		return nil, within(at, err)
	}
	return w, nil
}
