package neo4j

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net"
	"runtime"
	"strings"
	"testing"
	"time"

	"parley/graph"
	"parley/graph/neo4j/layout"
	"parley/graph/neo4j/neo4jtest"
)

// slow keeps Neo4j busy for longer than any test waits.
const slow = "UNWIND range(1, 100000000000) AS i WITH i WHERE i % 7 = 8 RETURN count(*)"

// underWay counts the transactions of an operation that Neo4j runs.
func underWay(t *testing.T, s *Store, op string) int {
	t.Helper()
	records, err := s.read(context.Background(), "look", "SHOW TRANSACTIONS YIELD metaData "+
		"WHERE metaData.app = 'parley' AND metaData.operation = $op RETURN count(*)", map[string]any{"op": op})
	if err != nil {
		t.Fatal(err)
	}
	return layout.Number(records[0].Values[0])
}

// patience is how long a test waits for what a quiet machine does in a moment.
const patience = 2 * time.Minute

// eventually waits for something to become so.
func eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	for end := time.Now().Add(patience); !is(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("after %v it is still not so: %s", patience, what)
		}
	}
}

// started runs slow in the background and waits until Neo4j is at it.
func started(t *testing.T, ctx context.Context, s, looker *Store, op string) (done chan error) {
	t.Helper()
	done = make(chan error, 1)
	before := underWay(t, looker, op)
	go func() {
		_, err := s.read(ctx, op, slow, nil)
		done <- err
	}()
	eventually(t, op+" runs", func() bool { return underWay(t, looker, op) > before })
	return done
}

// ends waits for an error of a code. (slow itself would go on for longer.)
func ends(t *testing.T, done chan error, code graph.Code) error {
	t.Helper()
	select {
	case err := <-done:
		if graph.CodeOf(err) != code {
			t.Fatalf("%v is %s, not %s", err, graph.CodeOf(err), code)
		}
		return err
	case <-time.After(patience):
		t.Fatalf("no error after %v", patience)
	}
	return nil
}

func TestEndOfContextEndsTheQueryInNeo4j(t *testing.T) {
	s := open(t, configFor(t, neo4jtest.Start(t)))
	t.Run("cancelled", func(t *testing.T) {
		ctx, cancel := context.WithCancel(context.Background())
		done := started(t, ctx, s, s, "cancelled")
		cancel()
		ends(t, done, graph.Cancelled)
		eventually(t, "nothing runs", func() bool { return underWay(t, s, "cancelled") == 0 })
	})
	t.Run("out of time", func(t *testing.T) {
		ctx, cancel := context.WithTimeout(context.Background(), 3*time.Second)
		defer cancel()
		done := started(t, ctx, s, s, "late")
		ends(t, done, graph.Timeout)
		eventually(t, "nothing runs", func() bool { return underWay(t, s, "late") == 0 })
	})
	t.Run("out of time, where the context sets none", func(t *testing.T) {
		c := configFor(t, neo4jtest.Start(t))
		c.ReadTimeout = 3 * time.Second
		done := started(t, context.Background(), open(t, c), s, "default")
		ends(t, done, graph.Timeout)
	})
	t.Run("the connections are good afterwards", func(t *testing.T) {
		for range 20 {
			if _, err := s.read(context.Background(), "after", "RETURN 1", nil); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func TestTooMuchAtOnce(t *testing.T) {
	server := neo4jtest.Start(t)
	c := configFor(t, server)
	c.MaxConnections = 2
	s, looker := open(t, c), open(t, configFor(t, server))
	ctx, cancel := context.WithCancel(context.Background())
	first := started(t, ctx, s, looker, "busy")
	second := started(t, ctx, s, looker, "busy")
	if _, err := s.read(context.Background(), "third", "RETURN 1", nil); graph.CodeOf(err) != graph.Unavailable {
		t.Error(err)
	}
	cancel()
	ends(t, first, graph.Cancelled)
	ends(t, second, graph.Cancelled)
	if _, err := s.read(context.Background(), "fourth", "RETURN 1", nil); err != nil {
		t.Error(err)
	}
}

// nowhere is an address at which nobody listens.
func nowhere(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// silence is an address at which somebody listens and never says a word.
func silence(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l.Addr().String()
}

func TestNeo4jThatIsNotThere(t *testing.T) {
	m := standardModel(t)
	for _, scheme := range []string{"bolt", "neo4j"} {
		for name, address := range map[string]string{"nobody listens": nowhere(t), "nobody answers": silence(t)} {
			t.Run(scheme+": "+name, func(t *testing.T) {
				before := runtime.NumGoroutine()
				s, err := New(context.Background(), Config{URI: scheme + "://" + address, Model: m, Username: "u", Password: "hunter2"})
				if err != nil {
					t.Fatal(err)
				}
				ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
				defer cancel()
				_, applyErr := s.Apply(ctx, []graph.Change{graph.DropSource{Source: "source:a"}})
				for what, err := range map[string]error{"apply": applyErr, "ready": s.Ready(ctx)} {
					if code := graph.CodeOf(err); code != graph.Unavailable && (code != graph.Timeout || what != "ready") {
						t.Errorf("%s: %v", what, err)
					}
					if err != nil && strings.Contains(err.Error(), "hunter2") {
						t.Errorf("%s tells the password: %v", what, err)
					}
				}
				if err := s.Close(); err != nil {
					t.Error(err)
				}
				eventually(t, "no goroutine is left", func() bool { return runtime.NumGoroutine() <= before })
			})
		}
	}
}

func TestNeo4jDiesAndComesBack(t *testing.T) {
	server := neo4jtest.StartPrivate(t)
	before := runtime.NumGoroutine()
	s, err := New(context.Background(), configFor(t, server.Server))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Ready(context.Background()); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	done := started(t, ctx, s, s, "doomed")
	server.Kill()
	ends(t, done, graph.Unavailable)
	if err := s.Ready(context.Background()); graph.CodeOf(err) != graph.Unavailable {
		t.Errorf("ready without Neo4j: %v", err)
	}
	short, stop := context.WithTimeout(context.Background(), time.Second)
	defer stop()
	if _, err := s.read(short, "dead", "RETURN 1", nil); graph.CodeOf(err) != graph.Unavailable {
		t.Errorf("a read without Neo4j: %v", err)
	}
	server.Restart()
	eventually(t, "it is ready", func() bool { return s.Ready(context.Background()) == nil })
	if _, err := s.read(context.Background(), "alive", "RETURN 1", nil); err != nil {
		t.Error(err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	eventually(t, "no goroutine is left", func() bool { return runtime.NumGoroutine() <= before+2 })
}

func TestAddresses(t *testing.T) {
	m := standardModel(t)
	for uri, good := range map[string]bool{
		"neo4j://host:7687": true, "neo4j+s://x.databases.neo4j.io": true, "neo4j+ssc://host": true,
		"bolt://host": true, "bolt+s://host": true, "bolt+ssc://127.0.0.1:1": true, "bolt://[::1]:7687": true,
		"": false, "host:7687": false, "http://host": false, "neo4j://": false, "neo4j://u:hunter2@host": false,
		"bolt://u:hunter2@host:port": false, "neo4j+s://:7687": false, "neo4j://ho st/hunter2": false,
	} {
		s, err := New(context.Background(), Config{URI: uri, Model: m})
		if good != (err == nil) {
			t.Errorf("%s: %v", uri, err)
		}
		if err != nil && (graph.CodeOf(err) != graph.BadInput || strings.Contains(err.Error(), "hunter2")) {
			t.Errorf("%s: %v", uri, err)
		}
		if s != nil {
			s.Close()
		}
	}
}

func TestPasswordIsKept(t *testing.T) {
	c := Config{URI: "neo4j://host", Username: "u", Password: "hunter2"}
	var logged strings.Builder
	slog.New(slog.NewTextHandler(&logged, nil)).Info("store", "config", c, "pointer", &c)
	inJSON, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	s, err := New(context.Background(), Config{URI: c.URI, Username: c.Username, Password: c.Password, Model: standardModel(t)})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	texts := []string{logged.String(), string(inJSON), fmt.Sprint(c), fmt.Sprintf("%v %+v %#v %s %q %d", c, c, c, &c, c, c), fmt.Sprintf("%+v", s)}
	for _, text := range texts {
		if strings.Contains(text, "hunter2") {
			t.Error(text)
		}
	}
	wrong := configFor(t, neo4jtest.Start(t))
	wrong.Password = "hunter2"
	err = open(t, wrong).Ready(context.Background())
	if graph.CodeOf(err) != graph.Unavailable || strings.Contains(err.Error(), "hunter2") {
		t.Error(err)
	}
}
