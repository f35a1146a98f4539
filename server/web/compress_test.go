package web

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// TestCompressedOnce answers with what is compressed already: it is sent as it
// is.
func TestCompressedOnce(t *testing.T) {
	compressed, err := compression()
	if err != nil {
		t.Fatal(err)
	}
	asset := strings.Repeat("already small ", 1000)
	page := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "br")
		w.Header().Set("Content-Type", "text/javascript")
		_, _ = io.WriteString(w, asset)
	})
	r := httptest.NewRequest("GET", "/", nil)
	r.Header.Set("Accept-Encoding", "gzip, br, zstd")
	w := httptest.NewRecorder()
	chain(page, compressed).ServeHTTP(w, r)
	if w.Header().Get("Content-Encoding") != "br" || w.Body.String() != asset {
		t.Errorf("%q, %d bytes", w.Header().Get("Content-Encoding"), w.Body.Len())
	}
}
