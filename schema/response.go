package schema

import (
	"encoding/json"
	"io"

	"parley/graph"
	"parley/schema/gate"
	"parley/schema/planning"
)

// Response is a GraphQL response, written out as JSON. Executed reports whether the
// request passed the gate; where it did not, there is no data key in the JSON.
type Response struct {
	Errors    []*gate.Error
	Executed  bool
	Operation Operation
	Cost      int   // objects that it could have given; see [Limits]
	Work      int64 // rows looked at and pairs made for it
	Held      int64 // bytes held for it at most
	Mixed     bool  // it may be of several states of the graph

	written *planning.Writer // until it is closed: of what was executed, the data
}

// refuse makes the response to a request that is not executed.
func (r *Response) refuse(err *gate.Error) *Response {
	r.Errors = []*gate.Error{err}
	return r
}

// JSON returns the response as JSON. It is good until the response is closed.
func (r *Response) JSON() []byte {
	if r.written != nil {
		return r.written.JSON()
	}
	return append(gate.AppendErrors([]byte(`{"errors":`), r.Errors), '}')
}

// WriteTo writes the response as JSON.
func (r *Response) WriteTo(to io.Writer) (int64, error) {
	n, err := to.Write(r.JSON())
	return int64(n), err
}

// Read reads the data of the response into v, which has the shape of what was asked for.
// The first of the response's errors, if it has any, is returned instead.
func (r *Response) Read(v any) error {
	if len(r.Errors) > 0 {
		e := r.Errors[0]
		return &graph.Error{Code: e.Code, Message: e.Message, Err: e.Cause}
	}
	return json.Unmarshal(r.JSON(), &struct{ Data any }{v})
}

// Close releases the buffer that the response is written in. What is not
// closed is the garbage collector's.
func (r *Response) Close() {
	if w := r.written; w != nil {
		r.written = nil
		w.Release()
	}
}

// MarshalJSON returns the response as JSON.
func (r *Response) MarshalJSON() ([]byte, error) { return r.JSON(), nil }
