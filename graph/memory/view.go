package memory

import (
	"cmp"
	"slices"

	"parley/graph"
	"parley/graph/ledger"
)

// view is a snapshot as of a day, with what was known on a day.
type view struct {
	*snapshot
	asOf graph.AsOf
	past *past // nil where what is known now is asked for
}

func newView(s *snapshot, asOf graph.AsOf, m *graph.Meter) view {
	v := view{snapshot: s, asOf: asOf}
	if asOf.Known {
		v.past = newPast(s, asOf.KnownOn, m)
	}
	return v
}

// nodeVisible reports whether a node is there as of the view's day: a kind
// without a `when` always is; an event from its start on, if it has begun; a
// state while it lasts.
func (v *view) nodeVisible(h uint32) bool {
	if v.whole() {
		return v.absences.nodes.Len() == 0 || !v.nodes.At(h).absent
	}
	n := v.node(h)
	if n.absent || !v.asOf.Set {
		return !n.absent
	}
	p := n.kind.When()
	if p == nil {
		return true
	}
	if begun := n.kind.Begun; begun != nil {
		value, _ := n.value(n.kind.Prop(begun.Property)).(string)
		if !slices.Contains(begun.Values, value) {
			return true
		}
	}
	when, _ := n.value(p).(*graph.When)
	return when == nil || v.inTime(n.kind.Time, &when.Bounds)
}

// edgeVisible reports whether an edge is there, and both its ends are.
func (v *view) edgeVisible(h uint32) bool {
	if v.whole() {
		return true
	}
	e := v.edge(h)
	if !v.asOf.Set {
		return !e.absent && v.endThere(e.from, e.edge.FromKinds()) && v.endThere(e.to, e.edge.ToKinds())
	}
	return !e.absent && v.edgeInTime(e) && v.nodeVisible(e.from) && v.nodeVisible(e.to)
}

// endThere reports whether an end of an edge, of some kinds, is there.
func (v *view) endThere(h uint32, kinds graph.KindSet) bool {
	return kinds&v.model.Bared == 0 || v.nodeVisible(h)
}

func (v *view) edgeInTime(e *edge) bool {
	if periods := e.periods(); periods != nil || e.edge.Time == graph.State {
		return slices.ContainsFunc(periods, func(p graph.Period) bool { return v.inTime(e.edge.Time, &p.Bounds) })
	}
	if when := e.when(); when != nil {
		return v.inTime(e.edge.Time, &when.Bounds)
	}
	return true
}

// factVisible reports whether what a piece of evidence is for is there.
func (v *view) factVisible(h uint32) bool {
	if v.whole() {
		return true
	}
	f := v.facts.At(h)
	if !v.asOf.Set {
		return true
	}
	if f.onEdge {
		return v.edgeVisible(f.subject)
	}
	return v.nodeVisible(f.subject)
}

func (v *view) inTime(t graph.Time, when *graph.Bounds) bool {
	switch {
	case t == graph.Timeless:
		return true
	case t == graph.Event:
		return when.BegunBy(v.asOf.Day, v.asOf.Certain)
	case v.asOf.Certain:
		return when.CertainOn(v.asOf.Day)
	default:
		return when.PossibleOn(v.asOf.Day)
	}
}

// past is a snapshot with what was known on a day. Of most things nothing has come
// to be known since: they are as they are now. The others are weighed again when
// they are come to.
type past struct {
	*snapshot
	day     graph.Day
	weigher *ledger.Weigher[uint32, uint32, uint32]
	wasNode map[uint32]*node
	wasEdge map[uint32]*edge
	judged  map[uint32]judged
	absent  map[*graph.Edge]*edge
	meter   *graph.Meter // nil where nobody counts
}

func newPast(s *snapshot, day graph.Day, m *graph.Meter) *past {
	return &past{
		snapshot: s, day: day, meter: m, weigher: ledger.NewWeigher(s.model, s, none, day),
		wasNode: map[uint32]*node{}, wasEdge: map[uint32]*edge{}, judged: map[uint32]judged{}, absent: map[*graph.Edge]*edge{},
	}
}

// node returns a node as it was known.
func (p *past) node(h uint32) *node {
	n := p.nodes.At(h)
	if n.at.Settled <= p.day {
		return n
	}
	was := p.wasNode[h]
	if was == nil {
		made := *n
		was = &made
		if was.absent = p.day < n.at.Since; !was.absent {
			p.count(len(n.evidence) + 1)
			o := p.weigher.Node(h)
			was.vals, was.absent = o.Vals, !o.There
		}
		p.wasNode[h] = was
	}
	return was
}

// edge returns an edge as it was known.
func (p *past) edge(h uint32) *edge {
	e := p.edges.At(h)
	switch {
	case e.at.Settled <= p.day:
		return e
	case p.day < e.at.Since:
		return p.unknown(e.edge)
	case e.was != nil:
		i := slices.IndexFunc(*e.was, func(f formerEdge) bool { return p.day < f.until })
		return cmp.Or((*e.was)[i].as, p.unknown(e.edge))
	}
	if was := p.wasEdge[h]; was != nil {
		return was
	}
	return p.weigh(h)
}

// unknown returns what stands for all edges of a type of which nothing was known.
func (p *past) unknown(t *graph.Edge) *edge {
	if p.absent[t] == nil {
		p.absent[t] = &edge{edge: t, absent: true}
	}
	return p.absent[t]
}

// weigh weighs an edge with all that are between its ends.
func (p *past) weigh(h uint32) *edge {
	series := p.Parallel(h)
	p.count(p.evidenceFor(series))
	for i, o := range p.weigher.Series(series) {
		made := *p.edges.At(series[i])
		made.vals, made.absent = o.Vals, !o.There
		p.wasEdge[series[i]] = &made
	}
	return p.wasEdge[h]
}

// What it takes to weigh a piece of evidence, and what is remembered of it.
const (
	weighSteps = 16
	wasBytes   = 256
)

// count counts the work of weighing so much evidence.
func (p *past) count(evidence int) {
	if p.meter != nil && p.meter.Steps(evidence*weighSteps) {
		p.meter.Hold(evidence * wasBytes)
	}
}

// judgedOf returns what had become of a piece of evidence.
func (p *past) judgedOf(h uint32) judged {
	f := p.facts.At(h)
	if p.knownOf(f).Settled <= p.day {
		return f.judged
	}
	if _, known := p.judged[h]; !known {
		p.judge(f)
	}
	return p.judged[h]
}

// knownOf returns when what a piece of evidence is for came to be known.
func (p *past) knownOf(f *fact) known {
	if f.onEdge {
		return p.edges.At(f.subject).at
	}
	return p.nodes.At(f.subject).at
}

// judge judges all evidence for what a piece of it is for.
func (p *past) judge(f *fact) {
	note := func(evidence []uint32, list []ledger.Judged[uint32]) {
		for i, j := range list {
			p.judged[evidence[i]] = judgedOf(j)
		}
	}
	if !f.onEdge {
		p.count(len(p.nodes.At(f.subject).evidence))
		note(p.nodes.At(f.subject).evidence, p.weigher.Node(f.subject).Judged)
		return
	}
	series := p.Parallel(f.subject)
	p.count(p.evidenceFor(series))
	for i, o := range p.weigher.Series(series) {
		note(p.edges.At(series[i]).evidence, o.Judged)
	}
}

// principal returns for whom a piece of evidence votes, or null.
func (q *query) principal(o object) graph.Value {
	if q.weigher == nil {
		q.weigher = ledger.NewWeigher(q.model, q.snapshot, none, graph.NoDay) // of principals a day changes nothing
	}
	if principal := q.weigher.Principal(o.h, o.out); principal != "" {
		return principal
	}
	return nil
}

// A view reads what is there of a snapshot.

func (v *view) node(h uint32) *node {
	if v.past == nil {
		return v.nodes.At(h)
	}
	return v.past.node(h)
}

func (v *view) edge(h uint32) *edge {
	if v.past == nil {
		return v.edges.At(h)
	}
	return v.past.edge(h)
}

// link returns the edges or facts of a link of a node, some of which may not be
// visible.
func (v *view) link(h uint32, l *graph.Link) []uint32 {
	list := v.nodes.At(h).link(l)
	if v.past == nil || l.Kind != graph.EdgeLink {
		return list
	}
	return v.withAbsent(list, h, sees(l, h))
}

// whole reports whether all is visible that is in links and indexes.
func (v *view) whole() bool { return v.past == nil && !v.asOf.Set }

func (v *view) judgedOf(h uint32) judged {
	if v.past == nil {
		return v.facts.At(h).judged
	}
	return v.past.judgedOf(h)
}
