package memory

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
	"parley/graph/graphtest"
	"parley/graph/ledger"
	"parley/graph/memory/container"
)

// TestInvariants makes changes at random, some of them in vain, and holds each
// snapshot against what it ought to be: at once, and again when later ones
// have been made from it.
func TestInvariants(t *testing.T) {
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	seed := graphtest.Seed(t)
	for run := range uint64(4) {
		s, r := New(m), graphtest.NewRandom(m, seed+run)
		var old []*snapshot
		for i := range 60 {
			changes := r.Next()
			if i%7 == 0 {
				inVain(t, s, changes)
			}
			if _, err := s.Apply(context.Background(), changes); err != nil {
				t.Fatal(err)
			}
			old = append(old, s.current.Load())
			checkSnapshot(t, s.current.Load())
			checkFree(t, s)
			checkSnapshot(t, old[len(old)/2])
			if t.Failed() {
				t.Fatalf("after apply %d of run %d", i, run)
			}
		}
	}
}

// inVain makes changes with an error at their end.
func inVain(t *testing.T, s *Store, changes []graph.Change) {
	t.Helper()
	before := s.current.Load()
	bad := append(slices.Clone(changes), graph.Sweep{Source: "source:nowhere"})
	if _, err := s.Apply(context.Background(), bad); graph.CodeOf(err) != graph.NotFound {
		t.Fatalf("%v, not NOT_FOUND", err)
	}
	if s.current.Load() != before {
		t.Fatal("changes made in vain are published")
	}
}

// rebuilt is what a snapshot's indexes say, as sets.
type rebuilt struct {
	IDs      map[string]uint32
	PerKind  map[string]int
	Names    map[nameKey]bool
	Dates    map[dateKey]bool
	InNames  map[string]bool // "word handle"
	InQuotes map[string]bool
	Stated   map[uint64]bool
	Uses     map[string]uint32
	Out, In  map[string]bool // "edge node": that the node's link has the edge
	Apart    map[string]bool // "edge node": that the node has the edge, which is in no link
	Mentions map[string]bool // "property fact node"
	Evidence map[string]bool // "fact subject"
}

func newRebuilt() rebuilt {
	return rebuilt{
		map[string]uint32{}, map[string]int{}, map[nameKey]bool{}, map[dateKey]bool{}, map[string]bool{}, map[string]bool{},
		map[uint64]bool{}, map[string]uint32{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{},
	}
}

// checkSnapshot compares the indexes with what the nodes, edges and evidence
// themselves say.
func checkSnapshot(t *testing.T, s *snapshot) {
	t.Helper()
	if diff := cmp.Diff(fromScratch(s), asIndexed(t, s)); diff != "" {
		t.Errorf("(-rebuilt +indexed):\n%s", diff)
	}
	checkValues(t, s)
	checkMarks(t, s)
	checkPast(t, s)
}

// checkPast shows that what was known on a day is weighed only where it must be.
func checkPast(t *testing.T, s *snapshot) {
	t.Helper()
	for _, on := range []string{"2024-12-30", "2025-01-02", "2025-02-28", "2025-03-10", "2025-03-20", "2025-04-01"} {
		day, err := graph.ParseDay(on)
		if err != nil {
			t.Fatal(err)
		}
		p := newPast(s, day, nil)
		for _, h := range liveNodes(s) {
			o := ledger.NewWeigher(s.model, s, none, day).Node(h)
			if n := p.node(h); n.absent == o.There || o.There && !ledger.EqualValues(n.vals, o.Vals) {
				t.Errorf("on %s, %s has %v and is absent: %t; not %v and %t", on, n.id, n.vals, n.absent, o.Vals, !o.There)
			}
		}
		for _, h := range liveEdges(s) {
			series := s.Parallel(h)
			for i, o := range ledger.NewWeigher(s.model, s, none, day).Series(series) {
				if e := p.edge(series[i]); e.absent == o.There || o.There && !ledger.EqualValues(e.vals, o.Vals) {
					t.Errorf("on %s, %s has %v and is absent: %t; not %v and %t", on, s.edgeID(series[i]), e.vals, e.absent, o.Vals, !o.There)
				}
			}
		}
	}
}

// checkMarks shows that marks rise as ids do.
func checkMarks(t *testing.T, s *snapshot) {
	t.Helper()
	last := uint64(0)
	s.byID.Scan(func(id string, h uint32) bool {
		mark := s.marks.Of(h)
		if mark <= last {
			t.Errorf("%s has the mark %d after %d", id, mark, last)
		}
		last = mark
		return true
	})
}

func liveNodes(s *snapshot) []uint32 {
	return live(s.nodes.Len(), func(h uint32) bool { return s.nodes.At(h).kind != nil })
}

func liveEdges(s *snapshot) []uint32 {
	return live(s.edges.Len(), func(h uint32) bool { return s.edges.At(h).edge != nil })
}

// liveFacts are those that a source says.
func liveFacts(s *snapshot) []uint32 {
	var facts []uint32
	for _, h := range liveNodes(s) {
		facts = append(facts, s.nodes.At(h).link(s.model.Mention(s.evidence["source"]))...)
	}
	slices.Sort(facts)
	return facts
}

func live(n uint32, is func(uint32) bool) []uint32 {
	var handles []uint32
	for h := range n {
		if is(h) {
			handles = append(handles, h)
		}
	}
	return handles
}

func fromScratch(s *snapshot) rebuilt {
	r := newRebuilt()
	for _, h := range liveNodes(s) {
		n := s.nodes.At(h)
		r.IDs[n.id] = h
		for _, st := range n.stated {
			if !st.Kept {
				r.Stated[pack(st.Source, h)] = true
			}
		}
		if n.absent {
			continue
		}
		r.PerKind[n.kind.Name]++
		for _, fold := range s.folds(n) {
			r.Names[nameKey{fold, h}] = true
		}
		for _, word := range s.textWords(n) {
			r.InNames[fmt.Sprint(word, " ", h)] = true
		}
		for _, p := range s.dated {
			if w, ok := n.value(p).(*graph.When); ok {
				r.Dates[dateKey{p.Ordinal(), w.StartEarliest, h}] = true
			}
		}
	}
	for _, h := range liveEdges(s) {
		e := s.edges.At(h)
		if !s.hangs(e) {
			r.Apart[fmt.Sprint(h, " ", e.from)], r.Apart[fmt.Sprint(h, " ", e.to)] = true, true
			continue
		}
		r.Out[fmt.Sprint(h, " ", e.from)], r.In[fmt.Sprint(h, " ", e.to)] = true, true
	}
	for _, h := range liveFacts(s) {
		r.addFact(s, h)
	}
	return r
}

func (r *rebuilt) addFact(s *snapshot, h uint32) {
	f := s.facts.At(h)
	for _, ref := range newTx(s, 1<<62, freeList{}, newFound()).refs(f) {
		r.Uses[s.nodes.At(ref).id]++
	}
	for _, word := range graph.Tokens(f.quote) {
		r.InQuotes[fmt.Sprint(word, " ", h)] = true
	}
	r.Mentions[fmt.Sprint("source ", h, " ", f.source)] = true
	if f.saidBy != none {
		r.Mentions[fmt.Sprint("saidBy ", h, " ", f.saidBy)] = true
	}
	r.Evidence[fmt.Sprint(h, " ", f.onEdge, " ", f.subject)] = true
}

func asIndexed(t *testing.T, s *snapshot) rebuilt {
	r := newRebuilt()
	s.byID.Scan(func(id string, h uint32) bool { r.IDs[id] = h; return true })
	for i, n := range s.perKind {
		if n != 0 {
			r.PerKind[s.model.Kinds[i].Name] = n
		}
	}
	s.absences.edges.Scan(func(k uint64) bool {
		node, edge := unpack(k)
		r.Apart[fmt.Sprint(edge, " ", node)] = true
		return true
	})
	s.names.Scan(func(k nameKey) bool { r.Names[k] = true; return true })
	s.dates.Scan(func(k dateKey) bool { r.Dates[k] = true; return true })
	s.stated.Scan(func(k uint64) bool { r.Stated[k] = true; return true })
	s.words.Scan(func(word string, id uint32) bool {
		maps.Copy(r.InNames, posted(word, s.inNames.At(id)))
		maps.Copy(r.InQuotes, posted(word, s.inQuotes.At(id)))
		return true
	})
	for _, h := range liveNodes(s) {
		r.addNode(t, s, h)
	}
	for _, h := range liveEdges(s) {
		r.addEvidence(t, s, s.edges.At(h).evidence, true, h)
	}
	return r
}

func posted(word string, p *container.Postings) map[string]bool {
	out := map[string]bool{}
	for _, chunk := range p.Chunks() {
		for _, h := range chunk {
			out[fmt.Sprint(word, " ", h)] = true
		}
	}
	return out
}

func (r *rebuilt) addNode(t *testing.T, s *snapshot, h uint32) {
	n := s.nodes.At(h)
	if n.uses > 0 {
		r.Uses[n.id] = n.uses
	}
	for _, l := range n.kind.Links() {
		list := n.link(l)
		for _, x := range list {
			switch {
			case l.Kind == graph.MentionLink:
				r.Mentions[fmt.Sprint(l.Ref.Name, " ", x, " ", h)] = true
			case s.edges.At(x).loose:
				t.Errorf("%s is in a link and in none", s.edgeID(x))
			case l.Out:
				r.Out[fmt.Sprint(x, " ", h)] = true
			default:
				r.In[fmt.Sprint(x, " ", h)] = true
			}
		}
		compare := func(a, b uint32) int { return s.compareFacts(s.facts.At(a), s.facts.At(b)) }
		if l.Kind == graph.EdgeLink {
			compare = func(a, b uint32) int { return s.compareEdges(s.edges.At(a), s.edges.At(b)) }
		}
		if !rising(list, compare) {
			t.Errorf("%s of %s is not in order", l.Name, n.id)
		}
	}
	r.addEvidence(t, s, n.evidence, false, h)
}

func (r *rebuilt) addEvidence(t *testing.T, s *snapshot, list []uint32, onEdge bool, h uint32) {
	for _, f := range list {
		r.Evidence[fmt.Sprint(f, " ", onEdge, " ", h)] = true
	}
	if !rising(list, func(a, b uint32) int { return s.compareFacts(s.facts.At(a), s.facts.At(b)) }) {
		t.Errorf("evidence of %d is not in order", h)
	}
	if onEdge && len(list) == 0 {
		t.Errorf("%s has no evidence", s.edgeID(h))
	}
}

// rising reports whether each item is greater than the one before.
func rising(list []uint32, compare func(a, b uint32) int) bool {
	for i := 1; i < len(list); i++ {
		if compare(list[i-1], list[i]) >= 0 {
			return false
		}
	}
	return true
}

// checkValues works out all values anew.
func checkValues(t *testing.T, s *snapshot) {
	t.Helper()
	tx := newTx(s, 1<<62, freeList{}, newFound())
	for _, h := range liveNodes(s) {
		n := s.nodes.At(h)
		if o := tx.ledger.Node(h); !ledger.EqualValues(n.vals, o.Vals) || n.absent == o.There || n.at != (known{o.Since, o.Settled}) {
			t.Errorf("%s has %v and is absent: %t; not %v and %t", n.id, n.vals, n.absent, o.Vals, !o.There)
		}
	}
	for _, h := range liveEdges(s) {
		id, before := s.edgeID(h), s.edges.At(h).vals
		if tx.ledger.FinishEdges([]uint32{h}); !ledger.EqualValues(before, tx.edges.At(h).vals) {
			t.Errorf("%s has %v, not %v", id, before, tx.edges.At(h).vals)
		}
	}
}

// checkFree shows that the free handles are just those that nothing has.
func checkFree(t *testing.T, s *Store) {
	t.Helper()
	now := s.current.Load()
	check := func(what string, n uint32, used, free []uint32) {
		all := slices.Sorted(slices.Values(slices.Concat(used, free)))
		if diff := cmp.Diff(live(n, func(uint32) bool { return true }), all); diff != "" {
			t.Errorf("%s, used and free (-all +these):\n%s", what, diff)
		}
	}
	check("nodes", now.nodes.Len(), liveNodes(now), s.free.nodes)
	check("edges", now.edges.Len(), liveEdges(now), s.free.edges)
	check("facts", now.facts.Len(), liveFacts(now), s.free.facts)
}
