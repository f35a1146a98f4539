package planning

import (
	"slices"

	"parley/graph"
	"parley/schema/gate"
)

// maxKept is the largest buffer that is kept, in bytes.
const maxKept = 4 << 20

// begins is how a response begins.
const begins = `{"data":`

// begin begins a response.
func (w *Writer) begin(l gate.Limits, budget *graph.Budget) {
	*w = Writer{pool: w.pool, buf: append(w.buf[:0], begins...), cells: w.cells, lists: w.lists[:0], limits: l, budget: budget}
}

// root writes the answer to a root field. The data is null if one is that may not
// be, or if it is too much.
func (w *Writer) root(f *rootField, value any, err error) {
	w.most = min(w.limits.Output, len(w.buf)+w.budget.Room())
	w.buf = append(w.buf, f.field.json...)
	w.field, w.typ, w.lost = f.field, f.field.typ, false
	before := len(w.errs)
	if text, ok := value.(TextRoot); ok {
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

// finish ends the data, and writes the errors if there are any.
func (w *Writer) finish() {
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
		w.buf = gate.AppendErrors(w.buf, w.errs)
	}
}

// Discard lets go of a response that nobody gets.
func (w *Writer) Discard() {
	w.budget.Release(w.held)
	w.Release()
}

// Release lets the writer be used again, unless its buffer is large.
func (w *Writer) Release() {
	if cap(w.buf) > maxKept {
		return
	}
	for _, c := range w.cells {
		*c = cell{} // it would keep a whole snapshot alive
	}
	w.pool.Put(w)
}

// End ends a response, with the extensions that there are beside the data.
func (w *Writer) End(extensions []byte) {
	if extensions != nil {
		w.buf = append(append(w.buf, `,"extensions":`...), extensions...)
	}
	w.buf = append(w.buf, '}')
}

// DataBytes returns how many bytes the data has.
func (w *Writer) DataBytes() int { return len(w.buf) - len(begins) }

// Objects returns how many objects were written.
func (w *Writer) Objects() int { return w.nodes }

// Mixed reports whether the answers may be of several states of the graph.
func (w *Writer) Mixed() bool { return w.mixed }

// Errors returns the errors of the response.
func (w *Writer) Errors() []*gate.Error { return w.errs }

// JSON returns the response. It is good until the writer is used again.
func (w *Writer) JSON() []byte { return w.buf }
