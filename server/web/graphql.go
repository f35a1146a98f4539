package web

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"parley/graph"
	"parley/schema"
	"parley/schema/gate"
)

// graphql answers one GraphQL request.
func (s *site) graphql(w http.ResponseWriter, r *http.Request) error {
	kind, ok := negotiate(r.Header.Values("Accept"))
	if !ok {
		return &refusal{
			status: http.StatusNotAcceptable, code: graph.BadInput, reason: "not_acceptable",
			message: "the answer comes as " + plainJSON + " or " + graphqlJSON + ", in UTF-8",
		}
	}
	if err := s.slots.open(s.clientOf(r)); err != nil {
		return err
	}
	a, err := s.answer(w, r, kind)
	if err != nil {
		return err
	}
	w.Header().Add("Vary", "Accept")
	if a.same {
		a.notModified(w)
		return nil
	}
	defer s.drop(a)
	if a.forbiddenChange() {
		if err := s.mustNot(r); err != nil {
			return err
		}
	}
	if len(a.Errors) == 0 && !a.Mixed {
		a.set(w.Header())
	}
	send(w, kind, a.statusFor(kind), a.text, s.WriteTime)
	return nil
}

// extensions is the header that says what a client wants in the response's
// extensions: cost, explain, or both with a comma between.
const extensions = "Parley-Extensions"

// wanted reads the header. What explains an answer tells of the schema and the
// store, and is hidden with them.
func (s *site) wanted(h http.Header) (cost, explain bool) {
	for name := range strings.SplitSeq(strings.Join(h.Values(extensions), ","), ",") {
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "cost":
			cost = true
		case "explain":
			explain = !s.Hardened
		}
	}
	return cost, explain
}

// mustNot says why a request may not change the graph, where HTTP has words for
// it.
func (s *site) mustNot(r *http.Request) error {
	token, _ := bearer(r)
	switch {
	case r.Method != http.MethodPost:
		return onlyPost()
	case s.reads(token):
		return readsOnly()
	case s.Writers != nil:
		return needsToken()
	}
	return nil
}

// answer is a response, written out and held.
type answer struct {
	*schema.Response
	tagged
	text []byte
	held int
}

// answer takes in a request and answers it, in a media type. Nothing that was sent
// is kept.
func (s *site) answer(w http.ResponseWriter, r *http.Request, kind string) (a *answer, err error) {
	held := &claim{of: s.bodies}
	defer held.drop()
	text, err := s.receive(w, r, held)
	if err != nil {
		return nil, err
	}
	mayWrite, err := s.mayWrite(r)
	if err != nil {
		return nil, err
	}
	err = s.work(r.Context(), s.clientOf(r), func(ctx context.Context) error {
		request, err := s.request(r, text, held, mayWrite)
		if err != nil {
			return err
		}
		state, err := s.tagOf(ctx, r, request.Query, kind)
		if err != nil {
			return err
		}
		if state.same {
			a = &answer{tagged: state}
			visitOf(r).unchanged(request)
			return nil
		}
		request.Cost, request.Explain = s.wanted(r.Header)
		if a, err = s.do(ctx, request, visitOf(r)); err == nil {
			a.tagged = state
		}
		return err
	})
	return a, err
}

// do lets the schema answer.
func (s *site) do(ctx context.Context, request schema.Request, v *visit) (*answer, error) {
	v.hash = hashOf(request.Query)
	response := s.Schema.Do(ctx, s.store, request)
	v.note(response)
	a := &answer{Response: response, text: response.JSON()}
	if v.operation == "mutation" {
		return a, nil // what may have changed the graph is told in any case
	}
	if err := s.answers.hold(0, len(a.text)); err != nil {
		response.Close()
		return nil, err
	}
	a.held = len(a.text)
	return a, nil
}

// forbiddenChange reports whether the request would have changed the graph, and may
// not. A query can be forbidden too, for what it asks.
func (a *answer) forbiddenChange() bool {
	return !a.Executed && a.Operation.Type == "mutation" && a.Errors[0].Code == gate.Forbidden
}

// drop ends the use of an answer.
func (s *site) drop(a *answer) {
	s.answers.release(a.held)
	a.Close()
}

// statusFor returns the status of a response: application/json says 200 of all
// that GraphQL answers, GraphQL's own type only of what was executed (GraphQL
// over HTTP, section 6.4).
func (a *answer) statusFor(kind string) int {
	if a.Executed || kind == plainJSON {
		return http.StatusOK
	}
	return statusOf(a.Errors[0].Code)
}

// unchanged notes a query whose answer the client has.
func (v *visit) unchanged(request schema.Request) {
	v.hash, v.operation, v.name = hashOf(request.Query), "query", request.OperationName
}

// note takes from a response what the log and the metrics tell: of several errors
// the first, but one of the server's own before a client's.
func (v *visit) note(response *schema.Response) {
	v.operation, v.name, v.cost = response.Operation.Type, response.Operation.Name, response.Cost
	v.work, v.held = response.Work, response.Held
	if len(response.Errors) == 0 {
		return
	}
	e := response.Errors[0]
	if own := slices.IndexFunc(response.Errors, func(e *gate.Error) bool { return e.Code == graph.Internal || e.Code == graph.Unavailable }); own >= 0 {
		e = response.Errors[own]
	}
	v.outcome = e.Code
	switch e.Code {
	case graph.Internal, graph.Unavailable, graph.Timeout, graph.Cancelled:
		v.cause = e.Cause // of others, what was asked stands in it
	}
}

// send writes an answer, within the time that the client has to read it.
func send(w http.ResponseWriter, kind string, status int, text []byte, within time.Duration) {
	setWrite(w, time.Now().Add(within))
	h := w.Header()
	h.Set("Content-Type", kind+"; charset=utf-8")
	h.Set("Content-Length", strconv.Itoa(len(text)))
	w.WriteHeader(status)
	// The client has gone if this fails; there is nobody left to tell.
	_, _ = w.Write(text)
}

// hashOf returns a short name for a document: the first 64 bits of its SHA-256.
func hashOf(document string) string {
	digest := sha256.Sum256([]byte(document))
	return hex.EncodeToString(digest[:8])
}
