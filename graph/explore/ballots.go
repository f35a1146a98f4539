package explore

import (
	"cmp"

	"parley/graph"
	"parley/graph/weigh"
)

// Ballots are the slots of a list of evidence that make statements of its rows, as
// package weigh takes them: of a BallotLink, what votes on its owner.
type Ballots struct {
	model *graph.Model
	on    *graph.Edge // that they vote on; nil of nodes

	Subject, ID                                             int // what the evidence is for, and its id
	principal, basis, saidWhen, seq, says, counts, polarity int
	published, publisher, loaded, source                    int
	act, saidBy                                             int // -1 where nothing hangs on these
}

// BallotsOf adds to a list the slots of ballots on edges of a type; on nodes where that
// is nil.
func BallotsOf(m *graph.Model, on *graph.Edge, l *graph.List) Ballots {
	l.Vars = append(l.Vars, graph.Var{Ref: graph.PropRef, Prop: m.EvidenceProp("source")})
	source := len(l.Vars) - 1
	add := func(s graph.Slot) int {
		l.Slots = append(l.Slots, s)
		return len(l.Slots) - 1
	}
	said := func(name string) int { return add(prop(m.EvidenceProp(name), 0)) }
	act, saidBy := -1, -1
	if on != nil && on.Speech() != nil {
		l.Vars = append(l.Vars, graph.Var{Ref: graph.PropRef, Prop: m.EvidenceProp("saidBy")})
		act, saidBy = said("act"), add(slot(graph.GetID, len(l.Vars)-1))
	}
	return Ballots{
		model: m, on: on, act: act, saidBy: saidBy,
		Subject: add(slot(graph.GetFactID, 0)), ID: add(slot(graph.GetID, 0)), principal: add(slot(graph.GetPrincipal, 0)),
		seq: add(slot(graph.GetSeq, 0)), says: add(slot(graph.GetSays, 0)),
		basis: said("basis"), saidWhen: said("saidWhen"), counts: said("counts"), polarity: said("polarity"),
		published: add(prop(m.Publication.Prop("published"), source)), publisher: add(prop(m.Publication.Prop("publisher"), source)),
		loaded: add(slot(graph.GetLoaded, source)), source: add(slot(graph.GetID, source)),
	}
}

// Statement returns a row as a statement, and whether it counts.
func (b *Ballots) Statement(row []graph.Value) (s weigh.Statement, counts bool) {
	said, _ := row[b.saidWhen].(*graph.When)
	published, _ := row[b.published].(*graph.When)
	loaded, _ := row[b.loaded].(int64)
	seq, _ := row[b.seq].(int64)
	s.Precedence = graph.PrecedenceOf(row[b.basis] == "STATED", said, published, int(loaded), int(seq))
	s.Says, _ = row[b.says].([]graph.Said)
	var votes bool
	s.Principal, votes = row[b.principal].(string)
	s.Abstains = !votes
	s.Publisher = cmp.Or(text(row[b.publisher]), text(row[b.source]))
	s.Polarity = b.polarityOf(row)
	counts, _ = row[b.counts].(bool)
	return s, counts
}

// polarityOf returns how a row bears on what is voted on. Of what speaks to a claim the
// row has how it bears on that, not on whether it was said.
func (b *Ballots) polarityOf(row []graph.Value) graph.Polarity {
	if b.act >= 0 {
		id := text(row[b.Subject])
		_, from, _ := b.model.EdgeOf(id)
		verdict := func(p *graph.Property) graph.Value { return b.on.IdentityIn(id, p) }
		return b.model.Polarity(b.on, verdict, text(row[b.act]), row[b.saidBy] != nil && text(row[b.saidBy]) != from)
	}
	switch row[b.polarity] {
	case graph.Denies.String():
		return graph.Denies
	case graph.Silent.String():
		return graph.Silent
	}
	return graph.Affirms
}

// ballotBox is how the nodes of a kind, or the edges of a type, are read with all that
// votes on them.
type ballotBox struct {
	ids                               []string // of those to be read
	kind                              string
	edge                              *graph.Edge // nil of nodes
	props                             []*graph.Property
	verification, leading, state      *graph.Property // leading and state may be nil
	spoken                            bool            // edges say something of them
	row                               graph.List      // of the subjects themselves
	ballots                           Ballots
	id, label, verified, value, first int // slots
	said                              int
}

func (x *Explorer) newNodes(k *graph.Kind) *ballotBox {
	b := &ballotBox{kind: k.Name, props: k.Props(), verification: k.Verification(), leading: k.Leading(), spoken: len(x.Model.SpeechOf(k)) > 0, row: graph.List{Vars: []graph.Var{{}}}}
	b.addSlots(x.Model, b.leading, graph.Field{Prop: k.When(), Part: graph.StartEarliest})
	return b
}

func (x *Explorer) newEdges(e *graph.Edge) *ballotBox {
	b := &ballotBox{kind: e.Name, edge: e, props: e.Props(), verification: e.Verification(), leading: e.Leading(), state: e.StateProp()}
	b.row = graph.List{From: graph.From{Link: e.OutLink()}, Vars: []graph.Var{{}, {Ref: graph.ToRef}}}
	var first graph.Field
	if b.leading != nil {
		first = graph.Field{Prop: x.Model.KindsOf(e.ToKinds())[0].When(), Var: 1, Part: graph.StartEarliest}
	}
	b.addSlots(x.Model, cmp.Or(b.leading, b.state), first)
	return b
}

// addSlots adds the slots of what is read: of the property whose value is voted on and
// of the day on which it occurred, where there are these.
func (b *ballotBox) addSlots(m *graph.Model, value *graph.Property, first graph.Field) {
	add := func(s graph.Slot) int {
		b.row.Slots = append(b.row.Slots, s)
		return len(b.row.Slots) - 1
	}
	b.id, b.label, b.verified = add(slot(graph.GetID, 0)), add(slot(graph.GetLabel, 0)), add(prop(b.verification, 0))
	b.value, b.first = -1, -1
	if value != nil {
		b.value = add(prop(value, 0))
	}
	if first.Prop != nil {
		b.first = add(graph.Slot{Field: first})
	}
	said := graph.List{From: graph.From{Link: m.BallotsOf}, Vars: []graph.Var{{}}, Page: graph.Page{Limit: maxLearned}}
	b.ballots = BallotsOf(m, b.edge, &said)
	b.said = add(below(said))
}

// note notes the ids in a cell: that of a node, or those in a list of edges.
func (b *ballotBox) note(cell graph.Value) {
	if id, ok := cell.(string); ok {
		b.ids = append(b.ids, id)
	}
	for r := range rowsOf(cell).All() {
		b.ids = append(b.ids, text(r[0]))
	}
}

// list returns the list that reads some of the nodes, or, below their ends, of the
// edges.
func (b *ballotBox) list(x *Explorer, ids []string) graph.List {
	if b.edge == nil {
		return x.byIDs(ids, b.row.Slots...)
	}
	row := b.row
	row.Where, row.Page.Limit = oneOf(field(graph.GetID, 0), ids), len(ids)
	return x.byIDs(texts(ids, func(id string) string {
		_, from, _ := x.Model.EdgeOf(id)
		return from
	}), below(row))
}

// votes are statements that count, with the evidence that they are by its ids, and the
// names of publishers by their folded ones.
type votes struct {
	statements []weigh.Statement
	evidence   []string
	publishers map[string]string
}

// votes returns all that votes on the subject of a row, and of that what is said of
// the subject itself. Of what is spoken of, only what was said by the day of AsOf votes.
func (b *ballotBox) votes(m *meter, x *Explorer, row []graph.Value) (all, own votes, err error) {
	rows := rowsOf(row[b.said])
	if rows.More {
		return all, own, graph.Errorf(graph.TooLarge, m.op, "more than %d statements bear on %s", maxLearned, text(row[b.id]))
	}
	all.publishers = map[string]string{}
	own.publishers = all.publishers
	for r := range rows.All() {
		s, counts := b.ballots.Statement(r)
		if !counts || !m.Step() || b.spoken && x.AsOf.Set && s.Said > x.AsOf.Day {
			continue
		}
		name := s.Publisher
		s.Publisher = graph.Fold(name)
		all.publishers[s.Publisher] = name
		all.add(s, text(r[b.ballots.ID]))
		if r[b.ballots.Subject] == row[b.id] {
			own.add(s, text(r[b.ballots.ID]))
		}
	}
	return all, own, m.Err()
}

func (v *votes) add(s weigh.Statement, evidence string) {
	v.statements, v.evidence = append(v.statements, s), append(v.evidence, evidence)
}

// question returns what is voted on.
func (b *ballotBox) question(row []graph.Value) weigh.Question {
	q := weigh.Question{Leading: b.leading, First: graph.NoDay}
	if b.leading != nil {
		q.Won = row[b.value]
	}
	if b.first >= 0 {
		if day, known := row[b.first].(graph.Day); known {
			q.First = day
		}
	}
	return q
}
