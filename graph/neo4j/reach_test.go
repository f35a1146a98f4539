package neo4j

import (
	"context"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"parley/graph"
	"parley/graph/neo4j/neo4jtest"
)

// throughWire opens a store at the other end of a wire.
func throughWire(t *testing.T, change func(*Config)) (*Store, *wire) {
	t.Helper()
	server := neo4jtest.Start(t)
	w := wired(t, server)
	c := configFor(t, server)
	c.URI = w.uri
	change(&c)
	return open(t, c), w
}

// many asks and writes so many times at once, and hands each error on.
func many(s *Store, times int, each func(error)) {
	var all sync.WaitGroup
	for range times {
		all.Go(func() {
			_, err := s.read(context.Background(), "many", "RETURN 1", nil)
			each(err)
			_, err = s.Apply(context.Background(), []graph.Change{graph.DropSource{Source: "source:none"}})
			each(err)
		})
	}
	all.Wait()
}

func unavailable(t *testing.T) func(error) {
	return func(err error) {
		if graph.CodeOf(err) != graph.Unavailable {
			t.Errorf("a call while Neo4j is down: %v", err)
		}
	}
}

// TestDownIsKnownToAll calls a server that is down: after the first calls no
// other goes to it, and one that knocks at its door finds it when it is back.
func TestDownIsKnownToAll(t *testing.T) {
	s, w := throughWire(t, func(*Config) {})
	if err := s.Ready(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.refuses.Store(1 << 40)
	w.cut()
	many(s, 1, unavailable(t))
	before := w.calls.Load()
	for range 20 {
		many(s, 20, unavailable(t))
	}
	if calls := w.calls.Load() - before; calls > 200 {
		t.Errorf("800 calls while Neo4j is known to be down call it %d times", calls)
	}
	w.refuses.Store(0)
	eventually(t, "it is ready", func() bool { return s.Ready(t.Context()) == nil })
	many(s, 5, func(err error) {
		if err != nil {
			t.Errorf("a call once Neo4j is back: %v", err)
		}
	})
}

// TestBlip breaks off all connections, and the next two calls: nobody notices.
func TestBlip(t *testing.T) {
	s, w := throughWire(t, func(*Config) {})
	if err := s.Ready(t.Context()); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		w.refuses.Store(2)
		w.cut()
		if _, err := s.Apply(t.Context(), []graph.Change{graph.DropSource{Source: "source:none"}}); err != nil {
			t.Errorf("a write after a blip: %v", err)
		}
	}
}

// TestSilence has a server that says nothing more on connections that are open:
// calls end long before their time.
func TestSilence(t *testing.T) {
	s, w := throughWire(t, func(*Config) {})
	if err := s.Ready(t.Context()); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	w.held.Lock()
	_, err := s.read(ctx, "silence", "RETURN 1", nil)
	unavailable(t)(err)
	if ctx.Err() != nil {
		t.Error("the call has taken all of its time")
	}
	_, err = s.read(ctx, "silence", "RETURN 1", nil)
	unavailable(t)(err)
	w.held.Unlock()
	eventually(t, "it is ready", func() bool { return s.Ready(t.Context()) == nil })
}

// signIns counts the sign-ins that a driver sends.
type signIns struct{ atomic.Int64 }

func (s *signIns) LogClientMessage(_ string, message string, _ ...any) {
	if strings.HasPrefix(message, "LOGON") || strings.HasPrefix(message, "HELLO") && strings.Contains(message, "credentials") {
		s.Add(1)
	}
}

func (s *signIns) LogServerMessage(string, string, ...any) {}

// TestWrongPassword signs in once, however much is asked.
func TestWrongPassword(t *testing.T) {
	var count signIns
	s, _ := throughWire(t, func(c *Config) { c.Username, c.Password, c.BoltLog = "somebody", "hunter2", &count })
	for range 20 {
		many(s, 20, func(err error) {
			unavailable(t)(err)
			if err != nil && (strings.Contains(err.Error(), "hunter2") || !strings.Contains(err.Error(), "NEO4J_PASSWORD")) {
				t.Errorf("a call with a wrong password: %v", err)
			}
		})
		if err := s.Ready(t.Context()); err == nil || !strings.Contains(err.Error(), "tries again when it is started again, or after 5 minutes") {
			t.Errorf("/readyz with a wrong password: %v", err)
		}
	}
	if n := count.Load(); n != 1 {
		t.Errorf("800 calls with a wrong password are %d sign-ins, not 1", n)
	}
}

// TestHalfASignIn refuses a password without a user name, and the other way
// round.
func TestHalfASignIn(t *testing.T) {
	for want, c := range map[string]Config{
		"NEO4J_USERNAME": {Password: "hunter2"},
		"NEO4J_PASSWORD": {Username: "neo4j"},
	} {
		c.URI, c.Model = "neo4j://host", standardModel(t)
		_, err := New(t.Context(), c)
		if graph.CodeOf(err) != graph.BadInput || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s: %v", want, err)
		}
	}
}
