package dossier

import (
	"encoding/json"
	"slices"

	"parley/graph"
	"parley/graph/ledger"
	"parley/graph/weigh"
)

// outcome is what follows from statements for a subject.
type outcome struct {
	there  bool
	props  []*graph.Property
	vals   []graph.Value
	judged map[int]ledger.Judged[int] // what becomes of the statements that are weighed with it
	series []int                      // the statements by which its periods are given
}

// weighed returns what follows for a node or an edge as it is shown by asOf. It is worked
// out once.
func (s *sheet) weighed(id string, asOf graph.AsOf) *outcome {
	if o := s.outcomes[view{id, asOf}]; o != nil {
		return o
	}
	if _, onEdge := s.edges[id]; onEdge {
		s.weighSeries(id, asOf)
	} else {
		o := &outcome{judged: map[int]ledger.Judged[int]{}}
		s.weighNode(id, asOf, o)
		s.outcomes[view{id, asOf}] = o
	}
	return s.outcomes[view{id, asOf}]
}

// weighNode sets what follows for a node.
func (s *sheet) weighNode(id string, asOf graph.AsOf, o *outcome) {
	node := s.Node(id)
	is := s.on(asOf).Node(id)
	o.there, o.props, o.vals = is.There, node.Kind.Props(), is.Vals
	o.judge(s.about[id], is.Judged)
	for _, t := range s.model.SpeechOf(node.Kind) {
		for _, e := range s.Edges(id, t, false) {
			for _, at := range s.about[e] {
				o.judged[at] = s.weighed(e, asOf).judged[at]
			}
		}
	}
	if asOf.Set {
		o.asOf(asOf.Day)
	}
}

// asOf has the outcome be that of what was said by a day, where it is one that changes
// with that.
func (o *outcome) asOf(day graph.Day) {
	course := slices.IndexFunc(o.props, func(p *graph.Property) bool { return p.Type == graph.Course })
	if course < 0 {
		return
	}
	steps, _ := o.value(course).([]graph.Step)
	on := graph.StepOn(steps, day)
	vals := make([]graph.Value, len(o.props))
	copy(vals, o.vals)
	for i, p := range o.props {
		if p.Verifies() || p.Type == graph.Tally {
			vals[i] = on.Of(p)
		}
	}
	o.vals = vals
}

// weighSeries sets what follows for the edges of the type of one between its ends.
func (s *sheet) weighSeries(id string, asOf graph.AsOf) {
	beside := s.Parallel(id)
	judged := map[int]ledger.Judged[int]{}
	for i, is := range s.on(asOf).Series(beside) {
		o := &outcome{there: is.There, props: s.edges[id].Type.Props(), vals: is.Vals, judged: judged}
		o.judge(s.about[beside[i]], is.Judged)
		for n, at := range s.about[beside[i]] {
			if is.Judged[n].Counts && s.affirms(at) {
				o.series = append(o.series, at)
			}
		}
		s.outcomes[view{beside[i], asOf}] = o
	}
}

// affirms reports whether a statement affirms the edge that it is about.
func (s *sheet) affirms(at int) bool {
	f := &s.facts[at]
	e := s.edges[f.Edge]
	identity := func(p *graph.Property) graph.Value { return e.Vals[p.Ordinal()] }
	return s.model.Polarity(e.Type, identity, f.Act, f.SaidBy != "" && f.SaidBy != e.From) == graph.Affirms
}

func (o *outcome) judge(facts []int, judged []ledger.Judged[int]) {
	for i, j := range judged {
		o.judged[facts[i]] = j
	}
}

func (o *outcome) value(i int) graph.Value {
	if i >= len(o.vals) {
		return nil
	}
	return o.vals[i]
}

// subjectOf returns a subject with all that follows from the statements.
func (s *sheet) subjectOf(id, snapshot string, asOf graph.AsOf) Subject {
	o := s.weighed(id, asOf)
	out := Subject{ID: id, Snapshot: snapshot, Label: s.label(id, o), There: o.there, Values: map[string]json.RawMessage{}, Ballots: []Ballot{}, Reasons: []Reason{}}
	var verification graph.Value
	for i, p := range o.props {
		v := o.value(i)
		if v == nil || p.Internal || p.Editorial || !o.there {
			continue
		}
		out.Values[p.Name] = encodeValue(v, s.named(o.series))
		if p.Verifies() {
			verification = v
		}
	}
	of := s.subject(id)
	if e := s.edges[id]; of.OnEdge && e.Type.Speech() != nil {
		out.Speaks = e.To
	}
	for at := range s.facts {
		if j, weighed := o.judged[at]; weighed {
			out.Ballots = append(out.Ballots, s.ballot(at, j, s.facts[at].OnEdge && !of.OnEdge, asOf))
		}
	}
	if o.there {
		reasons, facts := s.on(asOf).Reasons(of, verification, asOf)
		out.Reasons = s.reasons(reasons, facts)
	}
	return out
}

// ballot returns what a statement is among those of a subject.
func (s *sheet) ballot(at int, j ledger.Judged[int], onClaim bool, asOf graph.AsOf) Ballot {
	b := Ballot{Statement: s.ids[at], Counts: j.Counts, Polarity: j.Polarity.String(), Principal: s.on(asOf).Principal(at, onClaim)}
	if j.Corrected {
		b.CorrectedBy = s.ids[j.CorrectedBy]
	}
	return b
}

func (s *sheet) named(facts []int) []string {
	list := make([]string, len(facts))
	for i, at := range facts {
		list[i] = s.ids[at]
	}
	return list
}

// reasons returns reasons with the ids of their statements, facts.
func (s *sheet) reasons(list []weigh.Reason, facts []int) []Reason {
	out := make([]Reason, len(list))
	id := func(i int) string {
		if i == weigh.Nobody {
			return ""
		}
		return s.ids[facts[i]]
	}
	for i, r := range list {
		out[i] = Reason{Property: r.Property, Value: graph.Print(r.Value), DecidedBy: string(r.DecidedBy), Statement: id(r.Statement)}
		for _, o := range r.Over {
			out[i].Over = append(out[i].Over, Overruled{graph.Print(o.Value), id(o.Statement)})
		}
		for _, v := range r.Votes {
			out[i].Votes = append(out[i].Votes, Vote{v.Principal, v.Side.String(), id(v.Statement)})
		}
	}
	return out
}

// label returns how a node or an edge is called: by its name, or as a line.
func (s *sheet) label(id string, o *outcome) string {
	e, onEdge := s.edges[id]
	if !onEdge {
		return s.name(id)
	}
	value := ""
	if p := e.Type.LabelProp(); p != nil {
		value = textOf(o.value(p.Ordinal()))
	}
	return graph.Line(s.name(e.From), e.Type.Name, value, s.name(e.To))
}

// name returns what a node is called; of one that is not named here, its id.
func (s *sheet) name(id string) string {
	n := s.Node(id)
	if name, ok := ledger.FirstStated(n.Stated, n.Kind, s.model.NodeProp("name")).(string); ok {
		return name
	}
	return id
}
