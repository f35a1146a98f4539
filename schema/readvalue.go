package schema

import (
	"slices"
	"strings"

	"parley/graph"
	"parley/schema/gate"
)

// evidenceProps lists the properties of evidence that a client gives.
func evidenceProps(m *graph.Model) []*graph.Property {
	var props []*graph.Property
	given := setters(&saying{})
	for _, p := range m.Evidence {
		if given[p.Name] != nil {
			props = append(props, p)
		}
	}
	return props
}

// usually is what a piece of evidence is where the client does not say.
func usually() map[string]string { return map[string]string{"act": "REPORTED", "basis": "STATED"} }

// setters put the values of an input into a piece of evidence, by property: here start,
// too, may tell quotes apart.
func setters(s *saying) map[string]func(graph.Value) {
	set := s.Evidence.Setters()
	set["start"] = func(v graph.Value) {
		if n, ok := v.(int64); ok {
			s.start = &n
		}
	}
	return set
}

// readWords reads an EvidenceInput.
func (b *batch) readWords(s *saying, in map[string]any) error {
	values, err := b.values(evidenceProps(b.model), func(*graph.Property) bool { return true }, in, s.at)
	if err != nil {
		return err
	}
	for name, set := range setters(s) {
		if usual := usually()[name]; usual != "" && values[name] == nil {
			values[name] = usual
		}
		set(values[name])
	}
	s.prefix, _ = in["prefix"].(string)
	s.suffix, _ = in["suffix"].(string)
	switch {
	case s.Quote == "" && (s.prefix+s.suffix != "" || s.start != nil):
		return wrong(s.at, "prefix, suffix and start tell quotes apart, and there is no quote")
	case s.start != nil && s.prefix+s.suffix != "":
		return wrong(s.at, "give start, or prefix and suffix, not both")
	}
	return nil
}

// editorial reports whether a property stands with a node.
func editorial(p *graph.Property) bool { return p.Editorial && p.Rule == nil }

// evidenced reports whether a property of a node is said by evidence.
func evidenced(p *graph.Property) bool { return !p.Editorial && p.Rule == nil }

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

// readSays reads the values that evidence supports, by property.
func (b *batch) readSays(props []*graph.Property, given any, at string) (map[string]graph.Value, error) {
	out := map[string]graph.Value{}
	list, _ := given.([]any)
	for i, entry := range list {
		at, in := item(at, i), gate.Fields(entry)
		name, _ := in["property"].(string)
		i := slices.IndexFunc(props, func(p *graph.Property) bool { return p.Name == name })
		if i < 0 {
			return nil, wrong(field(at, "property"), "there is no property %q: there are %s", name, propNames(props, evidenced))
		}
		if _, twice := out[name]; twice {
			return nil, wrong(field(at, "property"), "%s is given twice", name)
		}
		given, other := "value", "when"
		if props[i].Type == graph.Date {
			given, other = other, given
		}
		if in[given] == nil || in[other] != nil {
			return nil, wrong(at, "give the value of %s as %s", name, given)
		}
		var err error
		if out[name], err = b.valueOf(props[i], in[given], field(at, given)); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// propNames lists the names of properties for a message.
func propNames(props []*graph.Property, want func(*graph.Property) bool) string {
	var names []string
	for _, p := range props {
		if want(p) && !p.Identity {
			names = append(names, p.Name)
		}
	}
	return strings.Join(names, ", ")
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
			v, _ := Typed(graph.Field{Prop: p}, entry)
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
