package main

import (
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestQuietConnections opens as many connections as there may be and lets them
// be quiet: who comes then is answered, and so is who is being answered. There
// are so many that one on which a request is about to come is never the longest
// quiet.
func TestQuietConnections(t *testing.T) {
	const limit = 16
	const whole = "GET / HTTP/1.1\r\nHost: x\r\n\r\n"
	cases := []struct{ name, sends string }{
		{"answered and kept", whole},
		{"nothing is asked", ""},
		{"half a header", whole[:10]},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			base, arrived, release := limited(t, limit)
			working := dialed(t, base, "GET /work HTTP/1.1\r\nHost: x\r\n\r\n")
			<-arrived
			for range 3 * limit {
				conn := dialed(t, base, c.sends)
				if c.sends == whole {
					answeredOn(t, conn)
				}
			}
			answeredOn(t, dialed(t, base, whole))
			release()
			answeredOn(t, working)
		})
	}
}

// limited serves with room for some connections. A request for /work says that it
// has arrived, and is answered when it is released.
func limited(t *testing.T, connections int) (base string, arrived chan struct{}, release func()) {
	t.Helper()
	released := make(chan struct{})
	arrived = make(chan struct{})
	release = sync.OnceFunc(func() { close(released) })
	var stdout notes
	life := newLife(slog.New(slog.DiscardHandler), &stdout)
	life.header = time.Hour // no connection ends because it has been quiet for long
	life.patience = patience{stop: time.Minute, last: time.Minute}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		ended <- life.serve(ctx, clientLimits{at: &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)}, connections: connections}, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/work" {
				close(arrived)
				<-released
			}
		}))
	}()
	t.Cleanup(func() {
		release()
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	return strings.TrimPrefix(eventually(t, &stdout, `http://[0-9.:]+`), "http://"), arrived, release
}

// dialed sends bytes on a connection of its own.
func dialed(t *testing.T, addr, text string) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	if _, err := io.WriteString(c, text); err != nil {
		t.Fatal(err)
	}
	return c
}

// answeredOn waits for an answer.
func answeredOn(t *testing.T, c net.Conn) {
	t.Helper()
	if err := c.SetReadDeadline(time.Now().Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	reply := make([]byte, 100)
	if n, err := c.Read(reply); err != nil || !strings.HasPrefix(string(reply[:n]), "HTTP/1.1 200") {
		t.Fatalf("%v %s", err, reply[:n])
	}
}
