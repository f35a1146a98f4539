package asset

import (
	"bytes"
	"compress/gzip"
	"net/http/httptest"
	"testing"
	"testing/fstest"
)

// TestEncodings asks for files with different wishes (RFC 9110, section 12.5.3).
func TestEncodings(t *testing.T) {
	var packed bytes.Buffer
	to := gzip.NewWriter(&packed)
	to.Write([]byte("let a = 1"))
	to.Close()
	h, err := New(fstest.MapFS{"a.js.gz": {Data: packed.Bytes()}, "b.css": {Data: []byte("p {}")}}, ".", "default-src 'none'")
	if err != nil {
		t.Fatal(err)
	}
	cases := []struct {
		accepts string
		gzipped bool
	}{
		{"gzip", true}, {"gzip, deflate, br", true}, {"br;q=1.0, gzip;q=0.8, *;q=0.1", true}, {"GZIP", true}, {"*", true}, {"x-gzip", true},
		{"", false}, {"identity", false}, {"br", false}, {"gzip;q=0", false}, {"gzip; q=0.0", false}, {"*;q=0", false}, {"gzip;q=0, *", false}, {"gzip;q=much", false},
	}
	for _, c := range cases {
		for path, text := range map[string]string{"/a.js": "let a = 1", "/b.css": "p {}"} {
			r := httptest.NewRequest("GET", path, nil)
			r.Header.Set("Accept-Encoding", c.accepts)
			reply := httptest.NewRecorder()
			h.ServeHTTP(reply, r)
			gzipped := reply.Header().Get("Content-Encoding") == "gzip"
			body := reply.Body.Bytes()
			if gzipped {
				if body, err = unpack(body); err != nil {
					t.Fatal(err)
				}
			}
			if gzipped != c.gzipped || string(body) != text {
				t.Errorf("%s with Accept-Encoding %q: gzip %v, %q", path, c.accepts, gzipped, body)
			}
		}
	}
}

// TestRevalidation asks again with the validator of the first answer.
func TestRevalidation(t *testing.T) {
	h, err := New(fstest.MapFS{"b.css": {Data: []byte("p {}")}}, ".", "default-src 'none'")
	if err != nil {
		t.Fatal(err)
	}
	first := httptest.NewRecorder()
	h.ServeHTTP(first, httptest.NewRequest("GET", "/b.css", nil))
	for tag, status := range map[string]int{first.Header().Get("Etag"): 304, `"another"`: 200} {
		r := httptest.NewRequest("GET", "/b.css", nil)
		r.Header.Set("If-None-Match", tag)
		again := httptest.NewRecorder()
		h.ServeHTTP(again, r)
		if again.Code != status {
			t.Errorf("If-None-Match %s: %d", tag, again.Code)
		}
	}
}
