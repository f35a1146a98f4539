package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

var restarts = flag.Int("restarts", 4, "how often TestRestarts restarts the server")

// TestRestarts stops and starts the server while clients ask: each request that
// has arrived, as the server's log says, is answered in full, with the answer or
// with 503. What never arrived was refused by the system, and is asked again.
func TestRestarts(t *testing.T) {
	if testing.Short() {
		t.Skip("restarts are left out with -short")
	}
	addr, asked := "127.0.0.1:0", &ledger{answered: map[string]bool{}}
	var clients sync.WaitGroup
	over := make(chan struct{})
	arrived := 0
	for i := range *restarts {
		server := startChild(t, addr, "-log-format", "json", "-log-level", "debug")
		if i == 0 {
			addr = server.addr
			for n := range 8 {
				clients.Go(func() { asked.ask(n, "http://"+addr+"/graphql", over) })
			}
		}
		before := asked.count()
		waitUntil(t, func() bool { return asked.count() >= before+50 })
		server.stop(t)
		ids := arrivals(t, server.log)
		for _, id := range ids {
			if !asked.has(id) {
				t.Errorf("restart %d: request %s arrived and was not answered", i, id)
			}
		}
		arrived += len(ids)
	}
	close(over)
	clients.Wait()
	if arrived < 50**restarts {
		t.Errorf("only %d requests arrived", arrived)
	}
	for _, wrong := range asked.wrong {
		t.Error(wrong)
	}
	t.Logf("%d restarts, %d requests arrived, %d more were never accepted", *restarts, arrived, asked.refused)
}

// ledger is what clients were answered.
type ledger struct {
	mu       sync.Mutex
	answered map[string]bool
	refused  int
	wrong    []string
}

const heavy = `{"query": "{ meetings { nodes { participants { nodes { ... on Actor { met { nodes { id } } meetings { nodes { id } } } } edges { evidence { quote } } } } } }"}`

// ask asks until it is over.
func (l *ledger) ask(client int, url string, over chan struct{}) {
	http := &http.Client{Transport: &http.Transport{}, Timeout: 30 * time.Second}
	defer http.CloseIdleConnections()
	for n := 0; ; n++ {
		select {
		case <-over:
			return
		default:
		}
		l.note(once(http, url, fmt.Sprintf("c%d-%d", client, n)))
	}
}

// once sends one request; an error says that there was no whole answer.
func once(client *http.Client, url, id string) (string, int, error) {
	request, err := http.NewRequest("POST", url, strings.NewReader(heavy))
	if err != nil {
		return id, 0, err
	}
	request.GetBody = nil // not to be sent twice
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("X-Request-Id", id)
	reply, err := client.Do(request)
	if err != nil {
		return id, 0, err
	}
	defer reply.Body.Close()
	text, err := io.ReadAll(reply.Body)
	if err == nil && !json.Valid(text) {
		err = errors.New("half an answer")
	}
	return id, reply.StatusCode, err
}

func (l *ledger) note(id string, status int, err error) {
	if errors.Is(err, syscall.ECONNREFUSED) {
		time.Sleep(5 * time.Millisecond) // the server is away
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case err != nil:
		l.refused++
	case status != http.StatusOK && status != http.StatusServiceUnavailable:
		l.wrong = append(l.wrong, fmt.Sprintf("request %s: %d", id, status))
	default:
		l.answered[id] = true
	}
}

// count is how many requests were answered.
func (l *ledger) count() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.answered)
}

// has reports whether a request was answered; the client may be just about to note
// it.
func (l *ledger) has(id string) bool {
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		l.mu.Lock()
		had := l.answered[id]
		l.mu.Unlock()
		if had {
			return true
		}
	}
	return false
}

// arrivals are the ids of the requests that a log says have arrived.
func arrivals(t *testing.T, path string) []string {
	t.Helper()
	log, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	var ids []string
	for lines := bufio.NewScanner(log); lines.Scan(); {
		var line struct{ Msg, ID string }
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			t.Fatalf("%v in %s", err, lines.Bytes())
		}
		if line.Msg == "arrived" {
			ids = append(ids, line.ID)
		}
	}
	return ids
}
