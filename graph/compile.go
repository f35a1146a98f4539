package graph

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// Model is a checked [Spec] with its names resolved. It is immutable.
type Model struct {
	Kinds    []*Kind
	Edges    []*Edge
	Derived  []*Derived
	Evidence []*Property // the properties of evidence
	All      KindSet
	Actors   KindSet
	Bared    KindSet // the kinds of which a node may lack what it needs to be there

	Verification *Enum // what the votes on something come to, the weakest first; see [Strength]

	roles

	// EvidenceOf leads from a node or an edge to its evidence, BallotsOf to all that
	// votes on it.
	EvidenceOf, BallotsOf *Link

	spec      Spec
	nodeProps []*Property // all names of node properties, by ordinal
	links     []*Link     // all links of nodes, by ordinal
	pairLinks map[*Derived][2]*Link
}

// NewModel checks a declared model: names that exist, ends of known kinds, one
// type for one property name across kinds, no two fields of one name.
func NewModel(spec Spec) (*Model, error) {
	m := &Model{spec: spec, pairLinks: map[*Derived][2]*Link{}}
	steps := []func() error{m.addVerification, m.addKinds, m.addEdges, m.addEvidence, m.addDerived, m.indexLinks, m.addRoles, m.checkNeeded, m.checkDeclared, m.checkNames}
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// Kind returns the kind of that name, or nil.
func (m *Model) Kind(name string) *Kind {
	for _, k := range m.Kinds {
		if k.Name == name {
			return k
		}
	}
	return nil
}

// Edge returns the edge type of that name, or nil.
func (m *Model) Edge(name string) *Edge {
	for _, e := range m.Edges {
		if e.Name == name {
			return e
		}
	}
	return nil
}

// Common lists the properties that every kind has.
func (m *Model) Common() []*Property { return m.nodeProps[:len(m.spec.Common)] }

// NodeProp returns the node property of that name, whichever kinds have it, or nil.
func (m *Model) NodeProp(name string) *Property { return propNamed(m.nodeProps, name) }

// EvidenceProp returns the property of evidence of that name, or nil.
func (m *Model) EvidenceProp(name string) *Property { return propNamed(m.Evidence, name) }

// Mention returns the link from a node to the evidence whose property p names it.
func (m *Model) Mention(p *Property) *Link {
	for _, l := range m.links {
		if l.Ref == p {
			return l
		}
	}
	return nil
}

// SpeechOf lists the types of edges that say something of nodes of a kind.
func (m *Model) SpeechOf(k *Kind) []*Edge {
	var types []*Edge
	for _, e := range m.Edges {
		if e.speech != nil && e.to.Has(k) {
			types = append(types, e)
		}
	}
	return types
}

// Links lists the links of nodes, by ordinal.
func (m *Model) Links() []*Link { return m.links }

// Pairs returns the links from a pair of the derived relation: to the nodes that
// it rests on, and to those with both edges.
func (m *Model) Pairs(d *Derived) (hubs, via *Link) {
	links := m.pairLinks[d]
	return links[0], links[1]
}

// KindsOf lists the kinds of a set, in the model's order.
func (m *Model) KindsOf(s KindSet) []*Kind {
	var kinds []*Kind
	for _, k := range m.Kinds {
		if s.Has(k) {
			kinds = append(kinds, k)
		}
	}
	return kinds
}

func bad(format string, args ...any) error {
	return Errorf(Internal, "model", format, args...)
}

func (m *Model) addKinds() error {
	if len(m.spec.Kinds) > maxKinds {
		return bad("a model has at most %d kinds, not %d", maxKinds, len(m.spec.Kinds))
	}
	for i := range m.spec.Common {
		m.nodeProp(m.spec.Common[i])
	}
	for i, declared := range m.spec.Kinds {
		k := declared
		k.ordinal, k.prefix = i, strings.ToLower(k.Name)+":"
		m.Kinds = append(m.Kinds, &k)
		m.All = m.All.With(&k)
		if k.Evidenced {
			m.Bared = m.Bared.With(&k)
		}
		if k.Actor {
			m.Actors = m.Actors.With(&k)
		}
		k.props = slices.Clone(m.Common())
		for _, p := range m.propertiesOf(k) {
			if p.Type == Reference {
				return bad("%s.%s refers to a node: between nodes there are edges", k.Name, p.Name)
			}
			shared := m.nodeProp(p)
			if !shared.declaredAs(p) {
				return bad("%s.%s has another type, or is stated in another way, than the property of that name elsewhere", k.Name, p.Name)
			}
			k.props = append(k.props, shared)
		}
	}
	for _, k := range m.Kinds {
		k.index = make([]int, len(m.nodeProps))
		for i, p := range m.nodeProps {
			k.index[i] = slices.Index(k.props, p)
		}
	}
	return nil
}

// propertiesOf lists what a kind has beyond the common properties.
func (m *Model) propertiesOf(k Kind) []Property {
	list := slices.Clone(k.Properties)
	if k.Verified {
		list = append(list, weighed(m.spec.Weighed)...)
	}
	if slices.ContainsFunc(m.spec.Edges, func(e Edge) bool {
		return slices.Contains(e.To, k.Name) && slices.ContainsFunc(e.Properties, func(p Property) bool { return p.Speech })
	}) {
		list = append(list, weighed(m.spec.Spoken)...)
	}
	return list
}

// weighed returns properties as what follows from statements.
func weighed(declared []Property) []Property {
	list := slices.Clone(declared)
	for i := range list {
		list[i].Weighed = true
	}
	return list
}

// nodeProp returns the one property of p's name that all kinds share.
func (m *Model) nodeProp(p Property) *Property {
	if known := m.NodeProp(p.Name); known != nil {
		return known
	}
	p.ordinal = len(m.nodeProps)
	m.nodeProps = append(m.nodeProps, &p)
	return &p
}

// declaredAs reports whether another kind may have the property as it is declared
// there: only what it means is its own.
func (p *Property) declaredAs(there Property) bool {
	here := *p
	here.Doc, here.ordinal = there.Doc, there.ordinal
	return here.Enum == there.Enum && reflect.DeepEqual(here, there)
}

// DocOf says what a property means of nodes of some kinds: what it does of each, once.
func (m *Model) DocOf(kinds KindSet, p *Property) string {
	var docs []string
	for _, k := range m.KindsOf(kinds) {
		if doc := k.DocOf(p); !slices.Contains(docs, doc) {
			docs = append(docs, doc)
		}
	}
	return strings.Join(docs, " ")
}

// KindsNamed returns the kinds with some names, of those that exist.
func (m *Model) KindsNamed(names []string) (set KindSet) {
	for _, k := range m.Kinds {
		if slices.Contains(names, k.Name) {
			set = set.With(k)
		}
	}
	return set
}

func (m *Model) kindSet(names []string) (KindSet, error) {
	if slices.Contains(names, AnyKind) {
		return m.All, nil
	}
	for _, name := range names {
		if m.Kind(name) == nil {
			return 0, bad("there is no kind %s", name)
		}
	}
	return m.KindsNamed(names), nil
}

func (m *Model) addEdges() error {
	for i, declared := range m.spec.Edges {
		e := declared
		e.ordinal = i
		var err error
		if e.from, err = m.kindSet(e.From); err != nil {
			return fmt.Errorf("%s: %w", e.Name, err)
		}
		if e.to, err = m.kindSet(e.To); err != nil {
			return fmt.Errorf("%s: %w", e.Name, err)
		}
		e.props = numbered(slices.Concat(weighed(m.weighedOf(e)), e.Properties))
		for _, p := range e.props {
			if p.Speech {
				e.speech = p
			}
			if p.Formerly {
				e.former = append(e.former, p)
			}
		}
		e.out = m.addLink(Link{Name: e.Out, Doc: e.Doc, Kind: EdgeLink, Edge: &e, Out: true, From: e.from, To: e.to})
		if e.in = e.out; !e.Symmetric {
			e.in = m.addLink(Link{Name: e.In, Doc: e.Doc, Kind: EdgeLink, Edge: &e, From: e.to, To: e.from})
		}
		m.Edges = append(m.Edges, &e)
	}
	return nil
}

// weighedOf lists what follows from statements about edges of a type.
func (m *Model) weighedOf(e Edge) []Property {
	switch {
	case e.Time == State:
		return slices.Concat(m.spec.Weighed, m.spec.Lasting)
	case slices.ContainsFunc(e.Properties, func(p Property) bool { return p.Speech }):
		return slices.Concat(m.spec.Weighed, m.spec.Uttered)
	}
	return m.spec.Weighed
}

func numbered(declared []Property) []*Property {
	props := make([]*Property, len(declared))
	for i := range declared {
		p := declared[i]
		p.ordinal = i
		props[i] = &p
	}
	return props
}

func (m *Model) addLink(l Link) *Link {
	l.ordinal = len(m.links)
	m.links = append(m.links, &l)
	for _, k := range m.Kinds {
		if l.From.Has(k) {
			k.links = append(k.links, &l)
		}
	}
	return &l
}

func (m *Model) addEvidence() error {
	m.Evidence = numbered(slices.Concat(m.spec.Evidence, weighed(m.spec.Judged)))
	m.EvidenceOf = &Link{Name: "evidence", Doc: "The words that say so.", Kind: EvidenceLink, From: m.All}
	m.BallotsOf = &Link{Name: "ballots", Doc: "The words that vote on it.", Kind: BallotLink, From: m.All}
	mentions := []struct{ property, field, doc string }{
		{"source", "facts", "Everything that the source says, in its order."},
		{"saidBy", "said", "What sources have it saying."},
	}
	for _, mention := range mentions {
		p := m.EvidenceProp(mention.property)
		if p == nil {
			return bad("evidence has no property %s", mention.property)
		}
		from, err := m.kindSet(p.To)
		if err != nil {
			return err
		}
		m.addLink(Link{Name: mention.field, Doc: mention.doc, Kind: MentionLink, Ref: p, From: from})
	}
	return nil
}

func (m *Model) addDerived() error {
	for _, declared := range m.spec.Derived {
		d := declared
		if err := m.resolve(&d); err != nil {
			return fmt.Errorf("%s: %w", d.Name, err)
		}
		from, err := m.kindSet(d.From)
		if err != nil {
			return err
		}
		to, err := m.kindSet(d.To)
		if err != nil {
			return err
		}
		m.addLink(Link{Name: d.Name, Doc: d.Doc, Kind: DerivedLink, Derived: &d, Out: true, From: from, To: to})
		if d.Inverse != "" {
			m.addLink(Link{Name: d.Inverse, Doc: "The other way round: " + lowerFirst(d.Doc), Kind: DerivedLink, Derived: &d, From: to, To: from})
		}
		hubs := m.All
		if d.Pair != nil {
			hubs = d.edges[d.Pair.Edge].to
		}
		m.pairLinks[&d] = [2]*Link{
			{Name: "hubs", Kind: HubLink, Derived: &d, To: hubs},
			{Name: "via", Kind: ViaLink, Derived: &d, To: hubs},
		}
		m.Derived = append(m.Derived, &d)
	}
	return nil
}

func (m *Model) indexLinks() error {
	for _, k := range m.Kinds {
		k.linkIndex = make([]int, len(m.links))
		for i, l := range m.links {
			k.linkIndex[i] = slices.Index(k.links, l)
		}
	}
	return nil
}

// resolve finds the edge types that a derived relation names.
func (m *Model) resolve(d *Derived) error {
	d.edges = map[string]*Edge{}
	var names []string
	if d.Pair != nil {
		names = append(names, d.Pair.Edge)
		if d.Pair.NoGroup != "" {
			names = append(names, d.Pair.NoGroup)
		}
		if d.Pair.Through != nil {
			names = append(names, d.Pair.Through.Edge)
		}
	}
	for _, path := range d.Paths {
		for _, leg := range path {
			names = append(names, leg.Edge)
		}
	}
	for _, name := range names {
		e := m.Edge(name)
		if e == nil {
			return bad("there is no edge %s", name)
		}
		d.edges[name] = e
	}
	return nil
}

// checkNames refuses two fields of one name on a kind or an edge.
func (m *Model) checkNames() error {
	for _, k := range m.Kinds {
		names := append([]string{"id", "kind", "evidence"}, each(k.props, propName)...)
		names = append(names, each(k.links, func(l *Link) string { return l.Name })...)
		if name, twice := firstTwice(names); twice {
			return bad("%s has two fields of the name %s", k.Name, name)
		}
	}
	for _, e := range m.Edges {
		names := append([]string{"id", "cursor", "node", "evidence"}, each(e.props, propName)...)
		if name, twice := firstTwice(names); twice {
			return bad("%s has two properties of the name %s", e.Name, name)
		}
	}
	return nil
}

func propName(p *Property) string { return p.Name }

func firstTwice(names []string) (string, bool) {
	seen := map[string]bool{}
	for _, name := range names {
		if seen[name] {
			return name, true
		}
		seen[name] = true
	}
	return "", false
}
