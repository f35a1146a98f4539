package table

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"parley/graph"
	"parley/seed"
)

// fact is a piece of evidence that rows make, for a node or an edge.
type fact struct {
	at       spot
	where    []condition
	node     *template
	edge     *graph.Edge
	from, to *template
	props    []*property // of the node or the edge
	words    []*property // of the evidence
	locator  *template   // nil where the table's counts
}

// readFact reads one entry of facts.
func (r *reader) readFact(n *yaml.Node, t *table, s *scope) *fact {
	k := r.keyed(n, "a fact", nil)
	f := &fact{at: k.at, where: r.readWhere(k.has("where"), s), locator: r.scalarTemplate(k, "locator", s)}
	if t == nil && f.locator == nil {
		r.problem(k.at, "a fact that stands outside of tables needs a locator: where in the data it is said")
	}
	owner, props, ok := r.readSubject(k, f, s)
	if !ok {
		return nil
	}
	known := []string{"fact", "where", "locator"}
	for _, p := range append(seed.StatedProps(props), evidenceProps(r.model)...) {
		known = append(known, p.Name)
	}
	for _, key := range k.keys {
		switch name, value := key.Value, k.has(key.Value); {
		case name == "fact" || name == "where" || name == "locator":
		case name == "quote":
			r.problem(at(key), "a row of data has no quote: say where it is with a locator")
		case named(seed.StatedProps(props), name) != nil:
			if value != nil {
				f.props = append(f.props, r.readProperty(named(props, name), value, s))
			}
		case named(evidenceProps(r.model), name) != nil:
			if value != nil {
				f.words = append(f.words, r.readProperty(r.model.EvidenceProp(name), value, s))
			}
		case named(props, name) != nil:
			r.problem(at(key), "%s.%s is not a fact: it stands with the entity, or is derived", owner, name)
		default:
			r.unknown(key, "a fact for "+owner, known)
		}
	}
	r.required(f, owner, props)
	return f
}

// required refuses a fact without the property that is its point.
func (r *reader) required(f *fact, owner string, props []*graph.Property) {
	for _, p := range props {
		given := false
		for _, q := range f.props {
			given = given || q.Property == p
		}
		if p.Required && !given {
			r.problem(f.at, "%s needs %s", owner, p.Name)
		}
	}
}

// readSubject reads what a fact is for: a node's id, or "from EDGE to".
func (r *reader) readSubject(k keyed, f *fact, s *scope) (owner string, props []*graph.Property, ok bool) {
	n := k.has("fact")
	if n == nil {
		r.problem(k.at, "a fact begins with \"fact: '{from} EDGE {to}'\" or \"fact: '{id}'\"")
		return "", nil, false
	}
	words := strings.Fields(r.scalar(n, "fact"))
	if len(words) == 1 {
		f.node = r.template(at(n), words[0], s)
		return r.nodeSubject(f)
	}
	if len(words) != 3 {
		r.problem(at(n), "a fact is \"{from} EDGE {to}\" or an id, such as \"person:{who} HOLDS_POST {post}\" or \"{meeting}\", not %s", seed.Shown(n.Value))
		return "", nil, false
	}
	if f.edge = r.model.Edge(words[1]); f.edge == nil {
		var names []string
		for _, e := range r.model.Edges {
			names = append(names, e.Name)
		}
		r.problem(at(n), "there is no edge %s: %s", seed.Shown(words[1]), seed.Suggest(words[1], names))
		return "", nil, false
	}
	f.from, f.to = r.template(at(n), words[0], s), r.template(at(n), words[2], s)
	r.checkEnd(f.edge, "from", f.from, f.edge.FromKinds())
	r.checkEnd(f.edge, "to", f.to, f.edge.ToKinds())
	return f.edge.Name, f.edge.Props(), true
}

// nodeSubject returns the properties that a fact for a node may have: of its
// kind or, where that is not known yet, of all kinds.
func (r *reader) nodeSubject(f *fact) (owner string, props []*graph.Property, ok bool) {
	if kind := r.kindOf(f.node); kind != nil {
		return kind.Name, kind.Props(), true
	}
	for _, k := range r.model.Kinds {
		props = append(props, k.Props()...)
	}
	return "an entity", props, true
}

// checkEnd checks one end of an edge as far as the mapping alone tells.
func (r *reader) checkEnd(e *graph.Edge, which string, id *template, kinds graph.KindSet) {
	if k := r.kindOf(id); k != nil && !kinds.Has(k) {
		r.problem(id.at, "%s does not go %s a %s", e.Name, which, k.Name)
	}
}

// putFact puts a fact into a row's changes, unless one of its ids is empty.
func (r *row) putFact(f *fact) {
	if !r.holds(f.where) {
		return
	}
	c := graph.PutEvidence{Source: r.source.ID}
	if f.edge == nil {
		c.Fact.Node = r.expand(f.node)
	} else {
		c.Fact.Edge, c.Fact.From, c.Fact.To = f.edge.Name, r.expand(f.from), r.expand(f.to)
	}
	if r.problem != nil || f.edge == nil && c.Fact.Node == "" || f.edge != nil && (c.Fact.From == "" || c.Fact.To == "") {
		return
	}
	r.say(f, &c)
	r.evidence(f, &c.Evidence)
	if r.problem == nil {
		r.state(f, c)
	}
}

// say puts the properties where they belong: into the fact's id, or to what is
// said of it.
func (r *row) say(f *fact, c *graph.PutEvidence) {
	c.Says = map[string]graph.Value{}
	for _, p := range f.props {
		v := r.value(p)
		switch {
		case v == nil && p.Required:
			r.fail(p.cell(), p.at, "%s needs %s, which is empty here", c.Fact.Edge, p.Name)
		case v == nil:
		case p.Identity && c.Fact.Identity == nil:
			c.Fact.Identity = map[string]graph.Value{p.Name: v}
		case p.Identity:
			c.Fact.Identity[p.Name] = v
		default:
			c.Says[p.Name] = v
		}
	}
}

// evidence fills in where it is said, by whom and how.
func (r *row) evidence(f *fact, e *graph.Evidence) {
	e.Act, e.Basis = "REPORTED", "STATED"
	set := e.Setters()
	for _, p := range f.words {
		if v := r.value(p); v != nil {
			set[p.Name](v)
		}
	}
	switch {
	case f.locator != nil:
		e.Locator = r.expand(f.locator)
	case r.table.locator != nil:
		e.Locator = r.expand(r.table.locator)
	default:
		e.Locator = r.lineLocator()
	}
}

// evidenceProps lists the properties of evidence that a mapping says. Of where it
// stands there is a locator, with a key of its own.
func evidenceProps(m *graph.Model) []*graph.Property {
	return slices.DeleteFunc(seed.EvidenceProps(m), func(p *graph.Property) bool {
		return p.Name == "quote" || p.Name == "locator"
	})
}

func named(props []*graph.Property, name string) *graph.Property {
	for _, p := range props {
		if p.Name == name {
			return p
		}
	}
	return nil
}
