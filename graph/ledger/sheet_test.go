package ledger_test

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"parley/graph"
	"parley/graph/ledger"
)

// sheet is a graph as plain as can be: what the rules make of it is told as text.
type sheet struct {
	model   *graph.Model
	ledger  *ledger.Ledger[*node, *edge, *fact]
	nodes   map[string]*node
	edges   map[string]*edge
	facts   map[string]*fact
	merged  map[string]string
	sources int
}

type node struct {
	ledger.Node[*node]
	before, vals []graph.Value
	version      string // how many statements there were before the Apply
	dirty        bool
}

type edge struct {
	ledger.Edge[*node]
	id     string
	before []graph.Value
	dirty  bool
}

type fact struct {
	ledger.Fact[*node, *edge]
	id     string
	saidAt *node
	refs   []*node
}

func newSheet(m *graph.Model) *sheet {
	return &sheet{model: m, nodes: map[string]*node{}, edges: map[string]*edge{}, facts: map[string]*fact{}, merged: map[string]string{}}
}

// apply makes changes as a store does, but for taking them back where it fails.
func (s *sheet) apply(changes ...graph.Change) (graph.Applied, error) {
	s.begin()
	for _, c := range changes {
		e, err := ledger.Check(s.model, c)
		if err == nil {
			err = s.ledger.Resolve(&e)
		}
		if err == nil {
			err = s.ledger.Take(&e)
		}
		if err != nil {
			return graph.Applied{}, err
		}
	}
	if err := s.ledger.ClearBared(); err != nil {
		return graph.Applied{}, err
	}
	nodes := func() []*node { return sorted(s.nodes, func(n *node) bool { return n.dirty }) }
	edges := func() []*edge { return sorted(s.edges, func(e *edge) bool { return e.dirty }) }
	s.ledger.Redate(s.ledger.Redated(nodes()))
	s.ledger.Revoice(s.ledger.Voices(nodes(), edges()))
	s.ledger.Spread(nodes(), edges())
	s.ledger.FinishEdges(edges())
	s.ledger.FinishNodes(nodes())
	s.ledger.FinishMerges()
	return s.ledger.Counts, nil
}

func (s *sheet) begin() {
	s.ledger = ledger.New(s.model, s, nil, len(s.merged) > 0)
	for _, n := range s.nodes {
		n.New, n.dirty, n.before, n.version = false, false, n.vals, strconv.Itoa(len(n.Stated))
	}
	for _, e := range s.edges {
		e.New, e.dirty, e.before = false, false, e.Vals
	}
	for _, f := range s.facts {
		f.New = false
	}
}

func sorted[T any](m map[string]T, want func(T) bool) (list []T) {
	for _, id := range slices.Sorted(maps.Keys(m)) {
		if want(m[id]) {
			list = append(list, m[id])
		}
	}
	return list
}

func found[T any](m map[string]T, id string) (T, bool) {
	x, ok := m[id]
	return x, ok
}

func (s *sheet) Version(id string) string {
	if n := s.nodes[id]; n != nil {
		return n.version
	}
	return ""
}
func (s *sheet) MergedInto(id string) string { return s.merged[id] }
func (s *sheet) Merge(id, into string)       { s.merged[id] = into }

func (s *sheet) FindNode(id string) (*node, bool) { return found(s.nodes, id) }
func (s *sheet) AddNode(id string) *node {
	n := &node{Node: ledger.Node[*node]{ID: id, Kind: s.model.KindOf(id), New: true}, dirty: true}
	if n.Kind == s.model.Publication {
		s.sources++
		n.Loaded = s.sources
	}
	s.nodes[id] = n
	return n
}
func (s *sheet) Node(n *node) ledger.Node[*node] { return n.Node }
func (s *sheet) Source(n *node) ledger.Source {
	return s.source(func(name string) graph.Value { return ledger.FirstStated(n.Stated, n.Kind, s.model.NodeProp(name)) })
}
func (s *sheet) SourceBefore(n *node) ledger.Source {
	return s.source(func(name string) graph.Value { return ledger.Named(n.Kind.Props(), n.before)[name] })
}
func (s *sheet) source(value func(name string) graph.Value) (source ledger.Source) {
	source.Published, _ = value("published").(*graph.When)
	source.Withdrawn, _ = value("withdrawn").(*graph.When)
	source.Publisher, _ = value("publisher").(string)
	return source
}
func (s *sheet) KnownBefore(int) graph.Day { return graph.NoDay }
func (s *sheet) Quote(source *node, e *graph.Evidence) (string, bool) {
	text, _ := ledger.FirstStated(source.Stated, source.Kind, s.model.NodeProp("text")).(string)
	return e.Quote, strings.HasPrefix(string([]rune(text)[min(e.Start, len([]rune(text))):]), e.Quote)
}
func (s *sheet) Held(n *node) bool {
	for _, f := range s.facts {
		if slices.Contains([]*node{f.Source, f.SaidBy, f.SaidFor, f.saidAt, f.Node}, n) || slices.Contains(f.refs, n) || f.OnEdge && (f.Edge.From == n || f.Edge.To == n) {
			return true
		}
	}
	return slices.ContainsFunc(s.States(n), func(o *node) bool { return o != n })
}
func (s *sheet) SetStated(n *node, stated []ledger.Statement[*node]) { n.Stated = stated }
func (s *sheet) SetStates(_, _ *node, _ bool)                        {}
func (s *sheet) States(source *node) []*node {
	return sorted(s.nodes, func(n *node) bool {
		return slices.ContainsFunc(n.Stated, func(o ledger.Statement[*node]) bool { return !o.Kept && o.Source == source })
	})
}
func (s *sheet) SetSwept(n *node, load string) { n.Swept = load }

func edgeID(k ledger.EdgeKey[*node]) string {
	return k.Type.Name + " " + k.From.ID + " " + k.To.ID + k.Key
}
func (s *sheet) FindEdge(k ledger.EdgeKey[*node]) (*edge, bool) { return found(s.edges, edgeID(k)) }
func (s *sheet) FindEdgeID(id string) (*edge, bool)             { return found(s.edges, id) }
func (s *sheet) AddEdge(k ledger.EdgeKey[*node], identity map[string]graph.Value) *edge {
	e := &edge{Edge: ledger.Edge[*node]{Type: k.Type, From: k.From, To: k.To, New: true, Vals: ledger.InPlace(k.Type.Props(), identity)}, id: edgeID(k), dirty: true}
	s.edges[e.id] = e
	return e
}
func (s *sheet) Edge(e *edge) ledger.Edge[*node] { return e.Edge }
func (s *sheet) Edges(n *node, t *graph.Edge, out bool) []*edge {
	return sorted(s.edges, func(e *edge) bool { return e.Type == t && (out && e.From == n || !out && e.To == n) })
}
func (s *sheet) Parallel(e *edge) []*edge {
	return sorted(s.edges, func(o *edge) bool { return o.Type == e.Type && o.From == e.From && o.To == e.To })
}

func (s *sheet) FindFact(e *ledger.Evidence[*node]) (*fact, bool) {
	return found(s.facts, graph.EvidenceID(e.Source.ID, e.SortKey(), e.Digest))
}
func (s *sheet) FindFactID(id string) (*fact, bool) { return found(s.facts, id) }
func (s *sheet) AddFact(e *ledger.Evidence[*node], of ledger.Subject[*node, *edge]) *fact {
	f := &fact{id: graph.EvidenceID(e.Source.ID, e.SortKey(), e.Digest), saidAt: e.SaidAt}
	f.SaidFor, f.Corrects = e.SaidFor, e.Corrects
	f.Subject, f.Source, f.SaidBy, f.Load, f.Seq, f.New = of, e.Source, e.SaidBy, e.Load, e.Seq, true
	f.Act, f.Stated, f.SaidWhen, f.Says, f.Fact.Quote = e.Act, e.Basis == "STATED", e.SaidWhen, e.Says, e.Words
	for _, said := range slices.Concat(slices.Collect(maps.Values(e.PutEvidence.Says)), slices.Collect(maps.Values(e.PutEvidence.Fact.Identity))) {
		if id, ok := said.(string); ok && s.nodes[id] != nil {
			f.refs = append(f.refs, s.nodes[id])
		}
	}
	s.facts[f.id] = f
	return f
}
func (s *sheet) RenewFact(f *fact, load string, seq int) { f.Load, f.Seq = load, seq }
func (s *sheet) RemoveFact(f *fact) {
	delete(s.facts, f.id)
	for _, n := range append([]*node{f.Source, f.SaidBy, f.SaidFor, f.saidAt, f.Node}, f.refs...) {
		s.Loosen(n)
	}
	if f.OnEdge {
		s.Loosen(f.Edge.From)
		s.Loosen(f.Edge.To)
	}
}
func (s *sheet) Fact(f *fact) ledger.Fact[*node, *edge] { return f.Fact }
func (s *sheet) EvidenceFor(of ledger.Subject[*node, *edge]) []*fact {
	return sorted(s.facts, func(f *fact) bool { return f.Subject == of })
}
func (s *sheet) SaidIn(source *node) []*fact {
	return sorted(s.facts, func(f *fact) bool { return f.Source == source })
}
func (s *sheet) SaidBy(n *node) []*fact {
	return sorted(s.facts, func(f *fact) bool { return f.SaidBy == n })
}
func (s *sheet) Corrections() []*fact {
	return sorted(s.facts, func(f *fact) bool { return len(f.Corrects) > 0 })
}

func (s *sheet) TouchNode(n *node) { n.dirty = true }
func (s *sheet) TouchEdge(e *edge) { e.dirty = true }
func (s *sheet) Loosen(n *node) {
	if n != nil {
		n.dirty = true
	}
}
func (s *sheet) SetNode(n *node, vals []graph.Value, _ ledger.Standing) bool {
	n.vals = vals
	return !ledger.EqualValues(n.before, vals)
}
func (s *sheet) SetEdge(e *edge, vals []graph.Value, _ ledger.Standing) bool {
	e.Vals = vals
	return !ledger.EqualValues(e.before, vals)
}
func (s *sheet) SetFact(*fact, ledger.Judged[*fact]) {}
func (s *sheet) RemoveNode(n *node)                  { delete(s.nodes, n.ID) }
func (s *sheet) RemoveEdge(e *edge)                  { delete(s.edges, e.id) }

// text tells the graph, a line for each node and edge with its values.
func (s *sheet) text() string {
	var lines []string
	for _, n := range s.nodes {
		lines = append(lines, n.ID+told(n.Kind.Props(), n.vals))
	}
	for _, e := range s.edges {
		lines = append(lines, e.id+told(e.Type.Props(), e.Vals))
	}
	slices.SortFunc(lines, cmp.Compare[string])
	return strings.Join(lines, "\n")
}

func told(props []*graph.Property, vals []graph.Value) (text string) {
	for i, v := range vals {
		if v != nil && !props[i].Identity && !props[i].Weighed {
			text += fmt.Sprintf(" %s=%s", props[i].Name, graph.Print(v))
		}
	}
	return text
}
