package main

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// TestReady asks servers that are ready, that are not, and that are not there.
func TestReady(t *testing.T) {
	s := started(t, "-store", "memory:")
	server := strings.TrimPrefix(s.base, "http://")
	loading := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusServiceUnavailable)
		io.WriteString(w, "the sources are being loaded\n")
	}))
	defer loading.Close()
	gone := httptest.NewServer(nil)
	gone.Close()
	for _, c := range []struct {
		name, addr string
		status     int
		says       string
	}{
		{"ready", server, ok, "ready\n"},
		{"by its port alone", server[strings.LastIndex(server, ":"):], ok, "ready\n"},
		{"not ready", strings.TrimPrefix(loading.URL, "http://"), failed, "the server is not ready: the sources are being loaded"},
		{"not there", strings.TrimPrefix(gone.URL, "http://"), failed, "no server answers at http://127.0.0.1"},
		{"no address", "8080", misuse, "a host and a port"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Setenv("PARLEY_ADDR", c.addr)
			var out bytes.Buffer
			if status := run(t.Context(), []string{"ready"}, &out, &out); status != c.status || !strings.Contains(out.String(), c.says) {
				t.Errorf("status %d: %s", status, out.String())
			}
		})
	}
}

// TestReadyURL asks a server that listens on all addresses on loopback.
func TestReadyURL(t *testing.T) {
	for addr, want := range map[string]string{
		":8080": "http://127.0.0.1:8080/readyz", "0.0.0.0:80": "http://127.0.0.1:80/readyz", "[::]:80": "http://127.0.0.1:80/readyz",
		"[::1]:80": "http://[::1]:80/readyz", "parley.example.org:80": "http://parley.example.org:80/readyz",
	} {
		if got, err := readyURL(addr); err != nil || got != want {
			t.Errorf("%s: %s %v", addr, got, err)
		}
	}
}
