package graph

import (
	"context"
	"testing"
)

func TestBudget(t *testing.T) {
	b := &Budget{MaxWork: 10, MaxHeld: 100}
	if BudgetOf(WithBudget(context.Background(), b)) != b || BudgetOf(context.Background()) != nil {
		t.Error("a context does not carry the budget")
	}
	for _, step := range []struct {
		name string
		do   func() error
		code Code
	}{
		{"as much work as may be", func() error { return b.Work("select", 10) }, ""},
		{"one row more", func() error { return b.Work("select", 1) }, TooLarge},
		{"as many bytes as may be", func() error { return b.Hold("select", 100) }, ""},
		{"one byte more", func() error { return b.Hold("select", 1) }, TooLarge},
		{"once they are released", func() error { b.Release(101); return b.Hold("select", 50) }, ""},
	} {
		if code := CodeOf(step.do()); code != step.code {
			t.Errorf("%s: %q, not %q", step.name, code, step.code)
		}
	}
	if work, peak := b.Spent(); work != 11 || peak != 101 {
		t.Errorf("it has spent %d and %d", work, peak)
	}
	var none *Budget
	if none.Work("select", 1<<40) != nil || none.Hold("select", 1<<40) != nil {
		t.Error("without a budget something is bounded")
	}
	none.Release(1)
}
