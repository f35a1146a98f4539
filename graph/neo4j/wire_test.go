package neo4j

import (
	"net"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"

	"parley/graph/neo4j/neo4jtest"
)

// wire is a wire to a server that a test can cut and hold.
type wire struct {
	uri     string
	to      string
	calls   atomic.Int64 // how often it was called
	refuses atomic.Int64 // so many of the next calls end at once
	held    sync.RWMutex // locked: nothing passes
	mu      sync.Mutex
	ends    []net.Conn
}

func wired(t *testing.T, server neo4jtest.Server) *wire {
	t.Helper()
	u, err := url.Parse(server.URI)
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	w := &wire{uri: "bolt://" + l.Addr().String(), to: u.Host}
	t.Cleanup(func() {
		l.Close()
		w.cut()
	})
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			w.calls.Add(1)
			if w.refuses.Add(-1) >= 0 {
				conn.Close()
				continue
			}
			go w.carry(conn)
		}
	}()
	return w
}

// carry passes on what both ends say.
func (w *wire) carry(conn net.Conn) {
	other, err := net.Dial("tcp", w.to)
	if err != nil {
		conn.Close()
		return
	}
	w.mu.Lock()
	w.ends = append(w.ends, conn, other)
	w.mu.Unlock()
	go w.copy(conn, other)
	w.copy(other, conn)
}

func (w *wire) copy(to, from net.Conn) {
	defer to.Close()
	defer from.Close()
	buffer := make([]byte, 1<<16)
	for {
		n, err := from.Read(buffer)
		if w.pass(to, buffer[:n]) != nil || err != nil {
			return
		}
	}
}

// pass writes what came through, unless all is held back.
func (w *wire) pass(to net.Conn, bytes []byte) error {
	w.held.RLock()
	defer w.held.RUnlock()
	_, err := to.Write(bytes)
	return err
}

// cut ends all connections, and lets the next calls end at once.
func (w *wire) cut() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, conn := range w.ends {
		conn.Close()
	}
	w.ends = nil
}
