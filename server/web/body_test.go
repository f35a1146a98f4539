package web

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// TestMemory holds bytes for clients up to a bound: what is more is turned away,
// but for the first few of each; what is given back can be held again.
func TestMemory(t *testing.T) {
	m := newMemory()
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

// TestMetered counts what is read while it comes, and stops where there is no
// room.
func TestMetered(t *testing.T) {
	m := newMemory()
	if err := m.hold(free, maxHeld-10); err != nil {
		t.Fatal(err)
	}
	from := &metered{Reader: iotest.OneByteReader(strings.NewReader(strings.Repeat("x", free+20))), memory: m}
	text, err := io.ReadAll(from)
	var turned *refusal
	if len(text) != free+10 || from.held != free+10 || !errors.As(err, &turned) {
		t.Errorf("%d read, %d held, %v", len(text), from.held, err)
	}
	m.release(from.held)
	if err := m.hold(free, 10); err != nil {
		t.Errorf("given back, but %v", err)
	}
}
