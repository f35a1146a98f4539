package graph

import (
	"cmp"
	"context"
	"iter"
)

// Dump is a graph in the parts of which a store tells it as changes.
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
	Itself bool // it states itself; else what another states of it stands here
}

// Changes tells the graph: the sources, so that they keep their order; the
// merges, so that ids mean what they mean; what each source states, the words
// that are kept, and what each source says. What only stands in for words that
// no source states any more is taken back at the end.
func (t *Dump) Changes(ctx context.Context) iter.Seq2[Change, error] {
	return func(yield func(Change, error) bool) {
		w := &dumper{Dump: t, ctx: ctx, meter: NewMeter(ctx, "changes"), yield: yield}
		for _, part := range []func(){w.sources, w.merges, w.stated, w.kept, w.said, w.back} {
			if part(); w.done {
				return
			}
		}
	}
}

// dumper is a graph on its way to becoming changes.
type dumper struct {
	*Dump
	ctx      context.Context
	meter    Meter
	yield    func(Change, error) bool
	done     bool
	takeBack []Change
}

func (t *dumper) put(c Change, err error) bool {
	if err == nil {
		t.meter.Step()
		err = cmp.Or(t.meter.Err(), Ended(t.ctx, "changes"))
	}
	if err != nil {
		c, t.done = nil, true
	}
	if !t.yield(c, err) {
		t.done = true
	}
	return !t.done
}

func (t *dumper) sources() {
	for _, s := range t.Sources {
		id := s.Node.ID
		if !t.put(s.Node, nil) || s.Node.Load != "" && !t.put(Sweep{Source: id, Load: s.Node.Load}, nil) {
			return
		}
		if !s.Itself {
			t.takeBack = append(t.takeBack, WithdrawStatement{Source: id, ID: id})
		}
	}
}

func (t *dumper) merges() {
	for _, m := range t.Merges {
		if !t.put(m, nil) {
			return
		}
	}
}

func (t *dumper) stated() {
	for _, s := range t.Sources {
		for n, err := range t.Stated(s.Node.ID) {
			if n.ID == s.Node.ID && n.Load == s.Node.Load && err == nil {
				continue // it is told already
			}
			if !t.put(n, err) {
				return
			}
		}
	}
}

// kept has the first source state what no source states any more.
func (t *dumper) kept() {
	if len(t.Sources) == 0 {
		return
	}
	for n, err := range t.Kept() {
		n.Source = t.Sources[0].Node.ID
		t.takeBack = append(t.takeBack, WithdrawStatement{Source: n.Source, ID: n.ID})
		if !t.put(n, err) {
			return
		}
	}
}

func (t *dumper) said() {
	for _, s := range t.Sources {
		for e, err := range t.Said(s.Node.ID) {
			if !t.put(e, err) {
				return
			}
		}
	}
}

func (t *dumper) back() {
	for _, c := range t.takeBack {
		if !t.put(c, nil) {
			return
		}
	}
}
