package web

import (
	"errors"
	"strings"
	"testing"
	"testing/iotest"
)

// TestMemory holds bytes for clients up to a bound: what is more is turned away,
// but for the first few of each; what is given back can be held again.
func TestMemory(t *testing.T) {
	m := newByteBudget()
	if err := m.hold(0, free+maxHeld); err != nil {
		t.Fatal(err)
	}
	if err := m.hold(0, free); err != nil {
		t.Errorf("the first few: %v", err)
	}
	var turned *refusal
	if err := m.hold(free, 1); !errors.As(err, &turned) || turned.status != 503 {
		t.Errorf("%v", err)
	}
	m.release(free + maxHeld)
	if err := m.hold(free, maxHeld); err != nil {
		t.Errorf("given back, but %v", err)
	}
}

// TestMemoryForOne grants all that there is, and no more, to one who may send
// more than that.
func TestMemoryForOne(t *testing.T) {
	m := newByteBudget()
	c := &claim{of: m}
	for range 3 {
		if err := c.take(maxHeld); err != nil {
			t.Fatal(err)
		}
	}
	if err := m.hold(free, 1); err == nil {
		t.Error("there is more than all")
	}
	c.drop()
	if err := m.hold(free, maxHeld); err != nil {
		t.Errorf("given back, but %v", err)
	}
}

// TestClaimRead reads a body into room that grows while it comes, never beyond
// what is announced, and stops where there is no room.
func TestClaimRead(t *testing.T) {
	const full = 3 * free
	cases := []struct {
		name      string
		bytes     int
		announced int64
		left      int // of what can be held
		held      int
		busy      bool
	}{
		{"nothing has come", 0, 1 << 30, maxHeld, firstRoom, false},
		{"little", 100, 100, maxHeld, 100, false},
		{"little, not announced", 100, -1, maxHeld, firstRoom, false},
		{"much", full, full, maxHeld, full, false},
		{"much, not announced", full, -1, maxHeld, 4 * free, false},
		{"what is free", free, free, 0, free, false},
		{"more than there is room for", full, full, 10, free, true},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			m := newByteBudget()
			if err := m.hold(free, maxHeld-c.left); err != nil {
				t.Fatal(err)
			}
			held := &claim{of: m}
			sent := strings.Repeat("x", c.bytes)
			text, err := held.read(iotest.DataErrReader(strings.NewReader(sent)), c.announced)
			var turned *refusal
			if busy := errors.As(err, &turned); busy != c.busy || held.held != c.held || !busy && string(text) != sent {
				t.Errorf("%d read, %d held, %v", len(text), held.held, err)
			}
			held.drop()
			if err := m.hold(free, c.left); err != nil {
				t.Errorf("given back, but %v", err)
			}
		})
	}
}
