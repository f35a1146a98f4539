package schema

import (
	"encoding/json"
	"io"
	"slices"

	"parley/graph"
)

// Response is a GraphQL response, written out as JSON. Executed reports whether the
// request passed the gate; where it did not, there is no data key in the JSON.
type Response struct {
	Errors    []*Error
	Executed  bool
	Operation Operation
	Cost      int   // objects that it could have given; see [Limits]
	Work      int64 // rows looked at and pairs made for it
	Held      int64 // bytes held for it at most
	Mixed     bool  // it may be of several states of the graph

	written *writer // until it is closed: of what was executed, the data
}

// maxKept is the largest buffer that is kept, in bytes.
const maxKept = 4 << 20

// refuse makes the response to a request that is not executed.
func (r *Response) refuse(err *Error) *Response {
	r.Errors = []*Error{err}
	return r
}

// begins is how a response begins.
const begins = `{"data":`

// begin begins a response.
func (w *writer) begin(l Limits, budget *graph.Budget) {
	*w = writer{pool: w.pool, buf: append(w.buf[:0], begins...), cells: w.cells, lists: w.lists[:0], limits: l, budget: budget}
}

// root writes the answer to a root field. The data is null if one is that may not
// be, or if it is too much.
func (w *writer) root(f *rootField, value any, err error) {
	w.most = min(w.limits.Output, len(w.buf)+w.budget.Room())
	w.buf = append(w.buf, f.field.json...)
	w.field, w.typ, w.lost = f.field, f.field.typ, false
	before := len(w.errs)
	if text, ok := value.(textRoot); ok {
		w.buf = append(w.buf, text...)
	} else if err != nil {
		w.fail(err)
	} else {
		tell(w, value)
	}
	w.within(before, f.key)
	if len(w.buf) > w.most {
		w.stop()
	}
	if w.void = w.lost || w.over != nil; w.void {
		w.buf = append(w.buf[:len(begins)], "null"...)
	}
}

// hold counts what was written since, which is held to the end.
func (w *writer) hold() {
	if err := w.budget.Hold("write", len(w.buf)-w.held); err != nil && w.over == nil {
		w.over = edgeError(err)
	}
	w.held = len(w.buf)
}

// finish ends the data, and writes the errors if there are any.
func (w *writer) finish() {
	if !w.void {
		if len(w.buf) == len(begins) {
			w.buf = append(w.buf, '{')
		}
		w.buf[len(begins)] = '{' // in the place of the first field's comma
		w.buf = append(w.buf, '}')
	}
	for _, e := range w.errs {
		slices.Reverse(e.Path) // they have grown from their ends
	}
	if w.over != nil {
		w.errs = append(w.errs[:0], w.over)
	}
	if len(w.errs) > 0 {
		w.buf = append(w.buf, `,"errors":`...)
		w.buf = appendErrors(w.buf, w.errs)
	}
}

// discard lets go of a response that is not given.
func (w *writer) discard() {
	w.budget.Release(w.held)
	w.putBack()
}

// JSON returns the response as JSON. It is good until the response is closed.
func (r *Response) JSON() []byte {
	if r.written != nil {
		return r.written.buf
	}
	return append(appendErrors([]byte(`{"errors":`), r.Errors), '}')
}

// WriteTo writes the response as JSON.
func (r *Response) WriteTo(to io.Writer) (int64, error) {
	n, err := to.Write(r.JSON())
	return int64(n), err
}

// Close releases the buffer that the response is written in. What is not
// closed is the garbage collector's.
func (r *Response) Close() {
	if w := r.written; w != nil {
		r.written = nil
		w.putBack()
	}
}

// putBack has the writer used again, unless its buffer is large.
func (w *writer) putBack() {
	if cap(w.buf) > maxKept {
		return
	}
	for _, c := range w.cells {
		*c = cell{} // it would keep a whole snapshot alive
	}
	w.pool.Put(w)
}

// MarshalJSON returns the response as JSON.
func (r *Response) MarshalJSON() ([]byte, error) { return r.JSON(), nil }

func appendErrors(b []byte, list []*Error) []byte {
	b = append(b, '[')
	for i, e := range list {
		if i > 0 {
			b = append(b, ',')
		}
		text, err := json.Marshal(e)
		if err != nil { // a path is texts and numbers, all else is text
			text, _ = json.Marshal(&Error{Message: "an error that cannot be written", Code: graph.Internal})
		}
		b = append(b, text...)
	}
	return append(b, ']')
}
