// Package observe tells operators how requests and the store fare. A request is a
// visit (visit.go), of which there is a line in the log (log.go); it counts in the
// metrics (metrics.go), as do the calls of the store (store.go) and what is
// running (build.go).
package observe

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"slices"

	"parley/graph"
	"parley/schema"
	"parley/schema/gate"
)

// Visit is what the log and the metrics know of a request. The middlewares and
// the handler fill it in, one after the other.
type Visit struct {
	ID        string
	Operation string // "query" or "mutation", where the gate found one
	Name      string // the operation's, where it has one
	Hash      string // the document's
	Cost      int
	Work      int64      // rows looked at for it
	Held      int64      // bytes held for it at most
	Outcome   graph.Code // of the first error; "" is well
	Reason    string     // why the request was turned away at the door
	Cause     error      // for the log
	Sent      bool       // some of the answer is
	Probe     bool       // it came from what watches over the server, and all is well
}

type visitKey struct{}

// Of returns the visit that a request is.
func Of(r *http.Request) *Visit {
	if v, ok := r.Context().Value(visitKey{}).(*Visit); ok {
		return v
	}
	return &Visit{}
}

// RequestID is the header with a request's id, on the way in and out.
const RequestID = "X-Request-Id"

// Identified assigns each request an id: the one that it brings, if it is well
// formed, else a new one.
func Identified(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v := &Visit{ID: r.Header.Get(RequestID)}
		if !wellFormedID(v.ID) {
			v.ID = rand.Text()
		}
		w.Header().Set(RequestID, v.ID)
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

// Asked notes the document that was sent.
func (v *Visit) Asked(document string) { v.Hash = hashOf(document) }

// Unchanged notes a query whose answer the client has.
func (v *Visit) Unchanged(request schema.Request) {
	v.Hash, v.Operation, v.Name = hashOf(request.Query), "query", request.OperationName
}

// Note takes from a response what the log and the metrics tell: of several errors
// the first, but one of the server's own before a client's.
func (v *Visit) Note(response *schema.Response) {
	v.Operation, v.Name, v.Cost = response.Operation.Type, response.Operation.Name, response.Cost
	v.Work, v.Held = response.Work, response.Held
	if len(response.Errors) == 0 {
		return
	}
	e := response.Errors[0]
	if own := slices.IndexFunc(response.Errors, func(e *gate.Error) bool { return e.Code == graph.Internal || e.Code == graph.Unavailable }); own >= 0 {
		e = response.Errors[own]
	}
	v.Outcome = e.Code
	switch e.Code {
	case graph.Internal, graph.Unavailable, graph.Timeout, graph.Cancelled:
		v.Cause = e.Cause // of others, what was asked stands in it
	}
}

// hashOf returns a short name for a document: the first 64 bits of its SHA-256.
func hashOf(document string) string {
	digest := sha256.Sum256([]byte(document))
	return hex.EncodeToString(digest[:8])
}
