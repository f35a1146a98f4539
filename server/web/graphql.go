package web

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"time"

	"parley/graph"
	"parley/schema"
	"parley/schema/gate"
	"parley/server/web/access"
	"parley/server/web/limits"
	"parley/server/web/observe"
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
	if err := s.slots.Open(s.clientOf(r)); err != nil {
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
	defer a.drop()
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
	token, _ := access.Bearer(r)
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
	held *limits.Claim
}

// answer takes in a request and answers it, in a media type. Nothing that was sent
// is kept.
func (s *site) answer(w http.ResponseWriter, r *http.Request, kind string) (a *answer, err error) {
	held := s.bodies.Claim()
	defer held.Drop()
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
			observe.Of(r).Unchanged(request)
			return nil
		}
		request.Cost, request.Explain = s.wanted(r.Header)
		if a, err = s.do(ctx, request, observe.Of(r)); err == nil {
			a.tagged = state
		}
		return err
	})
	return a, err
}

// do lets the schema answer.
func (s *site) do(ctx context.Context, request schema.Request, v *observe.Visit) (*answer, error) {
	v.Asked(request.Query)
	response := s.Schema.Do(ctx, s.store, request)
	v.Note(response)
	a := &answer{Response: response, text: response.JSON(), held: s.answers.Claim()}
	if v.Operation == "mutation" {
		return a, nil // what may have changed the graph is told in any case
	}
	if err := a.held.Take(len(a.text)); err != nil {
		response.Close()
		return nil, err
	}
	return a, nil
}

// forbiddenChange reports whether the request would have changed the graph, and may
// not. A query can be forbidden too, for what it asks.
func (a *answer) forbiddenChange() bool {
	return !a.Executed && a.Operation.Type == "mutation" && a.Errors[0].Code == gate.Forbidden
}

// drop ends the use of an answer.
func (a *answer) drop() {
	a.held.Drop()
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
