package graph

import (
	"cmp"
	"context"
	"iter"
)

// Dump is a graph in the parts that a store yields it in, to become changes.
type Dump struct {
	Sources []DumpedSource // in the order of loading
	Merges  []Merge        // by id
	Stated  func(source string) iter.Seq2[PutNode, error]
	Kept    func() iter.Seq2[PutNode, error] // what no source states any more, by id; without a source
	Said    func(source string) iter.Seq2[PutEvidence, error]
}

// DumpedSource is a source: what it is, with the load that a Sweep ended last.
type DumpedSource struct {
	Node   PutNode
	Itself bool // it states itself; else Node is what another source states of it
}

// Changes yields the graph as changes: the sources, so that they keep their order;
// the merges, so that ids mean what they mean; what each source states, the
// statements that are kept, and what each source says. Statements that stand in for
// those that no source makes any more are withdrawn at the end.
func (t *Dump) Changes(ctx context.Context) iter.Seq2[Change, error] {
	return func(yield func(Change, error) bool) {
		w, meter := &dumper{Dump: t}, NewMeter(ctx, "changes")
		for _, part := range []iter.Seq2[Change, error]{w.sources, w.merges, w.stated, w.kept, w.said, w.back} {
			for c, err := range part {
				meter.Step()
				if err := cmp.Or(err, meter.Err(), Ended(ctx, "changes")); err != nil {
					yield(nil, err)
					return
				}
				if !yield(c, nil) {
					return
				}
			}
		}
	}
}

// dumper yields the parts of a dump as changes.
type dumper struct {
	*Dump
	takeBack []Change
}

func (t *dumper) sources(yield func(Change, error) bool) {
	for _, s := range t.Sources {
		id := s.Node.ID
		if !yield(s.Node, nil) || s.Node.Load != "" && !yield(Sweep{Source: id, Load: s.Node.Load}, nil) {
			return
		}
		if !s.Itself {
			t.takeBack = append(t.takeBack, WithdrawStatement{Source: id, ID: id})
		}
	}
}

func (t *dumper) merges(yield func(Change, error) bool) {
	for _, m := range t.Merges {
		if !yield(m, nil) {
			return
		}
	}
}

func (t *dumper) stated(yield func(Change, error) bool) {
	for _, s := range t.Sources {
		for n, err := range t.Stated(s.Node.ID) {
			if n.ID == s.Node.ID && n.Load == s.Node.Load && err == nil {
				continue // sources has yielded it
			}
			if !yield(n, err) {
				return
			}
		}
	}
}

// kept has the first source state what no source states any more.
func (t *dumper) kept(yield func(Change, error) bool) {
	if len(t.Sources) == 0 {
		return
	}
	for n, err := range t.Kept() {
		n.Source = t.Sources[0].Node.ID
		t.takeBack = append(t.takeBack, WithdrawStatement{Source: n.Source, ID: n.ID})
		if !yield(n, err) {
			return
		}
	}
}

func (t *dumper) said(yield func(Change, error) bool) {
	for _, s := range t.Sources {
		for e, err := range t.Said(s.Node.ID) {
			if !yield(e, err) {
				return
			}
		}
	}
}

func (t *dumper) back(yield func(Change, error) bool) {
	for _, c := range t.takeBack {
		if !yield(c, nil) {
			return
		}
	}
}
