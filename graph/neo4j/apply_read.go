package neo4j

import (
	"slices"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"parley/graph"
	"parley/graph/ledger"
	"parley/graph/neo4j/layout"
)

// named is what a batch of changes names.
type named struct {
	told     set // nodes of which all must be known
	there    set // nodes that must be there
	subjects map[string]graph.Fact
	edges    set   // edges that are taken away
	evidence set   // evidence that is taken away
	free     set   // nodes on which nothing may rest
	retracts []any // rows of source, load, and whether all loads go
}

// set is an ordered set of texts.
type set struct {
	has  map[string]bool
	list []any
}

func (s *set) add(ids ...string) {
	if s.has == nil {
		s.has = map[string]bool{}
	}
	for _, id := range ids {
		if id != "" && !s.has[id] {
			s.has[id] = true
			s.list = append(s.list, id)
		}
	}
}

func namedBy(m *graph.Model, changes []ledger.Entry) *named {
	n := &named{subjects: map[string]graph.Fact{}}
	for _, c := range changes {
		switch c := c.Change.(type) {
		case graph.PutNode:
			n.told.add(c.ID, c.Source)
		case graph.PutEvidence:
			n.told.add(c.Source, c.Fact.Node)
			n.there.add(c.SaidBy, c.SaidFor, c.SaidAt, c.Fact.From, c.Fact.To)
			for _, p := range m.PropsOf(c.Fact) {
				n.there.add(referred(p, c))
			}
			n.subjects[m.FactID(c.Fact)] = c.Fact
		case graph.Sweep:
			n.told.add(c.Source)
			n.retracts = append(n.retracts, map[string]any{"source": c.Source, "load": c.Load, "all": false})
		case graph.DropSource:
			n.told.add(c.Source)
			n.retracts = append(n.retracts, map[string]any{"source": c.Source, "load": "", "all": true})
		case graph.WithdrawStatement:
			n.told.add(c.ID, c.Source)
		case graph.Retract:
			n.retract(m, c.ID)
		case graph.Merge:
			n.told.add(c.ID)
			n.free.add(c.ID)
		}
	}
	return n
}

// retract notes what has an id and is taken away. Of a source all that it says
// is looked at, as if it were dropped.
func (n *named) retract(m *graph.Model, id string) {
	if _, ok := graph.SourceOf(id); ok {
		n.evidence.add(id)
	} else if e, _, _ := m.EdgeOf(id); e != nil {
		n.edges.add(id)
	} else {
		n.told.add(id)
		n.free.add(id)
		if m.KindOf(id) == m.Publication {
			n.retracts = append(n.retracts, map[string]any{"source": id, "load": "", "all": true})
		}
	}
}

// readNamed reads all that the changes look at one by one: the nodes that they
// name, the evidence of what they are for, what they retract.
func (a *application) readNamed(changes []ledger.Entry) {
	n := namedBy(a.model, changes)
	for _, r := range a.each(readRetracted, n.retracts) {
		n.told.add(layout.Text(r.Values[0]))
	}
	stale := a.each(readStale+factColumns(a.model), n.retracts)
	for _, r := range stale {
		if edge := a.model.Edge(layout.Text(r.Values[2])); edge == nil {
			n.told.add(layout.Text(r.Values[1]))
		}
	}
	a.readNodes(n.told.list)
	a.readThere(n.there.list)
	a.takeIn(stale)
	a.readSubjects(append(a.storedSubjects(n.subjects), n.edges.list...))
	a.readRetracted(n.evidence.list)
	a.readFacts(readResting(a.model), n.free.list)
}

const (
	readRetracted = "MATCH (:Entity:Source {id: row.source})-[t:STATES]->(n) WHERE row.all OR t.load <> row.load RETURN DISTINCT n.id"
	readStale     = "MATCH (e:Evidence {source: row.source}) WHERE row.all OR e.load <> row.load "
	readNodes     = "MATCH (n:Entity {id: row}) RETURN n.id, properties(n), " +
		"COLLECT { MATCH (s:Entity:Source)-[t:STATES]->(n) RETURN [s.id, s.loaded, t.load, t.props, t.as] }"
	readMissing  = "OPTIONAL MATCH (n:Entity {id: row}) WITH row, n WHERE n IS NULL OR n.absent RETURN row, n IS NULL"
	readEvidence = "MATCH (e:Evidence {subject: row}) "
	readSaid     = "MATCH (e:Evidence {source: row}) "
	readSaidBy   = "MATCH (e:Evidence {saidBy: row}) "
	readByID     = "MATCH (e:Evidence {id: row}) "
)

// readResting finds the evidence that names a node.
func readResting(m *graph.Model) string {
	parts := []string{}
	for _, p := range restingProperties(m) {
		parts = append(parts, "MATCH (e:Evidence {"+p+": row}) RETURN e")
	}
	parts = append(parts, "MATCH (:Entity {id: row})-[r:"+layout.AllTypes(m.Edges)+"|"+layout.LoopType+"]-() MATCH (e:Evidence {subject: r.id}) RETURN e")
	return "CALL (row) { " + strings.Join(parts, " UNION ") + " } WITH e "
}

// restingProperties lists the properties of evidence that name a node.
func restingProperties(m *graph.Model) []string {
	properties := []string{"subject"}
	for _, p := range m.Evidence {
		if p.Type == graph.Reference {
			properties = append(properties, layout.Name(p.Name))
		}
	}
	for _, says := range layout.SaysNames(m) {
		properties = append(properties, layout.Name(says))
	}
	return properties
}

// factColumns are what is read of a piece of evidence.
func factColumns(m *graph.Model) string {
	columns := "RETURN e.id, e.subject, e.factKind, e.factFrom, e.factTo, e.source, e.load, e.seq, e.basis, " +
		"e.saidWhenStartEarliest, e.saidWhenEndLatest, e.saidBy, e.saidAt, e.says, e.quote, e.act, e.saidFor, e.corrects, e.start, e.end, e.locator, " +
		"e {.load, .seq, ." + strings.Join(layout.JudgedProperties(m), ", .") + "}"
	for _, says := range layout.SaysNames(m) {
		columns += ", " + layout.Get("e", says)
	}
	return columns
}

// readNodes reads nodes with their values and with what sources state of them.
func (a *application) readNodes(ids []any) {
	for _, r := range a.each(readNodes, ids) {
		n := a.bare(layout.Text(r.Values[0]))
		n.props, _ = r.Values[1].(map[string]any)
		n.absent = n.props["absent"] != nil
		n.told, n.loaded, n.swept = true, layout.Number(n.props["loaded"]), layout.Text(n.props["swept"])
		var err error
		n.stated, err = statementsOf(n.kind, layout.Text(n.props["kept"]), r.Values[2], a.bare)
		a.fail(err)
		for _, s := range n.stated {
			if !s.Kept {
				a.SetStates(s.Source, n, true)
				n.was = append(n.was, s)
			}
		}
	}
}

// statementsOf makes what sources state of a node of what is read of that, and
// of what is kept. A source is found by its id.
func statementsOf(k *graph.Kind, kept string, v any, find func(id string) *touchedNode) ([]statement, error) {
	var stated []statement
	for _, item := range layout.List(v) {
		parts := layout.List(item)
		props, err := layout.Values(k.Props(), layout.Text(parts[3]))
		if err != nil {
			return nil, err
		}
		source := find(layout.Text(parts[0]))
		source.loaded = layout.Number(parts[1])
		stated = append(stated, statement{Source: source, Load: layout.Text(parts[2]), As: layout.Text(parts[4]), Props: ledger.InPlace(k.Props(), props)})
	}
	slices.SortFunc(stated, func(a, b statement) int { return graph.CompareStated(a.As, a.Source.loaded, b.As, b.Source.loaded) })
	if kept == "" {
		return stated, nil
	}
	props, err := layout.Values(k.Props(), kept)
	return append(stated, statement{Kept: true, Props: ledger.InPlace(k.Props(), props)}), err
}

// readThere reads which nodes exist, by asking which do not, or are not there.
func (a *application) readThere(ids []any) {
	ids = slices.DeleteFunc(ids, func(id any) bool { return a.nodes[layout.Text(id)] != nil })
	missing := a.each(readMissing, ids)
	for _, id := range ids {
		a.bare(layout.Text(id))
	}
	for _, r := range missing {
		id := layout.Text(r.Values[0])
		if a.nodes[id].absent = true; r.Values[1] == true {
			delete(a.nodes, id)
		}
	}
}

// storedSubjects lists what may have evidence already: edges between nodes that
// are new have not.
func (a *application) storedSubjects(facts map[string]graph.Fact) []any {
	var ids []any
	for id, f := range facts {
		if a.isStored(f.Node) || a.isStored(f.From) && a.isStored(f.To) {
			ids = append(ids, id)
		}
	}
	return ids
}

func (a *application) isStored(id string) bool {
	n := a.nodes[id]
	return n != nil && n.stored
}

// readSubjects reads all evidence of nodes and edges.
func (a *application) readSubjects(ids []any) {
	a.readFacts(readEvidence, ids)
	for _, id := range ids {
		if e := a.edges[layout.Text(id)]; e != nil {
			e.whole = true
		} else if n := a.nodes[layout.Text(id)]; n != nil {
			n.whole = true
		}
	}
}

// readRetracted reads evidence by its ids, and all other evidence for nodes of
// kinds that need some.
func (a *application) readRetracted(ids []any) {
	a.readFacts(readByID, ids)
	var nodes set
	for _, id := range ids {
		if f := a.facts[layout.Text(id)]; f != nil && !f.subject.OnEdge && f.subject.Node.kind.Evidenced && !f.subject.Node.whole {
			nodes.add(f.subject.Node.id)
		}
	}
	a.readSubjects(nodes.list)
}

func (a *application) readFacts(statement string, ids []any) {
	a.takeIn(a.each(statement+factColumns(a.model), ids))
}

// takeIn takes stored evidence into the changeset, unless it is there already.
func (a *application) takeIn(records []*neo4j.Record) {
	for _, r := range records {
		if a.facts[layout.Text(r.Values[0])] == nil {
			a.attach(a.storedFact(r.Values))
		}
	}
}

// storedFact makes a piece of evidence of the columns that are read of it.
func (a *application) storedFact(v []any) *touchedFact {
	f := &touchedFact{
		id: layout.Text(v[0]), source: a.bare(layout.Text(v[5])), load: layout.Text(v[6]), seq: layout.Number(v[7]), stated: layout.Text(v[8]) == "STATED",
		saidBy: a.bare(layout.Text(v[11])), saidAt: a.bare(layout.Text(v[12])), quote: layout.Text(v[14]), act: layout.Text(v[15]), stored: true,
		saidFor: a.bare(layout.Text(v[16])), corrects: layout.Texts(v[17]),
		start: layout.Number(v[18]), end: layout.Number(v[19]), locator: layout.Text(v[20]),
	}
	f.was, _ = v[21].(map[string]any)
	f.said = &graph.When{Bounds: graph.Bounds{StartEarliest: layout.Day(v[9]), StartLatest: graph.NoDay, EndEarliest: graph.NoDay, EndLatest: layout.Day(v[10])}}
	var props []*graph.Property
	if e := a.model.Edge(layout.Text(v[2])); e != nil {
		f.subject = touchedSubject{Edge: a.storedEdge(e, layout.Text(v[1]), layout.Text(v[3]), layout.Text(v[4])), OnEdge: true}
		props = e.Props()
	} else if f.subject.Node = a.bare(layout.Text(v[1])); f.subject.Node.kind != nil {
		props = f.subject.Node.kind.Props()
	}
	for _, id := range v[22:] {
		if n := a.bare(layout.Text(id)); n != nil {
			f.refers = append(f.refers, n)
		}
	}
	var err error
	f.says, err = layout.Said(props, layout.Text(v[13]))
	a.fail(err)
	return f
}

// storedEdge returns an edge of the changeset, or one of which only the id is known.
func (a *application) storedEdge(t *graph.Edge, id, from, to string) *touchedEdge {
	e := a.edges[id]
	if e == nil {
		e = &touchedEdge{id: id, edge: t, from: a.bare(from), to: a.bare(to), stored: true, facts: map[string]*touchedFact{}}
		a.hold(e)
	}
	return e
}

// readVersions reads the versions of what preconditions name.
func (a *application) readVersions(changes []ledger.Entry) {
	var expected []string
	var nodes []any
	edges := map[*graph.Edge][]any{}
	for _, c := range changes {
		e, ok := c.Change.(graph.Precondition)
		if !ok {
			continue
		}
		expected = append(expected, e.ID)
		if edge, from, to := a.model.EdgeOf(e.ID); edge != nil {
			edges[edge] = append(edges[edge], map[string]any{"id": e.ID, "from": from, "to": to})
		} else {
			nodes = append(nodes, graph.Means(e.ID, a.MergedInto))
		}
	}
	versions := a.readVersionsOf(nodes, edges)
	for _, id := range expected {
		a.versions[id] = versions[graph.Means(id, a.MergedInto)]
	}
}

const (
	readNodeVersions = "MATCH (n:Entity {id: row}) RETURN n.id, n.version"
	readEdgeVersions = "RETURN r.id, r.version"
)

// readVersionsOf reads the versions of nodes and edges, by id.
func (a *application) readVersionsOf(nodes []any, edges map[*graph.Edge][]any) map[string]string {
	records := a.each(readNodeVersions, nodes)
	for e, rows := range edges {
		records = append(records, a.each(matchEdge(e)+readEdgeVersions, rows)...)
	}
	versions := map[string]string{}
	for _, r := range records {
		versions[layout.Text(r.Values[0])] = layout.Text(r.Values[1])
	}
	return versions
}
