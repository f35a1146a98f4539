package web

import (
	"context"
	"crypto/rand"
	"net/http"

	"parley/graph"
)

// visit is what the log and the metrics know of a request. The middlewares and
// the handler fill it in, one after the other.
type visit struct {
	id        string
	operation string // "query" or "mutation", where the gate found one
	name      string // the operation's, where it has one
	hash      string // the document's
	cost      int
	work      int64      // rows looked at for it
	held      int64      // bytes held for it at most
	outcome   graph.Code // of the first error; "" is well
	reason    string     // why the request was turned away at the door
	cause     error      // for the log
	sent      bool       // some of the answer is
}

type visitKey struct{}

// visitOf returns the visit that a request is.
func visitOf(r *http.Request) *visit {
	if v, ok := r.Context().Value(visitKey{}).(*visit); ok {
		return v
	}
	return &visit{}
}

// requestID is the header with a request's id, on the way in and out.
const requestID = "X-Request-Id"

// identified assigns each request an id: the one that it brings, if it is well
// formed, else a new one.
func identified(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v := &visit{id: r.Header.Get(requestID)}
		if !wellFormedID(v.id) {
			v.id = rand.Text()
		}
		w.Header().Set(requestID, v.id)
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), visitKey{}, v)))
	})
}

// wellFormedID reports whether an id is 1 to 64 letters, digits, dots, dashes and
// underscores: what can stand in a log without a thought.
func wellFormedID(id string) bool {
	if len(id) == 0 || len(id) > 64 {
		return false
	}
	for i := range len(id) {
		c := id[i]
		if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '-' && c != '_' && c != '.' {
			return false
		}
	}
	return true
}
