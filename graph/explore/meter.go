package explore

import (
	"context"

	"parley/graph"
)

// meter counts what an exploration does and holds. What it lays out to work with,
// it releases when it is done; what it answers is held for whoever asked.
type meter struct {
	graph.Meter
	ctx     context.Context
	op      string
	budget  *graph.Budget
	scratch int // bytes that are given back
}

func newMeter(ctx context.Context, op string) *meter {
	return &meter{Meter: graph.NewMeter(ctx, op), ctx: ctx, op: op, budget: graph.BudgetOf(ctx)}
}

// lay counts bytes that are worked with, and reports whether to go on.
func (m *meter) lay(n int) bool {
	m.scratch += n
	return m.Hold(n)
}

// ask asks for all rows of a root list, to work with.
func (m *meter) ask(x *Explorer, l graph.List) (rows *graph.Rows, err error) {
	err = m.reading(func() error {
		rows, err = x.selectRows(m.ctx, m.op, l)
		return err
	})
	return rows, err
}

// expand asks for the edges at some nodes, to work with.
func (m *meter) expand(x *Explorer, of *graph.Expansion) (found []graph.Neighbours, err error) {
	err = m.reading(func() error {
		found, err = x.From.Expand(m.ctx, of)
		return err
	})
	return found, err
}

// reading counts as laid out what a store counts as held while it is asked.
func (m *meter) reading(ask func() error) error {
	if !m.Going() {
		return m.Err()
	}
	before := m.budget.Held()
	err := ask()
	m.scratch += m.budget.Held() - before
	return err
}

// letGo releases bytes that were laid out.
func (m *meter) letGo(n int) {
	m.scratch -= n
	m.Hold(-n)
}

// done releases all of them, and returns why the work ended early, or nil.
func (m *meter) done() error {
	m.letGo(m.scratch)
	return m.Close()
}

// What things take that come by the thousand, in bytes, or so; the texts are the
// store's.
const (
	nodeBytes   = 160 // of a graph
	edgeBytes   = 320 // of a graph, with its label
	detailBytes = 320 // of either
	textBytes   = 16
	keyBytes    = 64 // a key of a map with its value
)
