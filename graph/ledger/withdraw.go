package ledger

import (
	"cmp"
	"maps"
	"slices"

	"parley/graph"
)

// sweep takes away what a source said in other loads.
func (l *Ledger[N, E, F]) sweep(c graph.Sweep) error {
	source, err := l.lookup(c.Source)
	if err != nil {
		return err
	}
	l.withdraw(source, func(load string) bool { return load != c.Load })
	l.setSwept(source, c.Load)
	return nil
}

// dropSource takes a source away. One that is not there is away already.
func (l *Ledger[N, E, F]) dropSource(c graph.DropSource) {
	if source, ok := l.graph.FindNode(c.Source); ok {
		l.withdraw(source, func(string) bool { return true })
		l.setSwept(source, "")
	}
}

func (l *Ledger[N, E, F]) setSwept(source N, load string) {
	if l.graph.Node(source).Swept != load {
		l.graph.SetSwept(source, load)
		l.graph.TouchNode(source)
	}
}

// withdraw takes away what a source said in the loads that are gone.
func (l *Ledger[N, E, F]) withdraw(source N, gone func(load string) bool) {
	l.graph.Loosen(source) // it may have rested on its words alone
	for _, f := range l.graph.SaidIn(source) {
		if gone(l.graph.Fact(f).Load) {
			l.removeFact(f)
		}
	}
	for _, n := range l.graph.States(source) {
		l.unstate(n, func(s Statement[N]) bool { return s.Source == source && gone(s.Load) })
	}
}

// withdrawStatement takes back what one source states of one node under one id.
func (l *Ledger[N, E, F]) withdrawStatement(c graph.WithdrawStatement, as string) {
	source, known := l.graph.FindNode(c.Source)
	n, there := l.graph.FindNode(c.ID)
	if known && there {
		l.graph.Loosen(source) // it may have rested on its words alone
		l.unstate(n, func(s Statement[N]) bool { return s.Source == source && s.As == as && !s.Kept })
	}
}

// unstate takes back those of the statements of a node that are gone. If none is
// left, the words of the first of them are kept as long as something else rests
// on the node.
func (l *Ledger[N, E, F]) unstate(n N, gone func(Statement[N]) bool) {
	was := l.graph.Node(n).Stated
	left := slices.DeleteFunc(slices.Clone(was), gone)
	if len(left) == len(was) {
		return
	}
	for _, s := range was {
		if !slices.ContainsFunc(left, func(o Statement[N]) bool { return o.Source == s.Source }) {
			l.graph.SetStates(s.Source, n, false)
		}
	}
	if len(left) == 0 {
		left = []Statement[N]{{Source: l.none, Kept: true, Props: was[0].Props}}
		l.graph.Loosen(n)
	}
	l.graph.SetStated(n, left)
	l.graph.TouchNode(n)
}

// unstateAll takes back what all sources state of a node.
func (l *Ledger[N, E, F]) unstateAll(n N) {
	for _, s := range l.graph.Node(n).Stated {
		if !s.Kept {
			l.graph.Loosen(s.Source) // it may have rested on its words alone
		}
	}
	l.unstate(n, func(s Statement[N]) bool { return !s.Kept })
}

// removeFact takes evidence away. What it was for is looked at in the end.
func (l *Ledger[N, E, F]) removeFact(f F) {
	fact := l.graph.Fact(f)
	if fact.New { // it was never there for others
		l.Counts.Evidence--
	} else {
		l.Counts.Evidence++
	}
	l.graph.RemoveFact(f)
	l.touch(fact.Subject)
}

// retract takes away a piece of evidence, an edge or a node.
func (l *Ledger[N, E, F]) retract(c graph.Retract) error {
	if _, ok := graph.SourceOf(c.ID); ok {
		l.retractFact(c.ID)
		return nil
	}
	if e, _, _ := l.model.EdgeOf(c.ID); e != nil {
		if edge, ok := l.graph.FindEdgeID(c.ID); ok {
			for _, f := range slices.Clone(l.graph.EvidenceFor(Subject[N, E]{Edge: edge, OnEdge: true})) {
				l.removeFact(f)
			}
		}
		return nil
	}
	n, ok := l.graph.FindNode(c.ID)
	if !ok {
		return nil
	}
	if l.graph.Held(n) {
		return c.NotFree()
	}
	l.unstateAll(n)
	return nil
}

func (l *Ledger[N, E, F]) retractFact(id string) {
	f, ok := l.graph.FindFactID(id)
	if !ok {
		return
	}
	s := l.graph.Fact(f).Subject
	l.removeFact(f)
	if !s.OnEdge && l.graph.Node(s.Node).Kind.Evidenced && len(l.graph.EvidenceFor(s)) == 0 {
		l.bared[s.Node] = true
	}
}

// Bared returns the nodes that ClearBared looks at, in the order of ids.
func (l *Ledger[N, E, F]) Bared() []N {
	return slices.SortedFunc(maps.Keys(l.bared), func(a, b N) int {
		return cmp.Compare(l.graph.Node(a).ID, l.graph.Node(b).ID)
	})
}

// ClearBared takes away the nodes whose last evidence was retracted, which their
// kind needs, and for which none was put since. It is a CONFLICT where something
// else holds one.
func (l *Ledger[N, E, F]) ClearBared() error {
	for _, n := range l.Bared() {
		if l.graph.Held(n) {
			return graph.Bared(l.graph.Node(n).ID)
		}
		l.unstateAll(n)
	}
	return nil
}
