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
