package memory

import (
	"crypto/rand"

	"github.com/tidwall/btree"

	"parley/graph"
)

// none is the handle of nothing. Handles are indexes of a snapshot's pages.
const none = ^uint32(0)

// snapshot is one state of the graph. It is not changed once it is published.
type snapshot struct {
	model *graph.Model
	name  string // of the store since it was opened
	stamp uint64 // of the transaction that made it

	nodes pages[node]
	edges pages[edge]
	facts pages[fact]
	marks pages[uint64] // by node: its mark in the order of ids

	byID     *btree.Map[string, uint32]  // nodes by id, and so by kind
	names    *btree.BTreeG[nameKey]      // nodes by folded name and alias
	dates    *btree.BTreeG[dateKey]      // nodes by the first day of a date
	words    *btree.Map[string, uint32]  // the words of all texts, numbered
	inNames  pages[postings]             // by word: nodes with it in a name, alias or statement
	inQuotes pages[postings]             // by word: facts with it in the quote
	stated   *btree.Set[uint64]          // source and node that it states
	once     *btree.Map[string, done]    // what was made once, by key
	merged   *btree.Map[string, merged]  // ids that mean another node
	merges   uint32                      // how many merges there ever were
	perKind  []int                       // how many nodes, by kind
	sources  int                         // how many sources were ever loaded
	texts    []*graph.Property           // node properties whose words are searched
	dated    []*graph.Property           // node properties that are dates
	evidence map[string]*graph.Property  // evidence properties by name
	enumVals map[*graph.Enum]enumeration // boxed once, so that reading one costs nothing
	kinds    []graph.Value               // names of kinds, boxed
	types    []graph.Value               // names of edge types, boxed

	loops map[uint32][]uint32 // by node: its edges to itself that their type cannot mean

	acts        enumeration // of evidence
	basisStated uint8       // the index of STATED in its enum
}

type nameKey struct {
	fold string
	node uint32
}

type dateKey struct {
	prop int
	day  graph.Day
	node uint32
}

// node is an entity or a source.
type node struct {
	id       string
	boxed    graph.Value // id as a Value
	kind     *graph.Kind
	vals     []graph.Value // by the kind's properties
	links    [][]uint32    // by the kind's links: edges or facts in the order of ids
	evidence []uint32      // facts in the order of ids
	stated   []statement   // what sources state of it, the first source first
	uses     uint32        // how many facts refer to it (saidBy, saidAt, capacity, …)
	loaded   int           // of a source: it was loaded as the n-th
	swept    string        // of a source: the load that was ended last
	text     *textIndex    // of a source with a text
}

// edge is one edge.
type edge struct {
	edge     *graph.Edge
	from, to uint32
	key      string        // what the identity properties add to the id
	vals     []graph.Value // by the type's properties
	evidence []uint32      // facts in the order of ids
}

// fact is one evidence.
type fact struct {
	subject    uint32 // a node, or an edge if onEdge
	onEdge     bool
	act, basis uint8 // indexes of the enums
	source     uint32
	start, end uint32
	seq        uint32
	saidBy     uint32 // none if nobody
	saidAt     uint32
	quote      string // a slice of the source's text
	locator    string
	load       string
	saidWhen   *graph.When
	says       []graph.Said
	written    []graph.Written // the ids that it was put with and that mean others
	digest     uint64
}

// gone reports whether there is no evidence here any more.
func (f *fact) gone() bool { return f.quote == "" && f.locator == "" }

// enumeration holds an enum's values boxed.
type enumeration []graph.Value

func (e enumeration) find(name string) (graph.Value, uint8) {
	for i, v := range e {
		if v == name {
			return v, uint8(i)
		}
	}
	return nil, 0
}

func newSnapshot(m *graph.Model) *snapshot {
	s := &snapshot{
		model:    m,
		name:     rand.Text(),
		byID:     new(btree.Map[string, uint32]),
		words:    new(btree.Map[string, uint32]),
		stated:   new(btree.Set[uint64]),
		once:     new(btree.Map[string, done]),
		merged:   new(btree.Map[string, merged]),
		names:    btree.NewBTreeGOptions(lessName, btree.Options{NoLocks: true}),
		dates:    btree.NewBTreeGOptions(lessDate, btree.Options{NoLocks: true}),
		perKind:  make([]int, len(m.Kinds)),
		evidence: map[string]*graph.Property{},
		enumVals: map[*graph.Enum]enumeration{},
	}
	for _, k := range m.Kinds {
		s.addProps(k.Props())
		s.kinds = append(s.kinds, k.Name)
	}
	for _, e := range m.Edges {
		s.addProps(e.Props())
		s.types = append(s.types, e.Name)
	}
	s.addProps(m.Evidence)
	for _, p := range m.Evidence {
		s.evidence[p.Name] = p
	}
	s.acts = s.enumVals[s.evidence["act"].Enum]
	_, s.basisStated = s.enumVals[s.evidence["basis"].Enum].find("STATED")
	for _, k := range m.Kinds {
		for _, p := range k.Props() {
			if p.Type == graph.Date && !contains(s.dated, p) {
				s.dated = append(s.dated, p)
			}
		}
	}
	for _, name := range []string{"name", "aliases", "statement"} {
		if p := m.NodeProp(name); p != nil {
			s.texts = append(s.texts, p)
		}
	}
	return s
}

func (s *snapshot) addProps(props []*graph.Property) {
	for _, p := range props {
		if p.Enum == nil || s.enumVals[p.Enum] != nil {
			continue
		}
		vals := make(enumeration, len(p.Enum.Values))
		for i, v := range p.Enum.Values {
			vals[i] = v.Name
		}
		s.enumVals[p.Enum] = vals
	}
}

func contains[T comparable](list []T, x T) bool {
	for _, y := range list {
		if x == y {
			return true
		}
	}
	return false
}

func lessName(a, b nameKey) bool {
	if a.fold != b.fold {
		return a.fold < b.fold
	}
	return a.node < b.node
}

func lessDate(a, b dateKey) bool {
	if a.prop != b.prop {
		return a.prop < b.prop
	}
	if a.day != b.day {
		return a.day < b.day
	}
	return a.node < b.node
}

// copy returns a snapshot that a transaction may change.
func (s *snapshot) copy() *snapshot {
	c := *s
	c.byID, c.names, c.dates = s.byID.Copy(), s.names.Copy(), s.dates.Copy()
	c.words, c.stated, c.once, c.merged = s.words.Copy(), s.stated.Copy(), s.once.Copy(), s.merged.Copy()
	c.perKind = append([]int(nil), s.perKind...)
	return &c
}

// find returns the node that an id means.
func (s *snapshot) find(id string) (uint32, bool) { return s.byID.Get(s.means(id)) }

// value is a stored property of a node; nil where its kind lacks it.
func (n *node) value(p *graph.Property) graph.Value {
	i := n.kind.Index(p)
	if i < 0 || i >= len(n.vals) {
		return nil
	}
	return n.vals[i]
}

// link returns the edges or facts of a stored link.
func (n *node) link(l *graph.Link) []uint32 {
	i := n.kind.LinkIndex(l)
	if i < 0 || i >= len(n.links) {
		return nil
	}
	return n.links[i]
}

// value is a property of an edge.
func (e *edge) value(p *graph.Property) graph.Value {
	if p.Ordinal() >= len(e.vals) {
		return nil
	}
	return e.vals[p.Ordinal()]
}

// labelValue is the value that stands in the edge's label, or "".
func (e *edge) labelValue() string {
	p := e.edge.LabelProp()
	if p == nil {
		return ""
	}
	value, _ := e.value(p).(string)
	return value
}

// far is the edge's other end, as it is seen from where it comes from or from
// where it leads.
func (e *edge) far(out bool) uint32 {
	if out {
		return e.to
	}
	return e.from
}

// when is the edge's period, or nil.
func (e *edge) when() *graph.When {
	if p := e.edge.When(); p != nil {
		w, _ := e.value(p).(*graph.When)
		return w
	}
	return nil
}

func (s *snapshot) edgeID(h uint32) string {
	e := s.edges.at(h)
	return e.edge.Name + " " + s.nodes.at(e.from).id + " " + s.nodes.at(e.to).id + e.key
}

func (s *snapshot) factID(h uint32) string {
	f := s.facts.at(h)
	return graph.EvidenceID(s.nodes.at(f.source).id, f.sortKey(), f.digest)
}

func (f *fact) sortKey() string {
	e := graph.Evidence{Start: int(f.start), Locator: f.locator}
	return e.SortKey()
}
