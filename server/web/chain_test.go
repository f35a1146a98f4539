package web

import (
	"bytes"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"parley/server/web/observe"
)

// Notes gathers what is written from several goroutines.
type Notes struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (n *Notes) Write(p []byte) (int, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.text.Write(p)
}

func (n *Notes) String() string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.text.String()
}

// TestPanicMidway panics before and after some of an answer is sent: the client gets an
// error, or an answer that is broken off, and never one that looks whole.
func TestPanicMidway(t *testing.T) {
	cases := []struct {
		name   string
		before func(http.ResponseWriter)
		status int // 0: it is broken off
	}{
		{"nothing is sent", func(http.ResponseWriter) {}, 500},
		{"a header is set", func(w http.ResponseWriter) { w.Header().Set("Content-Type", "text/plain") }, 500},
		{"a status", func(w http.ResponseWriter) { w.WriteHeader(200) }, 0},
		{"some bytes", func(w http.ResponseWriter) { _, _ = io.WriteString(w, "some") }, 0},
		{"many bytes", func(w http.ResponseWriter) { _, _ = io.WriteString(w, strings.Repeat("many ", 100_000)) }, 0},
	}
	compressed, err := compression()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		for _, encoding := range []string{"identity", "gzip"} {
			t.Run(c.name+", "+encoding, func(t *testing.T) {
				var log Notes
				s := newSite(Config{Log: slog.New(slog.NewTextHandler(&log, nil))})
				server := httptest.NewServer(chain(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
					c.before(w)
					panic("the handler is broken")
				}), observe.Identified, s.observed, s.recovered, compressed))
				defer server.Close()
				status, text := fetch(t, server.URL, encoding)
				if status != c.status || strings.Contains(text, "broken") {
					t.Errorf("%d %.300s", status, text)
				}
				server.Close()
				for _, want := range []string{"the handler is broken", "stack=", "outcome=INTERNAL"} {
					if !strings.Contains(log.String(), want) {
						t.Errorf("the log has no %q: %s", want, log.String())
					}
				}
			})
		}
	}
}

// fetch reads a whole answer; one that is broken off has status 0.
func fetch(t *testing.T, url, encoding string) (status int, text string) {
	t.Helper()
	request, err := http.NewRequest("GET", url, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Accept-Encoding", encoding)
	reply, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		return 0, ""
	}
	defer reply.Body.Close()
	read, err := io.ReadAll(reply.Body)
	if err != nil {
		return 0, string(read)
	}
	return reply.StatusCode, string(read)
}
