package main

import (
	linked "container/list"
	"net"
	"net/http"
	"sync"
	"time"
)

// conns are the open connections. Those that are quiet, on which no request has
// come yet or the last was answered, may be closed for others: a client that
// opens many and asks nothing keeps nobody out.
type conns struct {
	most int // open ones, before quiet ones are closed

	mu    sync.Mutex
	open  map[net.Conn]*linked.Element // its place among the quiet, nil while there is a request
	quiet *linked.List                 // of hush, the longest quiet first
}

// hush is a connection that is quiet.
type hush struct {
	net.Conn
	silent bool // nothing has ever come on it
}

// newConns makes room where more than half of the connections that there may be
// are open. Sooner than when all are: who finds no room is not even seen.
func newConns(limit int) *conns {
	return &conns{most: limit / 2, open: map[net.Conn]*linked.Element{}, quiet: linked.New()}
}

// note follows a connection, as http.Server.ConnState.
func (s *conns) note(c net.Conn, state http.ConnState) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if place := s.open[c]; place != nil {
		s.quiet.Remove(place)
	}
	switch state {
	case http.StateNew:
		s.makeRoom() // before it counts as one that can be closed itself
		s.open[c] = s.quiet.PushBack(hush{c, true})
	case http.StateActive:
		s.open[c] = nil
	case http.StateIdle:
		s.open[c] = s.quiet.PushBack(hush{c, false})
		s.makeRoom()
	case http.StateClosed, http.StateHijacked:
		delete(s.open, c)
	}
}

// makeRoom closes the connection that has been quiet longest, if many are open.
// A request that comes on it right then is lost, as when its time is up: no
// client may take an idle connection for granted.
func (s *conns) makeRoom() {
	longest := s.quiet.Front()
	if longest == nil || len(s.open) <= s.most {
		return
	}
	c := s.quiet.Remove(longest).(hush).Conn
	delete(s.open, c)
	// It fails only on a connection that is gone.
	_ = c.Close()
}

// hurry leaves those on which nothing has come some time to send a request, and
// answers one that comes. Browsers and Go's client open some that they may never
// use, and a server that stops would wait for each as long as for a header.
func (s *conns) hurry(within time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for place := s.quiet.Front(); place != nil; place = place.Next() {
		if c := place.Value.(hush); c.silent {
			_ = c.SetReadDeadline(time.Now().Add(within))
		}
	}
}
