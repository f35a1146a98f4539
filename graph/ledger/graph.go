package ledger

import (
	"slices"

	"parley/graph"
	"parley/graph/weigh"
)

// View is a graph as it is read to be weighed.
type View[N, E, F comparable] interface {
	// FindNode returns the node of an id.
	FindNode(id string) (N, bool)
	Node(n N) Node[N]
	// Source returns what is stated of a source now.
	Source(n N) Source
	// KnownBefore returns the latest day known of the sources that something holds and
	// that were loaded before the n-th, or NoDay.
	KnownBefore(n int) graph.Day
	Edge(e E) Edge[N]
	// Edges returns the edges of a type from a node, or to it; those that are not
	// there for want of a statement that counts, too.
	Edges(n N, t *graph.Edge, out bool) []E
	// Parallel returns the edges of the type of an edge between its ends, itself
	// among them, in the order of ids.
	Parallel(e E) []E
	Fact(f F) Fact[N, E]
	// EvidenceFor returns the evidence for a node or an edge, in the order of ids.
	EvidenceFor(s Subject[N, E]) []F
}

// Graph is a graph in the making: what a store has, with what the changes of an
// Apply have done to it so far. N, E and F stand for its nodes, its edges and its
// pieces of evidence. All ids are those of [Ledger.Resolve].
type Graph[N, E, F comparable] interface {
	View[N, E, F]

	// Version returns the version that a node or an edge had before the Apply, ""
	// where there was none.
	Version(id string) string
	// MergedInto returns the id that an id is merged into, or "".
	MergedInto(id string) string
	// Merge has an id mean another one, or itself where into is "".
	Merge(id, into string)

	// AddNode adds a node of which nothing is stated yet. A source counts as loaded
	// after all others.
	AddNode(id string) N
	// SourceBefore returns what was stated of a source before the Apply.
	SourceBefore(n N) Source
	// Quote returns the words of a source's text that a piece of evidence quotes, and
	// reports whether they stand where it says.
	Quote(source N, e *graph.Evidence) (string, bool)
	// Held reports whether anything but a statement of it holds a node: evidence for
	// it or that names it, an edge with evidence, or another node that it, a source,
	// states.
	Held(n N) bool
	// SetStated sets what sources state of a node.
	SetStated(n N, stated []Statement[N])
	// SetStates notes whether a source states a node.
	SetStates(source, n N, states bool)
	// States returns the nodes that a source states.
	States(source N) []N
	// SetSwept sets the load of a source that was ended last.
	SetSwept(source N, load string)

	FindEdge(k EdgeKey[N]) (E, bool)
	// FindEdgeID returns the edge of an id.
	FindEdgeID(id string) (E, bool)
	// AddEdge adds an edge with the values that its identity has.
	AddEdge(k EdgeKey[N], identity map[string]graph.Value) E

	// FindFact returns the evidence that is put, if it is there already.
	FindFact(e *Evidence[N]) (F, bool)
	// FindFactID returns the evidence of an id.
	FindFactID(id string) (F, bool)
	AddFact(e *Evidence[N], subject Subject[N, E]) F
	// RenewFact sets the load and the place of a piece of evidence.
	RenewFact(f F, load string, seq int)
	// RemoveFact takes a piece of evidence away, and loosens the nodes that it names.
	RemoveFact(f F)
	// SaidIn returns the evidence that a source has.
	SaidIn(source N) []F
	// SaidBy returns the evidence with a speaker.
	SaidBy(speaker N) []F
	// Corrections returns the evidence that corrects any source.
	Corrections() []F

	// TouchNode and TouchEdge mark what is to be finished.
	TouchNode(n N)
	TouchEdge(e E)
	// Loosen marks a node that something no longer rests on.
	Loosen(n N)
	// SetNode and SetEdge set values, by the places of the properties, and whether it
	// is there. They report whether that was otherwise before the Apply.
	SetNode(n N, vals []graph.Value, at Standing) (changed bool)
	SetEdge(e E, vals []graph.Value, at Standing) (changed bool)
	// SetFact sets what becomes of a piece of evidence among all for its subject.
	SetFact(f F, j Judged[F])
	RemoveNode(n N)
	RemoveEdge(e E)
}

// Node is what the rules look at of a node.
type Node[N comparable] struct {
	ID     string
	Kind   *graph.Kind
	New    bool           // it was not there before the Apply
	Stated []Statement[N] // what sources state of it, in the order in which that counts
	Loaded int            // of a source: it was loaded as the n-th
	Swept  string         // of a source: the load that was ended last
}

// Judged is what becomes of a piece of evidence among all for its subject.
type Judged[F comparable] struct {
	Counts      bool
	Corrected   bool // by CorrectedBy, the last correction that counts
	CorrectedBy F
	Polarity    graph.Polarity
	Place       int // among the evidence for the subject, from 0
}

// Standing tells whether a node or an edge is there.
type Standing = weigh.Presence

// Source is what the rules look at of a source.
type Source struct {
	Published, Withdrawn *graph.When // nil where it is not known, or was not
	Publisher            string
}

// IsStated reports whether a source states the node.
func (n *Node[N]) IsStated() bool {
	return slices.ContainsFunc(n.Stated, func(s Statement[N]) bool { return !s.Kept })
}

// Statement is a source's editorial word on a node. It is not changed in place.
type Statement[N comparable] struct {
	Source N
	Load   string
	As     string        // the id that it is stated under, where that means this node; else ""
	Kept   bool          // no source says so any more; others' words still rest on the node
	Props  []graph.Value // by the kind's properties, without what is null at the end
}

// Edge is what the rules look at of an edge.
type Edge[N comparable] struct {
	Type *graph.Edge
	From N
	To   N
	New  bool          // it was not there before the Apply
	Vals []graph.Value // by the type's properties; those of the identity at least
}

// value is a property of the edge, or null.
func (e *Edge[N]) value(p *graph.Property) graph.Value {
	if p.Ordinal() >= len(e.Vals) {
		return nil
	}
	return e.Vals[p.Ordinal()]
}

// EdgeKey tells an edge from all others.
type EdgeKey[N comparable] struct {
	Type     *graph.Edge
	From, To N
	Key      string // what the identity adds to the id, see [graph.IdentityKey]
}

// Subject is what a piece of evidence is for: a node, or an edge.
type Subject[N, E comparable] struct {
	Node   N
	Edge   E
	OnEdge bool
}

// Fact is what the rules look at of a piece of evidence.
type Fact[N, E comparable] struct {
	Subject[N, E]
	Source   N
	SaidBy   N
	SaidFor  N
	Corrects []string // the ids of sources, which need not be there
	Load     string
	Seq      int
	Start    int // where the quote begins and ends
	End      int
	Locator  string
	Act      string
	Stated   bool // not inferred
	SaidWhen *graph.When
	Says     []graph.Said
	Quote    string
	New      bool // it was put in this Apply
}

// Evidence is a piece of evidence that is put, with the nodes that it names.
type Evidence[N comparable] struct {
	graph.PutEvidence
	Digest                          uint64          // of what was put, see [graph.Evidence.Digest]
	Written                         []graph.Written // the ids that it was put with and that mean others
	Source, SaidBy, SaidFor, SaidAt N
	Words                           string       // the quote, as [Graph.Quote] returned it
	Says                            []graph.Said // in the order of the properties
}
