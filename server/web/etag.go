package web

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"strings"
)

// revalidated lets a browser keep an answer for itself, and ask whether it still
// is one.
const revalidated = "private, no-cache"

// tagged is the state in which an answer by GET is asked for.
type tagged struct {
	tag  string // "" where the answer is not to be kept
	same bool   // the client has it already
}

// tagOf returns the entity tag of the answer to a GET: of the graph's revision,
// what is asked, and the media type and program that answer. It is weak (RFC 9110,
// section 8.8.1), as the answer may come compressed. It is taken before the work:
// where the graph changes meanwhile, the tag is that of before, and good for
// nothing.
func (s *site) tagOf(ctx context.Context, r *http.Request, document, kind string) (tagged, error) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead || r.Header.Get(extensions) != "" {
		return tagged{}, nil
	}
	revision, err := s.store.Snapshot().Revision(ctx)
	if err != nil || revision == "" {
		return tagged{}, err
	}
	h := sha256.New()
	for _, part := range []string{s.build.All, revision, r.URL.RawQuery, document, kind} {
		fmt.Fprintf(h, "%d %s", len(part), part)
	}
	tag := `W/"` + base64.RawURLEncoding.EncodeToString(h.Sum(nil)[:18]) + `"`
	return tagged{tag, has(r.Header.Values("If-None-Match"), tag)}, nil
}

// has reports whether a client names a tag among those of the answers that it has
// (RFC 9110, section 13.1.2). Whether there is any answer at all, which "*" asks,
// would take the work.
func has(given []string, tag string) bool {
	for each := range strings.SplitSeq(strings.Join(given, ","), ",") {
		if strings.TrimPrefix(strings.TrimSpace(each), "W/") == strings.TrimPrefix(tag, "W/") {
			return true
		}
	}
	return false
}

// set sets the headers of an answer that may be kept.
func (t tagged) set(h http.Header) {
	if t.tag != "" {
		h.Set("ETag", t.tag)
		h.Set("Cache-Control", revalidated)
	}
}

// notModified answers a client that has the answer already.
func (t tagged) notModified(w http.ResponseWriter) {
	t.set(w.Header())
	w.WriteHeader(http.StatusNotModified)
}
