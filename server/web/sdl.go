package web

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strings"
	"sync"
	"time"

	"parley/schema"
)

// sdl serves the schema as a document. It does not change while the server runs, and
// is written when it is first asked for.
func sdl(s *schema.Schema) http.Handler {
	document := sync.OnceValues(func() (text, tag string) {
		text = s.SDL()
		sum := sha256.Sum256([]byte(text))
		return text, `W/"` + base64.RawURLEncoding.EncodeToString(sum[:18]) + `"`
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		text, tag := document()
		h := w.Header()
		h.Set("Content-Type", "text/plain; charset=utf-8")
		h.Set("ETag", tag)
		h.Set("Cache-Control", revalidated)
		http.ServeContent(w, r, "", time.Time{}, strings.NewReader(text))
	})
}
