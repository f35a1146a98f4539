package graph

// checkDeclared refuses what a declaration names and there is not, and one
// name for two things.
func (m *Model) checkDeclared() error {
	names := each(m.Edges, func(e *Edge) string { return e.Name })
	for _, k := range m.Kinds {
		names = append(names, k.Singular(), k.Plural)
	}
	if name, twice := firstTwice(names); twice {
		return bad("two kinds or edges have the name %s", name)
	}
	for _, k := range m.Kinds {
		if err := m.checkOwner(k.Name, k.props, k.Time, false); err != nil {
			return err
		}
		if k.Begun != nil && k.Prop(k.Begun.Property) == nil {
			return bad("%s has no property %s with which it has begun", k.Name, k.Begun.Property)
		}
	}
	for _, e := range m.Edges {
		if err := m.checkOwner(e.Name, e.props, e.Time, true); err != nil {
			return err
		}
	}
	for _, d := range m.Derived {
		if err := m.checkPair(d); err != nil {
			return err
		}
	}
	return m.checkOwner("evidence", m.Evidence, Timeless, false)
}

// checkOwner checks the properties of a kind, an edge type or evidence.
func (m *Model) checkOwner(owner string, props []*Property, t Time, onEdge bool) error {
	for _, p := range props {
		if (p.Type == Enumerated) != (p.Enum != nil) {
			return bad("%s.%s is enumerated without an Enum, or has one and is not", owner, p.Name)
		}
		if (p.Leads || p.Speech) && p.Enum == nil || p.Speech && !(onEdge && p.Identity) {
			return bad("%s.%s leads or is a speech, but is not an enumerated property, or not of an edge's identity", owner, p.Name)
		}
		if p.Format != FreeText && p.Type != Text {
			return bad("%s.%s has the form of a text and is none", owner, p.Name)
		}
		if _, err := m.kindSet(p.To); err != nil || p.Type == Reference && len(p.To) == 0 {
			return bad("%s.%s refers to no kind that there is", owner, p.Name)
		}
		if len(p.To) > 0 && p.Type != Reference && p.Type != TextList {
			return bad("%s.%s has kinds to refer to, but is neither a reference nor a list of ids", owner, p.Name)
		}
	}
	if p := propNamed(props, "when"); t != Timeless && (p == nil || p.Type != Date) {
		return bad("%s is in time without a date called when", owner)
	}
	return checkInLabel(owner, props, onEdge)
}

// checkInLabel checks what stands in the label of an edge.
func checkInLabel(owner string, props []*Property, onEdge bool) error {
	var first *Property
	for _, p := range props {
		switch {
		case !p.InLabel:
			continue
		case !onEdge || p.Enum == nil:
			return bad("%s.%s stands in the label, but is not an enumerated property of an edge", owner, p.Name)
		case first != nil:
			return bad("%s has two label properties, %s and %s", owner, first.Name, p.Name)
		}
		first = p
	}
	return nil
}

// checkPair checks the properties that a derived relation of pairs looks at.
func (m *Model) checkPair(d *Derived) error {
	if d.Pair == nil {
		return nil
	}
	e := d.edges[d.Pair.Edge]
	for _, name := range []string{d.Pair.On, d.Pair.Side} {
		if name != "" && e.Prop(name) == nil {
			return bad("%s looks at %s.%s, which does not exist", d.Name, e.Name, name)
		}
	}
	hubs := []string{d.Pair.Hub}
	if d.Pair.Except != nil {
		hubs = append(hubs, d.Pair.Except.Property)
	}
	for _, name := range hubs {
		if name != "" && m.NodeProp(name) == nil {
			return bad("%s looks at %s of its hubs, which does not exist", d.Name, name)
		}
	}
	return nil
}
