package web

import (
	"encoding/json"
	"errors"
	"net/http"
	"strconv"

	"parley/graph"
	"parley/schema"
	"parley/schema/gate"
	"parley/server/web/limits"
	"parley/server/web/observe"
)

// refusal is why a request is turned away at the door.
type refusal struct {
	status  int
	code    graph.Code
	reason  string // for the metrics: one of few
	message string // for who asked
	header  [2]string
	err     error // for the log
}

// Error returns the message.
func (e *refusal) Error() string { return e.message }

// Unwrap returns the inner cause.
func (e *refusal) Unwrap() error { return e.err }

// The codes that only HTTP has.
const (
	unauthenticated graph.Code = "UNAUTHENTICATED"
	overloaded      graph.Code = "OVERLOADED"
)

// busy turns a request away because others are being served. RFC 9110, section
// 15.6.4.
func busy() *refusal {
	return &refusal{
		status: http.StatusServiceUnavailable, code: overloaded, reason: "overload",
		message: "Parley is busy; ask again in a moment", header: [2]string{"Retry-After", strconv.Itoa(retryAfter)},
	}
}

// retryAfter is how many seconds a client that was turned away should wait.
const retryAfter = 1

// refusalOf makes what a client sees of an error. Only what was written for
// clients is in it.
func refusalOf(err error) *refusal {
	var known *refusal
	if errors.As(err, &known) {
		return known
	}
	if errors.Is(err, limits.ErrBusy) {
		return busy()
	}
	var g *graph.Error
	if errors.As(err, &g) && g.Code != graph.Internal {
		return &refusal{status: statusOf(g.Code), code: g.Code, reason: "request", message: g.Message, err: err}
	}
	return &refusal{
		status: http.StatusInternalServerError, code: graph.Internal, reason: "internal",
		message: "something went wrong inside Parley; its log says what", err: err,
	}
}

// statusOf returns the HTTP status for an error before anything was executed.
func statusOf(code graph.Code) int {
	switch code {
	case graph.Internal:
		return http.StatusInternalServerError
	case graph.Unavailable, graph.Cancelled:
		return http.StatusServiceUnavailable
	case graph.Timeout:
		return http.StatusGatewayTimeout
	case gate.Forbidden:
		return http.StatusForbidden
	}
	return http.StatusBadRequest
}

// refuse answers with an error alone, in the form of a GraphQL response.
func refuse(w http.ResponseWriter, r *http.Request, e *refusal) {
	v := observe.Of(r)
	v.Outcome, v.Reason, v.Cause = e.code, e.reason, e.err
	body, err := json.Marshal(&schema.Response{Errors: []*gate.Error{{Message: e.message, Code: e.code}}})
	if err != nil {
		body = []byte(`{"errors":[]}`)
	}
	h := w.Header()
	if e.header[0] != "" {
		h.Set(e.header[0], e.header[1])
	}
	h.Set("Content-Type", refusalType(r))
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(e.status)
	// The client has gone if this fails; there is nobody left to tell.
	_, _ = w.Write(body)
}

// refusalType is the media type of an error: the one that the client prefers,
// if that can be told.
func refusalType(r *http.Request) string {
	kind, ok := negotiate(r.Header.Values("Accept"))
	if !ok {
		kind = plainJSON
	}
	return kind + "; charset=utf-8"
}
