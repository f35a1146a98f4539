package schema

import (
	"encoding/json"
	"io"

	"parley/graph"
)

// Response is a GraphQL response, written out as JSON. Executed says whether the
// request passed the gate; where it did not, there is no data key in the JSON.
type Response struct {
	Errors    []*Error
	Executed  bool
	Operation Operation
	Cost      int // objects that it could have given; see [Limits]

	written *writer // until it is closed: of what was executed, the data
}

// maxKept is the largest buffer that is kept, in bytes.
const maxKept = 4 << 20

// refuse makes the response to a request that is not executed.
func (r *Response) refuse(err *Error) *Response {
	r.Errors = []*Error{err}
	return r
}

// write writes the answers to the root fields: data, and errors if there are any.
func (s *Schema) write(fields []*rootField, results []answer) *writer {
	w := s.writers.Get().(*writer)
	w.begin(s.limits)
	w.buf = append(w.buf, `{"data":`...)
	w.root(fields, results)
	w.finish()
	if w.over != nil {
		w.errs = append(w.errs[:0], w.over)
	}
	if len(w.errs) > 0 {
		w.buf = append(w.buf, `,"errors":`...)
		w.buf = appendErrors(w.buf, w.errs)
	}
	return w
}

// root writes the data: null if a field is that may not be, or if it is too much.
func (w *writer) root(fields []*rootField, results []answer) {
	start := len(w.buf)
	for i, f := range fields {
		w.buf = append(w.buf, f.field.json...)
		w.field, w.typ, w.lost = f.field, f.field.typ, false
		before := len(w.errs)
		switch a := results[i]; {
		case f.text != nil:
			w.buf = append(w.buf, f.text...)
		case a.err != nil:
			w.fail(a.err)
		default:
			tell(w, a.value)
		}
		w.within(before, f.key)
		if w.lost || w.over != nil {
			w.buf = append(w.buf[:start], "null"...)
			return
		}
	}
	if len(w.buf) == start {
		w.buf = append(w.buf, '{')
	}
	w.buf[start] = '{'
	w.buf = append(w.buf, '}')
	if len(w.buf) > w.limits.Output {
		w.stop()
		w.buf = append(w.buf[:start], "null"...)
	}
}

func (w *writer) begin(l Limits) {
	*w = writer{pool: w.pool, buf: w.buf[:0], cells: w.cells, lists: w.lists[:0], limits: l}
}

// JSON gives the response as JSON. It is good until the response is closed.
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

// Close gives back the buffer that the response is written in. What is not
// closed is the garbage collector's.
func (r *Response) Close() {
	if w := r.written; w != nil && cap(w.buf) <= maxKept {
		r.written = nil
		for _, c := range w.cells {
			*c = cell{} // it would keep a whole snapshot alive
		}
		w.pool.Put(w)
	}
}

// MarshalJSON gives the response as JSON.
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
