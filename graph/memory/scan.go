package memory

import (
	"cmp"
	"context"
	"slices"
	"sort"
	"strings"

	"parley/graph"
)

// bounds narrow a scan in the order of ids; empty ids do not.
type bounds struct {
	after, before string
	backward      bool
	hidden        bool // also what is not there on the day that is asked for
}

// each yields the visible rows of a From, in the order of ids.
func (q *query) each(from graph.From, owner object, b bounds, yield func(object) bool) {
	switch {
	case from.Kinds != 0:
		q.eachNode(from.Kinds, b, yield)
	case from.Evidence:
		q.eachFact(b, yield)
	case from.Link != nil:
		q.eachLinked(from, owner, b, yield)
	}
}

func (q *query) eachLinked(from graph.From, owner object, b bounds, yield func(object) bool) {
	switch from.Link.Kind {
	case graph.EdgeLink:
		list := q.link(owner.h, from.Link)
		q.eachHandle(list, b, func(h uint32) object { return q.linked(owner.h, from.Link, h) }, yield)
	case graph.MentionLink:
		q.eachHandle(q.nodes.At(owner.h).link(from.Link), b, factOf, yield)
	case graph.EvidenceLink:
		q.eachHandle(q.evidenceOf(owner), b, factOf, yield)
	case graph.BallotLink:
		ballots := q.ballots(owner)
		q.lay(len(ballots) * objectBytes)
		b.hidden = true
		q.eachOf(ballots, b, yield)
	case graph.DerivedLink:
		pairs := q.pairs(from, owner.h)
		q.lay(len(pairs) * objectBytes)
		q.eachOf(objects(pairs, func(p *pair) object { return object{sort: pairObject, pair: p} }), b, yield)
	case graph.HubLink:
		q.lay(len(owner.pair.vias) * handleBytes)
		q.eachHandle(q.hubs(owner.pair), b, nodeOf, yield)
	case graph.ViaLink:
		q.lay(len(owner.pair.vias) * objectBytes)
		vias := make([]object, len(owner.pair.vias))
		for i := range vias {
			vias[i] = object{sort: viaObject, pair: owner.pair, h: uint32(i)}
		}
		q.eachOf(vias, b, yield)
	}
}

func objects[T any](list []T, f func(T) object) []object {
	out := make([]object, len(list))
	for i, x := range list {
		out[i] = f(x)
	}
	return out
}

func (q *query) evidenceOf(o object) []uint32 {
	switch o.sort {
	case nodeObject:
		return q.nodes.At(o.h).evidence
	case edgeObject:
		return q.edges.At(o.h).evidence
	}
	return nil
}

// ballots lists the evidence that votes on a node or an edge, in the order of ids.
func (q *query) ballots(o object) []object {
	list := objects(q.evidenceOf(o), factOf)
	if o.sort == nodeObject {
		for _, t := range q.model.SpeechOf(q.nodes.At(o.h).kind) {
			for _, e := range q.Edges(o.h, t, false) {
				list = append(list, objects(q.edges.At(e).evidence, func(h uint32) object { return object{sort: factObject, h: h, out: true} })...)
			}
		}
	} else if o.sort == edgeObject && q.edges.At(o.h).edge.Together() {
		list = nil
		for _, e := range q.Parallel(o.h) {
			list = append(list, objects(q.edges.At(e).evidence, factOf)...)
		}
	}
	slices.SortFunc(list, q.compare)
	return list
}

// eachOf yields objects that are in the order of ids already.
func (q *query) eachOf(list []object, b bounds, yield func(object) bool) {
	q.eachAt(len(list), func(i int) object { return list[i] }, b, yield)
}

func (q *query) eachHandle(list []uint32, b bounds, of func(uint32) object, yield func(object) bool) {
	q.eachAt(len(list), func(i int) object { return of(list[i]) }, b, yield)
}

// eachAt returns the i-th of n objects for all i within the bounds.
func (q *query) eachAt(n int, at func(int) object, b bounds, yield func(object) bool) {
	lo, hi := q.span(n, at, b)
	for i := range hi - lo {
		index := lo + i
		if b.backward {
			index = hi - 1 - i
		}
		if o := at(index); (b.hidden || q.visible(o)) && !yield(o) || !q.Step() {
			return
		}
	}
}

// span is which of n objects are within the bounds.
func (q *query) span(n int, at func(int) object, b bounds) (lo, hi int) {
	lo, hi = 0, n
	if b.after != "" {
		lo = sort.Search(n, func(i int) bool { return q.idText(at(i)) > b.after })
	}
	if b.before != "" {
		hi = sort.Search(n, func(i int) bool { return q.idText(at(i)) >= b.before })
	}
	return lo, max(lo, hi)
}

func (q *query) visible(o object) bool {
	switch {
	case o.sort == nodeObject:
		return q.nodeVisible(o.h)
	case q.whole():
		return true
	case o.sort == edgeObject:
		return q.edgeVisible(o.h)
	case o.sort == factObject:
		return q.factVisible(o.h)
	}
	return true
}

// eachNode goes through the index of ids, where each kind is a range.
func (q *query) eachNode(kinds graph.KindSet, b bounds, yield func(object) bool) {
	list := q.model.KindsOf(kinds)
	slices.SortFunc(list, func(a, c *graph.Kind) int { return cmp.Compare(a.Prefix(), c.Prefix()) })
	if b.backward {
		slices.Reverse(list)
	}
	for _, k := range list {
		if !q.eachOfKind(k, b, yield) {
			return
		}
	}
}

// eachOfKind yields the nodes of a kind, and reports whether those of the next may
// follow.
func (q *query) eachOfKind(k *graph.Kind, b bounds, yield func(object) bool) bool {
	goOn := true
	visit := func(id string, h uint32) bool {
		low, high := id <= b.after, b.before != "" && id >= b.before
		switch {
		case !strings.HasPrefix(id, k.Prefix()):
			return false
		case low && !b.backward, high && b.backward: // the walk begins here
			return true
		case low, high:
			goOn = false
		default:
			goOn = (!q.nodeVisible(h) || yield(nodeOf(h))) && q.Step()
		}
		return goOn
	}
	switch end := k.Prefix() + "\xff"; {
	case !b.backward:
		q.byID.Ascend(max(k.Prefix(), b.after), visit)
	case b.before == "":
		q.byID.Descend(end, visit)
	default:
		q.byID.Descend(min(end, b.before), visit)
	}
	return goOn
}

// eachFact goes through the evidence of each source in turn, which is the order
// of ids.
func (q *query) eachFact(b bounds, yield func(object) bool) {
	sources := q.model.KindsNamed(q.evidence["source"].To)
	q.eachNode(sources, bounds{backward: b.backward}, func(o object) bool {
		goOn := true
		q.eachHandle(q.nodes.At(o.h).link(q.source), b, factOf, func(fact object) bool {
			goOn = yield(fact)
			return goOn
		})
		return goOn && q.Going()
	})
}

// size is how many rows a From has before any filter, if that is known without
// going through them.
func (q *query) size(from graph.From, owner object) (n int, ok bool) {
	switch {
	case !q.whole():
	case from.Kinds != 0:
		for _, k := range q.model.KindsOf(from.Kinds) {
			n += q.perKind[k.Ordinal()]
		}
		return n, true
	case from.Link == nil:
	case from.Link.Kind == graph.EdgeLink || from.Link.Kind == graph.MentionLink:
		return len(q.nodes.At(owner.h).link(from.Link)), true
	}
	return 0, false
}

// count is how many rows a From has before any filter.
func (q *query) count(from graph.From, owner object) int {
	n, ok := q.size(from, owner)
	if ok {
		return n
	}
	defer q.release(q.mark())
	q.each(from, owner, bounds{}, func(object) bool {
		n++
		return q.Going()
	})
	return n
}

// Expand returns the neighbours of many nodes.
func (r reader) Expand(ctx context.Context, x *graph.Expansion) ([]graph.Neighbours, error) {
	q := newQuery(ctx, "expand", r.s, x.AsOf)
	e := expansion{Expansion: x, query: q}
	if x.Among {
		e.among = q.frontier(x.Frontier)
	}
	out := make([]graph.Neighbours, len(x.Frontier))
	for i, id := range x.Frontier {
		out[i].ID = id
		if !q.Step() {
			break
		}
		if h, ok := q.find(id); ok && q.nodeVisible(h) {
			e.expand(h, &out[i])
		}
	}
	return out, q.done()
}

// expansion is an Expand at work.
type expansion struct {
	*graph.Expansion
	*query
	among map[uint32]bool // if it goes no further: the nodes of the frontier
}

// frontier returns the nodes with some ids.
func (q *query) frontier(ids []string) map[uint32]bool {
	q.lay(len(ids) * hitBytes)
	nodes := make(map[uint32]bool, len(ids))
	for _, id := range ids {
		if h, ok := q.find(id); ok {
			nodes[h] = true
		}
	}
	return nodes
}

// expand reads the edges at a node.
func (x *expansion) expand(h uint32, out *graph.Neighbours) {
	for _, l := range x.nodes.At(h).kind.Links() {
		if l.Kind != graph.EdgeLink || len(x.Edges) > 0 && !slices.Contains(x.Edges, l.Edge) || x.Kinds != 0 && l.To&x.Kinds == 0 {
			continue
		}
		list := x.wanted(h, l)
		out.Degree += len(list)
		list = x.behind(h, l, list)
		for _, at := range list[:min(len(list), x.PerNode-len(out.Edges))] {
			if !x.Step() || !x.Hold(neighbourBytes) {
				return
			}
			seen := x.linked(h, l, at)
			far := x.farNode(seen)
			out.Edges = append(out.Edges, graph.Neighbour{
				EdgeID: x.edgeID(at), Edge: l.Edge, Out: seen.out, NodeID: x.nodes.At(far.h).id, LabelValue: x.edge(at).labelValue(),
			})
		}
	}
}

// wanted returns the edges of a link that are there and lead to where they may.
func (x *expansion) wanted(h uint32, l *graph.Link) []uint32 {
	list := x.link(h, l)
	if x.whole() && x.among == nil && (x.Kinds == 0 || l.To.Within(x.Kinds)) {
		return list
	}
	var wanted []uint32
	for _, at := range list {
		if !x.Step() {
			break
		}
		far := x.farNode(x.linked(h, l, at)).h
		switch {
		case x.among != nil && !x.among[far]:
		case x.Kinds != 0 && !x.Kinds.Has(x.nodes.At(far).kind):
		case !x.whole() && !x.edgeVisible(at):
		default:
			wanted = append(wanted, at)
		}
	}
	return wanted
}

// behind returns those of the edges of a link that stand behind After.
func (x *expansion) behind(h uint32, l *graph.Link, list []uint32) []uint32 {
	if x.After == nil || x.After.Link.Ordinal() < l.Ordinal() {
		return list
	}
	if x.After.Link.Ordinal() > l.Ordinal() {
		return nil
	}
	lo, _ := x.span(len(list), func(i int) object { return x.linked(h, l, list[i]) }, bounds{after: x.After.EdgeID})
	return list[lo:]
}
