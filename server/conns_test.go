package main

import (
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// TestQuietConnections opens as many connections as there may be and lets them
// be quiet: who comes then is answered, and so is who is being answered.
func TestQuietConnections(t *testing.T) {
	const limit = 4
	const whole = "GET / HTTP/1.1\r\nHost: x\r\n\r\n"
	cases := []struct{ name, sends string }{
		{"answered and kept", whole},
		{"nothing is asked", ""},
		{"half a header", whole[:10]},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			base, release := limited(t, limit)
			working := dialed(t, base, "GET /work HTTP/1.1\r\nHost: x\r\n\r\n")
			for range 3 * limit {
				conn := dialed(t, base, c.sends)
				if c.sends == whole {
					answeredOn(t, conn)
				}
			}
			answeredOn(t, dialed(t, base, whole))
			close(release)
			answeredOn(t, working)
		})
	}
}

// limited serves with room for some connections. A request for /work is answered
// when it is released.
func limited(t *testing.T, connections int) (base string, release chan struct{}) {
	t.Helper()
	release = make(chan struct{})
	var stdout notes
	life := newLife(slog.New(slog.DiscardHandler), &stdout)
	life.patience = patience{stop: time.Second, last: time.Second}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		ended <- life.serve(ctx, edge{at: &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)}, connections: connections}, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/work" {
				<-release
			}
		}))
	}()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	return strings.TrimPrefix(eventually(t, &stdout, `http://[0-9.:]+`), "http://"), release
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

// answeredOn waits for an answer, less long than for a header.
func answeredOn(t *testing.T, c net.Conn) {
	t.Helper()
	if err := c.SetReadDeadline(time.Now().Add(headerTime / 2)); err != nil {
		t.Fatal(err)
	}
	reply := make([]byte, 100)
	if n, err := c.Read(reply); err != nil || !strings.HasPrefix(string(reply[:n]), "HTTP/1.1 200") {
		t.Fatalf("%v %s", err, reply[:n])
	}
}
