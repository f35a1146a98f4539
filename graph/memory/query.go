package memory

import (
	"context"

	"parley/graph"
)

// reader answers from one snapshot.
type reader struct{ s *snapshot }

// Whole is true of a snapshot.
func (r reader) Whole() bool { return true }

// Select answers a plan.
func (r reader) Select(ctx context.Context, p *graph.Plan) (*graph.Rows, error) {
	q := newQuery(ctx, "select", r.s, p.AsOf)
	q.answering(p)
	asked, meant := r.s.asking(p)
	rows := q.list(&asked.Root, object{})
	rows.Meant = meant
	return rows, q.done()
}

// query is one plan at work. It belongs to one goroutine.
type query struct {
	*snapshot
	graph.Meter
	asOf  graph.AsOf
	most  int // how many rows an index lookup may give
	plan  *graph.Plan
	given int // how many records

	sets   map[*graph.Value]map[string]bool // a filter's many values, by the first of them
	splits map[*graph.List]split            // the lists' filters
	within int                              // how many filters through links are at work, each within another
	asked  map[question]bool                // what filters through links were found to say of nodes

	memory  *graph.Arena // of the answer
	scratch scratch
}

func newQuery(ctx context.Context, op string, s *snapshot, asOf graph.AsOf) *query {
	return &query{snapshot: s, Meter: graph.NewMeter(ctx, op), asOf: asOf, most: maxLookup}
}

// answering has the query answer a plan.
func (q *query) answering(p *graph.Plan) {
	q.plan, q.memory = p, p.Memory
	if q.memory == nil {
		q.memory = new(graph.Arena)
	}
}

// done counts as released what was worked with, and returns why the work ended
// early, or nil.
func (q *query) done() error {
	q.Hold(-q.scratch.beside - len(q.asked)*questionBytes)
	return q.Close()
}

// object is what a variable stands for.
type object struct {
	sort objectSort
	out  bool   // of an edge: it is seen from where it comes from
	rank uint8  // of a node that a search found: a graph.Rank
	h    uint32 // of a node, edge or fact; of a via, its index in the pair
	pair *pair  // of a pair or a via
}

type objectSort uint8

const (
	noObject objectSort = iota
	nodeObject
	edgeObject
	factObject
	pairObject
	viaObject
)

func nodeOf(h uint32) object {
	if h == none {
		return object{}
	}
	return object{sort: nodeObject, h: h}
}

func edgeOf(h uint32, out bool) object {
	if h == none {
		return object{}
	}
	return object{sort: edgeObject, h: h, out: out}
}

func factOf(h uint32) object { return object{sort: factObject, h: h} }

func (o object) via() *via { return &o.pair.vias[o.h] }

// frame binds the variables of one row at a time.
type frame struct {
	q    *query
	vars []graph.Var
	objs []object
	set  uint64 // which variables are bound
}

func (q *query) frame(vars []graph.Var) *frame {
	f := &q.scratch.frames.take(1)[0]
	*f = frame{q: q, vars: vars, objs: q.scratch.objs.take(max(1, len(vars)))}
	return f
}

// bind starts a new row.
func (f *frame) bind(row object) {
	f.objs[0] = row
	f.set = 1
}

// object returns what a variable stands for in the row.
func (f *frame) object(v int) object {
	if f.set&(1<<v) == 0 {
		f.reach(v)
	}
	return f.objs[v]
}

func (f *frame) reach(v int) {
	f.objs[v] = f.q.follow(f.object(f.vars[v].Parent), &f.vars[v])
	f.set |= 1 << v
}

// follow goes from an object to another by a reference. A hidden node is nothing.
func (q *query) follow(from object, v *graph.Var) object {
	switch v.Ref {
	case graph.NodeRef:
		return q.farNode(from)
	case graph.FromRef:
		if from.sort == edgeObject {
			return nodeOf(q.edges.at(from.h).from)
		}
	case graph.ToRef:
		if from.sort == edgeObject {
			return nodeOf(q.edges.at(from.h).to)
		}
	case graph.ARef:
		if from.sort == viaObject {
			return edgeOf(from.via().a, from.via().aOut)
		}
	case graph.BRef:
		if from.sort == viaObject {
			return edgeOf(from.via().b, from.via().bOut)
		}
	case graph.PropRef:
		if o := q.referred(from, v.Prop); o.sort == noObject || q.nodeVisible(o.h) {
			return o
		}
	}
	return object{}
}

func (q *query) farNode(from object) object {
	switch from.sort {
	case nodeObject: // a row of nodes is its own node
		return from
	case edgeObject:
		return nodeOf(q.edges.at(from.h).far(from.out))
	case pairObject:
		return nodeOf(from.pair.far)
	case viaObject:
		return nodeOf(from.via().hub)
	}
	return object{}
}

// referred returns the node that a Reference property names.
func (q *query) referred(from object, p *graph.Property) object {
	switch from.sort {
	case edgeObject:
		if id, ok := q.edges.at(from.h).value(p).(string); ok {
			if h, ok := q.find(id); ok {
				return nodeOf(h)
			}
		}
	case factObject:
		f := q.facts.at(from.h)
		switch p.Name {
		case "source":
			return nodeOf(f.source)
		case "saidBy":
			return nodeOf(f.saidBy)
		case "saidAt":
			return nodeOf(f.saidAt)
		}
	}
	return object{}
}
