package memory

import (
	"context"
	"math/bits"

	"parley/graph"
	"parley/graph/ledger"
	"parley/graph/memory/container"
)

// reader answers from one snapshot.
type reader struct{ s *snapshot }

// Whole is true of a snapshot.
func (r reader) Whole() bool { return true }

// query is one plan at work. It belongs to one goroutine.
type query struct {
	view
	graph.Meter
	most  int // how many rows an index lookup may give
	plan  *graph.Plan
	given int // how many records

	sets   map[*graph.Value]map[string]bool // a filter's many values, by the first of them
	splits map[*graph.List]split            // the lists' filters
	within int                              // how many filters through links are at work, each within another
	asked  map[question]bool                // what filters through links were found to say of nodes

	memory  *graph.Arena // of the answer
	weigher *ledger.Weigher[uint32, uint32, uint32]
	scratch scratch
}

func newQuery(ctx context.Context, op string, s *snapshot, asOf graph.AsOf) *query {
	q := &query{Meter: graph.NewMeter(ctx, op), most: maxLookup}
	q.view = newView(s, asOf, &q.Meter)
	return q
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

// maxLookup is how many rows an index may give before going through all is
// thought no worse.
const maxLookup = 50_000

// What things take while they are worked with, or in an answer, in bytes.
const (
	handleBytes    = 4   // a handle in a list
	objectBytes    = 16  // an object in a list
	rankedBytes    = 64  // a row that is kept for a page, beside its key's values
	hitBytes       = 48  // a node that a search finds
	pairBytes      = 160 // a pair, with the map and the list that it stands in
	viaBytes       = 48  // a thing that a pair rests on
	questionBytes  = 48  // a question, while its answer is kept
	groupBytes     = 128 // a value that rows are grouped by, while it is counted and in the answer
	cellBytes      = 16  // a cell
	madeBytes      = 96  // what is made for a cell that is not stored: a text or a list's rows
	neighbourBytes = 160 // a neighbour, with the id of its edge
	changeBytes    = 512 // a piece of evidence as a change
)

// What things take in steps.
const (
	textSteps = 16  // to fold a text to look for words
	pairSteps = 4   // to make a pair
	longText  = 256 // so many bytes of a text are looked at in a step
)

// lay counts bytes that are worked with until the scratch is given back.
func (q *query) lay(bytes int) {
	q.scratch.beside += bytes
	q.Hold(bytes)
}

// sorting counts the steps of bringing n rows in order.
func (q *query) sorting(n int) { q.Steps(n * bits.Len(uint(n)) / 8) }

// question is what a filter asks about a node.
type question struct {
	of   *graph.Any
	node uint32
}

// split is a filter taken apart.
type split struct {
	plain []test    // what it says of single values
	rest  graph.And // what columns cannot tell
}

// test is what a filter says of a single value.
type test struct {
	is  *graph.Is
	not bool
}

// scratch is where a query lays out what it works with. A list takes what it needs,
// and when it is done frees all at once.
type scratch struct {
	objs   container.Stack[object]
	frames container.Stack[frame]
	nodes  container.Stack[*node]
	edges  container.Stack[*edge]
	vals   container.Stack[graph.Value]
	beside int // bytes of what lies beside it: pairs, keys
}

// mark is how far a scratch is used.
type mark struct {
	objs, frames, nodes, edges, vals container.Mark
	beside                           int
}

func (q *query) mark() mark {
	d := &q.scratch
	return mark{d.objs.Mark(), d.frames.Mark(), d.nodes.Mark(), d.edges.Mark(), d.vals.Mark(), d.beside}
}

// release frees all that was taken since the mark.
func (q *query) release(to mark) {
	d := &q.scratch
	q.Hold(to.beside - d.beside)
	d.beside = to.beside
	d.objs.Release(to.objs)
	d.frames.Release(to.frames)
	d.nodes.Release(to.nodes)
	d.edges.Release(to.edges)
	d.vals.Release(to.vals)
}

// object is what a variable stands for.
type object struct {
	sort objectSort
	out  bool   // of an edge: it is seen from where it comes from; of a fact: it is what an edge says of a claim, seen from there
	rank uint16 // of a node that a search found: what graph.Rank.Of returns
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

// pair is another node that a derived relation leads to, and what it rests on.
type pair struct {
	far      uint32
	vias     []via // by the hub's id
	side     side
	strength graph.Strength
}

// via is one thing that a pair rests on.
type via struct {
	hub        uint32 // the node in the middle; none for a path of one edge
	a, b       uint32 // the edges; b may be none
	link       uint32 // the edge between their two hubs; none where both end in one
	aOut, bOut bool
	side       side
	strength   graph.Strength // the weakest of the nodes in the middle and the edges
}

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

// linked returns an edge of a node as one of its links sees it.
func (s *snapshot) linked(node uint32, l *graph.Link, h uint32) object {
	if l.Edge.Symmetric {
		return edgeOf(h, s.edges.At(h).from == node)
	}
	return edgeOf(h, l.Out)
}

// subjectOf returns what a piece of evidence is for.
func subjectOf(f *fact) object {
	if f.onEdge {
		return edgeOf(f.subject, true)
	}
	return nodeOf(f.subject)
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
	f := &q.scratch.frames.Take(1)[0]
	*f = frame{q: q, vars: vars, objs: q.scratch.objs.Take(max(1, len(vars)))}
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
			return nodeOf(q.edges.At(from.h).from)
		}
	case graph.ToRef:
		if from.sort == edgeObject {
			return nodeOf(q.edges.At(from.h).to)
		}
	case graph.ARef:
		if from.sort == viaObject {
			return edgeOf(from.via().a, from.via().aOut)
		}
	case graph.BRef:
		if from.sort == viaObject {
			return edgeOf(from.via().b, from.via().bOut)
		}
	case graph.CorrectorRef:
		if by := q.judgedOf(from.h).correctedBy; from.sort == factObject && by != none {
			return factOf(by)
		}
	case graph.LinkRef:
		if from.sort == viaObject {
			return edgeOf(from.via().link, true)
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
		return nodeOf(q.edges.At(from.h).far(from.out))
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
		id, _ := q.edge(from.h).value(p).(string)
		if h, ok := q.find(id); ok {
			return nodeOf(h)
		}
	case factObject:
		f := q.facts.At(from.h)
		switch p.Name {
		case "source":
			return nodeOf(f.source)
		case "saidBy":
			return nodeOf(f.saidBy)
		case "saidFor":
			return nodeOf(f.saidFor)
		case "saidAt":
			return nodeOf(f.saidAt)
		}
	}
	return object{}
}
