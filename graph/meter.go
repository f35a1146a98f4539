package graph

import "context"

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
