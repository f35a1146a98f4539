package web

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// TestMemory holds bytes for clients up to a bound: what is more is turned away,
// and what is given back can be held again.
func TestMemory(t *testing.T) {
	m := newMemory()
	if err := m.hold(maxHeld); err != nil {
		t.Fatal(err)
	}
	var turned *refusal
	if err := m.hold(1); !errors.As(err, &turned) || turned.status != 503 {
		t.Errorf("%v", err)
	}
	m.release(maxHeld)
	if err := m.hold(maxHeld); err != nil {
		t.Errorf("given back, but %v", err)
	}
}

// TestMetered counts what is read while it comes, and stops where there is no
// room.
func TestMetered(t *testing.T) {
	m := newMemory()
	if err := m.hold(maxHeld - 10); err != nil {
		t.Fatal(err)
	}
	from := &metered{Reader: iotest.OneByteReader(strings.NewReader("0123456789abcdef")), memory: m}
	text, err := io.ReadAll(from)
	var turned *refusal
	if string(text) != "0123456789" || from.held != 10 || !errors.As(err, &turned) {
		t.Errorf("%q, %d held, %v", text, from.held, err)
	}
	m.release(from.held)
	if err := m.hold(10); err != nil {
		t.Errorf("given back, but %v", err)
	}
}
