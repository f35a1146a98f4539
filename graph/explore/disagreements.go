package explore

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"parley/graph"
	"parley/graph/weigh"
)

// DisagreementsQuery asks on what principals differ.
type DisagreementsQuery struct {
	Topic string // only what is about this entity, or leads to it or to what is about it; "" is all
	Actor string // only edges of this actor and what they lead to; "" is all
}

// Disagreement is a property of a subject of which principals do not say the same. Where
// they vote for and against it, that is its verification.
type Disagreement struct {
	DisagreementKey
	Subject Subject
	Sides   []Side
}

// DisagreementKey is where a disagreement stands among others.
type DisagreementKey struct{ ID, Property string }

func (k DisagreementKey) compare(o DisagreementKey) int {
	return cmp.Or(strings.Compare(k.ID, o.ID), strings.Compare(k.Property, o.Property))
}

// Side is a value, as text, with those who give it and the ids of their evidence.
type Side struct {
	Value                            string
	Principals, Publishers, Evidence []string
}

// Disagreements returns on what principals differ, by the id of the subject. It looks
// at what two at least affirm, and at what is contested.
func (x *Explorer) Disagreements(ctx context.Context, q DisagreementsQuery, part Cut[DisagreementKey]) (*Page[Disagreement], error) {
	if err := x.resolveScope(ctx, "disagreements", &q.Topic, &q.Actor); err != nil {
		return nil, err
	}
	d := &disagreeing{Explorer: x, meter: newMeter(ctx, "disagreements"), scope: scope{topic: q.Topic, actor: q.Actor}, rivals: map[string][]*rival{}}
	err := d.find()
	if err := cmp.Or(err, d.done()); err != nil {
		return nil, err
	}
	slices.SortFunc(d.found, func(a, b Disagreement) int { return a.compare(b.DisagreementKey) })
	return cut(d.found, part, func(is Disagreement, k DisagreementKey) int { return is.compare(k) }), nil
}

// disagreeing finds disagreements.
type disagreeing struct {
	*Explorer
	*meter
	scope  scope
	rivals map[string][]*rival // contested states, by type and ends
	found  []Disagreement
}

// rival is a contested state, with the statements of it that count.
type rival struct {
	*ballotBox
	Subject
	value    graph.Value
	own      votes
	opposed  bool // its own votes are split
	property string
}

// find reads all that principals may differ on.
func (d *disagreeing) find() error {
	boxes, err := d.candidates()
	if err != nil {
		return err
	}
	for _, b := range boxes {
		for ids := range slices.Chunk(b.ids, readAtOnce) {
			if err := d.read(b, ids); err != nil {
				return err
			}
		}
	}
	d.addRivals()
	return d.Err()
}

// readAtOnce is of how many subjects the statements are read at once.
const readAtOnce = 500

// candidates returns what is contested, or affirmed by two, of each kind and type.
func (d *disagreeing) candidates() ([]*ballotBox, error) {
	all := graph.List{From: graph.From{Kinds: d.Model.All}, Vars: []graph.Var{{}}, Page: graph.Page{Limit: maxLearned}}
	var boxes []*ballotBox
	var where graph.Or
	for _, k := range d.Model.Kinds {
		if k.Verified {
			boxes = append(boxes, d.newNodes(k))
			self := graph.And{graph.Is{Field: field(graph.GetKind, 0), Op: graph.Eq, Value: k.Name}, disputed(k.Props())}
			where = append(where, self)
			all.Slots = append(all.Slots, graph.Slot{Field: field(graph.GetID, 0), Only: graph.KindSet(0).With(k)})
		}
	}
	for _, e := range d.Model.Edges {
		boxes = append(boxes, d.newEdges(e))
		from := graph.From{Link: e.OutLink()}
		where = append(where, &graph.Any{From: from, Vars: []graph.Var{{}}, Where: disputed(e.Props())})
		s := below(graph.List{From: from, Vars: []graph.Var{{}}, Where: disputed(e.Props()), Page: all.Page, Slots: []graph.Slot{slot(graph.GetID, 0)}})
		s.Only = e.FromKinds()
		all.Slots = append(all.Slots, s)
	}
	all.Where = where
	rows, err := d.each(d.Explorer, all, func(row []graph.Value) error {
		for i, b := range boxes {
			b.note(row[i])
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return boxes, d.narrow(boxes, rows.More)
}

// disputed holds where something is contested, or affirmed by two principals.
func disputed(props []*graph.Property) graph.Filter {
	var or graph.Or
	for _, p := range props {
		switch {
		case p.Verifies():
			or = append(or, graph.Is{Field: graph.Field{Prop: p}, Op: graph.Eq, Value: graph.Contested})
		case p.Weighed && p.Type == graph.Tally:
			or = append(or, graph.Is{Field: graph.Field{Prop: p, Part: graph.Affirming}, Op: graph.Gte, Value: int64(2)})
		}
	}
	return or
}

// narrow leaves of the candidates those of the topic and the actor.
func (d *disagreeing) narrow(boxes []*ballotBox, more bool) error {
	var nodes []string
	n := 0
	for _, b := range boxes {
		n += len(b.ids)
		for _, id := range b.ids {
			nodes = append(nodes, d.nodesOf(id)...)
		}
	}
	if more || n > maxLearned {
		return graph.Errorf(graph.TooLarge, "disagreements", "principals may differ on more than %d nodes and edges", maxLearned)
	}
	d.holdScratch(n * textBytes)
	if err := d.scope.read(d.meter, d.Explorer, nodes); err != nil {
		return err
	}
	for _, b := range boxes {
		b.ids = slices.DeleteFunc(b.ids, func(id string) bool { return !d.scope.has(d.nodesOf(id)...) })
	}
	return nil
}

// nodesOf returns the id of a node, or those of the ends of an edge.
func (d *disagreeing) nodesOf(id string) []string {
	if e, from, to := d.Model.EdgeOf(id); e != nil {
		return []string{from, to}
	}
	return []string{id}
}

// read reads what is said of some subjects of a sort, and notes on what that differs.
func (d *disagreeing) read(b *ballotBox, ids []string) error {
	_, err := d.each(d.Explorer, b.list(d.Explorer, ids), func(row []graph.Value) error {
		if b.edge == nil {
			return d.weigh(b, row)
		}
		for r := range rowsOf(row[0]).All() {
			if err := d.weigh(b, r); err != nil {
				return err
			}
		}
		return nil
	})
	return err
}

// weigh notes on what is not agreed of a subject.
func (d *disagreeing) weigh(b *ballotBox, row []graph.Value) error {
	subject := Subject{text(row[b.id]), b.kind, text(row[b.label])}
	all, own, err := b.votes(d.meter, d.Explorer, row)
	if err != nil {
		return err
	}
	voters := own
	if b.leading != nil || b.edge == nil {
		voters = all
	}
	split := b.question(row).Split(voters.statements)
	if split != nil {
		d.add(subject, b.verification.Name, split, voters)
	}
	for _, of := range weigh.Disagreements(b.props, own.statements) {
		d.add(subject, of.Property, of.Sides, own)
	}
	if b.state != nil && row[b.verified] == graph.Contested {
		_, from, to := d.Model.EdgeOf(subject.ID)
		pair := pairOf(b.edge, from, to)
		d.rivals[pair] = append(d.rivals[pair], &rival{b, subject, row[b.value], own, split != nil, b.state.Name})
		d.holdScratch(subjectBytes)
	}
	return d.Err()
}

// addRivals notes the states that are contested by each other: as of the first of them.
func (d *disagreeing) addRivals() {
	for _, pair := range d.rivals {
		slices.SortFunc(pair, func(a, b *rival) int { return strings.Compare(a.ID, b.ID) })
		if !slices.ContainsFunc(pair, func(r *rival) bool { return !r.opposed }) {
			continue
		}
		var values []graph.Value
		var lists [][]weigh.Statement
		all := votes{publishers: map[string]string{}}
		for _, r := range pair {
			values, lists = append(values, r.value), append(lists, r.own.statements)
			all.evidence = append(all.evidence, r.own.evidence...)
			maps.Copy(all.publishers, r.own.publishers)
		}
		if sides := weigh.Rivals(values, lists); sides != nil {
			d.add(pair[0].Subject, pair[0].property, sides, all)
		}
	}
}

// add notes a disagreement.
func (d *disagreeing) add(of Subject, property string, sides []weigh.Side, by votes) {
	is := Disagreement{DisagreementKey: DisagreementKey{of.ID, property}, Subject: of}
	for _, s := range sides {
		side := Side{Value: graph.Print(s.Value), Principals: s.Principals}
		side.Publishers = texts(s.Publishers, func(name string) string { return by.publishers[name] })
		side.Evidence = texts(s.Statements, func(i int) string { return by.evidence[i] })
		is.Sides = append(is.Sides, side)
	}
	d.Hold(learnedBytes * (1 + len(sides)))
	d.found = append(d.found, is)
}
