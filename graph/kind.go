package graph

import (
	"math/bits"
	"strings"
)

// AnyKind stands for every kind in an edge's From or To.
const AnyKind = "*"

// Time says how a `when` bears on what is shown as of a day.
type Time uint8

// The bearings of a `when`.
const (
	Timeless Time = iota // none
	State                // it holds from its start to its end
	Event                // it counts from its start on
)

// Kind is one kind of node.
type Kind struct {
	Name       string // "Person"
	Plural     string // the root field that lists them: "people"
	Doc        string
	Role       Role   // what it is to Parley; "" is nothing in particular
	Class      string // what other vocabularies call it: "schema:Person"
	Actor      bool   // it can meet, hold stances and speak
	Evidenced  bool   // every node of it needs evidence
	Verified   bool   // it is voted on whether a node of it is so
	Time       Time
	Begun      *Begun // for an Event: which of them have begun; others are open
	Properties []Property

	ordinal int
	prefix  string
	props   []*Property
	index   []int // by ordinal of a node property, its index in props; -1 if absent
	links   []*Link

	linkIndex []int // by ordinal of a link, its index in links; -1 if absent
}

// Begun names the values of a property with which an event has begun.
type Begun struct {
	Property string
	Values   []string
}

// Singular is the root field that finds one: "person".
func (k *Kind) Singular() string { return lowerFirst(k.Name) }

// Prefix is how the ids of the kind begin: "person:".
func (k *Kind) Prefix() string { return k.prefix }

// Ordinal is the kind's place in the model.
func (k *Kind) Ordinal() int { return k.ordinal }

// Props lists the kind's properties, the common ones first.
func (k *Kind) Props() []*Property { return k.props }

// Prop returns the property of that name, or nil.
func (k *Kind) Prop(name string) *Property { return propNamed(k.props, name) }

// DocOf says what a property means of a node of the kind.
func (k *Kind) DocOf(p *Property) string {
	for _, declared := range k.Properties {
		if declared.Name == p.Name {
			return declared.Doc
		}
	}
	return p.Doc
}

// Index is where Props has the node property p, or -1 if the kind lacks it.
func (k *Kind) Index(p *Property) int { return k.index[p.ordinal] }

// When is the property that says when a node of the kind holds or happens, or nil.
func (k *Kind) When() *Property {
	if k.Time == Timeless {
		return nil
	}
	return k.Prop("when")
}

// Leading is the property that leads, or nil.
func (k *Kind) Leading() *Property {
	return firstProp(k.props, func(p *Property) bool { return p.Leads })
}

// LinkIndex is where Links has the link, or -1 if the kind lacks it.
func (k *Kind) LinkIndex(l *Link) int { return k.linkIndex[l.ordinal] }

// Links lists what can be followed from a node of the kind.
func (k *Kind) Links() []*Link { return k.links }

// Link returns the link of that name, or nil.
func (k *Kind) Link(name string) *Link {
	for _, l := range k.links {
		if l.Name == name {
			return l
		}
	}
	return nil
}

// Edge is one type of edge.
type Edge struct {
	Name       string   // "HOLDS_POST"
	From, To   []string // kinds, or AnyKind
	Out, In    string   // the fields at its two ends
	Doc        string
	Time       Time
	Role       Role // what it is to Parley; "" is nothing in particular
	Sequel     bool // what it comes from came later than what it leads to
	Reflexive  bool // it may lead from a node to itself
	Symmetric  bool // it says of both its ends the same: Out and In are one field, and whichever end is put first, it is one edge
	SameKind   bool // both its ends are of one kind
	Properties []Property

	ordinal  int
	from, to KindSet
	props    []*Property
	speech   *Property   // nil where it says nothing of what it leads to
	former   []*Property // see Property.Formerly
	out, in  *Link
}

// Ordinal is the edge type's place in the model.
func (e *Edge) Ordinal() int { return e.ordinal }

// FromKinds is the set of kinds that the edge may come from.
func (e *Edge) FromKinds() KindSet { return e.from }

// ToKinds is the set of kinds that the edge may lead to.
func (e *Edge) ToKinds() KindSet { return e.to }

// Props lists the edge's properties.
func (e *Edge) Props() []*Property { return e.props }

// StateProp is the property whose value is the state, or nil: the edge has none, or
// is no state.
func (e *Edge) StateProp() *Property {
	if e.Time != State {
		return nil
	}
	return firstProp(e.props, func(p *Property) bool { return p.Identity && p.Enum != nil })
}

// PeriodsProp is the property that tells when the edge held, or nil: it is no state.
func (e *Edge) PeriodsProp() *Property {
	return firstProp(e.props, func(p *Property) bool { return p.Type == Spans && !p.Internal })
}

// Leading is the property that leads, or nil.
func (e *Edge) Leading() *Property {
	return firstProp(e.props, func(p *Property) bool { return p.Leads })
}

// Together reports whether all that is said of edges of the type between the same two
// ends tells of each of them: who attended, or which state held when.
func (e *Edge) Together() bool { return e.Leading() != nil || e.Time == State }

// Speech is the property with what its actor says of what the edge leads to, or nil.
func (e *Edge) Speech() *Property { return e.speech }

// Prop returns the property of that name, or nil.
func (e *Edge) Prop(name string) *Property { return propNamed(e.props, name) }

// Former lists the properties that were part of the edge's id in earlier versions.
func (e *Edge) Former() []*Property { return e.former }

// When is the property that says when the edge holds, or nil.
func (e *Edge) When() *Property {
	if e.Time == Timeless {
		return nil
	}
	return e.Prop("when")
}

// LabelProp is the property whose value stands in the edge's label, or nil.
func (e *Edge) LabelProp() *Property {
	return firstProp(e.props, func(p *Property) bool { return p.InLabel })
}

// OutLink is the edge as seen from where it comes from.
func (e *Edge) OutLink() *Link { return e.out }

// InLink is the edge as seen from where it leads to. Of a symmetric edge it is OutLink.
func (e *Edge) InLink() *Link { return e.in }

// Link is OutLink or InLink.
func (e *Edge) Link(out bool) *Link {
	if out {
		return e.out
	}
	return e.in
}

// maxKinds is how many kinds a model has at most: a KindSet has a bit for each.
const maxKinds = 64

// KindSet is a set of kinds of one model, by ordinal.
type KindSet uint64

// Has reports whether the set has the kind.
func (s KindSet) Has(k *Kind) bool { return s&(1<<k.ordinal) != 0 }

// With returns the set and the kind.
func (s KindSet) With(k *Kind) KindSet { return s | 1<<k.ordinal }

// Within reports whether all of s is in t.
func (s KindSet) Within(t KindSet) bool { return s&^t == 0 }

// Len is the number of kinds in the set.
func (s KindSet) Len() int { return bits.OnesCount64(uint64(s)) }

// LinkKind says what a [Link] follows.
type LinkKind uint8

// The sorts of links.
const (
	EdgeLink     LinkKind = iota // edges of one type, one way; rows are edges
	DerivedLink                  // a derived relation; rows are pairs
	MentionLink                  // evidence that refers to the node; rows are evidence
	EvidenceLink                 // the evidence for a node or an edge; rows are evidence
	HubLink                      // from a pair, the nodes that it rests on; rows are nodes
	ViaLink                      // from a pair, what it rests on with both edges; rows are vias
	BallotLink                   // all evidence that votes on a node or an edge, that for it and for others, also for what AsOf hides; rows are evidence
)

// Link is a way from an object to many others: a field with a list.
type Link struct {
	Name    string
	Doc     string
	Kind    LinkKind
	Edge    *Edge     // of an EdgeLink
	Out     bool      // of an EdgeLink: from the edge's From, or of a symmetric edge; of a DerivedLink: not the inverse
	Derived *Derived  // of a DerivedLink, a HubLink and a ViaLink
	Ref     *Property // of a MentionLink: the evidence's property that refers
	From    KindSet   // the kinds that have the link
	To      KindSet   // the kinds of the nodes at its other end; empty for evidence

	ordinal int
}

// Within is the link as nodes of some kinds have it: that of an edge whose ends are of
// one kind leads to the same kinds.
func (l *Link) Within(kinds KindSet) *Link {
	if l.Kind != EdgeLink || !l.Edge.SameKind || kinds == l.From {
		return l
	}
	narrow := *l
	narrow.From, narrow.To = kinds, kinds
	return &narrow
}

// Ordinal is the link's place among the model's links of nodes.
func (l *Link) Ordinal() int { return l.ordinal }

func propNamed(props []*Property, name string) *Property {
	return firstProp(props, func(p *Property) bool { return p.Name == name })
}

// firstProp returns the first property of a sort, or nil.
func firstProp(props []*Property, is func(*Property) bool) *Property {
	for _, p := range props {
		if is(p) {
			return p
		}
	}
	return nil
}

func lowerFirst(s string) string { return strings.ToLower(s[:1]) + s[1:] }

// Line is the label of an edge: who, what, whom. The value of the edge's
// label property is a part of it, so that it says no more than the edge does:
// "Ukraine HOLDS (OPPOSES) Surrender of the eastern territories". Without a
// value it is "from TYPE to".
func Line(from, typ, value, to string) string {
	return from + " " + Worded(typ, value) + " " + to
}

// LineParts takes the label of an edge of a type, as [Line] writes it, apart. What is the
// value of the type's label property, or the type's name where there is none: who is
// only expected at a meeting is not said to have taken part in it.
func (m *Model) LineParts(typ, line string) (who, what, whom string, ok bool) {
	e := m.Edge(typ)
	who, whom, ok = strings.Cut(line, " "+typ+" ")
	if e == nil || !ok {
		return "", "", "", false
	}
	if p := e.LabelProp(); p != nil {
		if value, rest, _ := strings.Cut(strings.TrimPrefix(whom, "("), ") "); p.Enum.Has(value) {
			return who, value, rest, true
		}
	}
	return who, typ, whom, true
}

// Worded is what stands between the ends of an edge: "HOLDS (OPPOSES)".
func Worded(typ, value string) string {
	if value == "" {
		return typ
	}
	return typ + " (" + value + ")"
}
