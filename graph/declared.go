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
		if err := checkEnds(e); err != nil {
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
		if p.Formerly && (p.Identity || !onEdge) {
			return bad("%s.%s was part of an id, but is still, or is not of an edge", owner, p.Name)
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
	if p := propNamed(props, "when"); t == Event && p == nil || p != nil && p.Type != Date {
		return bad("%s is an event without a date called when, or that is none", owner)
	}
	return checkInLabel(owner, props, onEdge)
}

// checkEnds checks what is declared of the two ends of an edge together.
func checkEnds(e *Edge) error {
	switch {
	case (e.Symmetric || e.SameKind) && e.from != e.to:
		return bad("%s is symmetric or of one kind, but its ends are of different kinds", e.Name)
	case e.Symmetric && (e.Out != e.In || e.Reflexive || e.Sequel):
		return bad("%s is symmetric: both its fields are one, and it is neither reflexive nor a sequel", e.Name)
	}
	return nil
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

// checkPair checks the edges and properties that a derived relation looks at.
func (m *Model) checkPair(d *Derived) error {
	for name, e := range d.edges {
		if e.Symmetric && (d.Pair == nil || d.Pair.Through == nil || d.Pair.Through.Edge != name) {
			return bad("%s follows %s one way, which is symmetric", d.Name, name)
		}
	}
	if d.Pair == nil {
		return nil
	}
	for _, name := range d.Pair.Verified {
		if !m.Verification.Has(name) {
			return bad("%s counts what is %s, which is no %s", d.Name, name, m.Verification.Name)
		}
	}
	e := d.edges[d.Pair.Edge]
	for _, name := range []string{d.Pair.On, d.Pair.Side, d.Pair.Mode} {
		if name != "" && e.Prop(name) == nil {
			return bad("%s looks at %s.%s, which does not exist", d.Name, e.Name, name)
		}
	}
	hubs := []string{d.Pair.Hub, d.Pair.Mode}
	if d.Pair.Except != nil {
		hubs = append(hubs, d.Pair.Except.Property)
	}
	for _, name := range hubs {
		if name != "" && m.NodeProp(name) == nil {
			return bad("%s looks at %s of its hubs, which does not exist", d.Name, name)
		}
	}
	if err := m.checkMode(d, e); err != nil {
		return err
	}
	return checkThrough(d, e)
}

// checkMode checks the property that tells modes: of the edges and of the hubs it has
// one list of values, one of which says that the mode is not known.
func (m *Model) checkMode(d *Derived, e *Edge) error {
	if d.Pair.Mode == "" {
		return nil
	}
	modes := e.Prop(d.Pair.Mode).Enum
	if modes == nil || modes != m.NodeProp(d.Pair.Mode).Enum || modes.Weak() == "" {
		return bad("%s looks at %s of edges and hubs, which are not of one enum with a weak value", d.Name, d.Pair.Mode)
	}
	return nil
}

// checkThrough checks the edges between the hubs of two edges.
func checkThrough(d *Derived, e *Edge) error {
	t := d.Pair.Through
	switch {
	case t == nil:
		return nil
	case d.Pair.Hub != "" || d.Pair.Mode != "" || d.Pair.Except != nil:
		return bad("%s goes through %s, but looks at what its hubs are", d.Name, t.Edge)
	case !d.edges[t.Edge].SameKind || !e.to.Within(d.edges[t.Edge].from):
		return bad("%s goes through %s, which does not lead from hub to hub", d.Name, t.Edge)
	}
	return nil
}
