package limits

import (
	"errors"
	"strings"
	"testing"
	"testing/iotest"
)

// TestMemory holds bytes for clients up to a bound: what is more is turned away,
// but for the first few of each; what is given back can be held again.
func TestMemory(t *testing.T) {
	m := NewByteBudget()
	if err := m.hold(0, Free+MaxHeld); err != nil {
		t.Fatal(err)
	}
	if err := m.hold(0, Free); err != nil {
		t.Errorf("the first few: %v", err)
	}
	if err := m.hold(Free, 1); !errors.Is(err, ErrBusy) {
		t.Errorf("%v", err)
	}
	m.release(Free + MaxHeld)
	if err := m.hold(Free, MaxHeld); err != nil {
		t.Errorf("given back, but %v", err)
	}
}

// TestMemoryForOne grants all that there is, and no more, to one who may send
// more than that.
func TestMemoryForOne(t *testing.T) {
	m := NewByteBudget()
	c := m.Claim()
	for range 3 {
		if err := c.Take(MaxHeld); err != nil {
			t.Fatal(err)
		}
	}
	if err := m.hold(Free, 1); err == nil {
		t.Error("there is more than all")
	}
	c.Drop()
	if err := m.hold(Free, MaxHeld); err != nil {
		t.Errorf("given back, but %v", err)
	}
}

// TestClaimRead reads a body into room that grows while it comes, never beyond
// what is announced, and stops where there is no room.
func TestClaimRead(t *testing.T) {
	const full = 3 * Free
	cases := []struct {
		name      string
		bytes     int
		announced int64
		left      int // of what can be held
		held      int
		busy      bool
	}{
		{"nothing has come", 0, 1 << 30, MaxHeld, firstRoom, false},
		{"little", 100, 100, MaxHeld, 100, false},
		{"little, not announced", 100, -1, MaxHeld, firstRoom, false},
		{"much", full, full, MaxHeld, full, false},
		{"much, not announced", full, -1, MaxHeld, 4 * Free, false},
		{"what is free", Free, Free, 0, Free, false},
		{"more than there is room for", full, full, 10, Free, true},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			m := NewByteBudget()
			if err := m.hold(Free, MaxHeld-c.left); err != nil {
				t.Fatal(err)
			}
			held := m.Claim()
			sent := strings.Repeat("x", c.bytes)
			text, err := held.Read(iotest.DataErrReader(strings.NewReader(sent)), c.announced)
			if busy := errors.Is(err, ErrBusy); busy != c.busy || held.held != c.held || !busy && string(text) != sent {
				t.Errorf("%d read, %d held, %v", len(text), held.held, err)
			}
			held.Drop()
			if err := m.hold(Free, c.left); err != nil {
				t.Errorf("given back, but %v", err)
			}
		})
	}
}
