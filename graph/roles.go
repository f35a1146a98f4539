package graph

import "slices"

// Role is what an entry of the model is to Parley, whatever its name: code asks the
// model for a role, never for a name. Each role has one entry.
type Role string

// The roles. Every model needs all of them.
const (
	Publication   Role = "publication"   // a kind: what says things, and is cited
	SubjectMatter Role = "subjectMatter" // an edge type: from what is about something to that
	Occupies      Role = "occupies"      // an edge type, a state: from who holds an office to that
	OfficeOf      Role = "officeOf"      // an edge type: from an office to whose it is
	Meets         Role = "meets"         // a derived relation of pairs: two who took part in the same
	Represents    Role = "represents"    // a derived relation: from who may speak for a body to that
	Agrees        Role = "agrees"        // a derived relation of pairs: two of one mind
	Conflicts     Role = "conflicts"     // a derived relation of pairs: two of opposite minds
)

// roles are the entries of a model by what they are.
type roles struct {
	Publication   *Kind
	SubjectMatter *Edge
	Occupies      *Edge
	OfficeOf      *Edge
	Meets         *Derived
	Represents    *Derived
	Agrees        *Derived
	Conflicts     *Derived

	// Speaking is the property of an office that tells whether who holds it speaks for
	// whose it is; nil where the model knows of none.
	Speaking *Property
}

// addRoles finds the entry of each role. It refuses a model that lacks one, has two
// of it, or has a role where it cannot be.
func (m *Model) addRoles() error {
	kinds, edges, derived := map[Role]*Kind{}, map[Role]*Edge{}, map[Role]*Derived{}
	var given []Role
	for _, k := range m.Kinds {
		kinds[k.Role] = k
		given = append(given, k.Role)
	}
	for _, e := range m.Edges {
		edges[e.Role] = e
		given = append(given, e.Role)
	}
	for _, d := range m.Derived {
		derived[d.Role] = d
		given = append(given, d.Role)
	}
	m.roles = roles{
		Publication: kinds[Publication], SubjectMatter: edges[SubjectMatter], Occupies: edges[Occupies], OfficeOf: edges[OfficeOf],
		Meets: derived[Meets], Represents: derived[Represents], Agrees: derived[Agrees], Conflicts: derived[Conflicts],
	}
	m.Speaking = firstProp(m.nodeProps, func(p *Property) bool {
		return p.Enum != nil && slices.ContainsFunc(p.Enum.Values, func(v EnumValue) bool { return v.Speaks })
	})
	there := map[Role]bool{
		Publication: m.Publication != nil, SubjectMatter: m.SubjectMatter != nil,
		Occupies: m.Occupies != nil && m.Occupies.StateProp() != nil, OfficeOf: m.OfficeOf != nil, Represents: m.Represents != nil,
		Meets: m.Meets.pairs(), Agrees: m.Agrees.pairs(), Conflicts: m.Conflicts.pairs(),
	}
	for _, role := range []Role{Publication, SubjectMatter, Occupies, OfficeOf, Meets, Represents, Agrees, Conflicts} {
		if !there[role] {
			return bad("nothing has the role %s", role)
		}
	}
	seen := map[Role]bool{"": false}
	for _, role := range given {
		switch {
		case role == "":
			continue
		case seen[role]:
			return bad("two have the role %s", role)
		}
		if _, known := there[role]; !known {
			return bad("there is no role %s", role)
		}
		seen[role] = true
	}
	return nil
}

// pairs reports whether there is a relation of pairs.
func (d *Derived) pairs() bool { return d != nil && d.Pair != nil }

// needed is a property that a model cannot be without.
type needed struct {
	name string
	typ  Type
}

// checkNeeded refuses a model without the properties that an [Evidence], and what
// it is weighed by, are made of.
func (m *Model) checkNeeded() error {
	owners := []struct {
		name  string
		props []*Property
		needs []needed
	}{
		{"every kind", m.Common(), []needed{{"name", Text}, {"aliases", TextList}}},
		{m.Publication.Name, m.Publication.props, []needed{{"title", Text}, {"text", Text}, {"published", Date}, {"publisher", Text}, {"withdrawn", Date}}},
		{"evidence", m.Evidence, []needed{
			{"quote", Text}, {"start", Number}, {"end", Number}, {"locator", Text}, {"act", Enumerated}, {"basis", Enumerated},
			{"source", Reference}, {"saidBy", Reference}, {"saidFor", Reference}, {"saidWhen", Date}, {"saidAt", Reference},
			{"corrects", TextList},
		}},
	}
	for _, owner := range owners {
		for _, n := range owner.needs {
			if p := propNamed(owner.props, n.name); p == nil || p.Type != n.typ {
				return bad("%s has no property %s, or one of another type", owner.name, n.name)
			}
		}
	}
	return nil
}
