package web_test

import (
	"net/http"
	"testing"

	"parley/server/web"
)

// TestSchemaDocument fetches the schema: as a whole, once, and not where it is
// hidden.
func TestSchemaDocument(t *testing.T) {
	const path = "/schema.graphql"
	a := newAPI(t)
	first := a.send(t, "GET", path, "", nil)
	if first.status != http.StatusOK || first.body != a.schema.SDL() {
		t.Fatalf("%d, %d bytes: %.200s", first.status, len(first.body), first.body)
	}
	for name, want := range map[string]string{
		"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "private, no-cache", "X-Content-Type-Options": "nosniff",
		"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
	} {
		if got := first.header.Get(name); got != want {
			t.Errorf("%s: %q, not %q", name, got, want)
		}
	}
	tag := first.header.Get("ETag")
	tests := []struct {
		name, method, path string
		header             map[string]string
		status             int
	}{
		{"that one has", "GET", path, map[string]string{"If-None-Match": tag}, http.StatusNotModified},
		{"that one has, compressed", "GET", path, map[string]string{"If-None-Match": tag, "Accept-Encoding": "gzip"}, http.StatusNotModified},
		{"that one has another of", "GET", path, map[string]string{"If-None-Match": `"x"`}, http.StatusOK},
		{"its size", "HEAD", path, nil, http.StatusOK},
		{"to change it", "POST", path, nil, http.StatusMethodNotAllowed},
		{"below it", "GET", path + "/", nil, http.StatusNotFound},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := a.send(t, tt.method, tt.path, "", tt.header); got.status != tt.status {
				t.Errorf("%d, not %d: %.200s", got.status, tt.status, got.body)
			}
		})
	}
	hardened := serve(t, func(c *web.Config) { c.Hardened = true })
	if got := hardened.send(t, "GET", path, "", nil); got.status != http.StatusNotFound {
		t.Errorf("hardened: %d: %.200s", got.status, got.body)
	}
}
