//go:build unix

package sqlite

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parley/graph"
)

// holding is a process that has a store and writes to it without end.
type holding struct {
	pid  int
	kill func()
	end  func()
}

// held starts a process that holds a store, and waits until it has it.
func held(t *testing.T, path string) holding {
	t.Helper()
	command := childCommand(t, hold, path)
	in, err := command.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	command.Stderr = os.Stderr
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	h := holding{pid: command.Process.Pid}
	h.end = func() { in.Close(); command.Wait() }
	h.kill = func() { command.Process.Kill(); command.Wait() }
	t.Cleanup(h.kill)
	if line, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		t.Fatalf("%q, %v", line, err)
	}
	return h
}

// childHolds writes sources of two nodes to a store, one an Apply, until its
// input ends.
func childHolds(path string) error {
	s, err := newStory(1, 0)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		io.Copy(io.Discard, os.Stdin)
		cancel()
	}()
	store, err := Open(ctx, s.model, path)
	if err != nil {
		return err
	}
	for i := 0; ctx.Err() == nil; i++ {
		id := fmt.Sprintf("source:s%04d", i%50)
		changes := []graph.Change{source(id, fmt.Sprint(i)), graph.PutNode{Source: id, ID: strings.Replace(id, "source:s", "person:p", 1), Props: map[string]graph.Value{"name": "P", "description": fmt.Sprint(i)}}}
		if _, err := store.Apply(ctx, changes); err != nil && graph.CodeOf(err) != graph.Cancelled {
			<-ctx.Done() // as a server lives on that cannot write any more
			return err
		}
		if i == 0 {
			fmt.Println("holds it")
		}
	}
	return store.Close()
}

// TestSecondProcess opens what another process has: it is told who, also when a
// process had it before that was killed and left its name behind.
func TestSecondProcess(t *testing.T) {
	s := tell(t, 0)
	path := filepath.Join(t.TempDir(), "parley.db")
	for range 2 {
		h := held(t, path)
		_, err := Open(t.Context(), s.model, path)
		for _, says := range []string{path + " is in use by process ", fmt.Sprintf("process %d (%s) on ", h.pid, filepath.Base(os.Args[0])), "stop that one first, or choose another file"} {
			if graph.CodeOf(err) != graph.Conflict || !strings.Contains(err.Error(), says) {
				t.Errorf("not %q, but %v", says, err)
			}
		}
		h.kill()
	}
	closed(t, s.open(t, path))
}

// TestSecondStore opens a file twice in one process.
func TestSecondStore(t *testing.T) {
	s := tell(t, 0)
	path := filepath.Join(t.TempDir(), "parley.db")
	first := s.open(t, path)
	if _, err := Open(t.Context(), s.model, path); graph.CodeOf(err) != graph.Conflict {
		t.Errorf("%v", err)
	}
	closed(t, first)
	closed(t, s.open(t, path))
}

// TestHandOver opens a file whose holder is about to close it, as when a server
// is started anew.
func TestHandOver(t *testing.T) {
	s := tell(t, 0)
	path := filepath.Join(t.TempDir(), "parley.db")
	first := s.open(t, path)
	time.AfterFunc(patience/20, func() { first.Close() })
	closed(t, s.open(t, path))
}

// TestForeignHand writes to an open store from outside. Nothing is written over
// it, and no Apply is acknowledged that is not kept.
func TestForeignHand(t *testing.T) {
	s := tell(t, 2)
	path := filepath.Join(t.TempDir(), "parley.db")
	store := s.open(t, path)
	s.apply(t, store, s.steps[0])
	altered(t, path, "UPDATE head SET batch = batch + 1")
	_, applied := store.Apply(t.Context(), s.steps[1])
	if digest(t, store) != s.states[1] {
		t.Error("the Apply changed something")
	}
	for what, err := range map[string]error{"Apply": applied, "Ready": store.Ready(t.Context()), "Close": store.Close()} {
		if graph.CodeOf(err) != graph.Unavailable || !strings.Contains(err.Error(), "the store's log was written to by something else") {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// TestContexts ends contexts before and during an Apply and an Open: nothing is
// changed, and the store goes on.
func TestContexts(t *testing.T) {
	s := tell(t, 30)
	path := filepath.Join(t.TempDir(), "parley.db")
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Open(ended, s.model, path); graph.CodeOf(err) != graph.Cancelled {
		t.Errorf("Open: %v", err)
	}
	store := s.open(t, path)
	for i, step := range s.steps {
		for wait := time.Duration(0); ; wait += wait/16 + 50*time.Microsecond {
			ctx, cancel := context.WithTimeout(t.Context(), wait)
			_, err := store.Apply(ctx, step)
			cancel()
			if err == nil {
				break
			}
			if graph.CodeOf(err) != graph.Timeout || digest(t, store) != s.states[i] {
				t.Fatalf("Apply %d, ended after %s: %v", i, wait, err)
			}
		}
	}
	closed(t, store)
	s.holds(t, path, len(s.steps), len(s.steps))
}

// TestCancelledWait gives up on an Apply that waits for someone else's
// transaction.
func TestCancelledWait(t *testing.T) {
	s := tell(t, 1)
	path := filepath.Join(t.TempDir(), "parley.db")
	store := s.open(t, path)
	defer closed(t, store)
	other := database(t, path)
	other.SetMaxOpenConns(1)
	if _, err := other.Exec("BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if _, err := store.Apply(ctx, s.steps[0]); graph.CodeOf(err) != graph.Timeout {
		t.Error(err)
	}
	if _, err := other.Exec("ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	s.apply(t, store, s.steps[0])
}
