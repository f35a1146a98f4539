package limits

import (
	"context"
	"math/rand/v2"
	"net/netip"
	"slices"
	"testing"
	"time"

	"parley/graph/graphtest"
)

// numbered is a client of its own for each number.
func numbered(n int) Client {
	return netip.PrefixFrom(netip.AddrFrom4([4]byte{192, 0, 2, byte(n)}), 32)
}

// guest is a request at the slots.
type guest struct {
	of    *lane
	turn  turn
	given bool
}

// come queues a request; nil is turned away.
func (s *Slots) come(c Client) *guest {
	l, mine, _ := s.queue(c)
	if l == nil {
		return nil
	}
	g := &guest{of: l, turn: mine}
	g.look()
	return g
}

// look takes what the request was told, if it was told anything.
func (g *guest) look() (told bool) {
	select {
	case given := <-g.turn:
		g.given = given
		return true
	default:
		return false
	}
}

// admitted reports whether a request has a slot by now.
func (g *guest) admitted() bool {
	if g == nil {
		return false
	}
	g.look()
	return g.given
}

// TestOneClientLeavesASlot has one client fill all that it can, with the slots
// and pressures that there may be: the first request of another has a slot at
// once, or, where there is one slot alone, the next one.
func TestOneClientLeavesASlot(t *testing.T) {
	for _, most := range []int{1, 2, 3, 8, 32} {
		s := NewSlots(most, time.Second)
		var at []*guest
		for range 1000 { // far more than there is room for, so that all pressure is on
			if g := s.come(numbered(1)); g.admitted() {
				at = append(at, g)
			}
		}
		if want := max(1, most-1); len(at) > want {
			t.Errorf("%d slots: one client has %d", most, len(at))
		}
		for n := 2; n < 5; n++ {
			if err := s.Open(numbered(n)); err != nil {
				t.Fatalf("%d slots: client %d is turned away at the door", most, n)
			}
			other := s.come(numbered(n))
			if other == nil {
				t.Fatalf("%d slots: client %d is turned away", most, n)
			}
			if most == 1 {
				if other.admitted() {
					t.Fatal("two have the one slot")
				}
				s.leave(at[0].of)
			}
			if !other.admitted() {
				t.Fatalf("%d slots: client %d does not have the next slot", most, n)
			}
			s.leave(other.of)
			if most == 1 { // the first client has its turn again
				if s.taken != 1 || s.lanes[numbered(1)].held != 1 {
					t.Fatalf("whose turn is it: %+v", s.lanes)
				}
			}
		}
	}
}

// TestTakingTurns has clients of which one has much more to ask than the others:
// slot by slot, each has its turn.
func TestTakingTurns(t *testing.T) {
	s := NewSlots(2, time.Second) // of which one client may have one
	var guests []*guest
	for n, requests := range []int{6, 2, 2} {
		for range requests {
			guests = append(guests, s.come(numbered(n)))
		}
	}
	var order []byte
	var atWork []*guest
	for {
		for i, g := range guests {
			if g.admitted() && !slices.Contains(atWork, g) {
				order = append(order, g.of.client.Addr().As4()[3]+'0')
				atWork = append(atWork, g)
				guests = slices.Delete(guests, i, i+1)
				break
			}
		}
		if len(atWork) == 0 {
			break
		}
		if len(atWork) == 2 || s.taken == 1 {
			s.leave(atWork[0].of)
			atWork = atWork[1:]
		}
	}
	// The first to come and the second have a slot at once; then who waits for a
	// first slot, and then in turn.
	if got, want := string(order), "0120120000"; got != want {
		t.Errorf("turns %s, not %s", got, want)
	}
}

// TestFullQueueMakesRoom fills the queue by one client: others displace its last
// requests until each has as many as any.
func TestFullQueueMakesRoom(t *testing.T) {
	s := NewSlots(1, time.Second)
	holder := s.come(numbered(0))
	var many []*guest
	for range burst {
		many = append(many, s.come(numbered(0)))
	}
	for n := 1; n <= burst-1; n++ {
		if s.come(numbered(n)) == nil {
			t.Fatalf("client %d is turned away", n)
		}
		if s.waiting != burst {
			t.Fatalf("%d wait, of %d at most", s.waiting, burst)
		}
	}
	if s.come(numbered(burst)) != nil {
		t.Error("there is room for a client more than there are places")
	}
	for i, g := range many[1:] {
		if told := g.look(); !told || g.given {
			t.Errorf("request %d of the many was not displaced", i+1)
		}
	}
	s.leave(holder.of)
}

// TestSlotsAddUp lets clients come, leave the queue and leave their slots in any
// order: never are more at work than there are slots, never does one client keep
// another from a slot that is free, and in the end nothing is left.
func TestSlotsAddUp(t *testing.T) {
	random := rand.New(rand.NewPCG(graphtest.Seed(t), 0))
	for range 200 {
		most := 1 + random.IntN(6)
		s := NewSlots(most, time.Second)
		var all []*guest
		for range 300 {
			i := random.IntN(len(all) + 1)
			switch {
			case i == len(all):
				if g := s.come(numbered(random.IntN(5))); g != nil {
					all = append(all, g)
				}
				continue
			case all[i].admitted():
				s.leave(all[i].of)
			case !s.unqueue(all[i].of, all[i].turn) && all[i].admitted():
				t.Fatal("it had a slot and did not know")
			}
			all = append(all[:i], all[i+1:]...)
			s.addsUp(t, most)
		}
		for _, g := range all {
			if g.admitted() {
				s.leave(g.of)
			} else {
				s.unqueue(g.of, g.turn)
			}
			for _, other := range all {
				other.admitted()
			}
		}
		if s.taken != 0 || s.waiting != 0 || len(s.lanes) != 0 || len(s.fresh)+len(s.served) != 0 {
			t.Fatalf("left: %d at work, %d waiting, %d clients", s.taken, s.waiting, len(s.lanes))
		}
	}
}

// addsUp holds the sums of the slots against their parts.
func (s *Slots) addsUp(t *testing.T, most int) {
	t.Helper()
	held, waiting := 0, 0
	for _, l := range s.lanes {
		held, waiting = held+l.held, waiting+len(l.queue)
		if l.idle() || l.held > max(1, most-1) {
			t.Fatalf("a client has %d of %d slots, and %d wait", l.held, most, len(l.queue))
		}
		if s.taken < s.size() && len(l.queue) > 0 && l.held < s.allowed() {
			t.Fatalf("a slot is free, and who may have it waits")
		}
	}
	if held != s.taken || waiting != s.waiting || s.taken > most || s.waiting > s.queueLength() {
		t.Fatalf("%d of %d slots, held %d; %d wait, queued %d", s.taken, most, held, s.waiting, waiting)
	}
}

// TestFirstSlotIsWaitedFor has the one slot taken for longer than a request waits
// behind others of its own client: another client waits on.
func TestFirstSlotIsWaitedFor(t *testing.T) {
	s := NewSlots(1, time.Minute)
	leave, err := s.Enter(t.Context(), numbered(1))
	if err != nil {
		t.Fatal(err)
	}
	other := make(chan error, 1)
	go func() {
		leave, err := s.Enter(context.WithoutCancel(t.Context()), numbered(2))
		if err == nil {
			leave()
		}
		other <- err
	}()
	if _, err := s.Enter(t.Context(), numbered(1)); err == nil {
		t.Error("there is one slot, and two have it")
	}
	select {
	case err := <-other:
		t.Fatalf("the other client does not wait: %v", err)
	default:
	}
	leave()
	if err := <-other; err != nil {
		t.Error(err)
	}
}
