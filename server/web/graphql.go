package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"strconv"
	"time"

	"parley/graph"
	"parley/schema"
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
	request, err := s.request(w, r)
	if err != nil {
		return err
	}
	v := visitOf(r)
	v.hash = hashOf(request.Query)
	mayWrite, err := s.mayWrite(r)
	if err != nil {
		return err
	}
	request.Writable = mayWrite && r.Method == http.MethodPost
	var a *answer
	err = s.work(r.Context(), func(ctx context.Context) error {
		a, err = s.answer(ctx, request, v)
		return err
	})
	if err != nil {
		return err
	}
	defer s.drop(a)
	if v.outcome == schema.Forbidden && !a.executed {
		if err := s.mustNot(r); err != nil {
			return err
		}
	}
	send(w, kind, a.statusFor(kind), a.text.Bytes(), s.WriteTime)
	return nil
}

// mustNot says why a request may not change the graph, where HTTP has words for
// it.
func (s *site) mustNot(r *http.Request) error {
	switch {
	case r.Method != http.MethodPost:
		return onlyPost()
	case s.Writers != nil:
		return needsToken()
	}
	return nil
}

// answer is a response, written out.
type answer struct {
	text     *bytes.Buffer
	executed bool
	code     graph.Code // of the first error
	held     int
}

// answer lets the schema answer, and writes it out.
func (s *site) answer(ctx context.Context, request schema.Request, v *visit) (*answer, error) {
	response := s.Schema.Do(ctx, s.store, request)
	v.note(response)
	a := &answer{text: s.buffers.Get().(*bytes.Buffer), executed: response.Executed, code: v.outcome}
	encoder := json.NewEncoder(a.text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(response); err != nil {
		s.drop(a)
		return nil, err
	}
	if v.operation == "mutation" {
		return a, nil // what may have changed the graph is told in any case
	}
	if err := s.answers.hold(0, a.text.Len()); err != nil {
		s.drop(a)
		return nil, err
	}
	a.held = a.text.Len()
	return a, nil
}

// maxKept is how large a buffer may be that is used again.
const maxKept = 1 << 20

// drop ends the use of an answer.
func (s *site) drop(a *answer) {
	s.answers.release(a.held)
	if a.text.Cap() <= maxKept {
		a.text.Reset()
		s.buffers.Put(a.text)
	}
}

// statusFor gives the status of a response: application/json says 200 of all
// that GraphQL answers, GraphQL's own type only of what was executed (GraphQL
// over HTTP, section 6.4).
func (a *answer) statusFor(kind string) int {
	if a.executed || kind == plainJSON {
		return http.StatusOK
	}
	return statusOf(a.code)
}

// note takes from a response what the log and the metrics tell.
func (v *visit) note(response *schema.Response) {
	v.operation, v.name = response.Operation.Type, response.Operation.Name
	if len(response.Errors) == 0 {
		return
	}
	v.outcome = response.Errors[0].Code
	for _, e := range response.Errors {
		if e.Code == graph.Internal || e.Code == graph.Unavailable {
			v.outcome, v.cause = e.Code, e.Cause
			return
		}
	}
}

// send writes an answer, within the time that the client has to read it.
func send(w http.ResponseWriter, kind string, status int, text []byte, within time.Duration) {
	setWrite(w, time.Now().Add(within))
	h := w.Header()
	h.Set("Content-Type", kind+"; charset=utf-8")
	h.Set("Content-Length", strconv.Itoa(len(text)))
	h.Add("Vary", "Accept")
	w.WriteHeader(status)
	// The client has gone if this fails; there is nobody left to tell.
	_, _ = w.Write(text)
}

// hashOf gives a short name for a document: the first 64 bits of its SHA-256.
func hashOf(document string) string {
	digest := sha256.Sum256([]byte(document))
	return hex.EncodeToString(digest[:8])
}
