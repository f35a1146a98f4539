package main

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"parley/server/web"
)

// TestStopping stops a server that has a request at work: it says that it stops,
// tells clients to leave, and answers what it has accepted.
func TestStopping(t *testing.T) {
	cases := []struct {
		name   string
		within time.Duration // the request may end
		ends   bool          // the request does
		want   string
	}{
		{"a request that ends in time", time.Minute, true, "done"},
		{"a request that does not", 400 * time.Millisecond, false, "ended"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var stdout notes
			life := newLife(slog.New(slog.DiscardHandler), &stdout)
			life.patience = patience{drain: 2 * time.Second, stop: c.within, last: time.Minute}
			ready := life.ready(func(context.Context) error { return nil })
			arrived, finish := make(chan struct{}), make(chan struct{})
			mux := http.NewServeMux()
			mux.HandleFunc("/work", func(w http.ResponseWriter, r *http.Request) {
				close(arrived)
				select {
				case <-finish:
					_, _ = io.WriteString(w, "done")
				case <-r.Context().Done():
					_, _ = io.WriteString(w, "ended")
				}
			})
			mux.HandleFunc("/ready", func(w http.ResponseWriter, r *http.Request) {
				if err := ready(r.Context()); err != nil {
					w.WriteHeader(http.StatusServiceUnavailable)
				}
			})
			ctx, stop := context.WithCancel(t.Context())
			ended := make(chan error, 1)
			go func() {
				ended <- life.serve(ctx, clientLimits{at: &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)}, connections: 10}, mux)
			}()
			base := eventually(t, &stdout, `http://[0-9.:]+`)
			answer := make(chan string, 1)
			go func() { answer <- get(t, base+"/work") }()
			<-arrived
			stop()
			waitUntil(t, func() bool { return life.stopping.Load() })
			reply, err := http.Get(base + "/ready")
			if err != nil {
				t.Fatal(err)
			}
			reply.Body.Close()
			if reply.StatusCode != http.StatusServiceUnavailable || !reply.Close {
				t.Errorf("while it stops: %d, close %t", reply.StatusCode, reply.Close)
			}
			if c.ends {
				close(finish)
			}
			if got := <-answer; got != c.want {
				t.Errorf("the request is %q", got)
			}
			if err := <-ended; err != nil {
				t.Error(err)
			}
			if _, err := http.Get(base + "/ready"); err == nil {
				t.Error("it still listens")
			}
		})
	}
}

func waitUntil(t *testing.T, so func() bool) {
	t.Helper()
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(time.Millisecond) {
		if so() {
			return
		}
	}
	t.Fatal("it never is")
}

// TestSilentConnection stops a server to which clients have opened connections:
// one on which nothing has come has some time for a request, and no more. Others
// are not hurried.
func TestSilentConnection(t *testing.T) {
	cases := []struct {
		name    string
		states  []http.ConnState // one after the other
		hurried bool
	}{
		{"nothing is asked", []http.ConnState{http.StateNew}, true},
		{"a request is at work", []http.ConnState{http.StateNew, http.StateActive}, false},
		{"a request was answered", []http.ConnState{http.StateNew, http.StateActive, http.StateIdle}, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			here, there := net.Pipe()
			defer there.Close()
			conns := newConns(10)
			for _, state := range c.states {
				conns.note(here, state)
			}
			conns.hurry(-time.Second)
			go func() { _, _ = io.WriteString(there, "x") }()
			_, err := io.ReadFull(here, make([]byte, 1))
			if hurried := errors.Is(err, os.ErrDeadlineExceeded); hurried != c.hurried {
				t.Errorf("a read ends with %v", err)
			}
		})
	}
	t.Run("the server ends in time", func(t *testing.T) {
		var stdout notes
		life := newLife(slog.New(slog.DiscardHandler), &stdout)
		// Go's own server waits five seconds for such a connection.
		life.patience = patience{drain: 10 * time.Millisecond, stop: 4 * time.Second, last: time.Millisecond}
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() {
			ended <- life.serve(ctx, clientLimits{at: &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)}, connections: 10}, http.NotFoundHandler())
		}()
		base := eventually(t, &stdout, `http://[0-9.:]+`)
		dialed(t, strings.TrimPrefix(base, "http://"), "")
		get(t, base) // by now the silent one is accepted, too
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
}

// TestEdgeFlags reads the flags about clients.
func TestEdgeFlags(t *testing.T) {
	cases := []struct {
		name     string
		args     []string
		says     string // what is wrong
		hosts    string
		writable bool
	}{
		{"the default", nil, "", "localhost 127.0.0.1 ::1 127.0.0.1", true},
		{"another loopback address", []string{"-addr", "127.0.0.2:0"}, "", "localhost 127.0.0.1 ::1 127.0.0.2", true},
		{"localhost", []string{"-addr", "localhost:0"}, "", "localhost 127.0.0.1 ::1 127.0.0.1", true},
		{"all addresses", []string{"-addr", ":0"}, "", "", false},
		{"all addresses, IPv4", []string{"-addr", "0.0.0.0:0"}, "", "", false},
		{"all addresses under a name", []string{"-addr", ":0", "-host", "Parley.example"}, "", "parley.example", false},
		{"a name on loopback, as behind a proxy", []string{"-host", "parley.example"}, "", "parley.example localhost 127.0.0.1 ::1 127.0.0.1", false},
		{"a name with a port", []string{"-host", "parley.example:80"}, "without a port", "", false},
		{"an address for a name", []string{"-host", "https://parley.example"}, "is not a name", "", false},
		{"any name", []string{"-host", "*"}, "is not a name", "", false},
		{"no address", []string{"-addr", "nowhere"}, "cannot listen on nowhere", "", false},
		{"no time", []string{"-timeout", "0s"}, "more than nothing", "", false},
		{"less than no slots", []string{"-max-in-flight", "-1"}, "more than nothing", "", false},
		{"a log of another kind", []string{"-log-format", "xml"}, "neither text nor json", "", false},
		{"tokens in no file", []string{"-writers-token-file", "nowhere"}, "nowhere: no such file", "", false},
		{"a level that is none", []string{"-log-level", "loud"}, "log-level", "", false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var config web.Config
			o, err := readOptions(c.args, io.Discard)
			if err == nil {
				config, err = o.clientLimits.config(o.addr, io.Discard)
			}
			if c.says != "" {
				if err == nil || !strings.Contains(err.Error(), c.says) {
					t.Errorf("%v", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if hosts := strings.Join(config.Hosts, " "); hosts != c.hosts || config.WritableHere != c.writable {
				t.Errorf("hosts %q, writable %t", hosts, config.WritableHere)
			}
		})
	}
}

// TestLimits allows a store elsewhere more requests at once than one in this
// process, unless told.
func TestLimits(t *testing.T) {
	given, usual := clientLimits{inFlight: 7}, clientLimits{}
	if n := given.limits(true).InFlight; n != 7 {
		t.Errorf("told 7, it is %d", n)
	}
	if here, there := usual.limits(false).InFlight, usual.limits(true).InFlight; here != 0 || there < 16 {
		t.Errorf("%d here, %d elsewhere", here, there)
	}
}
