package memory

import (
	"cmp"
	"crypto/rand"
	"iter"
	"math"
	"slices"
	"strings"

	"github.com/tidwall/btree"

	"parley/graph"
	"parley/graph/ledger"
	"parley/graph/memory/container"
)

// none is the handle of nothing. Handles are indexes of a snapshot's pages.
const none = ^uint32(0)

// snapshot is one state of the graph. It is not changed once it is published.
type snapshot struct {
	model *graph.Model
	name  string // of the store since it was opened
	stamp uint64 // of the transaction that made it

	nodes container.Pages[node]
	edges container.Pages[edge]
	facts container.Pages[fact]
	marks container.Marks // of nodes in the order of ids

	byID     *btree.Map[string, uint32]          // nodes by id, and so by kind
	names    *btree.BTreeG[nameKey]              // nodes by folded name and alias
	dates    *btree.BTreeG[dateKey]              // nodes by the first day of a date
	words    *btree.Map[string, uint32]          // the words of all texts, numbered
	inNames  container.Pages[container.Postings] // by word: nodes with it in a name, alias or statement
	inQuotes container.Pages[container.Postings] // by word: facts with it in the quote
	stated   *btree.Set[uint64]                  // source and node that it states
	once     once                                // what was made once
	merges   merges                              // ids that mean another node
	perKind  []int                               // how many nodes, by kind
	sources  int                                 // how many sources were ever loaded
	texts    []*graph.Property                   // node properties whose words are searched
	dated    []*graph.Property                   // node properties that are dates
	evidence map[string]*graph.Property          // evidence properties by name
	source   *graph.Link                         // from a node to the evidence that it is the source of
	saidBy   *graph.Link                         // from a node to the evidence that it is the speaker of
	enumVals map[*graph.Enum]enumeration         // boxed once, so that reading one costs nothing
	kinds    []graph.Value                       // names of kinds, boxed
	types    []graph.Value                       // names of edge types, boxed

	absences    absences
	corrections *btree.Set[uint32]  // the evidence that corrects a source
	loops       map[uint32][]uint32 // by node: its edges to itself that their type cannot mean

	acts, bases enumeration // of evidence
	basisStated uint8       // the index of STATED in its enum

	published, withdrawn, publisher *graph.Property // of sources
}

func newSnapshot(m *graph.Model) *snapshot {
	s := &snapshot{
		model:       m,
		name:        rand.Text(),
		byID:        new(btree.Map[string, uint32]),
		words:       new(btree.Map[string, uint32]),
		stated:      new(btree.Set[uint64]),
		once:        once{new(btree.Map[string, done])},
		merges:      merges{new(btree.Map[string, merged]), 0},
		absences:    newAbsences(),
		corrections: new(btree.Set[uint32]),
		names:       newTree(func(a, b nameKey) bool { return a.compare(b) < 0 }),
		dates:       newTree(func(a, b dateKey) bool { return a.compare(b) < 0 }),
		perKind:     make([]int, len(m.Kinds)),
		evidence:    map[string]*graph.Property{},
		enumVals:    map[*graph.Enum]enumeration{},
	}
	for _, k := range m.Kinds {
		s.box(k.Props())
		s.kinds = append(s.kinds, k.Name)
		for _, p := range k.Props() {
			if p.Type == graph.Date && !slices.Contains(s.dated, p) {
				s.dated = append(s.dated, p)
			}
		}
	}
	for _, e := range m.Edges {
		s.box(e.Props())
		s.types = append(s.types, e.Name)
	}
	s.box(m.Evidence)
	for _, p := range m.Evidence {
		s.evidence[p.Name] = p
	}
	s.source, s.saidBy = m.Mention(s.evidence["source"]), m.Mention(s.evidence["saidBy"])
	s.acts, s.bases = s.enumVals[s.evidence["act"].Enum], s.enumVals[s.evidence["basis"].Enum]
	_, s.basisStated = s.bases.find("STATED")
	s.published, s.withdrawn, s.publisher = m.NodeProp("published"), m.NodeProp("withdrawn"), m.NodeProp("publisher")
	for _, name := range []string{"name", "aliases", "statement"} {
		if p := m.NodeProp(name); p != nil {
			s.texts = append(s.texts, p)
		}
	}
	return s
}

func newTree[T any](less func(a, b T) bool) *btree.BTreeG[T] {
	return btree.NewBTreeGOptions(less, btree.Options{NoLocks: true})
}

// box boxes the values of the properties' enums.
func (s *snapshot) box(props []*graph.Property) {
	for _, p := range props {
		if p.Enum == nil || s.enumVals[p.Enum] != nil {
			continue
		}
		for _, v := range p.Enum.Values {
			s.enumVals[p.Enum] = append(s.enumVals[p.Enum], v.Name)
		}
	}
}

// copy returns a snapshot that a transaction may change.
func (s *snapshot) copy() *snapshot {
	c := *s
	c.byID, c.names, c.dates, c.words, c.stated = s.byID.Copy(), s.names.Copy(), s.dates.Copy(), s.words.Copy(), s.stated.Copy()
	c.once, c.merges = once{s.once.Copy()}, s.merges.copy()
	c.absences, c.corrections = s.absences.copy(), s.corrections.Copy()
	c.perKind = slices.Clone(s.perKind)
	return &c
}

// find returns the node that an id means.
func (s *snapshot) find(id string) (uint32, bool) { return s.byID.Get(s.merges.means(id)) }

// nameKey is a node's place in the order of names.
type nameKey struct {
	fold string
	node uint32
}

func (k nameKey) compare(l nameKey) int {
	if c := strings.Compare(k.fold, l.fold); c != 0 {
		return c
	}
	return cmp.Compare(k.node, l.node)
}

// dateKey is a node's place in the order of dates.
type dateKey struct {
	prop int
	day  graph.Day
	node uint32
}

func (k dateKey) compare(l dateKey) int {
	return cmp.Or(cmp.Compare(k.prop, l.prop), cmp.Compare(k.day, l.day), cmp.Compare(k.node, l.node))
}

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

func pack(a, b uint32) uint64 { return uint64(a)<<32 | uint64(b) }

func unpack(x uint64) (a, b uint32) { return uint32(x >> 32), uint32(x) }

// indexNamed returns the index of the property with a name, or -1.
func indexNamed(props []*graph.Property, name string) int {
	return slices.IndexFunc(props, func(p *graph.Property) bool { return p.Name == name })
}

// statement is one source's editorial word on a node.
type statement = ledger.Statement[uint32]

// node is an entity or a source.
type node struct {
	id       string
	boxed    graph.Value // id as a Value
	kind     *graph.Kind
	vals     []graph.Value   // by the kind's properties
	links    [][]uint32      // by the kind's links: edges or facts in the order of ids
	evidence []uint32        // facts in the order of ids
	stated   []statement     // what sources state of it, the first source first
	uses     uint32          // how many facts refer to it (saidBy, saidAt, capacity, …)
	loaded   int             // of a source: it was loaded as the n-th
	swept    string          // of a source: the load that was ended last
	text     *container.Text // of a source with a text
	absent   bool            // nothing that counts supports it
	at       known
}

// edge is one edge.
type edge struct {
	edge     *graph.Edge
	from, to uint32
	key      string        // what the identity properties add to the id
	vals     []graph.Value // by the type's properties
	evidence []uint32      // facts in the order of ids
	absent   bool          // nothing that counts supports it
	loose    bool          // it is in no link
	at       known
	was      *[]formerEdge // as it was known on the days from at.Since to at.Settled; nil where that is to be weighed
}

// formerEdge is an edge as it was known until a day.
type formerEdge struct {
	until graph.Day
	as    *edge
}

// known is when something came to be known: see [ledger.Standing].
type known struct{ Since, Settled graph.Day }

// fact is one evidence.
type fact struct {
	subject    uint32 // a node, or an edge if onEdge
	onEdge     bool
	act, basis uint8 // indexes of the enums
	source     uint32
	start, end uint32
	seq        uint32
	saidBy     uint32 // none if nobody
	saidFor    uint32
	saidAt     uint32
	corrects   []string // the ids of sources, which need not be there
	quote      string   // a slice of the source's text
	locator    string
	load       string
	saidWhen   *graph.When
	says       []graph.Said
	written    []graph.Written // the ids that it was put with and that mean others
	digest     uint64
	judged     judged
}

// judged is what becomes of a piece of evidence among all for its subject; see
// [ledger.Judged].
type judged struct {
	place       uint16
	polarity    graph.Polarity
	counts      bool
	correctedBy uint32 // none if nothing corrects it
}

func judgedOf(j ledger.Judged[uint32]) judged {
	is := judged{uint16(min(j.Place, math.MaxUint16)), j.Polarity, j.Counts, none}
	if j.Corrected {
		is.correctedBy = j.CorrectedBy
	}
	return is
}

// statedIn iterates over the nodes that a source states.
func (s *snapshot) statedIn(source uint32) iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		s.stated.Ascend(pack(source, 0), func(key uint64) bool {
			of, node := unpack(key)
			return of == source && yield(node)
		})
	}
}

// statedText returns the text of a source.
func (s *snapshot) statedText(n *node) string {
	text, _ := ledger.FirstStated(n.stated, n.kind, s.model.NodeProp("text")).(string)
	return text
}

// gone reports whether there is no node here any more.
func (n *node) gone() bool { return n.kind == nil }

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

// gone reports whether there is no edge here any more.
func (e *edge) gone() bool { return e.edge == nil }

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
	p := e.edge.When()
	if p == nil {
		return nil
	}
	when, _ := e.value(p).(*graph.When)
	return when
}

// periods tells when a state held, or since when something has been said.
func (e *edge) periods() []graph.Period {
	if e.edge.Time == graph.Timeless {
		return nil
	}
	for i, p := range e.edge.Props() {
		if p.Type == graph.Spans && i < len(e.vals) {
			periods, _ := e.vals[i].([]graph.Period)
			return periods
		}
	}
	return nil
}

// identity lists the values that tell an edge from others between its ends.
func (e *edge) identity() []graph.Said {
	return saidOf(e.edge.Props(), e.vals, func(p *graph.Property) bool { return p.Identity })
}

// saidOf lists the values that are there of those properties that are picked.
func saidOf(props []*graph.Property, vals []graph.Value, pick func(*graph.Property) bool) []graph.Said {
	var said []graph.Said
	for i, v := range vals {
		if v != nil && pick(props[i]) {
			said = append(said, graph.Said{Property: props[i].Name, Value: v})
		}
	}
	return said
}

// loop reports whether an edge leads from a node to itself where its type cannot
// mean that. Such edges are of earlier versions; they are hidden.
func (e *edge) loop() bool { return e.from == e.to && !e.edge.Reflexive }

// gone reports whether there is no evidence here any more.
func (f *fact) gone() bool { return f.quote == "" && f.locator == "" }

// in reports whether a text has the quote in its place. A source that gets another
// text may have quotes of the one before, until its load is ended.
func (f *fact) in(text *container.Text) bool {
	words, ok := text.Slice(int(f.start), int(f.end))
	return ok && words == f.quote
}

func (f *fact) sortKey() string {
	e := graph.Evidence{Start: int(f.start), Locator: f.locator}
	return e.SortKey()
}
