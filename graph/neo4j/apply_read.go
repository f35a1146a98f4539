package neo4j

import (
	"slices"

	"parley/graph"
)

// named is what a batch of changes names.
type named struct {
	told     set // nodes of which all must be known
	there    set // nodes that must be there
	subjects map[string]graph.Fact
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

func namedBy(m *graph.Model, changes []graph.Change) *named {
	n := &named{subjects: map[string]graph.Fact{}}
	for _, c := range changes {
		switch c := c.(type) {
		case graph.PutNode:
			n.told.add(c.ID, c.Source)
		case graph.PutEvidence:
			n.told.add(c.Source, c.Fact.Node)
			n.there.add(c.SaidBy, c.SaidAt, c.Fact.From, c.Fact.To)
			for _, p := range factProps(m, c.Fact) {
				n.there.add(referred(p, c))
			}
			n.subjects[m.FactID(c.Fact)] = c.Fact
		case graph.Sweep:
			n.told.add(c.Source)
			n.retracts = append(n.retracts, map[string]any{"source": c.Source, "load": c.Load, "all": false})
		case graph.DropSource:
			n.told.add(c.Source)
			n.retracts = append(n.retracts, map[string]any{"source": c.Source, "load": "", "all": true})
		}
	}
	return n
}

// readNamed reads all that the changes look at one by one: the nodes that they
// name, the evidence of what they are for, what they retract.
func (a *application) readNamed(changes []graph.Change) error {
	n := namedBy(a.model, changes)
	retracted, err := a.each(readRetracted, n.retracts)
	if err != nil {
		return err
	}
	for _, r := range retracted {
		n.told.add(text(r.Values[0]))
	}
	stale, err := a.each(readStale+factColumns(a.model), n.retracts)
	if err != nil {
		return err
	}
	for _, r := range stale {
		if edge := a.model.Edge(text(r.Values[2])); edge == nil {
			n.told.add(text(r.Values[1]))
		}
	}
	if err := a.readNodes(n.told.list); err != nil {
		return err
	}
	if err := a.readThere(n.there.list); err != nil {
		return err
	}
	for _, r := range stale {
		if err := a.takeIn(r.Values); err != nil {
			return err
		}
	}
	return a.readSubjects(a.storedSubjects(n.subjects))
}

const (
	readRetracted = "MATCH (:Source {id: row.source})-[t:STATES]->(n) WHERE row.all OR t.load <> row.load RETURN DISTINCT n.id"
	readStale     = "MATCH (e:Evidence {source: row.source}) WHERE row.all OR e.load <> row.load "
	readNodes     = "MATCH (n:Entity {id: row}) RETURN n.id, properties(n), " +
		"COLLECT { MATCH (s:Source)-[t:STATES]->(n) RETURN [s.id, s.loaded, t.load, t.props] }"
	readMissing  = "OPTIONAL MATCH (n:Entity {id: row}) WITH row, n WHERE n IS NULL RETURN row"
	readEvidence = "MATCH (e:Evidence {subject: row}) "
	readSaid     = "MATCH (e:Evidence {source: row}) "
)

// factColumns are what is read of an evidence.
func factColumns(m *graph.Model) string {
	columns := "RETURN e.id, e.subject, e.factKind, e.factFrom, e.factTo, e.source, e.load, e.seq, e.basis, " +
		"e.saidWhenStartEarliest, e.saidWhenEndLatest, e.saidBy, e.saidAt, e.says, e.quote"
	for _, p := range references(m) {
		columns += ", " + get("e", saysName(p))
	}
	return columns
}

// readNodes reads nodes with their values and with what sources state of them.
func (a *application) readNodes(ids []any) error {
	records, err := a.each(readNodes, ids)
	if err != nil {
		return err
	}
	for _, r := range records {
		props, _ := r.Values[1].(map[string]any)
		n := &draftNode{id: text(r.Values[0]), stored: true, told: true, props: props, loaded: number(props["loaded"]), facts: map[string]*draftFact{}}
		n.kind = a.model.KindOf(n.id)
		if old := a.nodes[n.id]; old != nil {
			n.facts, n.dirty, n.whole = old.facts, old.dirty, old.whole
		}
		if err := a.readStated(n, r.Values[2]); err != nil {
			return err
		}
		a.nodes[n.id] = n
	}
	return nil
}

func (a *application) readStated(n *draftNode, v any) error {
	list, _ := v.([]any)
	for _, item := range list {
		parts, _ := item.([]any)
		props, err := valuesOf(n.kind.Props(), text(parts[3]))
		if err != nil {
			return err
		}
		s := statement{source: text(parts[0]), loaded: number(parts[1]), load: text(parts[2]), props: props}
		n.was = append(n.was, s)
		a.statedBy[s.source] = append(a.statedBy[s.source], n)
	}
	slices.SortFunc(n.was, byLoading)
	n.stated = slices.Clone(n.was)
	kept := text(n.props["kept"])
	if kept == "" {
		return nil
	}
	props, err := valuesOf(n.kind.Props(), kept)
	n.stated = append(n.stated, statement{kept: true, props: props})
	return err
}

// readThere reads which nodes there are, by asking which there are not.
func (a *application) readThere(ids []any) error {
	ids = slices.DeleteFunc(ids, func(id any) bool { return a.nodes[text(id)] != nil })
	records, err := a.each(readMissing, ids)
	if err != nil {
		return err
	}
	for _, id := range ids {
		a.nodes[text(id)] = a.bareNode(text(id))
	}
	for _, r := range records {
		delete(a.nodes, text(r.Values[0]))
	}
	return nil
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
func (a *application) readSubjects(ids []any) error {
	if err := a.readFacts(readEvidence, ids); err != nil {
		return err
	}
	for _, id := range ids {
		if e := a.edges[text(id)]; e != nil {
			e.whole = true
		} else if n := a.nodes[text(id)]; n != nil {
			n.whole = true
		}
	}
	return nil
}

func (a *application) readFacts(statement string, ids []any) error {
	records, err := a.each(statement+factColumns(a.model), ids)
	for _, r := range records {
		if err := a.takeIn(r.Values); err != nil {
			return err
		}
	}
	return err
}

// takeIn takes a stored evidence into the draft, unless it is there already.
func (a *application) takeIn(v []any) error {
	f, err := storedFact(a.model, v)
	if err != nil || a.facts[f.id] != nil {
		return err
	}
	if f.edge == "" && a.nodes[f.subject] == nil {
		a.nodes[f.subject] = a.bareNode(f.subject)
	}
	if f.edge != "" && a.edges[f.subject] == nil {
		a.edges[f.subject] = &draftEdge{id: f.subject, edge: a.model.Edge(f.edge), from: f.from, to: f.to, stored: true, facts: map[string]*draftFact{}}
	}
	a.attach(f)
	return nil
}

// bareNode is a stored node of which only the id is known.
func (a *application) bareNode(id string) *draftNode {
	return &draftNode{id: id, kind: a.model.KindOf(id), stored: true, facts: map[string]*draftFact{}}
}

// storedFact makes an evidence of the columns that are read of it.
func storedFact(m *graph.Model, v []any) (*draftFact, error) {
	f := &draftFact{
		id: text(v[0]), subject: text(v[1]), from: text(v[3]), to: text(v[4]), source: text(v[5]), load: text(v[6]), seq: number(v[7]),
		stated: text(v[8]) == "STATED", saidBy: text(v[11]), saidAt: text(v[12]), quote: text(v[14]),
		there: true, stored: true,
	}
	f.said = &graph.When{Bounds: graph.Bounds{StartEarliest: dayOf(v[9]), StartLatest: graph.NoDay, EndEarliest: graph.NoDay, EndLatest: dayOf(v[10])}}
	var props []*graph.Property
	if e := m.Edge(text(v[2])); e != nil {
		f.edge, props = e.Name, e.Props()
	} else if k := m.KindOf(f.subject); k != nil {
		props = k.Props()
	}
	for _, id := range v[15:] {
		if id := text(id); id != "" {
			f.refers = append(f.refers, id)
		}
	}
	var err error
	f.says, err = saidOf(props, text(v[13]))
	return f, err
}
