package dossier

import (
	"cmp"
	"maps"
	"slices"

	"parley/graph"
	"parley/graph/ledger"
)

// sheet is the statements of a dossier as a graph, of which the ledger tells what follows
// from them. Nodes and edges go by their ids, "" is none; statements by their places
// among all, in the order of ids.
type sheet struct {
	model   *graph.Model
	nodes   map[string]ledger.Node[string]
	sources map[string]stated
	edges   map[string]ledger.Edge[string]
	facts   []ledger.Fact[string, string]
	ids     []string         // of the facts
	places  map[string]int   // of the facts, by their ids
	about   map[string][]int // the facts about a node or an edge

	at      map[end][]string  // edges, in the order of ids
	between map[ends][]string // edges, in the order of ids

	weighers map[graph.Day]*ledger.Weigher[string, string, int]
	outcomes map[view]*outcome
}

// view is a node or an edge as it is shown by asOf.
type view struct {
	id   string
	asOf graph.AsOf
}

// end is one end of edges of a type, ends are both.
type end struct {
	of   *graph.Edge
	node string
	out  bool
}

type ends struct {
	of       *graph.Edge
	from, to string
}

// stated is a source as it is weighed.
type stated struct {
	ledger.Source
	inherits graph.Day
}

// newSheet reads what is weighed of a dossier. What cannot be read is a problem, and left
// out.
func newSheet(m *graph.Model, d *Dossier, list []wanted, p *problems) *sheet {
	s := &sheet{
		model: m, nodes: map[string]ledger.Node[string]{}, sources: map[string]stated{}, edges: map[string]ledger.Edge[string]{},
		at: map[end][]string{}, between: map[ends][]string{}, places: map[string]int{}, about: map[string][]int{}, weighers: map[graph.Day]*ledger.Weigher[string, string, int]{}, outcomes: map[view]*outcome{},
	}
	for i := range d.Nodes {
		s.addNode(&d.Nodes[i], p)
	}
	for i := range d.Sources {
		s.addSource(&d.Sources[i], p)
	}
	for _, w := range list {
		s.addEdge(w.id)
	}
	for i := range d.Statements {
		s.addFact(&d.Statements[i], p)
	}
	for _, id := range slices.Sorted(maps.Keys(s.edges)) {
		e := s.edges[id]
		out, in, both := end{e.Type, e.From, true}, end{e.Type, e.To, false}, ends{e.Type, e.From, e.To}
		s.at[out], s.at[in], s.between[both] = append(s.at[out], id), append(s.at[in], id), append(s.between[both], id)
	}
	return s
}

func (s *sheet) addNode(n *Node, p *problems) {
	k, err := s.model.CheckID(n.ID)
	if err != nil {
		p.add(n.ID, "id", "it is no id of a node")
		return
	}
	values := p.decoded(n.ID, editorial(k), n.Values)
	s.nodes[n.ID] = ledger.Node[string]{ID: n.ID, Kind: k, Stated: []ledger.Statement[string]{{Props: ledger.InPlace(k.Props(), values)}}}
}

func (s *sheet) addSource(from *Source, p *problems) {
	k := s.model.Publication
	if is, err := s.model.CheckID(from.ID); err != nil || is != k {
		p.add(from.ID, "id", "it is no id of a source")
		return
	}
	values := p.decoded(from.ID, editorial(k), from.Values)
	s.nodes[from.ID] = ledger.Node[string]{ID: from.ID, Kind: k, Loaded: from.Loaded, Stated: []ledger.Statement[string]{{Props: ledger.InPlace(k.Props(), values)}}}
	source := stated{inherits: p.day(from.ID, "inherits", from.Inherits)}
	source.Published, _ = values["published"].(*graph.When)
	source.Withdrawn, _ = values["withdrawn"].(*graph.When)
	source.Publisher, _ = values["publisher"].(string)
	s.sources[from.ID] = source
}

// addEdge adds the edge of an id, if it is one.
func (s *sheet) addEdge(id string) {
	e, from, to := s.model.EdgeOf(id)
	if e == nil {
		return
	}
	edge := ledger.Edge[string]{Type: e, From: from, To: to, Vals: make([]graph.Value, len(e.Props()))}
	for i, p := range e.Props() {
		if v := e.IdentityIn(id, p); p.Identity && v != "" {
			edge.Vals[i] = v
		}
	}
	s.edges[id] = edge
}

func (s *sheet) addFact(from *Statement, p *problems) {
	e, _, _ := s.model.EdgeOf(from.About)
	if _, err := s.model.CheckID(from.About); e == nil && err != nil {
		p.add(from.ID, "about", "%q is neither a node nor an edge", from.About)
		return
	}
	if n := len(s.ids); n > 0 && s.ids[n-1] >= from.ID {
		p.add(from.ID, "id", "statements stand in the order of ids, each once")
		return
	}
	s.addEdge(from.About)
	evidence := p.decoded(from.ID, statedOf(s.model), from.Evidence)
	f := ledger.Fact[string, string]{
		Subject: s.subject(from.About), Source: from.Source, Seq: int(from.Seq), Stated: evidence["basis"] == "STATED",
		Start: from.number("start"), End: from.number("end"),
	}
	for name, to := range map[string]*string{"saidBy": &f.SaidBy, "saidFor": &f.SaidFor, "locator": &f.Locator, "act": &f.Act, "quote": &f.Quote} {
		*to, _ = evidence[name].(string)
	}
	f.Corrects, _ = evidence["corrects"].([]string)
	f.SaidWhen, _ = evidence["saidWhen"].(*graph.When)
	props := propsOf(s.model, from.About)
	says := p.decoded(from.ID, props, from.Says)
	for _, prop := range props {
		if v := says[prop.Name]; v != nil {
			f.Says = append(f.Says, graph.Said{Property: prop.Name, Value: v})
		}
	}
	if is := from.identity(s.model); !from.Renamed && is != from.ID {
		p.add(from.ID, "id", "what it says has the id %s", is)
	}
	s.places[from.ID] = len(s.facts)
	s.about[from.About] = append(s.about[from.About], len(s.facts))
	s.facts, s.ids = append(s.facts, f), append(s.ids, from.ID)
}

// subject returns what an id is of.
func (s *sheet) subject(id string) ledger.Subject[string, string] {
	if _, onEdge := s.edges[id]; onEdge {
		return ledger.Subject[string, string]{Edge: id, OnEdge: true}
	}
	return ledger.Subject[string, string]{Node: id}
}

// days returns when a statement was said, and since when it is known.
func (s *sheet) days(at int) (said, known graph.Day) {
	f := &s.facts[at]
	p := graph.PrecedenceOf(f.Stated, f.SaidWhen, s.sources[f.Source].Published, 0, 0)
	return p.Said, p.Published
}

// on returns what weighs the statements with what was known on a day.
func (s *sheet) on(asOf graph.AsOf) *ledger.Weigher[string, string, int] {
	day := graph.NoDay
	if asOf.Known {
		day = asOf.KnownOn
	}
	if s.weighers[day] == nil {
		s.weighers[day] = ledger.NewWeigher(s.model, ledger.View[string, string, int](s), "", day)
	}
	return s.weighers[day]
}

// FindNode returns the node of an id, if anything is stated of it here.
func (s *sheet) FindNode(id string) (string, bool) {
	_, ok := s.nodes[id]
	return id, ok
}

// Node returns a node, of which nothing may be stated here.
func (s *sheet) Node(id string) ledger.Node[string] {
	if n, ok := s.nodes[id]; ok {
		return n
	}
	return ledger.Node[string]{ID: id, Kind: cmp.Or(s.model.KindOf(id), s.model.Publication)}
}

// Source returns a source.
func (s *sheet) Source(id string) ledger.Source { return s.sources[id].Source }

// KnownBefore returns the day that the n-th source inherits.
func (s *sheet) KnownBefore(n int) graph.Day {
	for id, source := range s.sources {
		if s.nodes[id].Loaded == n {
			return source.inherits
		}
	}
	return graph.NoDay
}

// Edge returns an edge.
func (s *sheet) Edge(id string) ledger.Edge[string] { return s.edges[id] }

// Edges returns the edges of a type at a node, in the order of ids.
func (s *sheet) Edges(n string, t *graph.Edge, out bool) []string { return s.at[end{t, n, out}] }

// Parallel returns the edges of the type of an edge between its ends.
func (s *sheet) Parallel(id string) []string {
	is := s.edges[id]
	return s.between[ends{is.Type, is.From, is.To}]
}

// Fact returns a statement.
func (s *sheet) Fact(f int) ledger.Fact[string, string] { return s.facts[f] }

// EvidenceFor returns the statements about a node or an edge.
func (s *sheet) EvidenceFor(of ledger.Subject[string, string]) []int {
	if of.OnEdge {
		return s.about[of.Edge]
	}
	return s.about[of.Node]
}
