package mutation

import (
	"slices"
	"strings"
	"unicode/utf8"

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

// putFact adds a step that says a fact with words of a source: more words, or,
// with whole, all that the source has for it.
func (b *batch) putFact(at, source string, fact graph.Fact, says map[string]graph.Value, words []any, whole bool) error {
	s := &step{at: at, fact: factOf{source, fact.Node}, whole: whole}
	for i, entry := range words {
		said, err := b.saying(item(field(at, "evidence"), i), source, fact, says, gate.Fields(entry))
		if err != nil {
			return err
		}
		s.fact.id = b.model.FactID(said.Fact)
		s.said = append(s.said, said)
	}
	b.steps = append(b.steps, s)
	return nil
}

// saying reads one piece of evidence.
func (b *batch) saying(at, source string, fact graph.Fact, says map[string]graph.Value, in map[string]any) (*saying, error) {
	said := &saying{at: at, PutEvidence: graph.PutEvidence{Source: source, Fact: fact}}
	if err := b.readWords(said, in); err != nil {
		return nil, err
	}
	said.Says = says
	said.End = utf8.RuneCountInString(said.Quote)
	checked, err := b.model.Check(said.PutEvidence)
	if err != nil {
		return nil, within(at, err)
	}
	said.PutEvidence = checked.(graph.PutEvidence)
	return said, nil
}
