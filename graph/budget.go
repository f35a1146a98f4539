package graph

import (
	"context"
	"math"
	"sync/atomic"
)

// Budget bounds what one request may cause, whatever it asks and however often:
// work, which is rows looked at and pairs made, and bytes held. Whoever does work
// counts it where it is done. A nil Budget bounds nothing. It is safe for
// concurrent use.
type Budget struct {
	MaxWork int64 // rows looked at and pairs made; 0 is no bound
	MaxHeld int64 // bytes held at once; 0 is no bound

	work, held, peak atomic.Int64
}

// Work counts n rows that are looked at, or pairs that are made, for an
// operation. It returns TOO_LARGE, with the bound and the figure, where that is
// more than may be.
func (b *Budget) Work(op string, n int) error {
	if b == nil {
		return nil
	}
	if sum := b.work.Add(int64(n)); b.MaxWork > 0 && sum > b.MaxWork {
		return Errorf(TooLarge, op, "the request looks at %d rows or more; at most %d are looked at for one request: ask for less, or narrow it down with where, topic or a window of time", sum, b.MaxWork)
	}
	return nil
}

// Hold counts n bytes that are held until Release. It returns TOO_LARGE, with the
// bound and the figure, where more are held then than may be.
func (b *Budget) Hold(op string, n int) error {
	if b == nil {
		return nil
	}
	held := b.held.Add(int64(n))
	for peak := b.peak.Load(); held > peak && !b.peak.CompareAndSwap(peak, held); peak = b.peak.Load() {
	}
	if b.MaxHeld > 0 && held > b.MaxHeld {
		return Errorf(TooLarge, op, "the request holds %d bytes or more; at most %d are held for one request: ask for smaller pages", held, b.MaxHeld)
	}
	return nil
}

// Release counts n bytes as no longer held.
func (b *Budget) Release(n int) {
	if b != nil {
		b.held.Add(-int64(n))
	}
}

// Held returns how many bytes are held now.
func (b *Budget) Held() int {
	if b == nil {
		return 0
	}
	return int(b.held.Load())
}

// Room returns how many bytes more may be held.
func (b *Budget) Room() int {
	if b == nil || b.MaxHeld <= 0 {
		return math.MaxInt32
	}
	return max(0, int(b.MaxHeld)-b.Held())
}

// Spent returns how many rows were looked at and pairs made so far, and how many
// bytes were held at most.
func (b *Budget) Spent() (work, peak int64) {
	if b == nil {
		return 0, 0
	}
	return b.work.Load(), b.peak.Load()
}

type budgetKey struct{}

// WithBudget returns a context whose calls of a store, and explorations, are held
// to a budget.
func WithBudget(ctx context.Context, b *Budget) context.Context {
	return context.WithValue(ctx, budgetKey{}, b)
}

// BudgetOf returns the budget that a context carries, or nil.
func BudgetOf(ctx context.Context) *Budget {
	b, _ := ctx.Value(budgetKey{}).(*Budget)
	return b
}

// Meter counts the work of one evaluation for the budget that its context
// carries, and looks from time to time whether the evaluation is to go on: so a
// row costs an addition, and a request that is cancelled, out of time or over
// its budget ends soon. It belongs to one goroutine.
type Meter struct {
	ctx    context.Context
	op     string
	budget *Budget
	pause  func(context.Context) // may be nil
	steps  int                   // not yet counted
	held   int                   // not yet counted; less than nothing where bytes were released
	err    error
}

// How many steps, and how many bytes, pass between two looks.
const (
	lookSteps = 1 << 10
	lookBytes = 64 << 10
)

// NewMeter returns a meter for an operation.
func NewMeter(ctx context.Context, op string) Meter {
	pause, _ := ctx.Value(pauseKey{}).(func(context.Context))
	return Meter{ctx: ctx, op: op, budget: BudgetOf(ctx), pause: pause, err: Ended(ctx, op)}
}

type pauseKey struct{}

// WithPause returns a context whose evaluations call pause between their looks. It
// may block, until its context ends at most: so long work makes room for short.
// With nil, they go on without a pause.
func WithPause(ctx context.Context, pause func(context.Context)) context.Context {
	return context.WithValue(ctx, pauseKey{}, pause)
}

// Step counts a row that is looked at, or a pair that is made, and reports
// whether to go on.
func (m *Meter) Step() bool {
	if m.steps++; m.steps < lookSteps {
		return m.err == nil
	}
	return m.look()
}

// Steps counts n rows, and reports whether to go on.
func (m *Meter) Steps(n int) bool {
	if m.steps += n; m.steps < lookSteps {
		return m.err == nil
	}
	return m.look()
}

// Hold counts n bytes that are held, or released where n is less than nothing,
// and reports whether to go on.
func (m *Meter) Hold(n int) bool {
	if m.held += n; m.held < lookBytes && m.held > -lookBytes {
		return m.err == nil
	}
	return m.look()
}

// Going reports whether to go on.
func (m *Meter) Going() bool { return m.err == nil }

// Err returns why not to go on, or nil.
func (m *Meter) Err() error { return m.err }

// Fail ends the evaluation with an error, unless that is nil or another came
// first.
func (m *Meter) Fail(err error) {
	if m.err == nil {
		m.err = err
	}
}

// Close counts what is left to count, and returns why the evaluation ended early,
// or nil.
func (m *Meter) Close() error {
	m.look()
	return m.err
}

// look counts, pauses, and looks whether the context has ended. What was held is counted
// in any case, since it will be released.
func (m *Meter) look() bool {
	steps, held := m.steps, m.held
	m.steps, m.held = 0, 0
	m.Fail(m.budget.Hold(m.op, held))
	m.Fail(m.budget.Work(m.op, steps))
	if m.pause != nil && m.err == nil {
		m.pause(m.ctx)
	}
	m.Fail(Ended(m.ctx, m.op))
	return m.err == nil
}
