package explore

import (
	"context"

	"parley/graph"
)

// meter counts the work of an exploration and the bytes that it holds. Scratch, which
// is what it holds to work with, is released when it is done; the answer stays held.
type meter struct {
	graph.Meter
	ctx     context.Context
	op      string
	budget  *graph.Budget
	scratch int // bytes held to work with
}

func newMeter(ctx context.Context, op string) *meter {
	return &meter{Meter: graph.NewMeter(ctx, op), ctx: ctx, op: op, budget: graph.BudgetOf(ctx)}
}

// holdScratch counts bytes as held to work with, and reports whether to go on.
func (m *meter) holdScratch(n int) bool {
	m.scratch += n
	return m.Hold(n)
}

// ask returns all rows of a root list, and counts them as scratch.
func (m *meter) ask(x *Explorer, l graph.List) (rows *graph.Rows, err error) {
	err = m.reading(func() error {
		rows, err = x.selectRows(m.ctx, m.op, l)
		return err
	})
	return rows, err
}

// each calls take for each row of a root list. The rows are scratch until all are
// taken.
func (m *meter) each(x *Explorer, l graph.List, take func(row []graph.Value) error) (*graph.Rows, error) {
	before := m.scratch
	rows, err := m.ask(x, l)
	if err != nil {
		return nil, err
	}
	read := m.scratch - before
	for row := range rows.All() {
		if err := take(row); err != nil {
			return nil, err
		}
	}
	m.releaseScratch(read)
	return rows, nil
}

// expand returns the edges at some nodes, and counts them as scratch.
func (m *meter) expand(x *Explorer, of *graph.Expansion) (found []graph.Neighbours, err error) {
	err = m.reading(func() error {
		found, err = x.From.Expand(m.ctx, of)
		return err
	})
	return found, err
}

// reading counts as scratch the bytes that a store holds for a question.
func (m *meter) reading(ask func() error) error {
	if !m.Going() {
		return m.Err()
	}
	before := m.budget.Held()
	err := ask()
	m.scratch += m.budget.Held() - before
	return err
}

// releaseScratch releases bytes that were held to work with.
func (m *meter) releaseScratch(n int) {
	m.scratch -= n
	m.Hold(-n)
}

// done releases all scratch, and returns why the work ended early, or nil.
func (m *meter) done() error {
	m.releaseScratch(m.scratch)
	return m.Close()
}

// The approximate bytes of things that come by the thousand. Their texts are the
// store's.
const (
	nodeBytes   = 160 // of a graph
	edgeBytes   = 320 // of a graph, with its label
	detailBytes = 320 // of either
	textBytes   = 16
	keyBytes    = 64 // a key of a map with its value
)
